"""What care in a village obeys, on plain values. Pure.

Periods are half-open: a child who moves on a day sleeps in the new house that night.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

YOUNG_MONTHS, ADULT_MONTHS = 36, 18 * 12
PLANNED_STAY_MONTHS = 6

SOS_FAMILY, YOUTH_HOUSE, SEMI, RESIDENTIAL = (
    "sos_family", "youth_house", "semi_independence", "residential_care",
)  # fmt: skip
INSTITUTIONAL = frozenset({SOS_FAMILY, YOUTH_HOUSE, SEMI, RESIDENTIAL})
"""Forms the rule on children under three speaks of: care that is not an ordinary family."""
GROWING_UP = frozenset({YOUTH_HOUSE, SEMI})
"""Forms a young person moves to alone: leaving brothers and sisters behind is no split."""

FORM_OF_HOUSE = {
    "sos_house": SOS_FAMILY,
    "youth_house": YOUTH_HOUSE,
    "semi_independent": SEMI,
    "other": RESIDENTIAL,
}
"""What sleeping there means; beds for guests leave the form as it was."""
LOOSE_FORMS = ("foster_care", "kinship_care_extended_family", "kafala", SEMI, "other")
"""Forms without a house of the village: whoever takes the child in is named."""

FAMILY_REASONS = frozenset(
    {"reintegrated_parents", "reintegrated_kin", "kafala", "domestic_adoption",
     "intercountry_adoption", "foster_family"}
)  # fmt: skip
"""Ends that lead into a family (indicator AC-10)."""
REINTEGRATED = frozenset({"reintegrated_parents", "reintegrated_kin"})


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until the day before `until`; None: still."""

    since: date
    until: date | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)

    def meets(self, other: "Period") -> bool:
        """Do they share a day? An empty period shares none."""
        if self.since == self.until or other.since == other.until:
            return False
        return (other.until is None or self.since < other.until) and (
            self.until is None or other.since < self.until
        )


def most_at_once(periods: Iterable[Period], *, during: Period) -> int:
    """The largest number of these that hold on one day of `during`."""
    meeting = [p for p in periods if p.meets(during)]
    days = {max(p.since, during.since) for p in meeting}
    return max((sum(p.holds_on(day) for p in meeting) for day in days), default=0)


@dataclass(frozen=True, slots=True)
class Household:
    """Where somebody sleeps: an SOS family, else a house, else somebody outside."""

    family: object = None
    house: object = None
    host: str = ""

    def same_as(self, other: "Household") -> bool:
        if self.family or other.family:
            return self.family == other.family
        if self.house or other.house:
            return self.house == other.house
        return bool(self.host) and self.host == other.host


def needs_exception(form: str, age_months: int | None) -> bool:
    """Is this a child under three in care that is not an ordinary family? Unknown age: no."""
    return form in INSTITUTIONAL and age_months is not None and age_months < YOUNG_MONTHS


def is_split(form: str) -> bool:
    """Would going there without brothers and sisters separate them? Growing up does not."""
    return form not in GROWING_UP
