"""The genogram of a household and of those its members are kin to."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal
from uuid import UUID

from kinkeeper.ground.reports.pictures import genogram
from kinkeeper.ground.reports.pictures.genogram import Parentage, Relative, Union
from kinkeeper.mission.people.faces import Face
from kinkeeper.mission.people.models import KinLink, Kinship, Membership, Person
from kinkeeper.mission.people.rules import HEAD, Member, kin_from_head

BIRTH = frozenset({Kinship.MOTHER, Kinship.FATHER})
CARE = frozenset({Kinship.GRANDPARENT, Kinship.GUARDIAN, Kinship.LEGAL_GUARDIAN})
SEXES: dict[str, Literal["male", "female"]] = {"F": "female", "M": "male"}


@dataclass(frozen=True)
class Tie:
    """What one person is to another: written as a link, or said by the relation to the head."""

    person: UUID
    kind: str
    relative: UUID


def ties_of(members: Sequence[Membership], links: Iterable[KinLink]) -> list[Tie]:
    """The written links, and for members without one what their relation to the head says."""
    ties = [Tie(link.person_id, link.kind, link.relative_id) for link in links]
    tied = {(t.person, t.relative) for t in ties} | {(t.relative, t.person) for t in ties}
    head = next((m for m in members if m.relation == HEAD), None)
    for row in members if head else ():
        kind = kin_from_head(_member(head), _member(row)) if head and row is not head else ""
        if head and kind and (head.person_id, row.person_id) not in tied:
            ties.append(Tie(head.person_id, kind, row.person_id))
    return ties


def drawn(
    members: Sequence[Membership],
    links: Sequence[KinLink],
    *,
    face: Callable[[Person], Face],
    focus: UUID | None = None,
) -> str:
    """The picture. Members of the household stand in one frame; kin outside it around them."""
    inside = {m.person_id: m.person for m in members}
    people = inside | {p.pk: p for link in links for p in (link.person, link.relative)}
    ties = ties_of(members, links)
    relatives = [
        _relative(p, face(p), at_home=p.pk in inside, focus=p.pk == focus) for p in people.values()
    ]
    return genogram.figure(relatives, _unions(ties), _parentages(ties))


def _relative(person: Person, face: Face, *, at_home: bool, focus: bool) -> Relative:
    return Relative(
        id=str(person.pk), label=face.name, note=face.age, focus=focus, in_household=at_home,
        sex=SEXES.get(person.sex, "unknown"),
        deceased=bool(face.dead), unknown=face.far,
    )  # fmt: skip


def _unions(ties: Iterable[Tie]) -> list[Union]:
    return [Union(str(t.person), str(t.relative)) for t in ties if t.kind == Kinship.SPOUSE]


def _parentages(ties: Sequence[Tie]) -> list[Parentage]:
    parents: dict[UUID, set[UUID]] = {}
    for tie in ties:
        if tie.kind in BIRTH:
            parents.setdefault(tie.relative, set()).add(tie.person)
    births = [Parentage(str(t.person), str(t.relative)) for t in ties if t.kind in BIRTH]
    return births + [
        Parentage(str(t.person), str(t.relative), "guardian")
        for t in ties
        if t.kind in CARE and not _through_parent(t, parents)
    ]


def _through_parent(tie: Tie, parents: dict[UUID, set[UUID]]) -> bool:
    """The grandparent is drawn above the child's own parent already."""
    return any(tie.person in parents.get(p, ()) for p in parents.get(tie.relative, ()))


def _member(row: Membership) -> Member:
    return Member(row.relation, row.person.sex, caregiver=row.caregiver)
