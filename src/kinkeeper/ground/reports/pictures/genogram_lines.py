"""The lines of a genogram as routes from parents, between people and along tracks, to children.

Between two rows lies a gap; a horizontal stretch in a gap gets a track of its own where it would
otherwise lie on another family's. Lines that pass a row go between two people, never through one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kinkeeper.ground.reports.pictures.genogram_rows import Seat, in_row, neighbours
from kinkeeper.ground.reports.pictures.genogram_values import Couple, Descent, Kin

COLUMN = 104.0
TRACK = 9.0


@dataclass(frozen=True)
class Arc:
    """A union of two who do not sit side by side: over the heads between them, on this level."""

    couple: Couple
    level: int


@dataclass(frozen=True)
class Run:
    """A horizontal stretch in the gap above `gap` (row number), on this track."""

    gap: int
    left: float
    right: float
    track: int


@dataclass(frozen=True)
class Route:
    """From `x` in the row of the parents through the runs to the children, in pixels across."""

    descent: Descent
    x: float
    start: str
    runs: Sequence[tuple[Run, float]]
    entries: Sequence[float]


@dataclass
class Tracks:
    """Which stretch lies on which track of a gap."""

    taken: dict[int, list[list[tuple[float, float]]]] = field(default_factory=dict)

    def place(self, gap: int, left: float, right: float) -> Run:
        tracks = self.taken.setdefault(gap, [])
        for number, track in enumerate(tracks):
            if all(right < start - 5 or left > end + 5 for start, end in track):
                track.append((left, right))
                return Run(gap, left, right, number)
        tracks.append([(left, right)])
        return Run(gap, left, right, len(tracks) - 1)

    def depth(self, gap: int) -> int:
        return len(self.taken.get(gap, ()))


def middle(seat: Seat) -> float:
    return seat.column * COLUMN


def arcs(kin: Kin, seated: dict[str, Seat]) -> list[Arc]:
    """Unions over the heads, the shortest lowest."""
    far = [c for c in kin.couples if not neighbours(seated, c.a, c.b)]
    far.sort(key=lambda c: abs(seated[c.a].column - seated[c.b].column))
    levels: dict[int, int] = {}
    drawn = []
    for couple in far:
        row = seated[couple.a].row
        drawn.append(Arc(couple, levels.get(row, 0)))
        levels[row] = levels.get(row, 0) + 1
    return drawn


def routes(kin: Kin, seated: dict[str, Seat]) -> tuple[list[Route], Tracks]:
    """A route for every line of descent, long ones split by the row of the children."""
    tracks, used = Tracks(), dict[tuple[int, float], int]()
    drawn = []
    for descent in kin.descents:
        for part in _by_row(descent, seated):
            x, start = _way_out(part, seated, used)
            drawn.append(_route(part, x=x, start=start, seated=seated, tracks=tracks))
    return drawn, tracks


def _by_row(descent: Descent, seated: dict[str, Seat]) -> Iterable[Descent]:
    rows = sorted({seated[child].row for child in descent.children})
    for row in rows:
        kids = tuple(child for child in descent.children if seated[child].row == row)
        yield Descent(descent.parents, kids, descent.guardian)


def _way_out(
    descent: Descent, seated: dict[str, Seat], used: dict[tuple[int, float], int]
) -> tuple[float, str]:
    """Where the line leaves the row of the parents: from a union, an arc, or one person."""
    ends = sorted((seated[parent] for parent in descent.parents), key=lambda seat: seat.column)
    if len(ends) == 2 and ends[1].column - ends[0].column <= 1:
        return _spread((middle(ends[0]) + middle(ends[1])) / 2, ends[0].row, used), "union"
    if len(ends) == 2:
        last = seated[descent.parents[1]]
        side = -1 if last.column > seated[descent.parents[0]].column else 1
        return _spread(middle(last) + side * COLUMN / 2, last.row, used), "arc"
    return _spread(middle(ends[0]) + COLUMN / 2, ends[0].row, used), "single"


def _spread(x: float, row: int, used: dict[tuple[int, float], int]) -> float:
    """Lines leaving at the same place stand a little apart: middle, right, left."""
    count = used.get((row, x), 0)
    used[row, x] = count + 1
    return x + (0, 6, -5)[count % 3]


def _route(
    descent: Descent, *, x: float, start: str, seated: dict[str, Seat], tracks: Tracks
) -> Route:
    top = seated[descent.parents[0]].row
    bottom = seated[descent.children[0]].row
    shift = 8 if descent.guardian else 0
    entries = sorted(middle(seated[child]) + shift for child in descent.children)
    runs, here = [], x
    for gap, passed in _gaps(top, bottom):
        passage = _between(passed, here, seated)
        runs.append((tracks.place(gap, min(here, passage), max(here, passage)), passage))
        here = passage
    last = tracks.place(bottom, min([here, *entries]), max([here, *entries]))
    return Route(descent, x, start, [*runs, (last, here)], entries)


def _gaps(top: int, bottom: int) -> Iterable[tuple[int, int]]:
    """The gaps before the last one, each with the row passed. Bad data may lead upwards."""
    if bottom > top:
        return ((gap, gap) for gap in range(top + 1, bottom))
    return ((gap, gap - 1) for gap in range(top, bottom, -1))


def _between(row: int, x: float, seated: dict[str, Seat]) -> float:
    """The nearest place in a row where a line passes between people."""
    columns = [column * COLUMN for column in in_row(seated, row)]
    edges = [x, *(column + side * COLUMN / 2 for column in columns for side in (-1, 1))]
    free = [e for e in edges if all(abs(e - column) >= COLUMN / 2 - 5 for column in columns)]
    return min(free, key=lambda edge: abs(edge - x))
