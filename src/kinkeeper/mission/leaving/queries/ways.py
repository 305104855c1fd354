"""A young person's way as it stands: the plan, the papers, what is proved, who may act."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, reaches, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days, stage_of, state_in
from kinkeeper.ground.process.steps import due_date
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.leaving.limits import GIVE_UP
from kinkeeper.mission.leaving.models import (
    Allowance,
    Contact,
    Exit,
    Goal,
    GoalState,
    IndependencePlan,
    Paper,
    PaperKind,
    RhythmSet,
    SavingsAccount,
    Support,
    Way,
)
from kinkeeper.mission.leaving.process import LOST, PROPOSE, WAY
from kinkeeper.mission.leaving.reckoning import (
    ASKED_FOR,
    DEFAULT,
    IDENTITY,
    IN_HAND,
    RECENT_MONTHS,
    PaperStands,
    Proved,
    Rhythm,
    Try,
    may_be_lost,
    reached_since,
    unsettled,
)

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

KINDS: tuple[str, ...] = tuple(PaperKind.values)


def rhythm() -> Rhythm:
    """The office's own numbers, or the defaults."""
    own = rhythm_set()
    if own is None:
        return DEFAULT
    return Rhythm(
        tuple(own.months), own.attempts, own.channels, own.house_age, own.leaving_age, own.ahead
    )


def rhythm_set() -> RhythmSet | None:
    return RhythmSet.objects.first()


def way(pk: UUID, *, by: Account, purpose: str = CARE) -> Way | None:
    rows = visible(Way, by=by, purpose=purpose).filter(pk=pk)
    return rows.select_related("person__place", "placement__village__place", "house").first()


def way_of(person: "Person", *, by: Account, purpose: str = CARE) -> Way | None:
    """The way that goes on, or the last, if the reader may meet it."""
    rows = visible(Way, by=by, purpose=purpose).filter(person=person.pk)
    found = rows.select_related("person__place", "placement__village__place", "follower", "worker")
    return max(found, key=lambda w: (w.until is None, w.since, w.pk), default=None)


def ways_by_ids(ids: Iterable[UUID]) -> dict[UUID, Way]:
    rows = Way.objects.filter(pk__in=set(ids)).select_related("person__place")
    return {found.pk: found for found in rows}


def last_way(person: "Person") -> Way | None:
    """For actions that check the writer themselves."""
    rows = list(Way.objects.filter(person=person.pk))
    return max(rows, key=lambda w: (w.until is None, w.since, w.pk), default=None)


def state_of(way: Way) -> str:
    return state_in(WAY, way.pk)


def plan_of(way: Way) -> IndependencePlan | None:
    return IndependencePlan.objects.filter(way=way.pk, until=None).first()


def plans_of(way: Way) -> list[IndependencePlan]:
    """The newest first, with their goals."""
    rows = IndependencePlan.objects.filter(way=way.pk).prefetch_related("goals")
    return list(rows.order_by("-since", "-pk"))


def goals_of(plan: IndependencePlan) -> list[Goal]:
    """Open ones first, by the day they are due."""
    rows = Goal.objects.filter(plan=plan.pk)
    return sorted(rows, key=lambda g: (g.state != GoalState.OPEN, g.due_on, g.pk))


def goal(pk: UUID, *, by: Account) -> Goal | None:
    rows = visible(Goal, by=by).filter(pk=pk)
    return rows.select_related("plan__way__person__place").first()


def papers_of(person: "Person") -> dict[str, Paper]:
    """Kind -> its line; kinds never looked at have none."""
    return {paper.kind: paper for paper in Paper.objects.filter(person=person.pk)}


def exits_of(way: Way) -> list[Exit]:
    return list(Exit.objects.filter(way=way.pk).order_by("on", "pk"))


def last_exit(way: Way) -> Exit | None:
    return Exit.objects.filter(way=way.pk).order_by("on", "pk").last()


def contacts_of(way: Way) -> list[Contact]:
    """Since the last leaving, the newest first."""
    left = last_exit(way)
    rows = Contact.objects.filter(exit=left.pk) if left else Contact.objects.none()
    return list(rows.select_related("made_by").order_by("-held_on", "-pk"))


def supports_of(way: Way) -> list[Support]:
    return list(Support.objects.filter(way=way.pk).order_by("-since", "-pk"))


def followers(way: Way) -> list[Account]:
    """Who may stay in contact with this young person, by name."""
    return list(accounts_with(PROPOSE, way.person.place).order_by("name"))


def holds(by: Account, capability: str, person: "Person") -> bool:
    return reaches(by, capability, person.place)


# --- what is proved ---------------------------------------------------------------------------


@lifted("whether there are savings, not how much")
def evidence(way: Way, today: date) -> frozenset[str]:
    """Codes of the table's needs that records prove."""
    stage = stage_of(WAY, way.pk)
    tries = _tries(way)
    papers = papers_of(way.person)
    contact_since = stage.since if stage and stage.state == LOST else None
    return Proved(
        plan_agreed=_plan_agreed(way),
        identity=IDENTITY in papers and papers[IDENTITY].state in {IN_HAND, ASKED_FOR},
        savings_open=SavingsAccount.objects.filter(person=way.person_id).exists(),
        allowance=Allowance.objects.filter(way=way.pk, until=None).exists(),
        papers_settled=not unsettled(stands(papers.values()), KINDS),
        savings_handed=not _open_savings(way),
        activity=bool(way.activity), housing=bool(way.housing and way.destination),
        support=bool(way.support_person.strip()), follower=way.follower_id is not None,
        health=way.health_check_on is not None, contact_plan=bool(way.contact_plan.strip()),
        lost=may_be_lost(tries, rhythm()),
        found=contact_since is not None and reached_since(tries, contact_since),
        lately=reached_since(tries, months_after(today, -RECENT_MONTHS)),
        talked=way.closing_talk_on is not None,
        lost_long=_lost_long(stage, today),
        out_of_care=way.placement.until is not None,
        dead=way.person.died_on is not None,
    ).codes()  # fmt: skip


def stands(papers: Iterable[Paper]) -> list[PaperStands]:
    return [
        PaperStands(p.kind, p.state, p.handed_on is not None, bool(p.note.strip())) for p in papers
    ]


def _plan_agreed(way: Way) -> bool:
    agreed = Q(agreed_on__isnull=False, until=None)
    return IndependencePlan.objects.filter(agreed, way=way.pk).exists()


def _open_savings(way: Way) -> bool:
    return SavingsAccount.objects.filter(person=way.person_id, until=None).exists()


def _tries(way: Way) -> list[Try]:
    left = last_exit(way)
    rows = Contact.objects.filter(exit=left.pk) if left else Contact.objects.none()
    return [Try(*row) for row in rows.values_list("held_on", "channel", "reached")]


def _lost_long(stage: Stage | None, today: date) -> bool:
    if stage is None or stage.state != LOST:
        return False
    over = due_date(stage.since, limit_days(GIVE_UP))
    return over is not None and today >= over
