"""The manifest page by household; filling, seating and printing the list."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.ground.reports import document, workbook
from kinkeeper.mission.care.queries import Village
from kinkeeper.mission.emergency import actions, printing
from kinkeeper.mission.emergency.forms import ConvoyForm, LineForm, NameForm, SeatsForm, StopForm
from kinkeeper.mission.emergency.models import Leg
from kinkeeper.mission.emergency.process import PROPOSE
from kinkeeper.mission.emergency.queries import (
    Convoy,
    Line,
    Manifest,
    convoys_of,
    hosts_of,
    households,
    leads,
    leg_in,
    line,
    lines_of,
    state_of,
)
from kinkeeper.mission.emergency.rules import over_full
from kinkeeper.mission.emergency.views.asking import (
    READ,
    list_of,
    manifest_or_404,
    movement_or_404,
    on_page,
    sensitive,
)
from kinkeeper.mission.emergency.views.outcomes import outcome_of


@door(READ, purpose=CARE)
def current(request: Asked, pk: UUID) -> HttpResponse:
    """To the list of the way that is being prepared or made."""
    found = movement_or_404(request, pk, door="evacuation_list")
    return redirect("manifest", found.pk, leg_in(state_of(found)))


@door(READ, purpose=CARE)
def manifest(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    """Everybody by household: who leaves, who stays by choice, in which convoy; and the count."""
    found = manifest_or_404(request, pk, leg, door="manifest")
    came = outcome_of(found)
    seen(request.user, [x.person for x in came.lines if x.person], door="manifest")
    seats = {c.pk: c.seats for c in convoys_of(found)}
    full = over_full(seats, [x.convoy_id for x in came.lines if x.goes and x.convoy_id])
    context = {
        "manifest": found, "movement": found.movement, "outcome": came,
        "households": [
            (printing.household_name(h.name), h, [(x, printing.age_of(x)) for x in h.lines])
            for h in households(came.lines)
        ],
        "convoys": [(c, _seated(c, came.lines), full.get(c.pk, 0)) for c in convoys_of(found)],
        "prepares": leads(request.user, PROPOSE, found.movement),
        "sensitive": sensitive(request), "form": Sheet(),
    }  # fmt: skip
    return render(request, "emergency/manifest.html", context)


def _seated(convoy: Convoy, lines: Sequence[Line]) -> int:
    return sum(1 for x in lines if x.goes and x.convoy_id == convoy.pk)


@door(PROPOSE, purpose=CARE)
def fill(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    """Write everybody who sleeps or works in the village on the list."""
    found = _open_or_404(request, pk, leg)
    form = Sheet(request.POST or None)

    def work() -> str:
        number = actions.list_village(found, by=request.user, on=timezone.localdate())
        said = ngettext(
            "%(count)d person was put on the list.", "%(count)d people were put on the list.",
            number,
        )  # fmt: skip
        messages.success(request, said % {"count": number})
        return list_of(found)

    if request.method == "POST" and not run(form, work):
        for error in form.non_field_errors():
            messages.warning(request, str(error))
    return redirect(list_of(found))


@door(PROPOSE, purpose=CARE)
def add(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    """Somebody the village's own lists do not know."""
    found = _open_or_404(request, pk, leg)
    form = NameForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.add_name(found, by=request.user, on=timezone.localdate(), **form.values())
        return list_of(found), _("The name is on the list.")

    return _on(request, form, act, _("Add somebody"), found)


@door(PROPOSE, purpose=CARE)
def convoy(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    found = _open_or_404(request, pk, leg)
    offered = {str(v.pk): v for v in _destinations(found)}
    form = ConvoyForm(request.POST or None, villages=[(k, v.name) for k, v in offered.items()])

    def act() -> tuple[str, object]:
        values = form.values()
        values["destination"] = offered[values["destination"]]
        actions.form_convoy(found, by=request.user, on=timezone.localdate(), **values)
        return list_of(found), _("The convoy is formed. Give each household its convoy.")

    return _on(request, form, act, _("Form a convoy"), found)


def _destinations(found: Manifest) -> list[Village]:
    if found.leg == Leg.BACK:
        return [found.movement.village]
    return [h.village for h in hosts_of(found.movement)]


@door(PROPOSE, purpose=CARE)
def seats(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    """Which household travels in which convoy."""
    found = _open_or_404(request, pk, leg)
    convoys = {str(c.pk): c for c in convoys_of(found)}
    groups = [h for h in households(lines_of(found)) if h.going]
    form = SeatsForm(
        request.POST or None, households=groups,
        convoys=[(key, f"{c.name} → {c.destination}") for key, c in convoys.items()],
        labels={h.name: f"{printing.household_name(h.name)} ({h.going})" for h in groups},
    )  # fmt: skip

    def act() -> tuple[str, object]:
        for household, key in form.chosen():
            actions.seat_household(
                found, household.name, by=request.user, on=timezone.localdate(),
                convoy=convoys.get(key),
            )  # fmt: skip
        return list_of(found), _("The households have their convoys.")

    return _on(request, form, act, _("Households and convoys"), found)


@door(PROPOSE, purpose=CARE)
def stop(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    """A stop on the way at which everybody is counted."""
    found = manifest_or_404(request, pk, leg, door="manifest_stop")
    form = StopForm(request.POST or None)

    def act() -> tuple[str, object]:
        actions.plan_stop(found, by=request.user, on=timezone.localdate(), **form.values())
        return list_of(found), _("The stop is planned.")

    return _on(request, form, act, _("Plan a stop"), found)


@door(PROPOSE, purpose=CARE)
def one_line(request: Asked, pk: UUID) -> HttpResponse:
    """Household, health needs, staying by choice, convoy of one person; before the freezing."""
    found = line(pk, by=request.user)
    if found is None or not leads(request.user, PROPOSE, found.manifest.movement):
        raise Http404
    seen(request.user, [found, *([found.person] if found.person else [])], door="manifest_line")
    convoys = {str(c.pk): c for c in convoys_of(found.manifest)}
    form = LineForm(
        request.POST or None, convoys=[(key, c.name) for key, c in convoys.items()],
        initial=_known(found),
    )  # fmt: skip
    for name in ("why_stays", "health", "apart"):
        if not may_meet(Line, name, by=request.user):
            form.fields.pop(name)

    def act() -> tuple[str, object]:
        values = form.values()
        values["convoy"] = convoys.get(values["convoy"])
        values["household"] = values["household"] or found.household
        actions.change_line(found, by=request.user, on=timezone.localdate(), **values)
        return list_of(found.manifest), _("Written down.")

    off = reverse("manifest_line_off", args=[found.pk])
    return _on(request, form, act, found.name, found.manifest, off=off)


def _known(found: Line) -> dict[str, object]:
    names = ("household", "why_stays", "health", "apart")
    known = {name: getattr(found, name) for name in names}
    return known | {"goes": "yes" if found.goes else "no", "convoy": str(found.convoy_id or "")}


@door(PROPOSE, purpose=CARE)
def off(request: Asked, pk: UUID) -> HttpResponse:
    """Written by mistake: off the list."""
    found = line(pk, by=request.user)
    if found is None or not leads(request.user, PROPOSE, found.manifest.movement):
        raise Http404
    form = Sheet(request.POST or None)

    def act() -> tuple[str, object]:
        actions.take_off(found, by=request.user, on=timezone.localdate())
        return list_of(found.manifest), _("The name is off the list.")

    title = _("Take %(name)s off the list") % {"name": found.name}
    return _on(request, form, act, title, found.manifest)


@door(READ, purpose=CARE)
def pdf(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    return _file(request, pk, leg, "pdf")


@door(READ, purpose=CARE)
def xlsx(request: Asked, pk: UUID, leg: str) -> HttpResponse:
    return _file(request, pk, leg, "xlsx")


def _file(request: Asked, pk: UUID, leg: str, ending: str) -> HttpResponse:
    found = manifest_or_404(request, pk, leg, door=f"manifest_{ending}")
    copy = printing.copy_of(found, health=sensitive(request))
    seen(request.user, [x.person for x in copy.lines if x.person], door=f"manifest_{ending}")
    kinds = {"pdf": document.CONTENT_TYPE, "xlsx": workbook.CONTENT_TYPE}
    made = printing.pdf(copy) if ending == "pdf" else printing.xlsx(copy)
    name = printing.file_name(found, ending)
    return HttpResponse(
        made, content_type=kinds[ending],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )  # fmt: skip


def _open_or_404(request: Asked, pk: UUID, leg: str) -> Manifest:
    found = manifest_or_404(request, pk, leg, door="manifest_change")
    if not leads(request.user, PROPOSE, found.movement):
        raise Http404
    return found


def _on(
    request: Asked, form: Sheet, act: Callable[[], tuple[str, object]], title: object,
    found: Manifest, **context: object,
) -> HttpResponse:  # fmt: skip
    return on_page(
        request, form, act, title=title, found=found.movement, back=list_of(found), **context
    )
