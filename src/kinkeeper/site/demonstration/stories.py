"""A family's way through the programme, told into the diary: from first visit to exit."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.mission.casework.models import (
    Assessment,
    Commitment,
    Goal,
    Plan,
    Review,
    Service,
    Visit,
)
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.strengthening.models import Enrolment, ExitContact, LossOfCare, TargetPerson
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.households import Household
from kinkeeper.site.demonstration.phrases import (
    COMMITMENTS,
    CRITERIA,
    GOALS,
    OBSERVATIONS,
    SERVICES,
)

PROCESS = "strengthening.family"
DIMENSIONS = (
    "care", "food", "shelter", "health", "education", "livelihood", "protection", "wellbeing",
)  # fmt: skip
CORE = {"care", "food", "livelihood", "protection"}
REVIEW_DAYS, VISIT_DAYS = 182, 45


@dataclass(frozen=True)
class Fate:
    """How the story goes. `stop`: the last state of a way that is not finished.

    months: from admission to exit. lost: months after admission when a child lost care.
    relapse: months after exit when the family comes back.
    """

    entry: date
    reason: str = ""
    months: int = 0
    stop: str = ""
    lost: int = 0
    lost_late: int = 0
    relapse: int = 0


@dataclass
class Telling:
    """One family being told."""

    diary: Diary
    house: Household
    fate: Fate
    worker: Account
    decider: Account
    project: UUID | None
    rng: Random
    enrolment: Enrolment = field(init=False)
    stage: Stage | None = None
    scores: dict[str, float] = field(default_factory=dict)
    targets: list[TargetPerson] = field(default_factory=list)

    @property
    def place(self) -> Place:
        return self.house.family.place

    def after(self, days: int) -> date:
        return self.fate.entry + timedelta(days=days)


def tell(story: Telling) -> None:
    """From the first meeting on; stops where the fate says, or at today."""
    _meet(story)
    for state, step in WAY:
        if story.fate.stop == state:
            return
        if not step(story):
            return
    _finish(story)


def _meet(story: Telling) -> None:
    house, on = story.house, story.after(-42)
    for record in (house.family, *house.caregivers, *house.children, *house.members, *house.links):
        story.diary.tell(record, on=on, by=story.worker, late=1)
    story.enrolment = Enrolment(
        family=house.family, project=story.project, identified_on=on,
        identified_by=story.rng.choice(("comité de protection", "école", "OCB", "elle-même")),
        contact_consent_on=on, worker=story.worker,
    )  # fmt: skip
    story.diary.tell(story.enrolment, on=on, by=story.worker, late=1)
    _stand(story, "identified", "identify", on, due=14)


def _screen(story: Telling) -> bool:
    on = story.after(-30)
    criteria = story.rng.sample(CRITERIA, story.rng.randrange(1, 4))
    story.diary.tell(
        story.enrolment, on=on, by=story.worker, late=1, criteria=criteria, not_only_poverty=True,
        branch=story.rng.choice(("capacity", "capacity", "capacity", "commitment", "lost_care")),
    )  # fmt: skip
    return _stand(story, "screened", "screen", on, due=30)


def _assess(story: Telling) -> bool:
    on = story.after(-14)
    story.scores = {d: story.rng.triangular(1, 3.2, 1.7) for d in DIMENSIONS}
    story.diary.tell(
        Visit(
            family=story.house.family, held_on=on, purpose="assessment", visitor=story.worker,
            present="famille", child_seen_alone=story.rng.choice(("yes", "no")),
            observations=story.rng.choice(OBSERVATIONS),
        ), on=on, by=story.worker,
    )  # fmt: skip
    _assessment(story, on, "baseline", children=True)
    return _stand(story, "assessed", "assess", on, due=30)


def _admit(story: Telling) -> bool:
    on = story.fate.entry
    if story.fate.stop == "proposed":
        _propose(story, "admit", on)
        return False
    story.diary.tell(
        story.enrolment, on=on, by=story.decider, late=2, since=on, agreement_on=on,
        follower=f"OCB de {story.place}",
    )  # fmt: skip
    parts = [("child", p) for p in story.house.children]
    parts += [("caregiver", p) for p in story.house.caregivers]
    for part, person in parts:
        target = TargetPerson(enrolment=story.enrolment, person=person, part=part, since=on)
        story.targets.append(target)
        story.diary.tell(target, on=on, by=story.decider, late=2)
    return _stand(story, "admitted", "admit", on, due=30, by=story.decider)


def _plan(story: Telling) -> bool:
    on = story.after(20)
    plan = Plan(
        family=story.house.family, since=on, agreed_on=on, agreed_with="la famille",
        explained_in=story.rng.choice(("bambara", "bambara", "peul", "français")),
        next_review_on=on + timedelta(days=REVIEW_DAYS),
    )  # fmt: skip
    if not story.diary.tell(plan, on=on, by=story.worker):
        return False
    for dimension in story.rng.sample(sorted(GOALS), 3):
        goal = Goal(plan=plan, dimension=dimension, statement=GOALS[dimension],
                    due_on=on + timedelta(days=360))  # fmt: skip
        story.diary.tell(goal, on=on, by=story.worker)
    for owner, promises in COMMITMENTS.items():
        for promise in story.rng.sample(promises, min(2, len(promises))):
            due = on + timedelta(days=story.rng.randrange(60, 300))
            commitment = Commitment(plan=plan, owner=owner, promise=promise, due_on=due)
            story.diary.tell(commitment, on=on, by=story.worker)
    _stand(story, "plan_agreed", "agree_plan", on, due=30, by=story.decider)
    return _live(story, plan)


def _live(story: Telling, plan: Plan) -> bool:
    """Services, visits and reviews until the exit or today."""
    start = story.after(34)
    if story.fate.stop == "plan_agreed" or start > story.diary.today:
        return False
    _service(story, start)
    _stand(story, "active", "start", start)
    end = story.after(story.fate.months * 30 or 12000)
    _visits(story, start, end)
    _services(story, start, end)
    _reviews(story, plan, end)
    _loss(story)
    if story.fate.months:
        story.diary.tell(plan, on=end, by=story.worker, until=end, next_review_on=None)
    return bool(story.fate.months) and end <= story.diary.today


def _visits(story: Telling, start: date, end: date) -> None:
    day = start + timedelta(days=story.rng.randrange(10, 40))
    while day < end and day <= story.diary.today:
        visit = Visit(
            family=story.house.family, held_on=day, purpose="monitoring", visitor=story.worker,
            present=story.rng.choice(("mère", "mère et enfants", "père", "grand-mère", "toute la famille")),
            child_seen_alone=story.rng.choice(("yes", "no", "")),
            observations=story.rng.choice(OBSERVATIONS),
            next_visit_on=day + timedelta(days=30),
        )  # fmt: skip
        story.diary.tell(visit, on=day, by=story.worker)
        day += timedelta(days=story.rng.randrange(VISIT_DAYS - 22, VISIT_DAYS + 25))


def _services(story: Telling, start: date, end: date) -> None:
    day = start + timedelta(days=20)
    while day < end and day <= story.diary.today:
        _service(story, day)
        day += timedelta(days=story.rng.randrange(60, 150))


def _service(story: Telling, day: date) -> None:
    kind, modality, unit, lowest, highest = story.rng.choice(SERVICES)
    child = story.rng.choice(story.house.children) if kind.startswith("school") else None
    service = Service(
        family=story.house.family, person=child, kind=kind, modality=modality, done_on=day,
        provider=story.rng.choice(("SOS Mali", "SOS Mali", "CSCom", f"OCB de {story.place}")),
        quantity=1, unit=unit, cost_xof=story.rng.randrange(lowest, highest + 1, 500),
    )  # fmt: skip
    story.diary.tell(service, on=day, by=story.worker)


def _reviews(story: Telling, plan: Plan, end: date) -> None:
    due = plan.since + timedelta(days=REVIEW_DAYS)
    count = max(1, (end - plan.since).days // REVIEW_DAYS)
    goals = [3.6 if story.fate.reason == "self_reliant" else story.rng.uniform(2, 3.4)] * 8
    while True:
        review = Review(plan=plan, due_on=due)
        held = due + timedelta(days=story.rng.choice((-9, -3, 0, 2, 6, 11, 19, 40)))
        opened = due - timedelta(days=REVIEW_DAYS)
        story.diary.tell(review, on=max(opened, plan.since), by=story.worker, late=0)
        if held > min(end, story.diary.today):
            return
        _grow(story, goals, 1 / count)
        assessment = _assessment(
            story, held, "review", children=count < 3 or story.rng.random() < 0.5
        )
        story.diary.tell(
            review, on=held, by=story.worker, held_on=held, assessment=assessment,
            with_whom="la famille et l'OCB", child_view=story.rng.choice(("Je veux rester à l'école.", "Ça va mieux à la maison.", "")),
        )  # fmt: skip
        due = held + timedelta(days=REVIEW_DAYS)
        story.diary.tell(plan, on=held, by=story.worker, next_review_on=due)


def _grow(story: Telling, goals: Sequence[float], share: float) -> None:
    for dimension, goal in zip(DIMENSIONS, goals, strict=True):
        now = story.scores[dimension]
        story.scores[dimension] = (
            now + (goal - now) * min(1, share * 1.8) + story.rng.gauss(0, 0.12)
        )


def _assessment(story: Telling, on: date, occasion: str, *, children: bool) -> Assessment:
    whole = _scored(story, on, occasion, None)
    for child in story.house.children if children else ():
        if story.rng.random() < 0.93:
            _scored(story, on, occasion, child)
    return whole


def _scored(story: Telling, on: date, occasion: str, person: Person | None) -> Assessment:
    spread = 0.45 if person else 0.0
    levels = {
        d: min(4, max(1, round(v + (story.rng.gauss(0, spread) if spread else 0))))
        for d, v in story.scores.items()
    }
    assessment = Assessment(
        family=story.house.family, person=person, occasion=occasion, held_on=on,
        assessor=story.worker, **levels,
    )  # fmt: skip
    story.diary.tell(assessment, on=on, by=story.worker)
    return assessment


def _loss(story: Telling) -> None:
    if not story.fate.lost:
        return
    on = story.after(story.fate.lost * 30)
    loss = LossOfCare(
        person=story.house.children[0], enrolment=story.enrolment, happened_on=on,
        cause="death", now_with="chez une tante, à Bamako", reported_by=story.worker,
    )  # fmt: skip
    if story.diary.tell(loss, on=on, by=story.worker, late=story.fate.lost_late):
        taken = on + timedelta(days=max(2, story.fate.lost_late + 1))
        story.diary.tell(
            loss, on=taken, by=story.decider, late=0, taken_up_on=taken, taken_up_by=story.decider
        )


def _leave(story: Telling) -> bool:
    on = story.after(story.fate.months * 30)
    if story.fate.reason == "self_reliant":
        before = on - timedelta(days=25)
        story.scores = {
            d: max(v, 3.1) if d in CORE else max(v, 2.9) for d, v in story.scores.items()
        }
        _stand(story, "exit_prepared", "prepare_exit", before, due=60, by=story.decider)
        if story.fate.stop == "exit_prepared":
            return False
        _assessment(story, on - timedelta(days=2), "exit", children=True)
    story.diary.tell(
        story.enrolment, on=on, by=story.decider, until=on, exit_reason=story.fate.reason
    )
    for target in story.targets:
        story.diary.tell(target, on=on, by=story.decider, until=on)
    return _stand(story, "exited", "exit", on, due=183, by=story.decider, reason=story.fate.reason)


def _finish(story: Telling) -> None:
    """After the exit: contacts at 6 and 12 months; sometimes the family comes back."""
    left = story.after(story.fate.months * 30)
    if story.fate.reason != "self_reliant":
        return
    for months in (6, 12):
        on = left + timedelta(days=months * 30 + story.rng.randrange(0, 20))
        back = story.fate.relapse and months > story.fate.relapse
        if back or story.rng.random() > 0.86:
            continue
        contact = ExitContact(
            enrolment=story.enrolment, months=months, held_on=on, by_whom=f"OCB de {story.place}",
            children_with_family=True, self_reliant=not story.fate.relapse,
        )  # fmt: skip
        if story.diary.tell(contact, on=on, by=story.worker) and months == 6:
            _stand(story, "post_exit_followup", "follow_up", on, due=183)
    if story.fate.relapse:
        _come_back(story, left + timedelta(days=story.fate.relapse * 30))


def _come_back(story: Telling, on: date) -> None:
    if on > story.diary.today:
        return
    assert story.stage is not None
    story.diary.tell(story.stage, on=on, by=story.decider, until=on)
    again = Enrolment(
        family=story.house.family, project=story.project, identified_on=on, since=on,
        identified_by=f"OCB de {story.place}", branch="capacity", criteria=["caregiver_chronic_illness"],
        not_only_poverty=True, contact_consent_on=on, agreement_on=on, worker=story.worker,
    )  # fmt: skip
    story.diary.tell(again, on=on, by=story.decider)
    story.enrolment, story.stage = again, None
    _stand(story, "reopened", "reopen", on, due=30, by=story.decider)
    for target in story.targets:
        story.diary.tell(
            TargetPerson(enrolment=again, person=target.person, part=target.part, since=on),
            on=on, by=story.decider,
        )  # fmt: skip


def _stand(
    story: Telling,
    state: str,
    verb: str,
    on: date,
    *,
    due: int = 0,
    by: Account | None = None,
    reason: str = "",
) -> bool:
    """Close the open stage, open the next; a decision has its proposer."""
    decider = by or story.worker
    stage = Stage(
        process=PROCESS, subject=story.enrolment.pk, place=story.place, state=state, since=on,
        verb=verb, reason=reason, decided_by=decider,
        proposed_by=story.worker if by and verb != "reopen" else None,
        due_on=on + timedelta(days=due) if due else None,
    )  # fmt: skip
    if on > story.diary.today:
        return False
    if story.stage is not None:
        story.diary.tell(story.stage, on=on, by=decider, late=1, until=on)
    story.diary.tell(stage, on=on, by=decider, late=1)
    story.stage = stage
    return True


def _propose(story: Telling, verb: str, on: date) -> None:
    story.diary.tell(
        Proposal(
            process=PROCESS, subject=story.enrolment.pk, place=story.place, verb=verb,
            proposed_by=story.worker, since=min(on, story.diary.today),
        ), on=min(on, story.diary.today), by=story.worker, late=0,
    )  # fmt: skip


WAY = (
    ("identified", _screen),
    ("screened", _assess),
    ("assessed", _admit),
    ("admitted", _plan),
    ("active", _leave),
)
