"""The contact with a family after its exit."""

from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.strengthening import actions
from kinkeeper.mission.strengthening.forms import ContactForm
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import PROPOSE
from kinkeeper.mission.strengthening.queries import contacts_of, enrolment_of
from kinkeeper.mission.strengthening.rules import contact_meant
from kinkeeper.mission.strengthening.views.asking import family_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


@door(PROPOSE, purpose=CARE)
def exit_contact(request: Asked, pk: UUID) -> HttpResponse:
    """Are the children still with their family, is it still self-reliant?"""
    family = family_or_404(request, pk, door="exit_contact")
    enrolment = enrolment_of(family)
    if enrolment is None or enrolment.until is None or enrolment.since is None:
        messages.warning(request, _("The family has not left the programme."))
        return redirect("family", family.pk)
    today = timezone.localdate()
    initial = {"held_on": today, "months": contact_meant(enrolment.until, today)}
    form = ContactForm(request.POST or None, initial=initial)
    if request.method == "POST" and (
        url := run(form, lambda: _recorded(request, family, enrolment, form))
    ):
        return redirect(url)
    context = {
        "form": form, "family": family, "enrolment": enrolment,
        "contacts": contacts_of(enrolment),
    }  # fmt: skip
    return render(request, "strengthening/contact.html", context)


def _recorded(request: Asked, family: "Family", enrolment: Enrolment, form: ContactForm) -> str:
    values = {n: v for n, v in form.cleaned_data.items() if n != "form_id"}
    actions.record_exit_contact(enrolment, by=request.user, **values)
    messages.success(request, _("The contact is recorded."))
    return reverse("family", args=[family.pk])
