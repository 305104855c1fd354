"""A child is measured; its growth on one page; a measurement is corrected or taken back."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.health import actions
from kinkeeper.mission.health.actions.measuring import is_stale
from kinkeeper.mission.health.forms import CorrectForm, MeasureForm
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.points import charts_of
from kinkeeper.mission.health.process import SCREEN
from kinkeeper.mission.health.queries import cases_of, last_measurements, measurements_of
from kinkeeper.mission.health.rules import MODERATE, SEVERE
from kinkeeper.mission.health.sections import Line
from kinkeeper.mission.health.tale import tale_of
from kinkeeper.mission.health.views.asking import case_or_404, child_or_404, measurement_or_404
from kinkeeper.mission.people.queries import places_to_choose

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

WRITE = "health.write"


@door(WRITE, purpose=CARE)
def measure(request: Asked, pk: UUID) -> HttpResponse:
    """Weight, length, arm, oedema; what is unusual is asked on the same page."""
    child = child_or_404(request, pk, door="measure")
    places = [(place.pk, place.name) for place in places_to_choose(request.user, WRITE)]
    form = MeasureForm(request.POST or None, places=places, initial={"place": child.place_id})
    if request.method == "POST" and (url := run(form, lambda: _measured(request, child, form))):
        return redirect(url)
    before = last_measurements([child.pk]).get(child.pk)
    context = {
        "form": form, "child": child, "before": Line(before) if before else None,
        "age": age_in_words(age_on(child.birth, timezone.localdate())) if child.birth_date else "",
    }  # fmt: skip
    return render(request, "health/measure.html", context)


def _measured(request: Asked, child: "Person", form: MeasureForm) -> str:
    typed = form.cleaned_data
    row = actions.measure(
        child, by=request.user, on=typed["on"], values=form.values_measured(),
        place=place_by_id(UUID(typed["place"])), confirmed=form.confirmed(),
    )  # fmt: skip
    _say(request, row)
    return f"{reverse('person', args=[child.pk])}#growth"


def _say(request: Asked, row: Measurement) -> None:
    """What was found, at once: whoever measured has the child before her."""
    line = Line(row)
    if row.status in {SEVERE, MODERATE}:
        said = _("%(status)s: %(because)s. Refer the child today.")
        facts = {"status": str(line.label).capitalize(), "because": line.because}
        messages.warning(request, said % facts)
    else:
        messages.success(request, _("Recorded: %(status)s.") % {"status": line.label})


@door(SCREEN, purpose=CARE)
def again(request: Asked, pk: UUID) -> HttpResponse:
    """From a case to measuring its child."""
    return redirect("measure", case_or_404(request, pk, door="measure_again").person_id)


@door("health.read", purpose=CARE)
def growth(request: Asked, pk: UUID) -> HttpResponse:
    """Every chart and every measurement of a child, also for paper."""
    child = child_or_404(request, pk, door="growth")
    rows = list(measurements_of(child, by=request.user))
    sensitive = may_meet(Measurement, "weight", by=request.user)
    context: dict[str, Any] = {
        "child": child, "sensitive": sensitive, "lines": [Line(row) for row in reversed(rows)],
        "charts": charts_of(rows, girl=child.sex == "F") if sensitive else [],
        "tale": tale_of(rows, cases_of(child, by=request.user)) if sensitive else None,
    }  # fmt: skip
    return render(request, "health/growth.html", context)


@door(WRITE, purpose=CARE)
def correct(request: Asked, pk: UUID) -> HttpResponse:
    """A typing mistake is mended."""
    row = measurement_or_404(request, pk, door="measurement")
    form = CorrectForm(request.POST or None, initial=_initial(row))
    if request.method == "POST" and (url := run(form, lambda: _corrected(request, row, form))):
        return redirect(url)
    context = {"form": form, "row": row, "child": row.person, "stale": is_stale(row)}
    return render(request, "health/correct.html", context)


def _initial(row: Measurement) -> dict[str, Any]:
    names = ("weight", "lenhei", "position", "muac_mm", "oedema")
    return {name: getattr(row, name) for name in names} | {"base": row.version}


def _corrected(request: Asked, row: Measurement, form: CorrectForm) -> str:
    got = actions.correct(
        row, by=request.user, base=form.cleaned_data["base"], values=form.values_measured(),
        confirmed=form.confirmed(),
    )  # fmt: skip
    if got.clash:
        said = _("A colleague changed the same value meanwhile: both are kept to be settled.")
        messages.warning(request, said)
    else:
        messages.success(request, _("The measurement is corrected."))
    return f"{reverse('person', args=[row.person_id])}#growth"


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """Recorded in error, of another child perhaps."""
    row = measurement_or_404(request, pk, door="measurement")
    actions.take_back(row, by=request.user)
    messages.success(request, _("The measurement counts no longer; it stays to be read."))
    return redirect(f"{reverse('person', args=[row.person_id])}#growth")


@require_POST
@door(WRITE, purpose=CARE)
def compute(request: Asked, pk: UUID) -> HttpResponse:
    """After the birth of the child was corrected."""
    row = measurement_or_404(request, pk, door="measurement")
    actions.compute_again(row, by=request.user)
    messages.success(request, _("Computed again with the present date of birth."))
    return redirect(f"{reverse('person', args=[row.person_id])}#growth")
