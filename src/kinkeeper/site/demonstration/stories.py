"""A family's way through the programme, told into the diary: from first meeting to exit."""

from datetime import date, timedelta

from kinkeeper.ground.process.models import Proposal
from kinkeeper.mission.casework.models import Commitment, Goal, Plan
from kinkeeper.mission.strengthening.models import Enrolment, ExitContact, TargetPerson
from kinkeeper.mission.strengthening.rules import FIRST_CONTACT, SECOND_CONTACT
from kinkeeper.site.demonstration.accompaniment import (
    REVIEW_DAYS,
    assess,
    live,
    visit_family,
)
from kinkeeper.site.demonstration.phrases import COMMITMENTS, CRITERIA, GOALS, LANGUAGES, SOURCES
from kinkeeper.site.demonstration.telling import CORE, DIMENSIONS, PROCESS, Fate, Telling

FOLLOW_UP_OVER = 560
"""Days after which a family is archived though nobody found it again."""
BRANCHES = ("capacity", "capacity", "capacity", "commitment", "lost_care")


def tell(story: Telling) -> None:
    """From the first meeting on; stops where the fate says, or at today."""
    _meet(story)
    for state, step in WAY:
        if story.fate.stop == state or not step(story):
            return
    _afterwards(story)


def _meet(story: Telling) -> None:
    house, on = story.house, story.after(-42)
    if story.reopens is None:
        records = (house.family, *house.caregivers, *house.children, *house.members, *house.links)
        for record in records:
            story.diary.tell(record, on=on, by=story.worker, late=1)
    story.enrolment = Enrolment(
        family=house.family, project=story.project, identified_on=on, reopens=story.reopens,
        identified_by=story.rng.choice(SOURCES), contact_consent_on=on, worker=story.worker,
    )  # fmt: skip
    story.diary.tell(story.enrolment, on=on, by=story.worker, late=1)
    story.stand("identified", "identify", on, due=14, reason="may_be_sent_away")


def _screen(story: Telling) -> bool:
    on = story.after(-30)
    criteria = story.rng.sample(CRITERIA, story.rng.randrange(1, 4))
    story.diary.tell(
        story.enrolment, on=on, by=story.worker, late=1, criteria=criteria, not_only_poverty=True,
        branch=story.rng.choice(BRANCHES),
    )  # fmt: skip
    return story.stand("screened", "screen", on, due=30)


def _assess(story: Telling) -> bool:
    on = story.after(-14)
    if on > story.diary.today:
        return False
    story.scores = {d: story.rng.triangular(1, 3.2, 1.7) for d in DIMENSIONS}
    visit_family(story, on, "assessment")
    assess(story, on, "baseline", children=True)
    return story.stand("assessed", "assess", on, due=30)


def _admit(story: Telling) -> bool:
    on = story.fate.entry
    if story.fate.stop == "proposed":
        _name_targets(story, None)
        _propose(story, "admit", min(on, story.diary.today))
        return False
    if on > story.diary.today:
        return False
    story.diary.tell(
        story.enrolment, on=on, by=story.decider, late=2, since=on, agreement_on=on, assent_on=on,
        follower=f"OCB de {story.place}",
    )  # fmt: skip
    _name_targets(story, on)
    return story.stand("admitted", "admit", on, due=30, by=story.decider)


def _name_targets(story: Telling, on: date | None) -> None:
    day = on or story.diary.today
    parts = [("child", p) for p in story.house.children]
    parts += [("caregiver", p) for p in story.house.caregivers]
    for part, person in parts:
        target = TargetPerson(
            enrolment=story.enrolment, person=person, place_id=story.house.family.place_id,
            part=part, since=on,
        )  # fmt: skip
        story.targets.append(target)
        story.diary.tell(target, on=day, by=story.decider, late=2 if on else 0)
    if on is None:
        story.diary.tell(
            story.enrolment, on=day, by=story.worker, late=0, agreement_on=day, assent_on=day
        )


def _plan(story: Telling) -> bool:
    on = story.after(20)
    plan = Plan(
        family=story.house.family, since=on, agreed_on=on, agreed_with="la famille",
        explained_in=story.rng.choice(LANGUAGES), next_review_on=on + timedelta(days=REVIEW_DAYS),
    )  # fmt: skip
    if not story.diary.tell(plan, on=on, by=story.worker):
        return False
    for dimension in story.rng.sample(sorted(GOALS), 3):
        due = on + timedelta(days=360)
        goal = Goal(plan=plan, dimension=dimension, statement=GOALS[dimension], due_on=due)
        story.goals.append(goal)
        story.diary.tell(goal, on=on, by=story.worker)
    for owner, promises in COMMITMENTS.items():
        for promise in story.rng.sample(promises, min(2, len(promises))):
            due = on + timedelta(days=story.rng.randrange(60, 300))
            commitment = Commitment(plan=plan, owner=owner, promise=promise, due_on=due)
            story.commitments.append(commitment)
            story.diary.tell(commitment, on=on, by=story.worker)
    story.plan = plan
    story.stand("plan_agreed", "agree_plan", on, due=30, by=story.decider)
    return live(story, plan)


def _leave(story: Telling) -> bool:
    on = story.end
    if story.fate.reason != "self_reliant":
        _close(story, on)
        return story.stand("exited", "leave", on, by=story.decider, reason=story.fate.reason)
    floors = {d: 3.1 if d in CORE else 2.9 for d in DIMENSIONS}
    story.scores = {d: max(v, floors[d]) for d, v in story.scores.items()}
    story.stand("exit_prepared", "prepare_exit", on - timedelta(days=25), due=30, by=story.decider)
    if story.fate.stop == "exit_prepared":
        return False
    assess(story, on - timedelta(days=2), "exit", children=True)
    _close(story, on)
    return story.stand("exited", "exit", on, due=182, by=story.decider, reason="self_reliant")


def _close(story: Telling, on: date) -> None:
    interview = on if story.fate.reason == "self_reliant" else None
    story.diary.tell(
        story.enrolment, on=on, by=story.decider, until=on, exit_reason=story.fate.reason,
        exit_interview_on=interview,
    )  # fmt: skip
    if story.plan:
        story.diary.tell(story.plan, on=on, by=story.worker, until=on, next_review_on=None)
    for target in story.targets:
        story.diary.tell(target, on=on, by=story.decider, until=on)


def _afterwards(story: Telling) -> None:
    """Contacts at 6 and 12 months after self-reliance; sometimes the family comes back."""
    if story.fate.reason != "self_reliant":
        return
    back = story.end + timedelta(days=story.fate.relapse * 30) if story.fate.relapse else date.max
    followed = False
    for months in (FIRST_CONTACT, SECOND_CONTACT):
        on = story.end + timedelta(days=months * 30 + story.rng.randrange(0, 20))
        if on > min(story.diary.today, back) or story.rng.random() > 0.86:
            continue
        _contact(story, months, on)
        if not followed:
            due = 183 if months == FIRST_CONTACT else 0
            followed = story.stand("post_exit_followup", "follow_up", on, due=due)
        elif story.stage is not None:
            story.diary.tell(story.stage, on=on, by=story.worker, late=1, due_on=None)
    if back <= story.diary.today:
        _come_back(story, back)
    else:
        over = story.end + timedelta(days=420 if followed else FOLLOW_UP_OVER)
        story.stand("archived", "archive", over, by=story.decider)


def _contact(story: Telling, months: int, on: date) -> None:
    contact = ExitContact(
        enrolment=story.enrolment, months=months, held_on=on, by_whom=f"OCB de {story.place}",
        children_with_family=True, self_reliant=not story.fate.relapse,
    )  # fmt: skip
    story.diary.tell(contact, on=on, by=story.worker)


def _come_back(story: Telling, on: date) -> None:
    """The earlier time stays as it was; a new one begins, and ends well after 20 months."""
    story.stand("reopened", "reopen", on, by=story.decider, reason="caregiver_lost")
    fate = Fate(on + timedelta(days=42), "self_reliant", 20)
    again = Telling(
        story.diary, story.house, fate, story.worker, story.decider, story.project,
        reopens=story.enrolment,
    )  # fmt: skip
    tell(again)


def _propose(story: Telling, verb: str, on: date) -> None:
    proposal = Proposal(
        process=PROCESS, subject=story.enrolment.pk, place=story.place, verb=verb,
        proposed_by=story.worker, since=on,
    )  # fmt: skip
    story.diary.tell(proposal, on=on, by=story.worker, late=0)


WAY = (
    ("identified", _screen),
    ("screened", _assess),
    ("assessed", _admit),
    ("admitted", _plan),
    ("active", _leave),
)
