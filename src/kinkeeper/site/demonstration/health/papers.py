"""Birth papers of accompanied children: some in time, some by a judgment, some not collected."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.papers.limits import LIMITS
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import BIRTH_PAPERS, MEANS, STATES
from kinkeeper.mission.papers.rules import IN_HAND
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.measured import Kid

Step = tuple[int, str, str]
"""Days since the step before, verb, reason."""

LATE: Sequence[Step] = (
    (0, "open_late", ""), (9, "request", "registrar"), (48, "judge", ""),
    (17, "transcribe", "special"), (11, "collect", ""),
)  # fmt: skip
UNCOLLECTED: Sequence[Step] = ((0, "open_declared", ""), (20, "collect", ""))
# So many children: how far they came, and how many days ago it began.
FATES: Sequence[tuple[int, Sequence[Step], int, int]] = (
    (9, LATE, 5, 300), (4, LATE, 4, 79), (5, LATE, 3, 62), (7, LATE, 2, 40), (6, LATE, 1, 7),
    (8, UNCOLLECTED, 2, 150), (9, UNCOLLECTED, 1, 6),
)  # fmt: skip
FILLED = {
    "request": ("court", "Mairie, officier d’état civil"),
    "judge": ("judgment", "{n}/2026"),
    "transcribe": ("register", "Centre principal"),
    "collect": ("act", "{n}/R3"),
}
DAYS = {limit.key: limit.days for limit in LIMITS}
DUE = {state.code: DAYS.get(state.limit) for state in STATES}


def tell_papers(diary: Diary, found: list[Kid]) -> None:
    """Of children without an act, the answer on whose page follows the file."""
    none = iter([k for k in found if k.person.birth_act in {"none", "under_way"}])
    uncollected = iter([k for k in found if k.person.birth_act == "declared"])
    for many, steps, reached, ago in FATES:
        kids = none if steps is LATE else uncollected
        for _n, kid in zip(range(many), kids, strict=False):
            _tell(diary, kid, steps[:reached], ago + diary.rng.randrange(0, 10))


@dataclass
class _Way:
    file: BirthFile
    stage: Stage | None = None


def _tell(diary: Diary, kid: Kid, steps: Sequence[Step], ago: int) -> None:
    on = max(diary.today - timedelta(days=ago), kid.since, kid.born + timedelta(days=40))
    if on + timedelta(days=sum(step[0] for step in steps)) > diary.today:
        return
    way = _Way(BirthFile(person=kid.person, since=on, judged=steps[0][1] == "open_late"))
    diary.tell(way.file, on=on, by=kid.by, late=0)
    for days, verb, reason in steps:
        on += timedelta(days=days)
        _step(diary, kid, way, on, verb=verb, reason=reason)


def _step(diary: Diary, kid: Kid, way: _Way, on: date, *, verb: str, reason: str) -> None:
    state = BIRTH_PAPERS.transition(verb).target
    days = DUE[state]
    stage = Stage(
        process=BIRTH_PAPERS.name, subject=way.file.pk, place=kid.person.place, state=state,
        since=on, verb=verb, reason=reason, decided_by=kid.by,
        due_on=on + timedelta(days=days) if days else None,
    )  # fmt: skip
    if way.stage:
        diary.tell(way.stage, on=on, by=kid.by, late=0, until=on)
    diary.tell(stage, on=on, by=kid.by, late=0)
    way.stage = stage
    if verb in FILLED:
        name, value = FILLED[verb]
        said = {name: value.format(n=diary.rng.randrange(40, 900))}
        ended = {"got_on": on, "until": on} if MEANS[state] == IN_HAND else {}
        diary.tell(way.file, on=on, by=kid.by, late=0, **said, **ended)
    diary.tell(kid.person, on=on, by=kid.by, late=0, birth_act=MEANS[state])
