"""The children of a place and what was last found on them; the protocol the office works by."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.health import actions
from kinkeeper.mission.health.forms import ProtocolForm, ScreeningFilter
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.phone import tables
from kinkeeper.mission.health.process import SCREEN
from kinkeeper.mission.health.queries import (
    last_measurements,
    protocol_on,
    protocols,
    screened,
    to_screen,
)
from kinkeeper.mission.health.sections import Line
from kinkeeper.mission.people.queries import places_to_choose

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

PAGE = 50


@dataclass(frozen=True)
class Row:
    child: "Person"
    age: str
    last: Line | None


@door("health.read", purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """Children from 6 to 59 months: who is to be measured this month, who is followed."""
    today = timezone.localdate()
    places = [(p.pk, p.name) for p in places_to_choose(request.user, "health.read")]
    sensitive = may_meet(Measurement, "status", by=request.user)
    form = ScreeningFilter(request.GET or None, places=places, sensitive=sensitive)
    chosen = form.asked("place")
    rows = to_screen(
        by=request.user, today=today, only=form.asked("only"),
        place=place_by_id(UUID(chosen)) if chosen else None,
    )  # fmt: skip
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    children = list(page.object_list)
    seen(request.user, children, door="nutrition")
    last = last_measurements(child.pk for child in children)
    context = {
        "form": form, "page": page, "today": today,
        "rows": [_row(child, last.get(child.pk), today) for child in children],
        "screened": screened(by=request.user, today=today),
        "sensitive": sensitive,
        "may_measure": may(request.user, SCREEN),
    }  # fmt: skip
    return render(request, "health/children.html", context)


def _row(child: "Person", last: Measurement | None, today: date) -> Row:
    age = age_in_words(age_on(child.birth, today))
    return Row(child, age, Line(last) if last else None)


@door("health.read", purpose=CARE)
def protocol(request: Asked) -> HttpResponse:
    """The thresholds in force, and those before."""
    context = {
        "protocols": protocols(), "now": protocol_on(timezone.localdate()),
        "may_set": may(request.user, "health.protocol"),
    }  # fmt: skip
    return render(request, "health/protocols.html", context)


@door("health.protocol", purpose=CARE)
def protocol_new(request: Asked) -> HttpResponse:
    """New thresholds from a day on; what was measured before keeps its status."""
    today = timezone.localdate()
    now = protocol_on(today).thresholds
    initial = {name: getattr(now, name) for name in ProtocolForm.THRESHOLDS} | {"since": today}
    form = ProtocolForm(request.POST or None, initial=initial)
    if request.method == "POST" and (url := run(form, lambda: _set(request, form))):
        return redirect(url)
    return render(request, "health/protocol.html", {"form": form})


def _set(request: Asked, form: ProtocolForm) -> str:
    typed = form.cleaned_data
    actions.set_protocol(
        by=request.user, since=typed["since"], name=typed["name"], source=typed["source"],
        thresholds=form.thresholds(),
    )  # fmt: skip
    messages.success(request, _("The protocol is kept."))
    return reverse("nutrition_protocol")


@door("health.read", purpose=CARE)
def phone_tables(request: Asked) -> HttpResponse:
    """WHO's tables and the protocol in force, for the same classification without a network."""
    del request
    return JsonResponse(tables(protocol_on(timezone.localdate())))
