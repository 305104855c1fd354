"""The pages of a project, as a funder reads them."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import MONITORING, REPORTING
from kinkeeper.ground.places.outlines import region_outlines
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.reports.pictures import map as map_picture
from kinkeeper.ground.reports.queries import frozen_reports, reads_from_outside
from kinkeeper.ground.reports.words import coverage_in_words, hidden_note, value_in_words
from kinkeeper.ground.reports.workbook import CONTENT_TYPE
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.asking import project_or_404, report_form
from kinkeeper.mission.projects.budget import budget_shown
from kinkeeper.mission.projects.forms import FreezeForm, MomentForm, PurposeForm
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.places import spots
from kinkeeper.mission.projects.process import PROMISE, SPEND
from kinkeeper.mission.projects.queries import (
    Opened,
    framework,
    opened,
    projects_for,
    sheet_for,
)
from kinkeeper.mission.projects.sheet_words import sheet_shown
from kinkeeper.mission.projects.shown import (
    Reader,
    chapters_shown,
    figure_tables,
    in_language,
)
from kinkeeper.mission.projects.tracking import tracking_workbook

PARTS = ("numerator", "denominator")
MOST_ROWS = 500


@door("projects.read", purpose=REPORTING)
def projects(request: Asked) -> HttpResponse:
    """Every project this person may read about."""
    found = [(p, in_language(p, "title")) for p in projects_for(request.user)]
    return render(request, "projects/projects.html", {"projects": found})


@door("projects.read", purpose=REPORTING)
def project(request: Asked, code: str) -> HttpResponse:
    """The sheet and the framework, for a day, as known now or at the end of a past day."""
    found = project_or_404(request, code)
    asked = MomentForm(found, request.GET)
    moment = asked.moment()
    reader = Reader(
        opens=may(request.user, "projects.rows", purpose=MONITORING), query=_query(asked),
        promises=may(request.user, PROMISE, purpose=REPORTING),
    )  # fmt: skip
    built = framework(found, moment=moment, by=request.user)
    context = {
        "project": found,
        "sheet": sheet_shown(sheet_for(found)),
        "asked": asked,
        "moment": moment,
        "chapters": chapters_shown(built, reader=reader),
        "budget": budget_shown(found, moment),
        "map": map_picture.figure(
            spots(built), region_outlines(), title=_("Children accompanied, by locality")
        ),
        "may_values": may(request.user, "projects.values", found, purpose=REPORTING),
        "may_spend": may(request.user, SPEND, purpose=REPORTING),
        "hidden": hidden_note() if reads_from_outside(request.user) else "",
        **_deeds(request, found, asked),
    }
    return render(request, "projects/project.html", context)


def _query(asked: MomentForm) -> dict[str, str]:
    """The moment as parameters of an address."""
    if not asked.is_valid():
        return {"on": asked.usual.isoformat()}
    days = {name: asked.cleaned_data[name] for name in ("on", "known")}
    return {name: day.isoformat() for name, day in days.items() if day}


def _deeds(request: Asked, found: Project, asked: MomentForm) -> dict[str, Any]:
    by = request.user
    return {
        "query": _query(asked),
        "freeze_form": FreezeForm(initial={"form_id": uuid4(), "title": _title(found, asked)}),
        "may_freeze": may(by, "projects.freeze", purpose=REPORTING),
        "export_form": PurposeForm(),
        "report_form": report_form(found),
        "may_export": may(by, "projects.export", purpose=REPORTING),
        "frozen": frozen_reports(found.pk, by=by),
    }


def _title(found: Project, asked: MomentForm) -> str:
    on = asked.moment().on
    return _("%(code)s on %(day)s") % {"code": found.code, "day": f"{on:%d/%m/%Y}"}


@door("projects.rows", purpose=MONITORING)
def indicator_rows(request: Asked, code: str, indicator: str) -> HttpResponse:
    """The rows a number counts, as far as this person may see them."""
    found = project_or_404(request, code)
    part = request.GET.get("part", "numerator")
    asked = MomentForm(found, request.GET)
    if part not in PARTS or not asked.is_valid():
        raise Http404
    answer = opened(found, indicator, part=part, moment=asked.moment(), by=request.user)
    if answer is None:
        raise Http404
    seen(request.user, answer.records[:MOST_ROWS], door="indicator_rows", purpose=request.purpose)
    return render(request, "projects/rows.html", _rows_context(found, asked, answer))


def _rows_context(found: Project, asked: MomentForm, answer: Opened) -> dict[str, Any]:
    measure = answer.measure
    return {
        "project": found,
        "moment": asked.moment(),
        "query": _query(asked),
        "answer": answer,
        "rows": answer.rows[:MOST_ROWS],
        "dated": any(row.day for row in answer.rows),
        "amounts": any(row.amount for row in answer.rows),
        "more": max(len(answer.rows) - MOST_ROWS, 0),
        "name": in_language(answer.indicator, "name"),
        "measure": measure,
        "counts": measure.counted(len(answer.rows)),
        "value": value_in_words(
            answer.figure.value, unit=measure.unit.value, state=answer.figure.state
        ),
        "coverage": coverage_in_words(answer.figure),
        "tables": figure_tables(answer.figure, measure.unit.value),
    }


@require_POST
@door("projects.freeze", purpose=REPORTING)
def project_freeze(request: Asked, code: str) -> HttpResponseBase:
    """Keep the numbers as they are shown; a form sent twice leads to the same report."""
    found = project_or_404(request, code)
    form, asked = FreezeForm(request.POST), MomentForm(found, request.POST)
    if not form.is_valid() or not asked.is_valid():
        messages.error(request, _("The report was not frozen: give it a title and valid days."))
        return redirect("project", code=found.code)

    def answer() -> str:
        report = actions.freeze(
            found, moment=asked.moment(), title=form.cleaned_data["title"], by=request.user
        )
        return reverse("frozen_report", args=[report.pk])

    try:
        return redirect(once(form.cleaned_data["form_id"], answer))
    except Refused as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("project", code=found.code)


@door("projects.export", purpose=REPORTING)
def project_workbook(request: Asked, code: str) -> HttpResponse:
    """The tracking table as .xlsx, for a purpose that is written down."""
    found = project_or_404(request, code)
    form, asked = PurposeForm(request.GET), MomentForm(found, request.GET)
    if not form.is_valid() or not asked.is_valid():
        raise Http404
    purpose = form.cleaned_data["purpose"]
    built = framework(found, moment=asked.moment(), by=request.user)
    seen(request.user, [found], door=f"project_workbook:{purpose}", purpose=request.purpose)
    data = tracking_workbook(built, purpose=str(dict(PurposeForm.CHOICES)[purpose]))
    name = f"{found.code}-{built.moment.on.isoformat()}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(data, content_type=CONTENT_TYPE, headers=headers)
