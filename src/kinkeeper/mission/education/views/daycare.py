"""Daycare at the gate: who is here now, who comes, who fetches, and the exception with two."""

from uuid import UUID, uuid4

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.forms import AgreeForm, CollectorForm, SignInForm, SignOutForm
from kinkeeper.mission.education.models.facilities import READ
from kinkeeper.mission.education.process import CALL, ENROL
from kinkeeper.mission.education.queries import (
    DaycareDay,
    SchoolClass,
    collector,
    collectors_on,
    enrolment,
    group_today,
)
from kinkeeper.mission.education.views.asking import class_or_404, day_or_404, enrolment_or_404


@door(READ, purpose=CARE)
def group(request: Asked, pk: UUID) -> HttpResponse:
    """Who of a group is here now; signing in is one button a child."""
    found = class_or_404(request, pk)
    today = timezone.localdate()
    places = group_today(found, today)
    seen(request.user, [p.pupil.person for p in places], door="daycare", purpose=request.purpose)
    context = {
        "class": found, "today": today,
        "here": [p for p in places if p.here], "away": [(p, uuid4()) for p in places if not p.here],
    }  # fmt: skip
    return render(request, "education/daycare.html", context)


@require_POST
@door(CALL, purpose=CARE)
def sign_in(request: Asked, pk: UUID) -> HttpResponse:
    """A child of the group was brought."""
    found = class_or_404(request, pk)
    form = SignInForm(request.POST)
    if not run(form, lambda: _signed_in(request, found, form)):
        for said in form.errors.values():
            messages.warning(request, str(said[0]))
    return redirect("daycare", found.pk)


def _signed_in(request: Asked, found: SchoolClass, form: SignInForm) -> str:
    pupil = enrolment(form.cleaned_data["pupil"], by=request.user)
    if pupil is None or pupil.school_class_id != found.pk:
        return reverse("daycare", args=[found.pk])
    brought = form.cleaned_data["brought_by"]
    actions.sign_in(pupil, by=request.user, at=timezone.now(), brought_by=brought)
    messages.success(request, _("%(name)s is here.") % {"name": pupil.called})
    return reverse("daycare", args=[found.pk])


@door(CALL, purpose=CARE)
def out(request: Asked, pk: UUID) -> HttpResponse:
    """Who fetches the child? Somebody of the list; for anybody else two people are needed."""
    found = day_or_404(request, pk, door="daycare_out")
    known = {str(row.pk): row for row in collectors_on(found.enrolment, found.on)}
    form = SignOutForm(
        request.POST or None, collectors=[(pk, row.name) for pk, row in known.items()]
    )

    def act() -> str:
        values = form.cleaned_data
        if values["to"] in known:
            at = timezone.now()
            actions.sign_out(found, by=request.user, at=at, to=known[values["to"]])
            said = _("%(name)s has left.") % {"name": found.enrolment.called}
            messages.success(request, said)
        else:
            actions.ask_hand_over(
                found, by=request.user, name=values["name"], reason=values["reason"]
            )
            messages.warning(request, _("Keep the child until a colleague has agreed."))
        return _group(found)

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {
        "form": form, "day": found, "collectors": list(known.values()),
        "class": found.enrolment.school_class,
    }  # fmt: skip
    return render(request, "education/daycare_out.html", context)


def _group(found: DaycareDay) -> str:
    return reverse("daycare", args=[found.enrolment.school_class_id])


@door(CALL, purpose=CARE)
def agree(request: Asked, pk: UUID) -> HttpResponse:
    """A second person decides whether the child goes with somebody who is not on its list."""
    found = day_or_404(request, pk, door="daycare_agree")
    if found.out_at is not None or not found.asked_by_id or found.asked_by_id == request.user.pk:
        messages.warning(request, _("This needs a second person, or is decided already."))
        return redirect(_group(found))
    form = AgreeForm(request.POST or None)

    def act() -> str:
        actions.agree_hand_over(found, by=request.user, at=timezone.now())
        messages.success(request, _("%(name)s has left.") % {"name": found.enrolment.called})
        return _group(found)

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    context = {"form": form, "day": found, "class": found.enrolment.school_class}
    return render(request, "education/daycare_agree.html", context)


@door(ENROL, purpose=CARE)
def collectors(request: Asked, pk: UUID) -> HttpResponse:
    """Who may fetch this child: the list, and one more."""
    found = enrolment_or_404(request, pk, door="daycare_collectors")
    form = CollectorForm(request.POST or None, initial={"since": timezone.localdate()})

    def act() -> str:
        actions.name_collector(found, by=request.user, **form.values())
        messages.success(request, _("Written down."))
        return reverse("daycare_collectors", args=[found.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    rows = collectors_on(found, timezone.localdate())
    context = {"form": form, "enrolment": found, "collectors": rows}
    return render(request, "education/collectors.html", context)


@require_POST
@door(ENROL, purpose=CARE)
def collector_end(request: Asked, pk: UUID) -> HttpResponse:
    """From today on this person may not fetch the child."""
    row = collector(pk, by=request.user)
    if row is None:
        raise Http404
    if row.until is None:
        actions.end_collector(row, by=request.user, on=timezone.localdate())
    messages.success(request, _("%(name)s is off the list.") % {"name": row.name})
    return redirect("daycare_collectors", row.enrolment_id)
