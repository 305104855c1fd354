"""What is known of a child in care between arrival and departure, and what is due."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.care.following import limits
from kinkeeper.mission.care.following.rules import next_contact, next_due
from kinkeeper.mission.care.models import Placement, Stay
from kinkeeper.mission.care.models.reviews import (
    Absence,
    ChildGoal,
    ChildPlan,
    ContactBar,
    FamilyContact,
    FollowUp,
    Review,
)
from kinkeeper.mission.care.rules import REINTEGRATED

MANY = 20
STILL_ASKED = 90
"""Days after its day for which the last contact is still asked for; then My day forgets it."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Followed:
    """A placement with all that follows from it. review_due: None once it has ended."""

    placement: Placement
    reviews: list[Review]
    plan: ChildPlan | None
    goals: list[ChildGoal]
    contacts: list[FamilyContact]
    bar: ContactBar | None
    absences: list[Absence]
    review_due: date | None = None
    plans: list[ChildPlan] = field(default_factory=list)
    follow_ups: list[FollowUp] = field(default_factory=list)
    contact_due: date | None = None

    @property
    def away(self) -> Absence | None:
        return next((a for a in self.absences if a.until is None), None)


def placement_met(pk: UUID, *, by: Account, purpose: str = CARE) -> Placement | None:
    """The placement, for who is responsible where the child belongs or where it sleeps."""
    here = visible(Stay, by=by, purpose=purpose).filter(placement=pk)
    mine = visible(Placement, by=by, purpose=purpose).filter(pk=pk)
    rows = Placement.objects.filter(
        Q(pk__in=here.values("placement")) | Q(pk__in=mine.values("pk"))
    )
    return rows.select_related("person__place", "village__place").first()


def followed(placement: Placement) -> Followed:
    """Everything about one placement, the newest first."""
    own = {"placement": placement.pk}
    plans = list(ChildPlan.objects.filter(**own).order_by("-since", "-pk"))
    plan = next((p for p in plans if p.until is None), None)
    goals = ChildGoal.objects.filter(plan=plan).order_by("by_when", "pk") if plan else []
    reviews = list(Review.objects.filter(**own).select_related("chaired_by").order_by("-held_on"))
    return Followed(
        placement, reviews, plan, list(goals),
        list(FamilyContact.objects.filter(**own).order_by("-held_on", "-pk")[:MANY]),
        ContactBar.objects.filter(**own, until=None).first(),
        list(Absence.objects.filter(**own).order_by("-since", "-pk")[:MANY]),
        review_due=_due(placement, reviews), plans=plans,
        **(_gone_home(placement) if went_home(placement) else {}),
    )  # fmt: skip


def went_home(placement: Placement) -> bool:
    """Did the child leave to its parents or kin?"""
    return placement.until is not None and placement.end_reason in REINTEGRATED


def _gone_home(placement: Placement) -> dict[str, Any]:
    rows = list(FollowUp.objects.filter(placement=placement.pk).order_by("-held_on"))
    reached = [row.held_on for row in rows if row.reached]
    return {"follow_ups": rows, "contact_due": _contact_due(placement, reached)}


def _contact_due(placement: Placement, reached: Iterable[date]) -> date | None:
    days = [limit_days(code) or 0 for code in limits.RETURNED]
    return next_contact(placement.until, reached, days=days) if placement.until else None


def _due(placement: Placement, reviews: list[Review]) -> date | None:
    if placement.until:
        return None
    last = reviews[0].next_due_on if reviews else None
    return next_due(placement.since, last, days=limit_days(limits.REVIEW) or 0)


def review_due_on(placement: Placement) -> date:
    """When the next review of this placement is due."""
    last = Review.objects.filter(placement=placement.pk).order_by("held_on").last()
    days = limit_days(limits.REVIEW) or 0
    return next_due(placement.since, last.next_due_on if last else None, days=days)


def one(model: type[R], pk: UUID, *, by: Account) -> R | None:
    """A row of this part of the room, for who may meet it."""
    rows = visible(model, by=by).filter(pk=pk)
    return model._default_manager.filter(pk__in=rows.values("pk")).first()


@dataclass(frozen=True)
class Waiting:
    """A placement and the day something is due for it."""

    placement: Placement
    due_on: date


def reviews_due(by: Account, until: date) -> list[Waiting]:
    """Open placements whose review is due before `until`, the longest waiting first."""
    days = limit_days(limits.REVIEW) or 0
    rows = open_placements(by).annotate(last=Max("reviews__next_due_on"))
    never = Q(last=None, since__lt=until - timedelta(days=days))
    rows = rows.filter(never | Q(last__lt=until))
    found = [Waiting(p, next_due(p.since, p.last, days=days)) for p in rows]
    return sorted(found, key=lambda w: w.due_on)


def plans_due(by: Account, until: date) -> list[Waiting]:
    """Open placements without a plan in time, or whose plan must be renewed before `until`."""
    days = timedelta(days=limit_days(limits.PLAN) or 0)
    valid = Max("plans__valid_until", filter=Q(plans__until=None))
    rows = open_placements(by).annotate(valid=valid)
    rows = rows.filter(Q(valid=None, since__lt=until - days) | Q(valid__lt=until))
    found = [Waiting(p, p.valid or p.since + days) for p in rows]
    return sorted(found, key=lambda w: w.due_on)


def contacts_due(by: Account, until: date) -> list[Waiting]:
    """Children who went home lately and are to be reached before `until`."""
    days = limit_days(limits.RETURNED[-1]) or 0
    since = until - timedelta(days=days + STILL_ASKED)
    again = Placement.objects.filter(person=OuterRef("person"), since__gte=OuterRef("until"))
    rows = visible(Placement, by=by).filter(
        ~Exists(again.exclude(pk=OuterRef("pk"))), end_reason__in=REINTEGRATED,
        until__gte=since, person__died_on=None,
    )  # fmt: skip
    found = []
    for row in rows.select_related("person", "village").prefetch_related("follow_ups"):
        due = _contact_due(row, [f.held_on for f in row.follow_ups.all() if f.reached])
        if due and due < until:
            found.append(Waiting(row, due))
    return sorted(found, key=lambda w: w.due_on)


def absences_open(by: Account) -> QuerySet[Absence]:
    """Who is away now, the longest first."""
    met = visible(Absence, by=by).filter(until=None)
    rows = Absence.objects.filter(pk__in=met.values("pk"), placement__until=None)
    return rows.select_related("placement__person", "placement__village").order_by("since", "pk")


def open_placements(by: Account) -> QuerySet[Placement]:
    """Children in care whom this person answers for: they belong, or sleep, in her or his area."""
    here = visible(Stay, by=by).filter(until=None)
    mine = visible(Placement, by=by).filter(until=None)
    rows = Placement.objects.filter(
        Q(pk__in=here.values("placement")) | Q(pk__in=mine.values("pk")), until=None
    )
    return rows.select_related("person", "village")
