"""Who stands where in a genogram: generations downwards, couples side by side, children below.

The family is first cut into groups (people joined by unions), each group gets a generation, then
groups are hung under each other like branches of a tree, so wide enough that branches never meet.
The same family always gives the same picture.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinkeeper.ground.reports.pictures.genogram_values import Couple, Descent, Kin

Group = tuple[str, ...]
ALONE_IN_A_ROW = 8


@dataclass(frozen=True)
class Seat:
    """The place of a person: row from the top, middle of the column in columns from the left."""

    row: int
    column: float


def seats(kin: Kin) -> dict[str, Seat]:
    """A seat for everybody; people without any recorded link in rows of their own at the bottom."""
    linked = _linked(kin)
    groups = _groups([person for person in kin.people if person in linked], kin.couples)
    rows = _generations(groups, kin.descents)
    seated = _hang(groups, rows=rows, kin=kin)
    below = max((seat.row for seat in seated.values()), default=-1) + 1
    alone = [person for person in kin.people if person not in linked]
    for place, person in enumerate(alone):
        row, column = divmod(place, ALONE_IN_A_ROW)
        seated[person] = Seat(below + row, column + 0.5)
    return seated


def alone(kin: Kin) -> set[str]:
    return set(kin.people) - _linked(kin)


def _linked(kin: Kin) -> set[str]:
    linked = {person for couple in kin.couples for person in couple.pair}
    return linked.union(*({*d.parents, *d.children} for d in kin.descents))


def _groups(people: Sequence[str], couples: Sequence[Couple]) -> list[Group]:
    """People joined by unions, as they sit: who has several partners between the first two."""
    partners: dict[str, list[str]] = {person: [] for person in people}
    for couple in couples:
        partners[couple.a].append(couple.b)
        partners[couple.b].append(couple.a)
    groups: list[Group] = []
    seen: set[str] = set()
    for person in people:
        if person not in seen:
            group = _chain(person, partners)
            seen.update(group)
            groups.append(group)
    return groups


def _chain(person: str, partners: dict[str, list[str]]) -> Group:
    reached = [person]
    for one in reached:
        reached += [other for other in partners[one] if other not in reached]
    middle = max(reached, key=lambda one: (len(partners[one]), -reached.index(one)))
    row, waiting = [middle], [middle]
    for one in waiting:
        for other in partners[one]:
            if other not in row:
                _sit(row, one, other, several=len(partners[one]) > 1)
                waiting.append(other)
    return tuple(row)


def _sit(row: list[str], one: str, other: str, *, several: bool) -> None:
    """The first of several partners sits left of a person at the left end, others right."""
    if several and row[0] == one:
        row.insert(0, other)
    else:
        row.append(other)


def _generations(groups: Sequence[Group], descents: Sequence[Descent]) -> list[int]:
    """Row of each group: below all parents. Guardians count where no parent is known."""
    of = {person: number for number, group in enumerate(groups) for person in group}
    links = _links(of, descents)
    rows = [0] * len(groups)
    for _round in range(len(groups)):
        moved = [(up, down) for up, down in links if rows[down] <= rows[up]]
        for up, down in moved:
            rows[down] = max(rows[down], rows[up] + 1)
        if not moved:
            break
    return _drop_roots(rows, links)


def _links(of: dict[str, int], descents: Sequence[Descent]) -> list[tuple[int, int]]:
    """Parent group and child group; links that would run in a circle (bad data) are left out."""
    links: list[tuple[int, int]] = []
    born = {child for descent in descents if not descent.guardian for child in descent.children}
    for descent in sorted(descents, key=lambda descent: descent.guardian):
        for parent in descent.parents:
            for child in descent.children:
                up, down = of[parent], of[child]
                if descent.guardian and child in born:
                    continue
                if up != down and (up, down) not in links and not _reaches(links, down, up):
                    links.append((up, down))
    return links


def _reaches(links: Sequence[tuple[int, int]], start: int, goal: int) -> bool:
    reached = [start]
    for one in reached:
        reached += [down for up, down in links if up == one and down not in reached]
    return goal in reached


def _drop_roots(rows: list[int], links: Sequence[tuple[int, int]]) -> list[int]:
    """Groups without parents come down to just above their children."""
    below = {down for _up, down in links}
    children: dict[int, list[int]] = {}
    for up, down in links:
        children.setdefault(up, []).append(rows[down])
    return [
        row if number in below or number not in children else min(children[number]) - 1
        for number, row in enumerate(rows)
    ]


def _hang(groups: Sequence[Group], *, rows: Sequence[int], kin: Kin) -> dict[str, Seat]:
    branches = _branches(groups, rows=rows, kin=kin)
    hung = {number for under in branches.values() for number in under}
    left, seated = 0.0, dict[str, Seat]()
    for number in range(len(groups)):
        if number not in hung:
            _seat(number, left, groups=groups, rows=rows, branches=branches, into=seated)
            left += _breadth(number, groups, branches)
    return seated


def _branches(groups: Sequence[Group], *, rows: Sequence[int], kin: Kin) -> dict[int, list[int]]:
    """For each group those hung under it, by the first parents any of their members has."""
    of = {person: number for number, group in enumerate(groups) for person in group}
    above: dict[int, int] = {}
    branches: dict[int, list[int]] = {number: [] for number in range(len(groups))}
    for descent in sorted(kin.descents, key=lambda d: (d.guardian, _leftmost(d, groups, of))):
        up = of[descent.parents[0]]
        for child in descent.children:
            down = of[child]
            if down not in above and rows[up] < rows[down]:
                above[down] = up
                branches[up].append(down)
    return branches


def _leftmost(descent: Descent, groups: Sequence[Group], of: dict[str, int]) -> float:
    """Children of one couple stand together, in the order of the couples from left to right."""
    places = [groups[of[parent]].index(parent) for parent in descent.parents]
    return sum(places) / len(places)


def _breadth(number: int, groups: Sequence[Group], branches: dict[int, list[int]]) -> float:
    under = sum(_breadth(down, groups, branches) for down in branches[number])
    return max(float(len(groups[number])), under)


def _seat(
    number: int,
    left: float,
    *,
    groups: Sequence[Group],
    rows: Sequence[int],
    branches: dict[int, list[int]],
    into: dict[str, Seat],
) -> None:
    breadth = _breadth(number, groups, branches)
    own = left + (breadth - len(groups[number])) / 2
    for place, person in enumerate(groups[number]):
        into[person] = Seat(rows[number], own + place + 0.5)
    under = sum(_breadth(down, groups, branches) for down in branches[number])
    start = left + (breadth - under) / 2
    for down in branches[number]:
        _seat(down, start, groups=groups, rows=rows, branches=branches, into=into)
        start += _breadth(down, groups, branches)


def neighbours(seated: dict[str, Seat], one: str, other: str) -> bool:
    a, b = seated[one], seated[other]
    return a.row == b.row and abs(a.column - b.column) <= 1


def in_row(seated: dict[str, Seat], row: int) -> Iterable[float]:
    return sorted(seat.column for seat in seated.values() if seat.row == row)
