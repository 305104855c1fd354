"""Entering a value of a period, and its steps to approval."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.asking import gone, run, say_taken
from kinkeeper.ground.process.forms import TransitionForm
from kinkeeper.ground.process.standing import Button, Way
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.asking import project_or_404, value_or_404
from kinkeeper.mission.projects.forms import ValueForm, typed
from kinkeeper.mission.projects.models import (
    IndicatorValue,
    Project,
    ReportingPeriod,
    Source,
)
from kinkeeper.mission.projects.process import APPROVE, ENTER, VALUE
from kinkeeper.mission.projects.reading import given_of, value_figure, value_for
from kinkeeper.mission.projects.shown import figure_tables, in_language, shown_figure
from kinkeeper.mission.projects.standing import value_standing

READ = "projects.values"


@door(ENTER, purpose=REPORTING)
def enter(request: Asked, code: str, period: str, indicator: str) -> HttpResponse:
    """A new value of the indicator for the period, or a draft changed."""
    found = project_or_404(request, code)
    row = found.periods.filter(code=period).first()
    asked = found.indicators.filter(code=indicator).exclude(collected=Source.TOGETHER).first()
    if row is None or asked is None:
        raise Http404
    old = value_for(asked, row, place=request.GET.get("place", ""))
    form = ValueForm(
        request.POST or None, indicator=asked, places=_places(found), initial=_initial(old)
    )
    if request.method == "POST" and (url := run(form, lambda: _entered(request, row, form))):
        return redirect(url)
    context = {
        "form": form, "project": found, "period": row, "indicator": asked,
        "name": in_language(asked, "name"), "definition": in_language(asked, "definition"),
        "back": reverse("project_period", args=[found.code, row.code]),
    }  # fmt: skip
    return render(request, "projects/value_form.html", context)


def _places(project: Project) -> list[tuple[str, str]]:
    rows = project.places.select_related("place").order_by("place__name")
    return [(str(p.place_id), p.place.name) for p in rows]


def _initial(old: IndicatorValue | None) -> dict[str, Any]:
    if old is None:
        return {}
    return {**typed(given_of(old)), "place": str(old.place_id or ""), "source": old.source,
            "comment": old.comment}  # fmt: skip


def _entered(request: Asked, period: ReportingPeriod, form: ValueForm) -> str:
    known = form.cleaned_data
    place = place_by_id(UUID(known["place"])) if known.get("place") else None
    value = actions.enter_value(
        form.indicator, period, by=request.user, told=Told(known["on"]), given=form.given(),
        place=place, source=known["source"], comment=known["comment"],
    )  # fmt: skip
    messages.success(request, _("Kept as a draft. Submit it when it is complete."))
    return reverse("project_value", args=[value.pk])


@door(READ, purpose=REPORTING)
def value(request: Asked, pk: UUID) -> HttpResponse:
    """One value: its number, where it comes from, where it stands and what can be done."""
    found = value_or_404(request, pk)
    at = value_standing(found, by=request.user)
    return render(request, "projects/value.html", _context(found, at))


def _context(found: IndicatorValue, at: Way) -> dict[str, Any]:
    figure = value_figure(found)
    edit = reverse(
        "project_value_enter",
        args=[found.period.project.code, found.period.code, found.indicator.code],
    )
    return {
        "value": found, "at": at, "project": found.period.project,
        "name": in_language(found.indicator, "name"),
        "figure": shown_figure(figure, found.indicator.unit),
        "tables": figure_tables(figure, found.indicator.unit),
        "edit": f"{edit}?place={found.place_id or ''}",
        "changeable": at.here is not None and at.here.stage.state in ("draft", "returned"),
    }  # fmt: skip


@door(READ, purpose=REPORTING)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Submit, approve, return or correct."""
    found = value_or_404(request, pk)
    at = value_standing(found, by=request.user)
    button, back = at.button(verb), reverse("project_value", args=[found.pk])
    if button is None:
        return gone(request, VALUE, verb, back=back)
    form = TransitionForm(request.POST or None, transition=VALUE.transition(verb))
    if request.method == "POST" and (
        url := run(form, lambda: _taken(request, found, button, form))
    ):
        return redirect(url)
    context = {**_context(found, at), "form": form, "button": button, "back": back,
               "proposal": at.proposed(verb)}  # fmt: skip
    return render(request, "projects/value_step.html", context)


def _taken(request: Asked, found: IndicatorValue, button: Button, form: TransitionForm) -> str:
    actions.take_value_step(found, button.verb, by=request.user, told=form.told())
    say_taken(request, button)
    return reverse("project_value", args=[found.pk])


@door(APPROVE, purpose=REPORTING)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """A submitted value is declined by returning it."""
    found = value_or_404(request, pk)
    if verb != "approve":
        raise Http404
    return redirect("project_value_step", pk=found.pk, verb="return")
