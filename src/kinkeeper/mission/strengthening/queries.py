"""What others and the screens ask this room: who is in the programme, what is due, plain values."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import scope_for, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import due, limit_days, state_in, waiting_proposals
from kinkeeper.mission.casework.queries import evidence_of, evidence_on_page
from kinkeeper.mission.people.queries import head_of, memberships_of
from kinkeeper.mission.strengthening import limits
from kinkeeper.mission.strengthening.measures import child_years
from kinkeeper.mission.strengthening.models import (
    Enrolment,
    ExitContact,
    LossOfCare,
    ParentingSession,
    SessionInvitation,
    TargetPerson,
)
from kinkeeper.mission.strengthening.process import AFTER_EXIT, FAMILY
from kinkeeper.mission.strengthening.readers import (
    ContactRow,
    EnrolmentRow,
    InvitationRow,
    KnowledgeRow,
    LossRow,
    SessionRow,
    StageRow,
    TargetRow,
    contacts,
    enrolments,
    invitations,
    knowledge,
    losses,
    sessions,
    stages,
    targets,
)
from kinkeeper.mission.strengthening.rules import Enrolled
from kinkeeper.mission.strengthening.rules import evidence as proved

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family, Person

__all__ = [
    "ContactRow",
    "EnrolmentRow",
    "InvitationRow",
    "KnowledgeRow",
    "LossRow",
    "SessionRow",
    "StageRow",
    "TargetRow",
    "accompanied_in",
    "caregivers_in",
    "caseload",
    "child_years",
    "children_accompanied",
    "children_on",
    "contacts",
    "contacts_due",
    "contacts_of",
    "enrolled_on",
    "enrolment",
    "enrolment_of",
    "enrolment_of_child",
    "enrolments",
    "enrolments_by_ids",
    "evidence",
    "evidence_shown",
    "families_by_state",
    "family_evidence",
    "first_day_of",
    "holds",
    "in_programme_on",
    "invitations",
    "invited_to",
    "knowledge",
    "loss",
    "losses",
    "losses_lately_taken_up",
    "losses_to_take_up",
    "offer_projects",
    "overdue_stages",
    "parenting_session",
    "parenting_sessions",
    "projects_for",
    "proposals_to_decide",
    "sessions",
    "stages",
    "stages_in",
    "state_of",
    "targets",
    "targets_of",
]  # fmt: skip


Projects = Callable[[Account, date], Iterable[tuple[UUID, str]]]
_PROJECTS: list[Projects] = []


def offer_projects(source: Projects) -> None:
    """The projects room says which projects run on a day, for those who identify a family."""
    _PROJECTS.append(source)


def projects_for(by: Account, day: date) -> list[tuple[UUID, str]]:
    return [project for source in _PROJECTS for project in source(by, day)]


def enrolment(pk: UUID, *, by: Account, purpose: str = CARE) -> Enrolment | None:
    rows = visible(Enrolment, by=by, purpose=purpose).select_related("family__place")
    return rows.filter(pk=pk).first()


def enrolment_of(family: "Family") -> Enrolment | None:
    """The family's present time in the process, or its last."""
    rows = Enrolment.objects.filter(family=family.pk).select_related("family__place", "worker")
    return latest(rows)


def latest(enrolments: Iterable[Enrolment]) -> Enrolment | None:
    """The one that is not over, or else the last."""
    return max(enrolments, key=lambda e: (e.until is None, e.identified_on, e.pk), default=None)


def enrolment_of_child(child: "Person") -> Enrolment | None:
    """The latest enrolment for which the child is named, or that of its family."""
    named = TargetPerson.objects.filter(person=child.pk).select_related("enrolment")
    if held := latest(t.enrolment for t in named):
        return held
    for membership in memberships_of(child):
        if found := enrolment_of(membership.family):
            return found
    return None


def first_day_of(family: UUID) -> date | None:
    """The day the programme first knew of a family."""
    days = Enrolment.objects.filter(family=family).order_by("identified_on")
    return days.values_list("identified_on", flat=True).first()


def state_of(enrolment: Enrolment) -> str:
    """Code of the stage the family stands in; "" when it has none."""
    return state_in(FAMILY, enrolment.pk)


def family_evidence(family: "Family") -> frozenset[str]:
    """What the family's own page proves: its village and its head."""
    village = family.place.level not in {Level.COUNTRY, Level.REGION}
    known = {"village": village, "head": head_of(family) is not None}
    return frozenset(code for code, proof in known.items() if proof)


def evidence(enrolment: Enrolment) -> frozenset[str]:
    """Every code of the table's needs that is met by records."""
    return _own(enrolment) | evidence_of(enrolment.family, since=enrolment.identified_on)


def evidence_shown(
    enrolment: Enrolment, *, by: Account, children_named: int, contacts: frozenset[int]
) -> frozenset[str]:
    """The same for a page that has read the family's file and its time in the programme."""
    proof = _proof(as_values(enrolment, children_named, contacts))
    return proof | evidence_on_page(enrolment.family, by=by, since=enrolment.identified_on)


def _own(enrolment: Enrolment) -> frozenset[str]:
    made = ExitContact.objects.filter(enrolment=enrolment).values_list("months", flat=True)
    named = TargetPerson.objects.filter(
        part=TargetPerson.Part.CHILD, until=None, enrolment=enrolment
    )
    contacts: frozenset[int] = frozenset(made) if enrolment.until else frozenset()
    return _proof(as_values(enrolment, named.count(), contacts))


def _proof(values: Enrolled) -> frozenset[str]:
    over_days = (limit_days(limits.OVER) or 0) if values.until else 0
    return proved(values, today=timezone.localdate(), over_days=over_days)


def as_values(enrolment: Enrolment, children_named: int, contacts: frozenset[int]) -> Enrolled:
    return Enrolled(
        branch=enrolment.branch, criteria=tuple(enrolment.criteria),
        not_only_poverty=enrolment.not_only_poverty,
        contact_consent_on=enrolment.contact_consent_on, agreement_on=enrolment.agreement_on,
        assent_on=enrolment.assent_on,
        children_named=children_named,
        follower=enrolment.follower, exit_interview_on=enrolment.exit_interview_on,
        until=enrolment.until, exit_reason=enrolment.exit_reason,
        contacts=contacts if enrolment.until else frozenset(),
    )  # fmt: skip


def targets_of(enrolment: Enrolment) -> list[TargetPerson]:
    """Children and caregivers named or accompanied now, or until the exit."""
    rows = TargetPerson.objects.filter(enrolment=enrolment).select_related("person")
    return list(rows.filter(Q(until=None) | Q(until=enrolment.until)).order_by("part", "pk"))


def accompanied_in(family: "Family") -> QuerySet[TargetPerson]:
    """Whoever was ever named or accompanied in this family."""
    return TargetPerson.objects.filter(enrolment__family=family.pk)


def holds(by: Account, capability: str, place: Place, project: UUID | None = None) -> bool:
    """As `access.queries.may`, for a place that is known already: no query."""
    scope = scope_for(by, capability)
    below_one = any(place.path.startswith(path) for path in scope.paths)
    return scope.everywhere or below_one or (project is not None and project in scope.projects)


def enrolled_on(day: date) -> Q:
    return Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gt=day))


def in_programme_on(
    day: date, *, by: Account, project: UUID | None = None, purpose: str = CARE
) -> QuerySet[Enrolment]:
    """Families in the programme on a past day, as it is known now, within the reader's scope."""
    rows = visible(Enrolment, by=by, purpose=purpose).filter(enrolled_on(day))
    return rows if project is None else rows.filter(project=project)


def families_by_state(day: date, *, by: Account) -> dict[str, int]:
    """How many families stood in each stage on a day."""
    rows = _stages_on(day, by=by).values("state").annotate(n=Count("*"))
    return dict(rows.values_list("state", "n"))


def stages_in(state: str, day: date, *, by: Account) -> QuerySet[Stage]:
    """Stages on a day, of one state or of all with "": today what is due first on top; on a past
    day, whose due days are no matter any more, whoever came into their stage last."""
    rows = _stages_on(day, by=by)
    rows = rows.filter(state=state) if state else rows
    if day >= timezone.localdate():
        return rows.order_by(F("due_on").asc(nulls_last=True), "since", "pk")
    return rows.order_by("-since", "-pk")


def _stages_on(day: date, *, by: Account) -> QuerySet[Stage]:
    rows = visible(Stage, by=by).filter(process=FAMILY.name)
    if day >= timezone.localdate():
        return rows.filter(until=None)
    return rows.filter(Q(until__isnull=True) | Q(until__gt=day), since__lte=day)


def enrolments_by_ids(ids: Iterable[UUID]) -> dict[UUID, Enrolment]:
    rows = Enrolment.objects.filter(pk__in=set(ids)).select_related("family__place")
    return {e.pk: e for e in rows}


def caseload(by: Account, *, purpose: str = CARE) -> QuerySet[Enrolment]:
    """The families that this person accompanies now."""
    return visible(Enrolment, by=by, purpose=purpose).filter(worker=by, until=None)


def overdue_stages(by: Account, *, until: date, states: Iterable[str]) -> QuerySet[Stage]:
    """Stages in these states whose time limit ends before `until`."""
    return due(FAMILY, by=by, until=until, states=states)


def contacts_due(by: Account, until: date) -> QuerySet[Stage]:
    """Families to be seen again after their exit before `until`."""
    return due(FAMILY, by=by, until=until, states=AFTER_EXIT)


def proposals_to_decide(by: Account) -> QuerySet[Proposal]:
    return waiting_proposals(FAMILY, by=by)


def losses_to_take_up(by: Account) -> QuerySet[LossOfCare]:
    """Children who lost parental care and whom nobody has taken up yet, the latest first."""
    rows = visible(LossOfCare, by=by).filter(taken_up_on=None)
    return rows.select_related("person", "reported_by").order_by("-happened_on", "-pk")


def losses_lately_taken_up(by: Account) -> QuerySet[LossOfCare]:
    """Those in hand, the latest first."""
    rows = visible(LossOfCare, by=by).exclude(taken_up_on=None)
    return rows.select_related("person", "taken_up_by").order_by("-taken_up_on", "-pk")


def loss(pk: UUID, *, by: Account) -> LossOfCare | None:
    return visible(LossOfCare, by=by).select_related("person").filter(pk=pk).first()


def caregivers_in(place: Place, day: date) -> list[UUID]:
    """Caregivers accompanied in a place (with all below it) on a day, each once."""
    rows = TargetPerson.objects.filter(
        enrolled_on(day), part=TargetPerson.Part.CAREGIVER,
        enrolment__family__place__in=below(place),
    )  # fmt: skip
    return list(rows.order_by("person").values_list("person", flat=True).distinct())


def parenting_sessions(by: Account) -> QuerySet[ParentingSession]:
    """Sessions, the latest first, with how many were invited and how many came."""
    rows = visible(ParentingSession, by=by).select_related("place")
    came = Count("invitations", filter=Q(invitations__attended=True))
    return rows.annotate(invited=Count("invitations"), came=came).order_by("-held_on", "-pk")


def parenting_session(pk: UUID, *, by: Account) -> ParentingSession | None:
    return visible(ParentingSession, by=by).select_related("place").filter(pk=pk).first()


def invited_to(session: ParentingSession) -> list[SessionInvitation]:
    rows = SessionInvitation.objects.filter(session=session).select_related("person")
    return sorted(rows, key=lambda i: str(i.person))


def contacts_of(enrolment: Enrolment) -> list[ExitContact]:
    return list(ExitContact.objects.filter(enrolment=enrolment).order_by("held_on"))


def children_accompanied(enrolments: Iterable[UUID], day: date) -> dict[UUID, int]:
    """Children of each enrolment named or accompanied on a day. One query."""
    rows = TargetPerson.objects.filter(
        Q(since=None) | Q(since__lte=day), Q(until=None) | Q(until__gt=day),
        enrolment__in=list(enrolments), part=TargetPerson.Part.CHILD,
    )  # fmt: skip
    counted = rows.values("enrolment").annotate(n=Count("pk"))
    return dict(counted.values_list("enrolment", "n"))


def children_on(day: date, *, by: Account) -> int:
    """Children accompanied on a past day within the reader's scope, each once."""
    rows = visible(TargetPerson, by=by).filter(enrolled_on(day), part=TargetPerson.Part.CHILD)
    return rows.values("person").distinct().count()
