"""The count by name and its identity, the codes on a printed list, and the seal. Pure.

Listed = arrived + stayed + missing + redirected + in hospital + died; what is left is the
difference, and it has names.
"""

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

PROCESS = "emergency.movement"
PRESENT, STAYED, MISSING, REDIRECTED, HOSPITAL, DIED = (
    "present", "stayed", "missing", "redirected", "hospital", "died",
)  # fmt: skip
STATUSES = (PRESENT, STAYED, MISSING, REDIRECTED, HOSPITAL, DIED)
ELSEWHERE = frozenset(STATUSES) - {PRESENT}
"""Said once, these hold at the next checkpoints too; presence holds where it was counted."""
DEPARTURE, STOP, ARRIVAL = "departure", "stop", "arrival"
CHECK_LETTERS = "ACDEFGHJKLMNPQRTUVWXY"
SCHOOL_AGE = (6, 15)
"""Years of compulsory school: 6 to 15 (Education Act 99-046 of 28 December 1999)."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Listed:
    """A name of the list. goes: False for who stays by choice."""

    id: UUID
    goes: bool


@dataclass(frozen=True, slots=True)
class Fact:
    """What was said of a name at a checkpoint; `order` is its place on the way."""

    line: UUID
    order: int
    status: str


@dataclass(frozen=True)
class Reckoning:
    """How a list comes out at a checkpoint. counts: status -> people. open: not accounted for."""

    listed: int
    counts: Mapping[str, int]
    statuses: Mapping[UUID, str]
    open: tuple[UUID, ...]

    @property
    def difference(self) -> int:
        """Names on the list of whom nobody said anything; 0 before anybody moves on."""
        return len(self.open)

    @property
    def accounted(self) -> int:
        return self.listed - self.difference


def reckon(lines: Iterable[Listed], facts: Iterable[Fact], order: int) -> Reckoning:
    """The identity at the checkpoint of this order, over facts up to it."""
    here: dict[UUID, str] = {}
    before: dict[UUID, tuple[int, str]] = {}
    for fact in facts:
        if fact.order == order:
            here[fact.line] = fact.status
        elif fact.order < order and fact.order >= before.get(fact.line, (0, ""))[0]:
            before[fact.line] = (fact.order, fact.status)
    statuses, left, number = {}, [], 0
    for line in lines:
        number += 1
        said = here.get(line.id) or _lasting(line, before)
        if said:
            statuses[line.id] = said
        else:
            left.append(line.id)
    counts = {s: sum(1 for said in statuses.values() if said == s) for s in STATUSES}
    return Reckoning(number, counts, statuses, tuple(left))


def _lasting(line: Listed, before: Mapping[UUID, tuple[int, str]]) -> str:
    _order, last = before.get(line.id, (0, ""))
    if last in ELSEWHERE:
        return last
    return "" if line.goes or last == PRESENT else STAYED


def short_code(number: int) -> str:
    """The running number with a check letter: 17 -> "17L". Two exchanged digits are noticed."""
    weighted = sum(int(d) * (place + 2) for place, d in enumerate(reversed(str(number))))
    return f"{number}{CHECK_LETTERS[weighted % len(CHECK_LETTERS)]}"


_PART = re.compile(r"(\d{1,5})([A-Z]?)(?:\s*[-–]\s*(\d{1,5})([A-Z]?))?")


@dataclass(frozen=True)
class Numbers:
    """Running numbers read from a paper list; wrong: parts that cannot be read, as typed."""

    found: tuple[int, ...]
    wrong: tuple[str, ...]


def read_numbers(text: str, *, last: int) -> Numbers:
    """Numbers out of "1-12, 15, 17L". A letter that does not belong to its number is an error."""
    found: set[int] = set()
    wrong = []
    for part in re.split(r"[,;\n]+|\s+(?=\d)", re.sub(r"\s*[-–]\s*", "-", text.upper())):
        if not (part := part.strip()):
            continue
        read = _PART.fullmatch(part)
        span = _span(read, last) if read else None
        if span is None:
            wrong.append(part)
        else:
            found.update(span)
    return Numbers(tuple(sorted(found)), tuple(wrong))


def _span(read: "re.Match[str]", last: int) -> range | None:
    first, letter, until, end_letter = read.groups()
    ends = (int(first), int(until or first))
    letters = (letter, end_letter or "")
    fits = all(not x or short_code(n) == f"{n}{x}" for n, x in zip(ends, letters, strict=True))
    return range(ends[0], ends[1] + 1) if fits and 1 <= ends[0] <= ends[1] <= last else None


def seal(rows: Iterable[Sequence[str]]) -> str:
    """A fingerprint of the list as it was frozen: sha256 over its rows in their order."""
    text = "\n".join("\t".join(row) for row in rows)
    return hashlib.sha256(text.encode()).hexdigest()


def torn(households: Iterable[tuple[str, T, bool]]) -> list[str]:
    """Households whose people travel in different convoys, without a reason for who is apart.

    Each entry: household, convoy, whether a reason is written for this person.
    """
    convoys: dict[str, set[T]] = {}
    for household, convoy, excused in households:
        if not excused:
            convoys.setdefault(household, set()).add(convoy)
    return sorted(name for name, used in convoys.items() if len(used) > 1)


def over_full(seats: Mapping[T, int], people: Iterable[T]) -> dict[T, int]:
    """Convoys with more people than seats, and how many more."""
    counted: dict[T, int] = {}
    for convoy in people:
        counted[convoy] = counted.get(convoy, 0) + 1
    return {c: n - seats[c] for c, n in counted.items() if c in seats and n > seats[c]}
