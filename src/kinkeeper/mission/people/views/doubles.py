"""The other records of a person, shown whole within the file that goes on."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.reports.offers import LifeFact, life_facts, read_for_page
from kinkeeper.mission.people import queries
from kinkeeper.mission.people.faces import Face, far_people, person_face
from kinkeeper.mission.people.models import Person, SamePerson
from kinkeeper.mission.people.queries import Reader
from kinkeeper.mission.people.views.personal import (
    FactLine,
    HomeLine,
    KinLine,
    facts_of,
    home_lines,
    kin_lines,
)
from kinkeeper.mission.people.views.sections import Section, sections_for

KIND = "people.person"


@dataclass(frozen=True)
class Double:
    """One other record: everything its own page would show to this reader."""

    same: SamePerson
    person: Face
    facts: list[FactLine]
    homes: list[HomeLine]
    kin: list[KinLine]
    sections: list[Section]
    life: list[LifeFact]


def doubles_within(found: Sequence[SamePerson], *, reader: Reader, request: Asked) -> list[Double]:
    """Those the reader may meet; what she may not meet of them is not in it."""
    if not found:
        return []
    met = reader.rows(Person).filter(pk__in=[same.double_id for same in found])
    reached = set(met.values_list("pk", flat=True))
    return [_double(same, reader, request) for same in found if same.double_id in reached]


def _double(same: SamePerson, reader: Reader, request: Asked) -> Double:
    person, today = same.double, timezone.localdate()
    links = queries.kin_of([person.pk])
    others = [p for link in links for p in (link.person, link.relative) if p.pk != person.pk]
    far = far_people(others, reader=reader, near=person.place_id)
    read_for_page(KIND, person, reader.by)
    parts = sections_for(KIND, person, reader=reader, request=request)
    return Double(
        same=same, person=person_face(person, reader=reader, on=today),
        facts=facts_of(person, reader=reader), homes=home_lines(person, reader=reader),
        kin=kin_lines(person, links, reader=reader, on=today, far=far),
        sections=[*parts["first"], *parts["sections"]],
        life=life_facts(KIND, person, reader.by),
    )  # fmt: skip
