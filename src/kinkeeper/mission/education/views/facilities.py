"""Schools, nurseries and daycare centres, whether they are open, school years, a new class."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import accounts_with, may, reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.forms import ClassForm, FacilityForm, StateForm, YearForm
from kinkeeper.mission.education.models.facilities import MANAGE, READ
from kinkeeper.mission.education.process import CALL
from kinkeeper.mission.education.queries import (
    Facility,
    FacilityState,
    SchoolYear,
    classes_of,
    counts_of,
    facilities,
    last_called,
    states_of,
    states_on,
    year_on,
    years,
)
from kinkeeper.mission.education.views.asking import facility_or_404
from kinkeeper.mission.people.queries import places_to_choose

PAGE = 50
STATE_TONES = {"open": "good", "reduced": "warn", "closed": "bad", "damaged": "bad"}


@dataclass(frozen=True)
class Row:
    facility: Facility
    state: FacilityState | None
    pupils: int

    @property
    def tone(self) -> str:
        return STATE_TONES.get(self.state.state, "info") if self.state else "neutral"


@door(READ, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Every facility of the reader's places, with its state today and its pupils."""
    page = Paginator(facilities(request.user), PAGE).get_page(request.GET.get("page"))
    ids = [found.pk for found in page]
    states, counts = states_on(ids, timezone.localdate()), counts_of(ids)
    rows = [Row(found, states.get(found.pk), counts.get(found.pk, 0)) for found in page]
    context = {
        "rows": rows, "page": page, "may_manage": may(request.user, MANAGE),
        "may_years": may(request.user, "education.years"),
    }  # fmt: skip
    return render(request, "education/facilities.html", context)


@door(MANAGE, purpose=CARE)
def new(request: Asked) -> HttpResponse:
    places = [(place.pk, place.name) for place in places_to_choose(request.user, MANAGE)]
    form = FacilityForm(request.POST or None, places=places)
    if request.method == "POST" and (url := run(form, lambda: _registered(request, form))):
        return redirect(url)
    return render(request, "education/facility_new.html", {"form": form})


def _registered(request: Asked, form: FacilityForm) -> str:
    values = form.values()
    place = place_by_id(UUID(values.pop("place")))
    if place is None:
        raise Http404
    found = actions.register_facility(by=request.user, place=place, **values)
    messages.success(request, _("Registered. Now open its classes."))
    return reverse("facility", args=[found.pk])


@door(READ, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """One facility: its state with the history, and the classes of a school year."""
    found = facility_or_404(request, pk)
    year = _year(request)
    classes = classes_of(found, year) if year else []
    called = last_called(c.pk for c in classes)
    states = states_of(found)
    present = next((row for row in states if row.until is None), None)
    context = {
        "facility": found, "year": year, "years": years(), "states": states,
        "state": present, "tone": Row(found, present, 0).tone,
        "classes": [(c, called.get(c.pk)) for c in classes],
        "may_manage": reaches(request.user, MANAGE, found.place),
        "may_call": reaches(request.user, CALL, found.place),
    }  # fmt: skip
    return render(request, "education/facility.html", context)


def _year(request: Asked) -> SchoolYear | None:
    asked = request.GET.get("year", "")
    chosen = next((y for y in years() if str(y.pk) == asked), None)
    return chosen or year_on(timezone.localdate())


@door(MANAGE, purpose=CARE)
def state(request: Asked, pk: UUID) -> HttpResponse:
    """Open, reduced, closed ... from a day."""
    found = facility_or_404(request, pk)
    form = StateForm(request.POST or None, initial={"since": timezone.localdate()})
    if request.method == "POST" and (url := run(form, lambda: _stated(request, found, form))):
        return redirect(url)
    return render(request, "education/facility_state.html", {"form": form, "facility": found})


def _stated(request: Asked, found: Facility, form: StateForm) -> str:
    actions.state_service(found, by=request.user, **form.values())
    messages.success(request, _("Written down."))
    return reverse("facility", args=[found.pk])


@door(MANAGE, purpose=CARE)
def class_new(request: Asked, pk: UUID) -> HttpResponse:
    found = facility_or_404(request, pk)
    known = years()
    teachers = [(a.pk, a.name) for a in accounts_with(CALL, found.place).order_by("name")]
    form = ClassForm(request.POST or None, years=[(y.pk, y.name) for y in known], teachers=teachers)
    if request.method == "POST" and (url := run(form, lambda: _opened(request, found, form))):
        return redirect(url)
    context = {"form": form, "facility": found, "no_year": not known}
    return render(request, "education/class_new.html", context)


def _opened(request: Asked, found: Facility, form: ClassForm) -> str:
    year = next(y for y in years() if str(y.pk) == form.cleaned_data["year"])
    made = actions.open_class(
        found, by=request.user, year=year, new=form.new(), sure=form.cleaned_data["sure"]
    )
    messages.success(request, _("The class is open."))
    return reverse("school_class", args=[made.pk])


@door("education.years", purpose=CARE)
def school_years(request: Asked) -> HttpResponse:
    """The school years of the country, and a new one."""
    form = YearForm(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _added(request, form))):
        return redirect(url)
    return render(request, "education/years.html", {"form": form, "years": years()})


def _added(request: Asked, form: YearForm) -> str:
    actions.add_year(by=request.user, **form.values())
    messages.success(request, _("Written down."))
    return reverse("school_years")
