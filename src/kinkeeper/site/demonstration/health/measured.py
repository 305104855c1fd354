"""Children below five are measured every few months; sizes drawn from WHO's own curves.

One child in four is stunted, as in the regions of the programme (seed 001 says one in three for
the country); about one in twenty is thin, and those have a story of their own (`thin.py`).
"""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.health.actions import derived
from kinkeeper.mission.health.growth.curves import value_at
from kinkeeper.mission.health.models import Measurement, Status
from kinkeeper.mission.health.queries import protocol_on
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.telling import Telling
from kinkeeper.site.demonstration.villages.telling import Narrator

ADULT, FIVE_YEARS, TWO_YEARS, SIX_MONTHS = 6574, 1826, 731, 183  # days
YEAR, BETWEEN = 365, 91
THIS_MONTH, NEVER = 0.62, 0.08
"""Shares of children measured in the running month, and never measured."""


@dataclass(frozen=True)
class Kid:
    """A child, who looks after its file, and since when it is accompanied."""

    person: Person
    by: Account
    since: date

    @property
    def born(self) -> date:
        assert self.person.birth_date is not None  # noqa: S101 - the inventor writes one
        return self.person.birth_date

    def days(self, on: date) -> int:
        return (on - self.born).days


def kids(diary: Diary, stories: list[Telling], narrator: Narrator) -> list[Kid]:
    """Of families in the programme and of the villages, today."""
    found = [
        Kid(child, story.worker, story.after(0))
        for story in stories
        if not story.fate.stop and story.after(0) <= diary.today < story.end
        for child in story.house.children
    ]
    found += [
        Kid(child.person, child.grounds.by, child.placement.since)
        for child in narrator.children
        if child.left is None and child.placement.since <= diary.today
    ]
    return [kid for kid in found if kid.days(diary.today) < ADULT]


def tell_measured(diary: Diary, found: list[Kid]) -> None:
    for kid in found:
        if diary.rng.random() > NEVER:
            _grow(diary, kid)


def _grow(diary: Diary, kid: Kid) -> None:
    """From six months on, a year back at most; each child keeps near its own curve."""
    rng, today = diary.rng, diary.today
    tall = max(-3.4, min(1.4, rng.gauss(-1.25, 1.05)))
    fat = max(-1.5, min(1.5, rng.gauss(-0.4, 0.7)))
    first = max(kid.since, kid.born + timedelta(days=SIX_MONTHS), today - timedelta(days=YEAR))
    last = today - timedelta(days=rng.randrange(0, 20 if rng.random() < THIS_MONTH else 80))
    days = [last - timedelta(days=BETWEEN * n + rng.randrange(-9, 9)) for n in range(4, 0, -1)]
    for on in [day for day in (*days, last) if first <= day <= today]:
        tell_measurement(diary, kid, on, tall=tall, fat=fat + rng.gauss(0, 0.15))


def tell_measurement(
    diary: Diary, kid: Kid, on: date, *, tall: float, fat: float
) -> Measurement | None:
    """tall: height for age, fat: weight for height, in SD. None before three months, and for a
    child that would be thin by chance: thin children have stories."""
    row = measurement(kid, on, tall=tall, fat=fat)
    if row is None or (row.status != Status.NORMAL and fat > -1.9):
        return None
    return row if diary.tell(row, on=on, by=kid.by) else None


def measurement(kid: Kid, on: date, *, tall: float, fat: float) -> Measurement | None:
    girl, days = kid.person.sex == "F", kid.days(on)
    if not 91 <= days < FIVE_YEARS:
        return None
    lying = days < TWO_YEARS
    lenhei = round(value_at("len", girl=girl, x=days, sd=tall), 1)
    weight = value_at("wfl" if lying else "wfh", girl=girl, x=lenhei, sd=fat)
    muac = value_at("ac", girl=girl, x=days, sd=0.8 * fat - 0.2)
    row = Measurement(
        person=kid.person, on=on, place=kid.person.place, weight=Decimal(f"{weight:.1f}"),
        lenhei=Decimal(f"{lenhei:.1f}"), position="l" if lying else "h", muac_mm=round(muac * 10),
        oedema="0",
    )  # fmt: skip
    for name, value in derived(row, protocol_on(on)).items():
        setattr(row, name, value)
    return row
