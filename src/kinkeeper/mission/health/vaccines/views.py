"""The card of a child, what is typed from it, and the calendar of the country."""

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.vaccines import actions, queries
from kinkeeper.mission.health.vaccines.calendar import InForce, shipped
from kinkeeper.mission.health.vaccines.forms import CalendarForm, CardForm
from kinkeeper.mission.health.vaccines.rules import Standing
from kinkeeper.mission.health.vaccines.words import STATUS, age_said, dose_name, name_of
from kinkeeper.mission.health.views.asking import child_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

WRITE = "health.write"


@dataclass(frozen=True)
class Line:
    """A dose of the card in words; row: what was written, where something was."""

    standing: Standing
    row: Vaccination | None

    @property
    def name(self) -> str:
        return name_of(self.standing.dose)

    @property
    def age(self) -> str:
        return age_said(self.standing.dose.due)

    @property
    def label(self) -> str:
        return str(STATUS[self.standing.status][0])

    @property
    def tone(self) -> str:
        return STATUS[self.standing.status][1]


@door("health.read", purpose=CARE)
def card(request: Asked, pk: UUID) -> HttpResponse:
    """Every dose meant for the child: given, due, late or still to come; also for paper."""
    child = child_or_404(request, pk, door="vaccinations")
    found = queries.card_of(child, by=request.user, today=timezone.localdate())
    sensitive = may_meet(Vaccination, "vaccine", by=request.user)
    rows = {(r.vaccine, r.number): r for r in found.rows if not r.mistaken} if found else {}
    context = {
        "child": child, "card": found, "sensitive": sensitive,
        "lines": [Line(s, rows.get(s.dose.code)) for s in found.lines] if found else [],
        "taken_back": [(dose_name(r.vaccine, r.number), r) for r in found.rows if r.mistaken]
        if found else [],
        "may_write": may(request.user, WRITE, child),
    }  # fmt: skip
    return render(request, "health/vaccines/card.html", context)


@door(WRITE, purpose=CARE)
def enter(request: Asked, pk: UUID) -> HttpResponse:
    """Type what the card shows, or what was given today."""
    child = child_or_404(request, pk, door="vaccinate")
    found = queries.card_of(child, by=request.user, today=timezone.localdate())
    if found is None:
        messages.warning(request, _("The birth of the child is not known: write it down first."))
        return redirect("person", child.pk)
    form = CardForm(request.POST or None, card=found)
    if request.method == "POST" and (url := run(form, lambda: _entered(request, child, form))):
        return redirect(url)
    return render(request, "health/vaccines/enter.html", {"form": form, "child": child})


def _entered(request: Asked, child: "Person", form: CardForm) -> str:
    rows = actions.record_vaccinations(child, by=request.user, given=form.given())
    said = ngettext("%(n)s dose is recorded.", "%(n)s doses are recorded.", len(rows))
    messages.success(request, said % {"n": len(rows)})
    return reverse("vaccinations", args=[child.pk])


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """A dose was written in error."""
    row = queries.vaccination(pk, by=request.user)
    if row is None:
        raise Http404
    seen(request.user, [row.person, row], door="vaccination_take_back", purpose=request.purpose)
    actions.take_back_vaccination(row, by=request.user)
    messages.success(request, _("The dose counts no longer; it stays to be read."))
    return redirect("vaccinations", row.person_id)


@door("health.read", purpose=CARE)
def calendar(request: Asked) -> HttpResponse:
    """The doses of the country, with their source, and the calendars before."""
    now = queries.calendar_on(timezone.localdate())
    context = {
        "calendars": [(c, _rows(c)) for c in queries.calendars()], "now": now,
        "may_set": may(request.user, "health.protocol"),
    }  # fmt: skip
    return render(request, "health/vaccines/calendar.html", context)


def _rows(found: InForce) -> list[tuple[str, str, str, object]]:
    """Age, dose, from which age no more, and the line itself."""
    return [
        (age_said(d.due), name_of(d), age_said(d.latest) if d.latest else "", d)
        for d in found.doses
    ]


@door("health.protocol", purpose=CARE)
def calendar_new(request: Asked) -> HttpResponse:
    """Another calendar from a day on, typed or pasted as lines."""
    initial = {"since": timezone.localdate(), "doses": shipped()}
    form = CalendarForm(request.POST or None, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _set(request, form))):
        return redirect(url)
    return render(request, "health/vaccines/new_calendar.html", {"form": form})


def _set(request: Asked, form: CalendarForm) -> str:
    actions.set_calendar(by=request.user, **form.values())
    messages.success(request, _("The calendar is kept."))
    return reverse("vaccine_calendar")
