"""Traffic lights, quarters, head-counts from published percentages, and money. Pure."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from kinkeeper.ground.text.currencies import decimals_of

NEARLY = Decimal("0.8")
"""From this share of the target on, the light says "to watch" and not "off track". Our choice."""

MOST_QUARTERS = 16

CURRENCIES = ("XOF", "EUR", "USD", "CHF", "GBP")
"""What a project may be funded and paid in."""
EUR_PER_XOF = Decimal("0.001524490")
"""The fixed parity: 655.957 XOF for one euro."""

SPENT_CODE = "projects.budget_spent"
"""P-14, whose parts are amounts of money."""


@dataclass(frozen=True)
class Quarter:
    """A calendar quarter, cut to the period; both days included."""

    since: date
    on: date

    @property
    def code(self) -> str:
        """As in "2018-Q4"."""
        return f"{self.on.year}-Q{(self.on.month + 2) // 3}"


def quarters(since: date, on: date, *, most: int = MOST_QUARTERS) -> list[Quarter]:
    """The calendar quarters of a period, oldest first; only the last ones of a long period."""
    return list(_quarters(since, on))[-most:]


def _quarters(since: date, on: date) -> Iterator[Quarter]:
    start = since
    while start <= on:
        last_month = (start.month + 2) // 3 * 3
        end = date(start.year, last_month, monthrange(start.year, last_month)[1])
        yield Quarter(start, min(end, on))
        start = end + timedelta(days=1)


def quarter_called(code: str, *, since: date, until: date) -> Quarter | None:
    """The quarter of this code within a project; None for another word."""
    return next((q for q in _quarters(since, until) if q.code == code.strip().upper()), None)


def expected(
    *, target: Decimal, since: date, day: date, on: date, start: Decimal = Decimal(0)
) -> Decimal:
    """What a growing number should be by `on` if it grew evenly from `start` to its target."""
    if on >= day or day <= since:
        return target
    passed = Decimal((on - since).days) / Decimal((day - since).days)
    return start + (target - start) * max(passed, Decimal(0))


def light(value: Decimal | None, target: Decimal | None, *, upward: bool) -> str:
    """One of "good", "warn", "bad", or "" where there is nothing to compare."""
    if value is None or target is None:
        return ""
    if upward:
        return "good" if value >= target else "warn" if value >= target * NEARLY else "bad"
    return "good" if value <= target else "warn" if value * NEARLY <= target else "bad"


def head_count(number: int, percent: int) -> int:
    """The nearest integer to a published percentage: 42 % of 905 is 380. Always a derived value:
    376 to 384 of 905 round to the same percentage."""
    share = Decimal(number * percent) / 100
    return int(share.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def money(minor: int, currency: str) -> Decimal:
    """The amount with the decimals of its currency: 25 000 000 cents are 250 000.00 EUR."""
    return Decimal(minor).scaleb(-decimals_of(currency))


def converted(minor: int, *, paid: str, counted: str, rate: Decimal) -> int:
    """Minor units of `counted` for `minor` units of `paid`. 100 000 XOF are 152,45 EUR."""
    whole = money(minor, paid) * rate
    return int(whole.scaleb(decimals_of(counted)).quantize(Decimal(1), rounding=ROUND_HALF_UP))


def fixed_rate(paid: str, counted: str) -> Decimal | None:
    """1 for one currency, the parity for francs into euros, otherwise None: somebody must say."""
    if paid == counted:
        return Decimal(1)
    return EUR_PER_XOF if (paid, counted) == ("XOF", "EUR") else None
