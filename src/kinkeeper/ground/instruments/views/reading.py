"""Answers are read: one by one, in a table, as a locked file."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.instruments import queries
from kinkeeper.ground.instruments.exports import export_of
from kinkeeper.ground.instruments.forms import ExportForm
from kinkeeper.ground.instruments.models import Answers
from kinkeeper.ground.instruments.sections import line_of
from kinkeeper.ground.instruments.views.asking import (
    READ,
    WRITE,
    about_of,
    answers_or_404,
    questionnaire_or_404,
)
from kinkeeper.ground.instruments.words import answered, score_lines
from kinkeeper.ground.interop.exports.actions import export_table
from kinkeeper.ground.interop.exports.opening import EXPORT
from kinkeeper.ground.process.asking import run

PAGE = 50


@door(READ, purpose=CARE)
def answers(request: Asked, pk: UUID) -> HttpResponse:
    """One questionnaire as it was answered, as far as this account may meet it."""
    row = answers_or_404(request, pk, door="answers")
    known = queries.read_by(row, by=request.user)
    whole = known == queries.whole(row)
    form = queries.form_of(row.version_of)
    about = about_of(row.subject_kind, row.subject, by=request.user, purpose=request.purpose)
    writes = not row.mistaken and may(request.user, WRITE, row)
    context = {
        "row": row, "found": row.version_of.questionnaire, "about": about,
        "parts": answered(form, known), "whole": whole,
        "scores": score_lines(queries.scores_for(row, known)) if whole else [],
        "may_correct": writes and whole, "may_take_back": writes,
    }  # fmt: skip
    return render(request, "instruments/answers.html", context)


@door(READ, purpose=CARE)
def table(request: Asked, pk: UUID) -> HttpResponse:
    """Everything answered to a questionnaire, the newest first."""
    found, _last = questionnaire_or_404(pk)
    rows = queries.answers_to(found, by=request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = list(page.object_list)
    seen(request.user, shown, door="questionnaire_answers")
    context = {
        "found": found, "page": page, "rows": [(line_of(r, request.user), *_who(request, r))
                                               for r in shown],
        "exports": may(request.user, EXPORT, purpose=MONITORING),
        "sensitive": may_meet(Answers, "sensitive", by=request.user),
    }  # fmt: skip
    return render(request, "instruments/table.html", context)


def _who(request: Asked, row: Answers) -> tuple[str, str]:
    """Name and page of whom the answers are about."""
    about = about_of(row.subject_kind, row.subject, by=request.user, purpose=request.purpose)
    return (about.name, about.address) if about else ("", "")


@door(EXPORT, purpose=MONITORING)
def export(request: Asked, pk: UUID) -> HttpResponse:
    """The answers as a workbook, locked, with the reason in the log of exports."""
    found, last = questionnaire_or_404(pk)
    form = ExportForm(request.POST or None)
    if request.method == "POST":
        made = export_of(found, last)

        def write_file() -> str:
            why = form.cleaned_data["why"]
            handed = export_table(made, by=request.user, purpose=request.purpose, why=why)
            _tell(request, handed.password)
            return reverse("exports") + "#past"

        if url := run(form, write_file):
            return redirect(url)
    if not may(request.user, READ, purpose=request.purpose):
        raise Http404
    context = {"form": form, "found": found}
    return render(request, "instruments/export.html", context)


def _tell(request: Asked, password: str) -> None:
    messages.success(request, _("The file is ready below. It is deleted after 24 hours."))
    messages.warning(request, _(
        "Password of the file: %(password)s. Write it down now: it is shown this once. "
        "Do not send it together with the file.") % {"password": password})  # fmt: skip
