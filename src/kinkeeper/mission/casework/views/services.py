"""Planning a service, giving it, correcting it. Services hold no note: class L1 and L2 only."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.casework.actions import (
    correct_service,
    deliver_service,
    give_service,
    plan_service,
)
from kinkeeper.mission.casework.forms import DeliveryForm, ServiceForm
from kinkeeper.mission.casework.queries import members_now, service
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
    "kind", "modality", "provider", "planned_on", "done_on", "quantity", "unit", "cost_xof",
)  # fmt: skip


@door(WRITE, purpose=CARE)
def new_service(request: Asked, pk: UUID) -> HttpResponse:
    family = family_or_404(request, pk, notes=False)
    members = [member.person for member in members_now(family)]
    form = ServiceForm(request.POST or None, people=_choices(members))
    if request.method == "POST" and form.is_valid():

        def work() -> str:
            values = form.values()
            verb = give_service if values["done_on"] else plan_service
            verb(family=family, by=request.user, **values)
            return back_to(family.pk, "services")

        if answer := accepted(request, form, work, _("The service is written down.")):
            return answer
    met(request, [family, *members])
    return render(request, "casework/service.html", {"form": form, "family": family})


def _choices(members: list[Any]) -> list[tuple[str, str]]:
    return [(str(person.pk), str(person)) for person in members]


@door(WRITE, purpose=CARE)
def deliver(request: Asked, pk: UUID) -> HttpResponse:
    """A planned service was given."""
    found = or_404(request, service(pk, by=request.user), notes=False)
    shown = {name: getattr(found, name) for name in ("quantity", "unit", "cost_xof")}
    form = DeliveryForm(request.POST or None, initial=shown)
    if request.method == "POST" and form.is_valid():

        def work() -> str:
            deliver_service(service=found, by=request.user, **form.values())
            return back_to(found.family_id, "services")

        if answer := accepted(request, form, work, _("The service is written down as given.")):
            return answer
    met(request, [found.family, found])
    context = {"form": form, "family": found.family, "planned": found}
    return render(request, "casework/service.html", context)


@door(WRITE, purpose=CARE)
def correct_one_service(request: Asked, pk: UUID) -> HttpResponse:
    found = or_404(request, service(pk, by=request.user), notes=False)
    shown = {name: getattr(found, name) for name in FIELDS}
    members = [member.person for member in members_now(found.family)]
    form = ServiceForm(
        request.POST or None, people=_choices(members),
        initial={**shown, "person": found.person_id, "base": found.version},
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base"] or 0
        answer = received(
            request, form,
            lambda: correct_service(
                service=found, base=base, by=request.user, values=form.values()
            ),
            back_to(found.family_id, "services"),
        )  # fmt: skip
        if answer:
            return answer
    met(request, [found.family, found])
    context = {"form": form, "family": found.family, "correcting": True}
    return render(request, "casework/service.html", context)
