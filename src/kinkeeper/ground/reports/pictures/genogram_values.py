"""What other rooms hand to the genogram, and the relations read from it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Sex = Literal["male", "female", "unknown"]
Tie = Literal["birth", "guardian"]


@dataclass(frozen=True)
class Relative:
    """One person of the picture. `unknown`: we know there must be somebody, but not who."""

    id: str
    label: str
    note: str = ""
    sex: Sex = "unknown"
    deceased: bool = False
    unknown: bool = False
    in_household: bool = False
    in_care: bool = False
    focus: bool = False


@dataclass(frozen=True)
class Union:
    """Two people who are or were a couple."""

    a: str
    b: str
    ended: bool = False


@dataclass(frozen=True)
class Parentage:
    parent: str
    child: str
    kind: Tie = "birth"


@dataclass(frozen=True)
class Couple:
    """A union, or two people known only as parents of the same child (`declared` is false)."""

    a: str
    b: str
    ended: bool = False
    declared: bool = True

    @property
    def pair(self) -> frozenset[str]:
        return frozenset((self.a, self.b))


@dataclass(frozen=True)
class Descent:
    """One or two parents and the children they share; `guardian`: one stands in for parents."""

    parents: tuple[str, ...]
    children: tuple[str, ...]
    guardian: bool = False


@dataclass(frozen=True)
class Kin:
    """The family as read: people without doubles, couples, descents. Links to nobody drop."""

    people: dict[str, Relative]
    couples: Sequence[Couple]
    descents: Sequence[Descent]


def read(
    relatives: Iterable[Relative], unions: Iterable[Union], parentages: Iterable[Parentage]
) -> Kin:
    people = {relative.id: relative for relative in reversed(list(relatives))}
    people = dict(reversed(people.items()))
    links = [p for p in dict.fromkeys(parentages) if _known(people, p.parent, p.child)]
    parents = _birth_parents(links)
    declared = {
        union.pair: union
        for u in unions
        if _known(people, u.a, u.b)
        for union in (Couple(u.a, u.b, u.ended),)
    }
    for pair in parents.values():
        if len(pair) == 2:
            declared.setdefault(frozenset(pair), Couple(pair[0], pair[1], declared=False))
    return Kin(people, list(declared.values()), [*_births(parents), *_guardians(links, parents)])


def _known(people: dict[str, Relative], one: str, other: str) -> bool:
    return one != other and one in people and other in people


def _birth_parents(links: Sequence[Parentage]) -> dict[str, tuple[str, ...]]:
    """At most two a child, in the order given; a child is never also its parent's parent."""
    parents: dict[str, tuple[str, ...]] = {}
    for link in links:
        given = parents.get(link.child, ())
        upside_down = link.child in parents.get(link.parent, ())
        if link.kind == "birth" and len(given) < 2 and link.parent not in given and not upside_down:
            parents[link.child] = (*given, link.parent)
    return parents


def _births(parents: dict[str, tuple[str, ...]]) -> list[Descent]:
    grouped: dict[frozenset[str], list[str]] = {}
    for child, pair in parents.items():
        grouped.setdefault(frozenset(pair), []).append(child)
    return [Descent(parents[kids[0]], tuple(kids)) for kids in grouped.values()]


def _guardians(links: Sequence[Parentage], parents: dict[str, tuple[str, ...]]) -> list[Descent]:
    grouped: dict[str, list[str]] = {}
    for link in links:
        if link.kind == "guardian" and link.parent not in parents.get(link.child, ()):
            grouped.setdefault(link.parent, []).append(link.child)
    return [Descent((who,), tuple(kids), guardian=True) for who, kids in grouped.items()]
