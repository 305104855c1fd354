"""The same child written twice in a family: by name, birth, mother and sex, with the reason.

Twins bear different names and are no double. Whoever writes down a family in one sitting does not
write a child twice: there only the same name with the same day is taken for one child. Where too
little is known, it is asked, and two children stay two unless somebody says otherwise.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from kinkeeper.ground.interop.profile import Given, Question
from kinkeeper.ground.interop.said import Said, said
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.ground.text.names import Level, why_alike
from kinkeeper.mission.strengthening.register import wording
from kinkeeper.mission.strengthening.register.drafts import Draft, Household

# "6 years" may have been said half a year before the list was brought up to date.
SLACK = timedelta(days=183)
NAMELESS = "?"
_SHARP = {p: at for at, p in enumerate(("day", "month", "year", "estimated", "unknown"))}


@dataclass(frozen=True)
class Pair:
    one: Draft
    other: Draft
    sure: bool
    why: Said


def births_fit(one: RoughDate, other: RoughDate) -> bool | None:
    """Can the two dates be one? None where one is not known."""
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return None
    loose = Precision.ESTIMATED in {one.precision, other.precision}
    slack = SLACK if loose else timedelta(0)
    return one.earliest <= other.latest + slack and other.earliest <= one.latest + slack


def doubles(household: Household) -> Iterator[Pair]:
    """Pairs of one family, in the order of the list."""
    sittings = household.sittings
    for one, other in combinations(household.children, 2):
        together = sittings.get(one.row) == sittings.get(other.row)
        if pair := _compare(one, other, together=together):
            yield pair


def _compare(one: Draft, other: Draft, *, together: bool) -> Pair | None:
    if one.sex and other.sex and one.sex != other.sex:
        return None
    name = why_alike(one.name, other.name)
    fit = births_fit(one.birth, other.birth)
    if name.level is Level.DIFFERENT or fit is False or NAMELESS in {one.given, other.given}:
        return None
    mothers = _mothers(one, other)
    same_day = one.birth == other.birth and one.birth.precision is Precision.DAY
    alike = name.level is not Level.CLOSE and not together
    enough = same_day or (alike and (fit is True or mothers is True))
    sure = enough and mothers is not False
    return Pair(one, other, sure, said(name.why))


def _mothers(one: Draft, other: Draft) -> bool | None:
    if not one.mother or not other.mother:
        return None
    return why_alike(one.mother, other.mother).level is not Level.DIFFERENT


def ask_doubles(household: Household) -> Iterator[Question]:
    for pair in doubles(household):
        yield _question(pair)


def _question(pair: Pair) -> Question:
    one, other = pair.one, pair.other
    sentence = said(
        wording.DOUBLE if pair.sure else wording.MAYBE,
        who=one.name, row=one.row, other=other.name, other_row=other.row, why=pair.why,
    )  # fmt: skip
    return Question(
        "double" if pair.sure else "maybe", f"double:{one.row}:{other.row}", (one.row, other.row),
        (), sentence, (wording.ONE_CHILD, wording.TWO_CHILDREN),
        wording.ONE if pair.sure else wording.TWO,
    )  # fmt: skip


def merged(children: list[Draft], questions: list[Question], given: Given) -> list[Draft]:
    """The children after the answers: a double goes into the line that came first."""
    into: dict[int, int] = {}
    for question in questions:
        if question.kind in {"double", "maybe"} and given.answer(question) == wording.ONE:
            first, second = question.rows
            into[_root(into, second)] = _root(into, first)
    by_row = {child.row: child for child in children}
    for child in children:
        root = _root(into, child.row)
        if root != child.row:
            _absorb(by_row[root], child)
    return [child for child in children if _root(into, child.row) == child.row]


def _root(into: dict[int, int], row: int) -> int:
    while into.get(row, row) != row:
        row = into[row]
    return row


def _absorb(child: Draft, other: Draft) -> None:
    """What the first line leaves open, the second may say; of two dates the sharper one."""
    child.rows |= other.rows
    child.sex = child.sex or other.sex
    child.mother = child.mother or other.mother
    child.family = child.family or other.family
    child.facts = {**other.facts, **child.facts}
    if _SHARP[other.birth.precision] < _SHARP[child.birth.precision]:
        child.birth = other.birth
