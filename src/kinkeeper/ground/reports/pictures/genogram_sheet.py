"""Heights of a genogram: rows with their letters, gaps with their tracks; and the household."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kinkeeper.ground.reports.pictures.genogram_lines import COLUMN, TRACK, Arc, Tracks, middle
from kinkeeper.ground.reports.pictures.genogram_rows import Seat
from kinkeeper.ground.reports.pictures.genogram_values import Relative
from kinkeeper.ground.reports.pictures.lettering import wrap

RADIUS = 17.0
NAME_SIZE, NOTE_SIZE = 12.0, 11.5
NAME_LINE, NOTE_LINE = 15.0, 14.0
LABEL_ROOM = COLUMN - 12
ARC = 8.0
HEADROOM = 12.0
CAPTION = 24.0

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Lettering:
    name: Sequence[str]
    note: Sequence[str]

    @property
    def height(self) -> float:
        return 6 + NAME_LINE * len(self.name) + NOTE_LINE * len(self.note)


@dataclass(frozen=True)
class Row:
    """One generation: where its gap begins, its tracks, its symbols, where its letters end."""

    gap: float
    tracks: float
    middle: float
    bottom: float

    def track(self, number: int) -> float:
        return self.tracks + number * TRACK

    def arc(self, level: int) -> float:
        return self.middle - RADIUS - HEADROOM - level * ARC


def lettering(person: Relative) -> Lettering:
    """Name on two lines, note on three lines, as wide as the column allows."""
    name = wrap(person.label, room=LABEL_ROOM, size=NAME_SIZE, lines=2)
    return Lettering(name, wrap(person.note, room=LABEL_ROOM, size=NOTE_SIZE, lines=3))


def stack(
    seated: dict[str, Seat],
    letters: dict[str, Lettering],
    *,
    arcs: Sequence[Arc],
    tracks: Tracks,
    captioned: int | None,
) -> list[Row]:
    """The rows from top to bottom; the captioned one begins with room for a line of text."""
    rows, top = [], 4.0
    for number in range(max((seat.row for seat in seated.values()), default=-1) + 1):
        here = [person for person, seat in seated.items() if seat.row == number]
        levels = sum(1 for arc in arcs if seated[arc.couple.a].row == number)
        depth = tracks.depth(number)
        gap = 8 + depth * TRACK + (12 if number else 0) + (CAPTION if number == captioned else 0)
        centre = top + gap + HEADROOM + levels * ARC + RADIUS
        bottom = centre + RADIUS + max((letters[person].height for person in here), default=0)
        rows.append(Row(top, top + gap - depth * TRACK, centre, bottom))
        top = bottom + 6
    return rows


def household(
    members: Iterable[str], seated: dict[str, Seat], rows: Sequence[Row]
) -> tuple[str, list[Box]]:
    """The outline around those who live together, as a path, and the boxes it is made of."""
    boxes = _boxes(list(members), seated, rows)
    boxes += _corridors(boxes)
    return _outline(boxes), boxes


def _boxes(members: Sequence[str], seated: dict[str, Seat], rows: Sequence[Row]) -> list[Box]:
    """One box for each stretch of members who stand beside each other."""
    boxes: list[Box] = []
    for seat in sorted((seated[person] for person in members), key=lambda s: (s.row, s.column)):
        x, row = middle(seat), rows[seat.row]
        left, right = x - COLUMN / 2 + 2, x + COLUMN / 2 - 2
        box = (left, row.middle - RADIUS - HEADROOM + 3, right, row.bottom + 2)
        if boxes and boxes[-1][1] == box[1] and left - boxes[-1][2] < 5:
            boxes[-1] = (boxes[-1][0], box[1], right, box[3])
        else:
            boxes.append(box)
    return boxes


def _corridors(boxes: Sequence[Box]) -> list[Box]:
    """Boxes above each other are joined where they overlap."""
    tops = sorted({box[1] for box in boxes})
    joined = []
    for above in boxes:
        lower = next((top for top in tops if top > above[1]), None)
        for below in boxes:
            left, right = max(above[0], below[0]), min(above[2], below[2])
            if below[1] == lower and right - left > 20:
                joined.append((left, above[3], right, below[1]))
    return joined


def _outline(boxes: Sequence[Box]) -> str:
    """The edge of the boxes together: pieces of grid lines with inside on one side only."""
    xs = sorted({edge for box in boxes for edge in (box[0], box[2])})
    ys = sorted({edge for box in boxes for edge in (box[1], box[3])})
    full = {
        (i, j)
        for i in range(len(xs) - 1)
        for j in range(len(ys) - 1)
        if any(
            b[0] <= xs[i] and xs[i + 1] <= b[2] and b[1] <= ys[j] and ys[j + 1] <= b[3]
            for b in boxes
        )
    }
    across = {
        (i, j)
        for i in range(len(xs))
        for j in range(len(ys))
        if ((i, j) in full) != ((i, j - 1) in full)
    }
    down = {
        (i, j)
        for i in range(len(xs))
        for j in range(len(ys))
        if ((i, j) in full) != ((i - 1, j) in full)
    }
    level = (
        f"M{xs[a]:.1f} {ys[j]:.1f}H{xs[b]:.1f}"
        for j, a, b in _stretches({(j, i) for i, j in across})
    )
    upright = (f"M{xs[i]:.1f} {ys[a]:.1f}V{ys[b]:.1f}" for i, a, b in _stretches(down))
    return "".join([*level, *upright])


def _stretches(pieces: set[tuple[int, int]]) -> Iterable[tuple[int, int, int]]:
    """Neighbouring pieces on one line joined: line, from, to."""
    for line, start in sorted(pieces):
        if (line, start - 1) not in pieces:
            end = start
            while (line, end) in pieces:
                end += 1
            yield line, start, end
