"""What exists already, as lines of a page: found people with their families, found families."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from kinkeeper.mission.people import queries
from kinkeeper.mission.people.faces import Face, Household, family_face, person_face
from kinkeeper.mission.people.models import Family
from kinkeeper.mission.people.queries import Hit, Reader, Same
from kinkeeper.mission.people.queries.lists import families_now

MOST = 8


class AlreadyHere(Exception):
    """Nothing was written: these people may be the ones."""

    def __init__(self, found: Sequence[Same]) -> None:
        super().__init__()
        self.found = list(found)


@dataclass(frozen=True)
class SameLine:
    """Somebody who may be the same: who, in which family, where, and why we think so."""

    person: Face
    family: Household | None
    place: str
    why: str
    percent: int


def same_lines(found: Sequence[Same], *, reader: Reader) -> list[SameLine]:
    today, homes = timezone.localdate(), families_now([s.person for s in found])
    lines = []
    for same in found:
        home = homes.get(same.person.pk)
        lines.append(
            SameLine(
                person_face(same.person, reader=reader, on=today),
                _home(home.family, reader) if home else None,
                same.person.place.name, same.why, round(same.score * 100),
            )
        )  # fmt: skip
    return lines


def family_hits(name: str, person: str, *, reader: Reader) -> list[Hit[Family]]:
    """Families of this name, and those with a member of this name, each once."""
    found = queries.search_families(person, by=reader.by, most=MOST)
    if name != person:
        known = {hit.record.pk for hit in found}
        others = queries.search_families(name, by=reader.by, most=MOST)
        found += [hit for hit in others if hit.record.pk not in known]
    return found[:MOST]


def _home(family: Family, reader: Reader) -> Household:
    return family_face(family, reader=reader)
