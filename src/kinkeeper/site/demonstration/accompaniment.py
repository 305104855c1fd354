"""The years of an accompaniment: services, visits, reviews, scores that grow, a loss of care."""

from collections.abc import Sequence
from datetime import date, timedelta

from kinkeeper.mission.casework.models import Assessment, Plan, Review, Service, Visit
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.strengthening.models import LossOfCare
from kinkeeper.site.demonstration.phrases import OBSERVATIONS, OPINIONS, PRESENT, SERVICES
from kinkeeper.site.demonstration.telling import DIMENSIONS, Telling

REVIEW_DAYS, VISIT_DAYS = 182, 45
HELD = (-9, -3, 0, 2, 6, 11, 19, 40)
"""Days between the due day of a review and the day it was held."""


def live(story: Telling, plan: Plan) -> bool:
    """From the first service until the exit, or until today (then False)."""
    start = story.after(34)
    if story.fate.stop == "plan_agreed" or start > story.diary.today:
        return False
    give_service(story, start)
    story.stand("active", "start", start, due=1826)
    _visits(story, start)
    _services(story, start)
    _reviews(story, plan)
    _loss(story)
    return bool(story.fate.months) and story.end <= story.diary.today


def _visits(story: Telling, start: date) -> None:
    day = start + timedelta(days=story.rng.randrange(10, 40))
    while day < min(story.end, story.diary.today):
        visit_family(story, day, "monitoring")
        day += timedelta(days=story.rng.randrange(VISIT_DAYS - 22, VISIT_DAYS + 25))


def visit_family(story: Telling, on: date, purpose: str) -> None:
    visit = Visit(
        family=story.house.family, held_on=on, purpose=purpose, visitor=story.worker,
        present=story.rng.choice(PRESENT), child_seen_alone=story.rng.choice(("yes", "no", "")),
        observations=story.rng.choice(OBSERVATIONS), next_visit_on=on + timedelta(days=30),
    )  # fmt: skip
    story.diary.tell(visit, on=on, by=story.worker)


def _services(story: Telling, start: date) -> None:
    day = start + timedelta(days=20)
    while day < min(story.end, story.diary.today):
        give_service(story, day)
        day += timedelta(days=story.rng.randrange(60, 150))


def give_service(story: Telling, on: date) -> None:
    kind, modality, unit, lowest, highest = story.rng.choice(SERVICES)
    child = story.rng.choice(story.house.children) if kind.startswith("school") else None
    service = Service(
        family=story.house.family, person=child, kind=kind, modality=modality, done_on=on,
        provider=story.rng.choice(("SOS Mali", "SOS Mali", "CSCom", f"OCB de {story.place}")),
        quantity=1, unit=unit, cost_xof=story.rng.randrange(lowest, highest + 1, 500),
    )  # fmt: skip
    story.diary.tell(service, on=on, by=story.worker)


def _reviews(story: Telling, plan: Plan) -> None:
    count = max(1, (story.end - plan.since).days // REVIEW_DAYS) if story.fate.months else 7
    settled = story.fate.reason == "self_reliant"
    goals = [3.6 if settled else story.rng.uniform(2.3, 3.7) for _d in DIMENSIONS]
    opened, due = plan.since, plan.since + timedelta(days=REVIEW_DAYS)
    while True:
        review = Review(plan=plan, due_on=due)
        story.diary.tell(review, on=opened, by=story.worker, late=0)
        held = due + timedelta(days=story.rng.choice(HELD))
        if held > min(story.end, story.diary.today):
            return
        _grow(story, goals, 1 / count)
        _hold(story, review, held, children=count < 3 or story.rng.random() < 0.5)
        opened, due = held, held + timedelta(days=REVIEW_DAYS)
        story.diary.tell(plan, on=held, by=story.worker, next_review_on=due)


def _hold(story: Telling, review: Review, held: date, *, children: bool) -> None:
    _keep_promises(story, held)
    assessment = assess(story, held, "review", children=children)
    story.diary.tell(
        review, on=held, by=story.worker, held_on=held, assessment=assessment,
        with_whom="la famille et l'OCB", child_view=story.rng.choice(OPINIONS),
    )  # fmt: skip


def _keep_promises(story: Telling, on: date) -> None:
    """At each review some promises are found kept, and now and then a goal is met."""
    for commitment in [c for c in story.commitments if story.rng.random() < 0.45]:
        story.commitments.remove(commitment)
        story.diary.tell(commitment, on=on, by=story.worker, done_on=on)
    for goal in [g for g in story.goals if story.rng.random() < 0.22]:
        story.goals.remove(goal)
        story.diary.tell(goal, on=on, by=story.worker, state="met", state_on=on)


def _grow(story: Telling, goals: Sequence[float], share: float) -> None:
    for dimension, goal in zip(DIMENSIONS, goals, strict=True):
        now = story.scores[dimension]
        step = (goal - now) * min(1, share * 1.8) + story.rng.gauss(0, 0.12)
        story.scores[dimension] = now + step


def assess(story: Telling, on: date, occasion: str, *, children: bool) -> Assessment:
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
        taken = on + timedelta(days=story.fate.lost_late + 2)
        story.diary.tell(
            loss, on=taken, by=story.decider, late=0, taken_up_on=taken, taken_up_by=story.decider
        )
