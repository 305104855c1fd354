"""The files of admissions: one, those of a child, those in a stage."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import F, Prefetch, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import state_in
from kinkeeper.ground.records.models import Attachment
from kinkeeper.mission.admission.models import (
    Admission,
    AdmissionChild,
    AuthorityPaper,
    CareOption,
    Decision,
    Enquiry,
)
from kinkeeper.mission.admission.process import ADMISSION
from kinkeeper.mission.admission.rules import OPTIONS


@dataclass(frozen=True)
class File:
    """Everything written about one admission."""

    admission: Admission
    children: list[AdmissionChild]
    enquiry: Enquiry | None
    options: list[CareOption]
    papers: list[AuthorityPaper]
    decisions: list[Decision]

    @property
    def paper(self) -> AuthorityPaper | None:
        """The document in force: the last that is no emergency request."""
        formal = [p for p in self.papers if p.kind != "urgent"]
        return formal[-1] if formal else None

    def decision(self, question: str) -> Decision | None:
        """The last one on this question."""
        found = [d for d in self.decisions if d.question == question]
        return found[-1] if found else None


def admission(pk: UUID, *, by: Account, purpose: str = CARE) -> Admission | None:
    rows = visible(Admission, by=by, purpose=purpose)
    return rows.select_related("village__place", "worker").filter(pk=pk).first()


def file_of(found: Admission) -> File:
    children = AdmissionChild.objects.filter(admission=found.pk, taken_off=False).select_related(
        "person__place"
    )
    options = CareOption.objects.filter(admission=found.pk)
    papers = AuthorityPaper.objects.filter(admission=found.pk).order_by("issued_on", "pk")
    decisions = Decision.objects.filter(admission=found.pk)
    return File(
        found, list(children.order_by("pk")), Enquiry.objects.filter(admission=found.pk).first(),
        sorted(options, key=lambda option: OPTIONS.index(option.kind)), list(papers),
        list(decisions.select_related("proposed_by", "decided_by").order_by("held_on", "pk")),
    )  # fmt: skip


def admissions_of(person: UUID, *, by: Account) -> list[AdmissionChild]:
    """Every admission this child was named in, the last first."""
    rows = visible(AdmissionChild, by=by).filter(person=person)
    return list(rows.select_related("admission__village").order_by("-admission__referred_on"))


def open_admission_of(person: UUID) -> Admission | None:
    """The admission that is still going on for this child. For rooms that checked the scope."""
    rows = AdmissionChild.objects.filter(person=person, until=None).select_related("admission")
    child = rows.first()
    return child.admission if child else None


def admissions_by_ids(ids: Iterable[UUID]) -> dict[UUID, Admission]:
    named = AdmissionChild.objects.filter(taken_off=False)
    rows = Admission.objects.filter(pk__in=set(ids)).select_related("village__place")
    return {
        a.pk: a for a in rows.prefetch_related(Prefetch("children", named.select_related("person")))
    }


def state_of(found: Admission) -> str:
    """Code of the stage it stands in; "" when it has none."""
    return state_in(ADMISSION, found.pk)


def stages_in(states: Iterable[str], *, by: Account) -> QuerySet[Stage]:
    """Open stages in these states within the reader's scope, what is due first on top."""
    rows = visible(Stage, by=by).filter(process=ADMISSION.name, until=None, state__in=list(states))
    return rows.order_by(F("due_on").asc(nulls_last=True), "-since", "pk")


def holds(by: Account, capability: str, found: Admission) -> bool:
    return reaches(by, capability, found.village.place)


def paper_of(found: Admission, pk: UUID) -> AuthorityPaper | None:
    return AuthorityPaper.objects.filter(admission=found.pk, pk=pk).first()


def scans_of(papers: Iterable[AuthorityPaper], *, by: Account) -> dict[UUID, Attachment]:
    """Document -> its last scan, where the reader may meet pictures."""
    rows = visible(Attachment, by=by).filter(subject__in=[paper.pk for paper in papers])
    return {scan.subject: scan for scan in rows.order_by("pk")}
