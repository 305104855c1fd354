"""The file of one family: what was found, agreed, done and seen. One query, always."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_page import Reading
from kinkeeper.ground.records.together import attach, link, together
from kinkeeper.mission.casework.models import (
    Assessment,
    Commitment,
    Goal,
    Occasion,
    Plan,
    Review,
    Service,
    ServiceType,
    Visit,
)
from kinkeeper.mission.casework.rules import DIMENSIONS

R = TypeVar("R", bound=Record)
Levels = tuple[int | None, ...]
SCHOOL_SUPPORT = (
    ServiceType.EDUCATION, ServiceType.SCHOOL_KIT, ServiceType.SCHOOL_FEES, ServiceType.TUTORING,
    ServiceType.TRAINING,
)  # fmt: skip


NAMED: tuple[tuple[type[Record], str], ...] = (
    (Assessment, "person"), (Service, "person"), (Assessment, "assessor"), (Visit, "visitor"),
)  # fmt: skip
"""Links of the rows of a family to a person or an account."""


@dataclass(frozen=True)
class Standing:
    """Where the family or a child stood at first and stands now. None: never assessed."""

    first: Assessment
    last: Assessment

    @property
    def before(self) -> Levels:
        return levels(self.first)

    @property
    def now(self) -> Levels:
        return levels(self.last)

    @property
    def once(self) -> bool:
        """Assessed a single time: there is no way to show yet."""
        return self.first.pk == self.last.pk


@dataclass(frozen=True)
class FamilyFile:
    """Everything of one family that its reader may meet, each list newest first."""

    assessments: list[Assessment] = field(default_factory=list)
    plans: list[Plan] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    visits: list[Visit] = field(default_factory=list)

    @property
    def baseline(self) -> Assessment | None:
        rows = [a for a in self._of(None) if a.occasion == Occasion.BASELINE]
        return rows[-1] if rows else None

    @property
    def latest(self) -> Assessment | None:
        return next(iter(self._of(None)), None)

    @property
    def plan(self) -> Plan | None:
        """The plan in force: agreed and not ended."""
        return next((p for p in self.plans if p.agreed_on and p.until is None), None)

    @property
    def draft(self) -> Plan | None:
        return next((p for p in self.plans if p.agreed_on is None and p.until is None), None)

    @property
    def ended(self) -> Plan | None:
        """The last plan that was agreed and is over."""
        return next((p for p in self.plans if p.agreed_on and p.until), None)

    @property
    def reviews(self) -> list[Review]:
        """Held reviews of all plans."""
        held = [r for p in self.plans for r in p.reviews.all() if r.held_on]
        return sorted(held, key=lambda r: r.held_on or date.min, reverse=True)

    @property
    def open_review(self) -> Review | None:
        if self.plan is None:
            return None
        return next((r for r in self.plan.reviews.all() if r.held_on is None), None)

    @property
    def total_xof(self) -> int:
        """Cost of the services given, XOF; those without a cost are left out."""
        return sum(s.cost_xof or 0 for s in self.services if s.done_on)

    def standing(self, person: UUID | None = None) -> Standing | None:
        """Of the family, or of one of its members."""
        rows = self._of(person)
        return Standing(rows[-1], rows[0]) if rows else None

    def assessed_persons(self) -> list[UUID]:
        """Members ever assessed, each once, in the order of their first assessment."""
        ordered = reversed([a.person_id for a in self.assessments if a.person_id])
        return list(dict.fromkeys(ordered))

    def _of(self, person: UUID | None) -> list[Assessment]:
        return [a for a in self.assessments if a.person_id == person]


def levels(assessment: Assessment) -> Levels:
    return tuple(getattr(assessment, name) for name in DIMENSIONS)


def file_of(family: Record, *, by: Account, purpose: str = CARE) -> FamilyFile:
    """The file as far as its reader may meet the rows; which fields are shown is the screen's."""
    return _made(*together(*_asked(family, lambda model: visible(model, by=by, purpose=purpose))))


def whole_file(family: Record) -> FamilyFile:
    """The file whoever asks: for what it proves, never for a page."""
    return _made(*together(*_asked(family, lambda model: model._default_manager.all())))


def _asked(family: Record, rows: Callable[[type[Any]], QuerySet[Any]]) -> list[QuerySet[Any]]:
    own = {"family_id": family.pk}
    return [
        *(rows(model).filter(**own) for model in (Assessment, Plan, Service, Visit)),
        *(m._default_manager.filter(plan__family=family.pk) for m in (Goal, Commitment, Review)),
        *(_named(model, name, own) for model, name in NAMED),
    ]


def _made(*rows: list[Any]) -> FamilyFile:
    assessments, plans, services, visits, goals, promises, reviews, *others = rows
    for name, parts in (("goals", goals), ("commitments", promises), ("reviews", reviews)):
        attach(plans, sorted(parts, key=lambda part: part.pk), name, by="plan")
    naming = (assessments, services, assessments, visits)
    for rows_naming, (_model, name), targets in zip(naming, NAMED, others, strict=True):
        link(rows_naming, name, targets)
    return FamilyFile(
        assessments=_newest_first(assessments, "held_on"), plans=_newest_first(plans, "since"),
        services=_dated(services), visits=_newest_first(visits, "held_on"),
    )  # fmt: skip


def _named(model: type[Record], name: str, own: dict[str, Any]) -> QuerySet[Any]:
    """The people, or the accounts without what they log in with, that rows of a family name."""
    target: Any = model._meta.get_field(name).related_model
    naming = model._default_manager.filter(**own, **{f"{name}__isnull": False})
    rows: QuerySet[Any] = target._default_manager.filter(pk__in=naming.values(name))
    return rows.only("id", "name") if target is Account else rows


def _newest_first(rows: Iterable[R], day: str) -> list[R]:
    return sorted(rows, key=lambda row: (getattr(row, day), row.pk), reverse=True)


def cached_file(family: Record, *, by: Account) -> FamilyFile:
    """The file read once for all sections of one page; kept on the family as it was loaded."""
    return FILE.of(family, by=by)


def _asked_by(family: Record, by: Account) -> list[QuerySet[Any]]:
    return _asked(family, lambda model: visible(model, by=by))


FILE = Reading(
    "casework.file",
    lambda family, by: _asked_by(family, by) if may(by, Plan.about.read) else [],
    lambda _family, _by, *rows: _made(*rows) if rows else FamilyFile(),
)


def _dated(rows: Iterable[Service]) -> list[Service]:
    return sorted(
        rows, key=lambda s: (s.done_on or s.planned_on or date.min, s.pk.int), reverse=True
    )


def plan_of(family: Record, *, by: Account) -> Plan | None:
    """The plan in force, or else the draft."""
    rows = visible(Plan, by=by).filter(family_id=family.pk, until=None)
    ordered = rows.prefetch_related("goals", "commitments").order_by("-since", "-pk")
    return next(iter(sorted(ordered, key=lambda p: p.agreed_on is None)), None)


def open_review(family: Record, *, by: Account, purpose: str = CARE) -> Review | None:
    """The review that the plan in force waits for."""
    rows = visible(Review, by=by, purpose=purpose).filter(
        plan__family_id=family.pk, plan__until=None, held_on=None
    )
    return rows.select_related("plan").order_by("due_on").first()


def visit(pk: UUID, *, by: Account) -> Visit | None:
    return visible(Visit, by=by).select_related("family").filter(pk=pk).first()


def school_support(person: UUID, *, by: Account) -> list[Service]:
    """Fees, kit, tutoring and other help with school given to or planned for a child."""
    rows = visible(Service, by=by).filter(person=person, kind__in=SCHOOL_SUPPORT)
    return sorted(rows, key=lambda s: (s.done_on or s.planned_on or date.max, s.pk), reverse=True)


def service(pk: UUID, *, by: Account) -> Service | None:
    return visible(Service, by=by).select_related("family").filter(pk=pk).first()


def plan(pk: UUID, *, by: Account) -> Plan | None:
    rows = visible(Plan, by=by).select_related("family").filter(pk=pk)
    return rows.prefetch_related("goals", "commitments").first()


def reviews_of(plan: Plan, *, by: Account) -> list[Review]:
    """Held and waited for, the latest first."""
    return list(visible(Review, by=by).filter(plan=plan).order_by("-due_on", "-pk"))


def goal(pk: UUID, *, by: Account) -> Goal | None:
    return visible(Goal, by=by).select_related("plan__family").filter(pk=pk).first()


def commitment(pk: UUID, *, by: Account) -> Commitment | None:
    return visible(Commitment, by=by).select_related("plan__family").filter(pk=pk).first()


def assessment(pk: UUID, *, by: Account) -> Assessment | None:
    return visible(Assessment, by=by).select_related("family", "person").filter(pk=pk).first()
