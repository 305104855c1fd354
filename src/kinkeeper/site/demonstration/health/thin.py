"""Children who were found malnourished: each its way, from the finding to where it stands today."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.health.limits import AFTER, ARRIVE, LIMITS, REFER, VISIT
from kinkeeper.mission.health.models import Measurement, NutritionCase, Referral
from kinkeeper.mission.health.rules import PROCESS
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.measured import BETWEEN, Kid, tell_measurement

DAYS = {limit.key: limit.days for limit in LIMITS}
CENTRES = ("CSCom de quartier", "CSRéf de district")
Step = tuple[int, str, str, str]
"""Days after the finding, verb, state it leads to, reason."""

REFERRED: Step = (0, "refer", "referred", "urenas")
ADMITTED: Step = (3, "admit", "admitted", "")


@dataclass(frozen=True)
class Way:
    """found: days before today. fat: weight for height (SD) when found, and so many days after."""

    found: int
    fat: dict[int, float]
    steps: tuple[Step, ...] = ()


OVER: tuple[Step, ...] = (
    REFERRED, ADMITTED, (21, "visit", "admitted", ""), (70, "discharge", "discharged", "cured"),
    (104, "recover", "followed", ""),
)  # fmt: skip
WELL = {0: -3.4, 21: -2.7, 45: -2.1, 70: -1.6, 104: -1.2}
SLOWLY = {0: -2.6, 21: -2.3, 45: -2.0, 70: -1.7, 104: -1.3, 190: -0.9}

WAYS = (
    Way(1, {0: -2.5}),
    Way(3, {0: -3.2}),
    Way(11, {0: -3.3}, (REFERRED,)),
    Way(4, {0: -2.4}, (REFERRED,)),
    Way(26, {0: -3.5, 20: -3.1}, (REFERRED, ADMITTED, (20, "visit", "admitted", ""))),
    Way(44, {0: -3.6, 16: -3.2, 33: -2.6},
        (REFERRED, ADMITTED, (16, "visit", "admitted", ""), (33, "visit", "admitted", ""))),
    Way(62, {0: -2.5}, (REFERRED, (2, "send_home", "discharged", "no_supplies"))),
    Way(88, {0: -3.3, 21: -2.8, 45: -2.2, 70: -1.7},
        (REFERRED, ADMITTED, (21, "visit", "admitted", ""),
         (70, "discharge", "discharged", "cured"))),
    Way(120, WELL, OVER),
    Way(165, WELL, OVER),
    Way(210, SLOWLY, OVER),
    Way(250, WELL, OVER),
    Way(290, SLOWLY, OVER),
)  # fmt: skip


@dataclass
class Walk:
    """A case being told; each step closes one stage and opens the next."""

    diary: Diary
    kid: Kid
    case: NutritionCase
    stages: list[Stage] = field(default_factory=list)

    def stand(self, verb: str, state: str, on: date, reason: str = "") -> None:
        days = DAYS.get(LIMIT.get(state, ""))
        stage = Stage(
            process=PROCESS, subject=self.case.pk, place=self.kid.person.place, state=state,
            since=on, verb=verb, reason=reason, decided_by=self.kid.by,
            due_on=on + timedelta(days=days) if days else None,
        )  # fmt: skip
        if self.stages:
            self.diary.tell(self.stages[-1], on=on, by=self.kid.by, late=0, until=on)
        self.diary.tell(stage, on=on, by=self.kid.by, late=0)
        self.stages.append(stage)


LIMIT = {"classified": REFER, "referred": ARRIVE, "admitted": VISIT, "discharged": AFTER}


def tell_thin(diary: Diary, found: list[Kid]) -> set[Person]:
    """One child for each way, of an age that fits; who they are."""
    told: set[Person] = set()
    for way, kid in zip(WAYS, _fitting(diary, found), strict=False):
        _tell(diary, kid, way)
        told.add(kid.person)
    return told


def _fitting(diary: Diary, found: list[Kid]) -> Iterator[Kid]:
    """Four months or more before the earliest finding, and accompanied by then."""
    earliest = diary.today - timedelta(days=max(way.found for way in WAYS) + BETWEEN)
    fitting = [k for k in found if k.days(earliest) > 120 and k.since < earliest]
    diary.rng.shuffle(fitting)
    return iter(fitting)


def _tell(diary: Diary, kid: Kid, way: Way) -> None:
    on = diary.today - timedelta(days=way.found)
    tall = max(-2.8, min(0.5, diary.rng.gauss(-1.6, 0.8)))
    tell_measurement(diary, kid, on - timedelta(days=BETWEEN - 4), tall=tall, fat=-1.4)
    rows = {
        days: row
        for days, fat in way.fat.items()
        if (row := tell_measurement(diary, kid, on + timedelta(days=days), tall=tall, fat=fat))
    }
    _follow(diary, kid, way, on, rows[0])


def _follow(diary: Diary, kid: Kid, way: Way, on: date, finding: Measurement) -> None:
    case = NutritionCase(person=kid.person, found_by=finding, since=on, status=finding.status)
    diary.tell(case, on=on, by=kid.by, late=0)
    walk = Walk(diary, kid, case)
    walk.stand("find", "classified", on)
    referral: Referral | None = None
    for days, verb, state, reason in way.steps:
        day = on + timedelta(days=days)
        walk.stand(verb, state, day, reason)
        if verb == "refer":
            referral = _refer(diary, kid, case, finding, day)
        if verb in {"admit", "send_home"} and referral:
            diary.tell(referral, on=day, by=kid.by, late=0, seen_on=day)
        if state == "followed":
            diary.tell(case, on=day, by=kid.by, late=0, until=day)


def _refer(diary: Diary, kid: Kid, case: NutritionCase, finding: Measurement, on: date) -> Referral:
    referral = Referral(
        case=case, measurement=finding, on=on, agreed_by="la mère",
        unit="urenas" if finding.status == "severe" else "urenam",
        centre=diary.rng.choice(CENTRES),
    )  # fmt: skip
    diary.tell(referral, on=on, by=kid.by, late=0)
    return referral
