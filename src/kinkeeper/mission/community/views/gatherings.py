"""Sessions, activities and awareness events: the list, and an event without a structure."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.community import actions
from kinkeeper.mission.community.forms import EventForm
from kinkeeper.mission.community.page import Sitting
from kinkeeper.mission.community.queries import gathering, gatherings
from kinkeeper.mission.community.views.asking import READ, WRITE
from kinkeeper.mission.people.queries import places_to_choose

PAGE = 40


@door(READ, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    """The newest first; attendances by sex, never names."""
    page = Paginator(gatherings(by=request.user), PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page, "rows": [Sitting(row) for row in page],
        "may_write": may(request.user, WRITE),
    }  # fmt: skip
    return render(request, "community/gatherings.html", context)


@door(WRITE, purpose=CARE)
def event(request: Asked) -> HttpResponse:
    """An awareness event of a place, from its sheet."""
    places = {str(p.pk): p for p in places_to_choose(request.user, WRITE)}
    form = EventForm(request.POST or None, places=[(key, p.name) for key, p in places.items()])

    def act() -> str:
        place = places[form.cleaned_data["place"]]
        actions.record_gathering(by=request.user, place=place, sure=form.sure(), **form.details())
        messages.success(request, _("Recorded."))
        return reverse("gatherings")

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "community/event.html", {"form": form})


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """Recorded in error: it counts nowhere."""
    found = gathering(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found], door="gathering_take_back")
    actions.take_gathering_back(found, by=request.user)
    messages.success(request, _("It counts no longer; it stays to be read."))
    return redirect("gatherings")
