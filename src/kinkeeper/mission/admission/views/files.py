"""Admissions: the list, the file of one, its printed decisions, the scan of a document."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.table import State, Text
from kinkeeper.ground.records.serving import shown
from kinkeeper.ground.text.dates import in_words
from kinkeeper.mission.admission.forms import ListFilter
from kinkeeper.mission.admission.models import Admission, AuthorityPaper, Decision, Enquiry, Ground
from kinkeeper.mission.admission.process import ADMISSION, OPEN, PROPOSE
from kinkeeper.mission.admission.queries import (
    File,
    admissions_by_ids,
    file_of,
    paper_of,
    scans_of,
    stages_in,
)
from kinkeeper.mission.admission.standing import standing_of
from kinkeeper.mission.admission.views.asking import admission_or_404
from kinkeeper.mission.admission.words import answer_words
from kinkeeper.mission.people.queries import name_for

PAGE = 40


@dataclass(frozen=True)
class Row:
    """An admission in the list."""

    admission: Admission
    stage: Stage
    state: State
    children: list[str]
    late: bool


@door("admission.read", purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Referrals by stage: what is due first on top."""
    states = [(s.code, s.label) for s in ADMISSION.states]
    form = ListFilter(request.GET or None, states=states)
    wanted = form.cleaned_data["state"] if form.is_valid() else "open"
    stages = stages_in(OPEN if wanted in {"", "open"} else [wanted], by=request.user)
    page = Paginator(stages, PAGE).get_page(request.GET.get("page"))
    known = admissions_by_ids(stage.subject for stage in page.object_list)
    rows = [_row(known[s.subject], s, request) for s in page.object_list if s.subject in known]
    seen(request.user, [row.admission for row in rows], door="admissions")
    context = {"page": page, "rows": rows, "form": form, "refers": may(request.user, PROPOSE)}
    return render(request, "admission/admissions.html", context)


def _row(found: Admission, stage: Stage, request: Asked) -> Row:
    children = [name_for(c.person, by=request.user) for c in found.children.all()]
    late = stage.due_on is not None and stage.due_on < timezone.localdate()
    return Row(found, stage, ADMISSION.state(stage.state), children, late)


@door("admission.read", purpose=CARE)
def file(request: Asked, pk: UUID) -> HttpResponse:
    """The file of an admission: where it stands, the children, the enquiry, the decisions."""
    found = admission_or_404(request, pk, door="admission")
    at = standing_of(found, by=request.user)
    return render(request, "admission/file.html", {"at": at, **_parts(at.file, request)})


@door("admission.read", purpose=CARE)
def printed(request: Asked, pk: UUID) -> HttpResponse:
    """The decisions on one sheet, to be signed."""
    found = admission_or_404(request, pk, door="admission_print")
    context = {**_parts(file_of(found), request), "today": timezone.localdate()}
    return render(request, "admission/decision.html", context)


def _parts(file: File, request: Asked) -> dict[str, Any]:
    by = request.user
    sensitive = may_meet(Enquiry, "grounds", by=by)
    grounds = dict(Ground.choices)
    return {
        "file": file, "admission": file.admission, "notes": sensitive,
        "children": [(c, name_for(c.person, by=by)) for c in file.children],
        "grounds": [grounds.get(g, g) for g in file.enquiry.grounds] if file.enquiry else [],
        "decisions": [(d, answer_words(d)) for d in file.decisions] if _answers(by) else [],
        "papers": _papers(file, request),
        "referred": in_words(file.admission.referred),
        "visited": in_words(file.enquiry.visited) if file.enquiry else "",
    }  # fmt: skip


def _answers(by: Any) -> bool:
    return may_meet(Decision, "answer", by=by)


def _papers(file: File, request: Asked) -> list[tuple[AuthorityPaper, bool, Text]]:
    """Each document, whether a scan may be opened, and a word on its validity."""
    scans, today = scans_of(file.papers, by=request.user), timezone.localdate()
    return [(p, p.pk in scans, _validity(p, today)) for p in file.papers]


def _validity(paper: AuthorityPaper, today: Any) -> Text:
    if paper.expires_on is None:
        return ""
    return _("expired") if paper.expires_on < today else _("valid")


@door("records.files", purpose=CARE)
def scan(request: Asked, pk: UUID, paper_pk: UUID) -> HttpResponse:
    """The picture of a document. Each look is written to the log of readings."""
    found = admission_or_404(request, pk, door="admission_scan")
    paper = paper_of(found, paper_pk)
    kept = scans_of([paper], by=request.user).get(paper_pk) if paper else None
    if kept is None or not may_meet(AuthorityPaper, "number", by=request.user):
        raise Http404
    answer = shown(kept)
    if answer is None:
        raise Http404
    seen(request.user, [kept], door="admission_scan")
    return answer
