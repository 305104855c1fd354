"""Screens of health centres with their status, and of sessions with groups."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.health.caring import actions, queries
from kinkeeper.mission.health.caring.forms import CentreForm, GroupForm, InPlace, StatusForm
from kinkeeper.mission.health.caring.rules import BANDS, SEXES, head_key
from kinkeeper.mission.health.caring.views import READ, WRITE
from kinkeeper.mission.health.models import Centre, GroupTalk
from kinkeeper.mission.people.queries import places_to_choose

PAGE = 30


@door(READ, purpose=CARE)
def centres(request: Asked) -> HttpResponse:
    """Health centres of the reader's places: what works today, and when somebody made sure."""
    found = queries.centres(by=request.user, today=timezone.localdate())
    context = {"sites": found, "may_write": may(request.user, WRITE)}
    return render(request, "health/caring/centres.html", context)


@door(READ, purpose=CARE)
def centre(request: Asked, pk: UUID) -> HttpResponse:
    """One centre, its status today and before."""
    found = _centre_or_404(request, pk)
    site = next(
        s for s in queries.centres(by=request.user, today=timezone.localdate())
        if s.centre.pk == found.pk
    )  # fmt: skip
    context = {
        "site": site, "history": queries.centre_history(found),
        "may_write": may(request.user, WRITE, found),
    }  # fmt: skip
    return render(request, "health/caring/centre.html", context)


@door(WRITE, purpose=CARE)
def centre_new(request: Asked) -> HttpResponse:
    form = CentreForm(request.POST or None, places=_places(request))

    def act() -> str:
        values = _with_place(form)
        made = actions.add_centre(by=request.user, **values)
        messages.success(request, _("The health centre is kept."))
        return reverse("health_centre", args=[made.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "title": _("Add a health centre"), "back": reverse("health_centres")}
    return render(request, "health/caring/place_form.html", context)


@door(WRITE, purpose=CARE)
def status(request: Asked, pk: UUID) -> HttpResponse:
    """Open, reduced or closed from a day on."""
    found = _centre_or_404(request, pk)
    form = StatusForm(request.POST or None)
    back = reverse("health_centre", args=[found.pk])

    def act() -> str:
        actions.set_status(found, by=request.user, **form.values())
        messages.success(request, _("The status is kept."))
        return back

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "title": str(found), "back": back}
    return render(request, "health/caring/place_form.html", context)


@require_POST
@door(WRITE, purpose=CARE)
def check(request: Asked, pk: UUID) -> HttpResponse:
    """Somebody called or went there: it is still so."""
    found = _centre_or_404(request, pk)
    actions.check_status(found, by=request.user, on=timezone.localdate())
    messages.success(request, _("Checked today."))
    return redirect("health_centre", found.pk)


@door(READ, purpose=CARE)
def groups(request: Asked) -> HttpResponse:
    """Sessions with groups: topic, place, how many came by sex and age."""
    rows = queries.group_talks(by=request.user)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [(row, _counts(row)) for row in page.object_list], "bands": BANDS,
        "notes": may_meet(GroupTalk, "note", by=request.user),
        "may_write": may(request.user, WRITE),
    }  # fmt: skip
    return render(request, "health/caring/groups.html", context)


def _counts(row: GroupTalk) -> dict[str, int]:
    """Girls and women, boys and men, all."""
    by_sex = {s: sum(row.heads.get(head_key(s, b), 0) for b in BANDS) for s in SEXES}
    return {**by_sex, "all": sum(by_sex.values())}


@door(WRITE, purpose=CARE)
def group_new(request: Asked) -> HttpResponse:
    """Head-counts, no names."""
    form = GroupForm(request.POST or None, places=_places(request))

    def act() -> str:
        typed = form.cleaned_data
        actions.hold_group(
            by=request.user, place=_place(typed["place"]), on=typed["on"], topic=typed["topic"],
            led_by=typed["led_by"], heads=form.heads(), note=typed["note"],
        )  # fmt: skip
        messages.success(request, _("The session is kept."))
        return reverse("group_talks")

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "health/caring/group_form.html", {"form": form})


def _places(request: Asked) -> list[tuple[Any, str]]:
    return [(place.pk, place.name) for place in places_to_choose(request.user, WRITE)]


def _place(chosen: str) -> Any:
    return place_by_id(UUID(chosen))


def _with_place(form: InPlace) -> dict[str, Any]:
    values = form.values()
    return values | {"place": _place(values["place"])}


def _centre_or_404(request: Asked, pk: UUID) -> Centre:
    found = queries.one(Centre, pk, by=request.user)
    if found is None:
        raise Http404
    return found
