"""Parenting sessions and what caregivers know."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.mission.people.queries import places_to_choose
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.forms import (
    KnowledgeForm,
    SessionForm,
    project_of,
)
from kinkeeper.mission.strengthening.models import ParentingSession
from kinkeeper.mission.strengthening.process import PROPOSE
from kinkeeper.mission.strengthening.queries import (
    invited_to,
    parenting_session,
    parenting_sessions,
    projects_for,
)
from kinkeeper.mission.strengthening.views.asking import person_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

READ = "strengthening.read"
PAGE = 30


@door(READ, purpose=CARE)
def listed(request: Asked) -> HttpResponse:
    page = Paginator(parenting_sessions(request.user), PAGE).get_page(request.GET.get("page"))
    return render(request, "strengthening/sessions.html", {"page": page})


@door(PROPOSE, purpose=CARE)
def new(request: Asked) -> HttpResponse:
    """Offer a session to the caregivers of a place."""
    places = {str(p.pk): p for p in places_to_choose(request.user, PROPOSE)}
    form = SessionForm(
        request.POST or None, projects=projects_for(request.user, timezone.localdate()),
        places=[(key, place.name) for key, place in places.items()],
        initial={"held_on": timezone.localdate()},
    )  # fmt: skip
    if request.method == "POST" and (url := run(form, lambda: _offered(request, form, places))):
        return redirect(url)
    return render(request, "strengthening/session_new.html", {"form": form})


def _offered(request: Asked, form: SessionForm, places: dict[str, Place]) -> str:
    values = form.cleaned_data
    session = actions.offer_session(
        by=request.user, place=places[values["place"]], held_on=values["held_on"],
        topic=values["topic"], project=project_of(form),
    )  # fmt: skip
    messages.success(request, _("The session is noted. Tick who came after it was held."))
    return reverse("session", args=[session.pk])


@door(READ, purpose=CARE)
def attendance(request: Asked, pk: UUID) -> HttpResponse:
    """Who was invited, who came."""
    session = parenting_session(pk, by=request.user)
    if session is None:
        raise Http404
    invited = invited_to(session)
    seen(request.user, [i.person for i in invited], door="session")
    form = Sheet(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _ticked(request, session))):
        return redirect(url)
    ahead = session.held_on > timezone.localdate()
    context = {
        "session": session, "invited": invited, "form": form, "ahead": ahead,
        "ticked": set(request.POST.getlist("came")),
    }  # fmt: skip
    return render(request, "strengthening/session.html", context)


def _ticked(request: Asked, session: ParentingSession) -> str:
    came = [i.person_id for i in invited_to(session) if str(i.person_id) in _came(request)]
    count = actions.record_attendance(session, came, by=request.user)
    messages.success(request, _("Recorded: %(count)s came.") % {"count": count})
    return reverse("session", args=[session.pk])


def _came(request: Asked) -> set[str]:
    return set(request.POST.getlist("came"))


@door(PROPOSE, purpose=CARE)
def knowledge(request: Asked, pk: UUID) -> HttpResponse:
    """Knowledge and practice of a caregiver."""
    caregiver = person_or_404(request, pk, door="knowledge_new")
    projects = projects_for(request.user, timezone.localdate())
    form = KnowledgeForm(request.POST or None, projects=projects)
    if request.method == "POST" and (url := run(form, lambda: _checked(request, caregiver, form))):
        return redirect(url)
    return render(request, "strengthening/knowledge.html", {"form": form, "caregiver": caregiver})


def _checked(request: Asked, caregiver: "Person", form: KnowledgeForm) -> str:
    values = form.cleaned_data
    actions.record_knowledge(
        caregiver, by=request.user, held_on=values["held_on"], percent=values["percent"],
        project=project_of(form),
    )  # fmt: skip
    messages.success(request, _("The result is recorded."))
    return reverse("person", args=[caregiver.pk])
