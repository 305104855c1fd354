"""A colleague tells, in two clicks: from the menu, or from the page of a child."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE, OWN
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.people.queries import person
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.forms.telling import ColleagueForm
from kinkeeper.mission.protection.models.words import Danger
from kinkeeper.mission.protection.queries import area, area_of, areas, contacts_for


@door("protection.tell", purpose=OWN)
def tell(request: Asked) -> HttpResponse:
    return _tell(request, child=None)


@door("protection.tell", purpose=CARE)
def tell_of_child(request: Asked, pk: UUID) -> HttpResponse:
    """The child is named already; its name lies sealed in the report. The log of readings says
    no more than that the child's page was met: whoever reads it must not learn who tells."""
    child = person(pk, by=request.user, purpose=CARE)
    if child is None:
        raise Http404
    seen(request.user, [child], door="person")
    return _tell(request, child=child)


def _tell(request: Asked, *, child: Any) -> HttpResponse:
    initial = {"place": str(area_of(child.place).pk), "who": str(child)} if child else {}
    form = ColleagueForm(
        request.POST or None, request.FILES or None, areas=areas(), initial=initial
    )
    if request.method == "POST" and (url := run(form, lambda: _told(request, form, child))):
        return redirect(url)
    place = area_of(child.place) if child else None
    context = {
        "form": form, "child": child, "contacts": contacts_for(place) if place else [],
        "danger": form["danger"].value() == Danger.YES,
    }  # fmt: skip
    return render(request, "protection/tell.html", context)


def _told(request: Asked, form: ColleagueForm, child: Any) -> str:
    values = form.cleaned_data
    place = area(values["place"])
    if place is None:
        raise Http404
    story = form.told()
    if child:
        story = replace(story, children=[str(child.pk)])
    heard = actions.Heard(
        place=place, story=story, staff=values["staff"] == "yes", pictures=form.drawn()
    )
    actions.tell_as_colleague(heard, by=request.user)
    messages.success(request, _("Received. Two people of the desk look at it; thank you."))
    # Always the same page: what is kept of a form that was sent must not lead back to the child.
    return reverse("my_day")
