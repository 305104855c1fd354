"""The z-scores of one measurement, with the right reference for the child's age."""

from dataclasses import dataclass, field
from datetime import date

from kinkeeper.mission.health.growth import VERSION, OneChild, one_school_age, one_under_five
from kinkeeper.mission.health.growth.ages import DAYS_OF_MONTH
from kinkeeper.mission.health.rules import FIVE_YEARS, Seen

ENGINE = f"growth/{VERSION}"
GIRL, BOY = "F", "M"


@dataclass(frozen=True, slots=True)
class Child:
    """sex: F, M or "" for not known. born: as well as it is known; sure: to the day."""

    sex: str
    born: date | None
    sure: bool

    def age_days(self, on: date) -> int | None:
        return (on - self.born).days if self.born else None


@dataclass(frozen=True, slots=True)
class Measured:
    """kg, cm, mm; `oedema` 0 none, 1-3 its grade, None not looked for."""

    weight: float | None = None
    lenhei: float | None = None
    position: str = ""
    muac_mm: int | None = None
    oedema: int | None = None


@dataclass(frozen=True, slots=True)
class Scores:
    """`z` by WHO's code, only those that exist; `age_days` None where the birth is not known."""

    age_days: int | None
    z: dict[str, float] = field(default_factory=dict)
    flagged: tuple[str, ...] = ()


def scores(child: Child, measured: Measured, on: date) -> Scores:
    """Without a known sex there is no z. Raises ValueError for a day before the birth."""
    days = child.age_days(on)
    if child.sex not in {GIRL, BOY}:
        return Scores(days)
    found = _computed(child, measured, days)
    return Scores(days, dict(found.z), tuple(sorted(found.flagged)))


def _computed(child: Child, measured: Measured, days: int | None) -> OneChild:
    girl, swollen = child.sex == GIRL, bool(measured.oedema)
    if days is None or days / DAYS_OF_MONTH < FIVE_YEARS:
        return one_under_five(
            girl=girl, age_days=days, lenhei=measured.lenhei, weight=measured.weight,
            armc=None if measured.muac_mm is None else measured.muac_mm / 10,
            measure=measured.position, oedema=swollen,
        )  # fmt: skip
    return one_school_age(
        girl=girl, age_months=days / DAYS_OF_MONTH, height=measured.lenhei, weight=measured.weight,
        oedema=swollen,
    )  # fmt: skip


def seen(measured: Measured, found: Scores) -> Seen:
    """What the protocol looks at."""
    months = None if found.age_days is None else found.age_days / DAYS_OF_MONTH
    return Seen(
        months, measured.lenhei, measured.muac_mm, measured.oedema,
        found.z.get("wfl"), found.z.get("bfa"),
    )  # fmt: skip
