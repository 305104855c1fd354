"""The quarters of a project: what is entered, what is missing, closing and opening again."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.asking import gone, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm, TransitionForm
from kinkeeper.ground.process.standing import Button
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.asking import period_or_404, project_or_404
from kinkeeper.mission.projects.forms import NarrativeForm
from kinkeeper.mission.projects.models import Project, ReportingPeriod
from kinkeeper.mission.projects.periods import period_lines, periods_shown, published_of
from kinkeeper.mission.projects.process import APPROVE, ENTER, PERIOD
from kinkeeper.mission.projects.reading import unlocked
from kinkeeper.mission.projects.shown import in_language
from kinkeeper.mission.projects.standing import period_standing

READ = "projects.values"


@door(READ, purpose=REPORTING)
def periods(request: Asked, code: str) -> HttpResponse:
    """Every quarter of the project with its state and how many values it has."""
    found = project_or_404(request, code)
    context = {
        "project": found, "title": in_language(found, "title"),
        "periods": periods_shown(found, on=timezone.localdate()),
        "may_enter": may(request.user, ENTER, found, purpose=REPORTING),
    }  # fmt: skip
    return render(request, "projects/periods.html", context)


@require_POST
@door(ENTER, purpose=REPORTING)
def begin(request: Asked, code: str, period: str) -> HttpResponseBase:
    """Begin a quarter; one begun already is simply opened."""
    found = project_or_404(request, code)
    try:
        actions.begin_period(found, period, by=request.user, on=timezone.localdate())
    except Refused as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("project_periods", code=found.code)
    return redirect("project_period", code=found.code, period=period)


def _period(project: Project, code: str) -> ReportingPeriod:
    found = project.periods.filter(code=code).first()
    if found is None:
        raise Http404
    return found


@door(READ, purpose=REPORTING)
def period(request: Asked, code: str, period: str) -> HttpResponse:
    """One quarter: where it stands, every indicator people enter, what was published."""
    found = project_or_404(request, code)
    row = _period(found, period)
    open_ = unlocked(row)
    context = {
        "project": found, "period": row, "at": period_standing(row, by=request.user),
        "lines": period_lines(found, row), "published": published_of(found, row, by=request.user),
        "narrative": [p for p in in_language(row, "narrative").split("\n\n") if p.strip()],
        "may_enter": open_ and may(request.user, ENTER, found, purpose=REPORTING),
    }  # fmt: skip
    return render(request, "projects/period.html", context)


@door(ENTER, purpose=REPORTING)
def narrative(request: Asked, code: str, period: str) -> HttpResponse:
    """The text of the quarter's report, in both languages."""
    found = project_or_404(request, code)
    row = _period(found, period)
    back = reverse("project_period", args=[found.code, row.code])
    known = {"narrative_fr": row.narrative_fr, "narrative_en": row.narrative_en}
    form = NarrativeForm(request.POST or None, initial=known)

    def write() -> str:
        actions.write_narrative(row, by=request.user, **form.values())
        messages.success(request, _("The text is kept."))
        return back

    if request.method == "POST" and (url := run(form, write)):
        return redirect(url)
    context = {"form": form, "project": found, "period": row, "back": back}
    return render(request, "projects/narrative.html", context)


@door(READ, purpose=REPORTING)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Propose to close, close, or open again with a reason."""
    row = period_or_404(request, pk)
    at, back = period_standing(row, by=request.user), _page_of(row)
    button = at.button(verb)
    if button is None:
        return gone(request, PERIOD, verb, back=back)
    form = TransitionForm(request.POST or None, transition=PERIOD.transition(verb))
    if request.method == "POST" and (url := run(form, lambda: _taken(request, row, button, form))):
        return redirect(url)
    context = _step(row, form, back, button=button, proposal=at.proposed(verb))
    return render(request, "projects/period_step.html", context)


def _step(row: ReportingPeriod, form: object, back: str, **context: Any) -> dict[str, Any]:
    return {"project": row.project, "period": row, "form": form, "back": back, **context}


def _page_of(row: ReportingPeriod) -> str:
    return reverse("project_period", args=[row.project.code, row.code])


def _taken(request: Asked, row: ReportingPeriod, button: Button, form: TransitionForm) -> str:
    if button.step.proposal:
        actions.propose_close(row, by=request.user, told=form.told())
    else:
        actions.take_period_step(row, button.verb, by=request.user, told=form.told())
    say_taken(request, button)
    return _page_of(row)


@door(APPROVE, purpose=REPORTING)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to closing the period, with the reason."""
    row = period_or_404(request, pk)
    waiting = period_standing(row, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, PERIOD, verb, back=_page_of(row))
    form = DeclineForm(request.POST or None)

    def write() -> str:
        actions.decline_close(row, by=request.user, note=form.cleaned_data["note"])
        say_declined(request)
        return _page_of(row)

    if request.method == "POST" and (url := run(form, write)):
        return redirect(url)
    context = _step(row, form, _page_of(row), declined=waiting)
    return render(request, "projects/period_step.html", context)
