"""What the community's own sheets say: head-counts, cash boxes, share-outs, capacity. Pure.

Money is integer francs (XOF), weight in kilograms. A head-count has a row for each sex and a
column for each age; "not recorded" ("") is one of both and counts in the total.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

SEXES = ("F", "M", "")
AGES = ("0-5", "6-11", "12-17", "18+", "")
Counts = Mapping[str, Mapping[str, int]]
NOBODY: Counts = {}

# --- head-counts --------------------------------------------------------------------------------


def total(counts: Counts, *, sex: str | None = None, ages: Iterable[str] = AGES) -> int:
    """People of a head-count: all, of one sex, of some ages."""
    rows = [counts.get(s, {}) for s in (SEXES if sex is None else (sex,))]
    return sum(row.get(age, 0) for row in rows for age in ages)


def children(counts: Counts) -> int:
    return total(counts, ages=("0-5", "6-11", "12-17"))


def cleaned(raw: Mapping[str, Mapping[str, object]]) -> dict[str, dict[str, int]]:
    """A head-count as it is kept: only known rows and columns, nothing that is 0.

    Raises ValueError for an unknown row or column, and for what is no number from 0 on."""
    found: dict[str, dict[str, int]] = {}
    for sex, row in raw.items():
        for age, number in row.items():
            if sex not in SEXES or age not in AGES or not isinstance(number, int) or number < 0:
                message = f"not a head-count: {sex!r} {age!r}"
                raise ValueError(message)
            if number:
                found.setdefault(sex, {})[age] = number
    return found


def added(counts: Iterable[Counts]) -> dict[str, dict[str, int]]:
    """The sum of several head-counts: attendances, never people."""
    rows = list(counts)
    summed = {s: {a: sum(c.get(s, {}).get(a, 0) for c in rows) for a in AGES} for s in SEXES}
    return cleaned(summed)


# --- savings ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """One meeting as group totals. box, social: cash counted; None where nobody counted.

    interest: paid by borrowers on top of what they pay back."""

    on: date
    shares: int = 0
    lent: int = 0
    repaid: int = 0
    interest: int = 0
    fines: int = 0
    social_in: int = 0
    social_out: int = 0
    box: int | None = None
    social: int | None = None


@dataclass(frozen=True)
class Boxes:
    """What should lie in the two boxes after a meeting, and what was counted there.

    The group's own book is the truth: the next meeting goes on from what was counted."""

    turn: Turn
    box: int
    social: int

    @property
    def box_gap(self) -> int | None:
        """Counted less computed."""
        return None if self.turn.box is None else self.turn.box - self.box

    @property
    def social_gap(self) -> int | None:
        return None if self.turn.social is None else self.turn.social - self.social

    @property
    def even(self) -> bool:
        return not self.box_gap and not self.social_gap


def boxes(turns: Sequence[Turn], share_value: int, *, social: int = 0) -> list[Boxes]:
    """Both boxes after each meeting of a cycle, in the order of the meetings.

    Loan box: before + shares x value + paid back + interest + fines - lent. Social fund: before
    + paid in - paid out. social: what the fund held when the cycle began."""
    box, found = 0, []
    for turn in turns:
        box += turn.shares * share_value + turn.repaid + turn.interest + turn.fines - turn.lent
        social += turn.social_in - turn.social_out
        found.append(Boxes(turn, box, social))
        box = box if turn.box is None else turn.box
        social = social if turn.social is None else turn.social
    return found


def saved(turns: Iterable[Turn], share_value: int) -> int:
    return sum(turn.shares for turn in turns) * share_value


def outstanding(turns: Iterable[Turn]) -> int:
    """Lent and not paid back yet."""
    return sum(turn.lent - turn.repaid for turn in turns)


def in_box(turns: Sequence[Turn], share_value: int) -> int:
    """In the loan box after the last meeting: counted, else computed."""
    found = boxes(turns, share_value)
    if not found:
        return 0
    last = found[-1]
    return last.box if last.turn.box is None else last.turn.box


@dataclass(frozen=True)
class Shared:
    """A share-out as the group's book has it, and the two differences (0: it balances).

    by_shares: paid less shares x value of one share. by_box: paid and kept less what lay in the
    box. Paying whole coins may leave less than one franc a share."""

    shares: int
    per_share: int
    paid: int
    kept: int
    box: int

    @property
    def by_shares(self) -> int:
        return self.paid - self.shares * self.per_share

    @property
    def by_box(self) -> int:
        return self.paid + self.kept - self.box

    @property
    def even(self) -> bool:
        return self.by_shares == 0 and self.by_box == 0


# --- capacity -----------------------------------------------------------------------------------


def means(scores: Mapping[str, int], group_of: Mapping[str, str]) -> dict[str, Decimal]:
    """Mean of the scored items of each group (domain or heading), to two places."""
    found: dict[str, list[int]] = {}
    for item, score in scores.items():
        if item in group_of:
            found.setdefault(group_of[item], []).append(score)
    return {group: mean(of) for group, of in found.items()}


def mean(values: Sequence[int]) -> Decimal:
    return (Decimal(sum(values)) / len(values)).quantize(Decimal("0.01"))


# --- time ---------------------------------------------------------------------------------------


def quarter_of(day: date) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 + 1


def quarters(since: date, on: date) -> list[tuple[int, int]]:
    """Every quarter that the period touches, oldest first."""
    year, number = quarter_of(since)
    found = []
    while (year, number) <= quarter_of(on):
        found.append((year, number))
        year, number = (year + 1, 1) if number == 4 else (year, number + 1)
    return found


def whole_quarters(since: date, on: date) -> list[tuple[int, int]]:
    """Every quarter of which each day lies in the period, oldest first."""
    before, after = quarter_of(since - timedelta(days=1)), quarter_of(on + timedelta(days=1))
    return [quarter for quarter in quarters(since, on) if before < quarter < after]


# --- the household's money ----------------------------------------------------------------------


@dataclass(frozen=True)
class Purse:
    """What a household earned and spent in a month, by the lines of one questionnaire version."""

    version: str
    income: int
    spending: int
    for_children: int

    @property
    def child_share(self) -> Decimal | None:
        """Part of the spending that goes to the children, in percent; None where none is known."""
        if not self.spending:
            return None
        return (Decimal(100 * self.for_children) / self.spending).quantize(Decimal("0.1"))


class NotComparableError(Exception):
    """Two answers to different versions of the questionnaire."""


def rose(before: Purse, after: Purse, *, prices: Decimal) -> bool:
    """Whether the real income rose: prices is the price index now over the one of then."""
    _same_version(before, after)
    return Decimal(after.income) > before.income * prices


def share_rose(before: Purse, after: Purse, *, points: int) -> bool | None:
    """Whether the children's part rose by that many points; None where a part is not known."""
    _same_version(before, after)
    was, is_ = before.child_share, after.child_share
    return None if was is None or is_ is None else is_ - was >= points


def _same_version(before: Purse, after: Purse) -> None:
    if before.version != after.version:
        raise NotComparableError


# --- doubts -------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Most:
    """Above `ask` somebody must look again; above `never` it is refused."""

    ask: int
    never: int


MOST: dict[str, Most] = {
    "club": Most(80, 1_000),
    "committee": Most(60, 500),
    "organisation": Most(500, 5_000),
    "awareness": Most(1_500, 20_000),
    "training": Most(120, 1_000),
    "activity": Most(500, 5_000),
    "meeting": Most(60, 500),
    "harvest_kg": Most(3_000, 100_000),
    "stock_kg": Most(10_000, 500_000),
    "gift_kg": Most(200, 2_000),
    "income": Most(1_000_000, 50_000_000),
}
"""People at one sitting, kilograms of one harvest ...: our own proposal, no rule known."""


def beyond(kind: str, number: Decimal | int) -> str:
    """Whether a number of that kind can be: "never", "ask" somebody, or ""."""
    most = MOST[kind]
    return "never" if number > most.never else "ask" if number > most.ask else ""


# --- autonomy -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Means:
    """What an organisation did by itself in twelve months, and how it is governed."""

    governance: Decimal | None
    own_xof: int
    cost_xof: int
    activities_alone: int
    safeguarding: bool

    @property
    def own_percent(self) -> Decimal | None:
        if not self.cost_xof:
            return None
        return (Decimal(100 * self.own_xof) / self.cost_xof).quantize(Decimal("0.1"))


def _governed(means: Means, norms: Mapping[str, int]) -> bool:
    return means.governance is not None and means.governance * 10 >= norms["governance"]


def _pays(means: Means, norms: Mapping[str, int]) -> bool:
    own = means.own_percent
    return own is not None and own >= norms["own_percent"]


def _acts(means: Means, norms: Mapping[str, int]) -> bool:
    return means.activities_alone >= norms["activities"]


CRITERIA: dict[str, Callable[[Means, Mapping[str, int]], bool]] = {
    "governance": _governed,
    "own_means": _pays,
    "acts_alone": _acts,
    "safeguarding": lambda means, _norms: means.safeguarding,
}


def met(means: Means, norms: Mapping[str, int]) -> frozenset[str]:
    """Codes of the criteria of autonomy that are met (CO-2)."""
    return frozenset(code for code, holds in CRITERIA.items() if holds(means, norms))
