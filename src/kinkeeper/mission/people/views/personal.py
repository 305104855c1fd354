"""The lines of a person's file: facts, kin, families lived in."""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.functional import Promise

from kinkeeper.mission.people.faces import Face, Household, family_face, person_face
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.people.queries import Reader, memberships_of
from kinkeeper.mission.people.words import kinship_word, relation_word, turned_word, why_left_word

FACTS = (
    "alias", "mother_name", "phone", "phone_owner", "birth_act", "schooling", "mother_alive",
    "father_alive", "note",
)  # fmt: skip


@dataclass(frozen=True)
class FactLine:
    label: str | Promise
    value: str


@dataclass(frozen=True)
class KinLine:
    """Somebody of kin: what she or he is to the person of the page."""

    pk: UUID
    word: str | Promise
    person: Face
    since: date | None


@dataclass(frozen=True)
class HomeLine:
    """A family the person belongs or belonged to; without address where the reader has no scope."""

    family: Household | None
    relation: str | Promise
    since: date | None
    until: date | None
    why_left: str | Promise


def facts_of(person: Person, *, reader: Reader) -> list[FactLine]:
    """The filled facts whose class the reader may meet."""
    allowed = Person.fields_up_to(reader.level)
    lines = []
    for name in FACTS:
        value = getattr(person, name)
        if name in allowed and value:
            field = Person._meta.get_field(name)
            shown = dict(getattr(field, "flatchoices", ())).get(value, value)
            lines.append(FactLine(str(getattr(field, "verbose_name", name)), str(shown)))
    return lines


def kin_lines(
    person: Person, links: Iterable[KinLink], *, reader: Reader, on: date, far: Set[UUID]
) -> list[KinLine]:
    if not reader.names:
        return []
    lines = []
    for link in links:
        mine = link.person_id == person.pk
        other = link.relative if mine else link.person
        word = turned_word(link.kind, other.sex) if mine else kinship_word(link.kind, other.sex)
        face = person_face(other, reader=reader, on=on, far=other.pk in far)
        lines.append(KinLine(link.pk, word, face, link.since))
    return lines


def home_lines(person: Person, *, reader: Reader) -> list[HomeLine]:
    rows = memberships_of(person)
    reached = _reached(rows, person, reader)
    return [
        HomeLine(
            family_face(row.family, reader=reader) if row.family_id in reached else None,
            relation_word(row.relation, person.sex) if reader.names else "",
            row.since if reader.names else None, row.until if reader.names else None,
            why_left_word(row.why_left) if reader.notes and row.why_left else "",
        )
        for row in rows
    ]  # fmt: skip


def _reached(rows: list[Membership], person: Person, reader: Reader) -> set[UUID]:
    """Families in the person's own place are reached by whoever reads the person."""
    near = {row.family_id for row in rows if row.family.place_id == person.place_id}
    doubtful = {row.family_id for row in rows} - near
    if not doubtful:
        return near
    return near | set(reader.rows(Family).filter(pk__in=doubtful).values_list("pk", flat=True))
