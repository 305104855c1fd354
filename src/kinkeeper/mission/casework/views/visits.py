"""Recording a visit and correcting one."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.casework.actions import correct_visit, record_visit
from kinkeeper.mission.casework.forms import VisitForm
from kinkeeper.mission.casework.queries import cached_file, visit
from kinkeeper.mission.casework.views.steps import (
    accepted,
    back_to,
    family_or_404,
    met,
    or_404,
    received,
)

WRITE = "casework.write"
FIELDS = (
    "held_on", "purpose", "present", "child_seen_alone", "observations", "next_visit_on",
)  # fmt: skip


@door(WRITE, purpose=CARE)
def new_visit(request: Asked, pk: UUID) -> HttpResponse:
    family = family_or_404(request, pk)
    form = VisitForm(request.POST or None, initial={"held_on": timezone.localdate()})
    if request.method == "POST" and form.is_valid():

        def work() -> str:
            record_visit(family=family, by=request.user, **form.values())
            return back_to(family.pk, "visits")

        if answer := accepted(request, form, work, _("The visit is written down.")):
            return answer
    met(request, [family])
    last = next(iter(cached_file(family, by=request.user).visits), None)
    context = {"form": form, "family": family, "last": last}
    return render(request, "casework/visit.html", context)


@door(WRITE, purpose=CARE)
def correct_one_visit(request: Asked, pk: UUID) -> HttpResponse:
    found = or_404(request, visit(pk, by=request.user))
    shown = {name: getattr(found, name) for name in FIELDS} | {"base": found.version}
    form = VisitForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"] or 0
        answer = received(
            request, form,
            lambda: correct_visit(visit=found, base=base, by=request.user, values=form.values()),
            back_to(found.family_id, "visits"),
        )  # fmt: skip
        if answer:
            return answer
    met(request, [found.family, found])
    context = {"form": form, "family": found.family, "correcting": True}
    return render(request, "casework/visit.html", context)
