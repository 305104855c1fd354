"""Between the referral and the decisions: hear the children, write the enquiry, compare options."""

from typing import Any
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
from kinkeeper.mission.admission import actions
from kinkeeper.mission.admission.forms import EnquiryForm, OptionsForm, VoiceForm
from kinkeeper.mission.admission.models import Admission, AdmissionChild, CareOption, Enquiry
from kinkeeper.mission.admission.process import PROPOSE
from kinkeeper.mission.admission.queries import file_of
from kinkeeper.mission.admission.views.asking import admission_or_404, child_or_404

HEARD = ("view_form", "heard_on", "view", "health_seen_on", "health")
ENQUIRED = (
    "visited_on",
    "not_visited",
    "mother",
    "father",
    "kin",
    "siblings",
    "grounds",
    "summary",
)


@door(PROPOSE, purpose=CARE)
def voices(request: Asked, pk: UUID) -> HttpResponse:
    """The children of the admission, each with what it said; one child: straight to its page."""
    admission = admission_or_404(request, pk, door="admission_voices")
    children = file_of(admission).children
    if len(children) == 1:
        return redirect("admission_voice", admission.pk, children[0].pk)
    return render(request, "admission/voices.html", {"admission": admission, "children": children})


@door(PROPOSE, purpose=CARE)
def voice(request: Asked, pk: UUID, child_pk: UUID) -> HttpResponse:
    """Hear one child, in the form it can."""
    admission = admission_or_404(request, pk, door="admission_voice")
    child = child_or_404(admission, child_pk)
    known = {name: value for name in HEARD if (value := getattr(child, name))}
    form = VoiceForm(request.POST or None, initial=known)
    if request.method == "POST" and (url := run(form, lambda: _heard(request, child, form))):
        return redirect(url)
    context = {"form": form, "admission": admission, "child": child}
    return render(request, "admission/voice.html", context)


def _heard(request: Asked, child: AdmissionChild, form: VoiceForm) -> str:
    actions.hear_child(child, by=request.user, **form.values())
    messages.success(request, _("What the child says is kept."))
    return reverse("admission", args=[child.admission_id])


@door(PROPOSE, purpose=CARE)
def enquiry(request: Asked, pk: UUID) -> HttpResponse:
    """What the enquiry found so far."""
    admission = admission_or_404(request, pk, door="admission_enquiry")
    known = _known(file_of(admission).enquiry)
    form = EnquiryForm(request.POST or None, initial=known)
    if request.method == "POST" and (url := run(form, lambda: _written(request, admission, form))):
        return redirect(url)
    context = {"form": form, "admission": admission}
    return render(request, "admission/enquiry.html", context)


def _known(found: Enquiry | None) -> dict[str, Any]:
    if found is None:
        return {}
    known = {name: getattr(found, name) for name in ENQUIRED}
    return known | {"visited_on": found.visited}


def _written(request: Asked, admission: Admission, form: EnquiryForm) -> str:
    values = form.values()
    visited = values.pop("visited_on")
    actions.record_enquiry(
        admission, by=request.user, visited_on=visited if visited.day else None, **values
    )
    messages.success(request, _("The enquiry is kept."))
    return reverse("admission", args=[admission.pk])


@door(PROPOSE, purpose=CARE)
def options(request: Asked, pk: UUID) -> HttpResponse:
    """Compare the ways open to the children, the nearest to the family first."""
    admission = admission_or_404(request, pk, door="admission_options")
    form = OptionsForm(request.POST or None, initial=_weighed(file_of(admission).options))
    if request.method == "POST" and (url := run(form, lambda: _compared(request, admission, form))):
        return redirect(url)
    context = {"form": form, "admission": admission}
    return render(request, "admission/options.html", context)


def _weighed(options: list[CareOption]) -> dict[str, str]:
    verdicts = {f"verdict_{o.kind}": o.verdict for o in options}
    return verdicts | {f"why_{o.kind}": o.why for o in options}


def _compared(request: Asked, admission: Admission, form: OptionsForm) -> str:
    today = timezone.localdate()
    actions.weigh_options(admission, form.weighed(), by=request.user, on=today)
    messages.success(request, _("The options are compared."))
    return reverse("admission", args=[admission.pk])
