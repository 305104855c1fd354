"""A child's place at school: asked for, agreed, ended; its papers; an absence looked into."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import gone, refusal, run, say_declined, say_taken
from kinkeeper.ground.process.forms import DeclineForm
from kinkeeper.ground.process.standing import Button
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.forms import (
    FORMS,
    EnrolForm,
    LookForm,
    PapersForm,
    StepForm,
    class_label,
)
from kinkeeper.mission.education.process import CALL, DECIDE, ENROL, SCHOOL
from kinkeeper.mission.education.queries import (
    Enrolment,
    SchoolClass,
    classes_on,
    collectors_on,
    days_of,
    exams_of,
    looks_of,
    results_of,
)
from kinkeeper.mission.education.rules import AWAY, THERE, share
from kinkeeper.mission.education.sections import Line
from kinkeeper.mission.education.standing import standing_of
from kinkeeper.mission.education.views.asking import child_or_404, enrolment_or_404
from kinkeeper.mission.people.queries import Person

LATELY = 20


@door(ENROL, purpose=CARE)
def enrol(request: Asked, pk: UUID) -> HttpResponse:
    """A place is asked for, or the child enrolled at once on declaration."""
    child = child_or_404(request, pk, door="school_enrol")
    classes = _classes(request)
    choices = [(key, class_label(c)) for key, c in classes.items()]
    form = EnrolForm(request.POST or None, classes=choices, initial={"called": str(child)})
    if request.method == "POST" and (
        url := run(form, lambda: _enrolled(request, child, classes, form))
    ):
        return redirect(url)
    context = {"form": form, "child": child, "none": not classes}
    return render(request, "education/enrol.html", context)


def _classes(request: Asked) -> dict[str, SchoolClass]:
    return {str(c.pk): c for c in classes_on(timezone.localdate(), by=request.user)}


def _enrolled(
    request: Asked, child: Person, classes: dict[str, SchoolClass], form: EnrolForm
) -> str:
    values = form.cleaned_data
    act = actions.enrol_displaced if values["displaced"] else actions.apply_for_place
    into = classes[values["school_class"]]
    act(child, into, by=request.user, told=form.told(), new=form.new(), sure=values["sure"])
    if values["displaced"]:
        messages.success(request, _("Enrolled. The papers are to follow."))
    else:
        messages.success(request, _("Proposed. A colleague decides."))
    return _child(child.pk)


def _child(pk: UUID) -> str:
    return f"{reverse('person', args=[pk])}#school"


@door(ENROL, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """One year of a child in a class: where it stands, days, results, who may fetch it."""
    found = enrolment_or_404(request, pk, door="school_enrolment")
    days = days_of(found)
    context = {
        "at": standing_of(found, by=request.user), "enrolment": found,
        "line": Line(found, tuple(results_of([found.pk]).get(found.pk, ())),
                     exams_of([found.pk]).get(found.pk)),
        "days": len(days), "share": share(sum(d.mark in THERE for d in days), len(days)),
        "absent": [d for d in reversed(days) if d.mark in AWAY][:LATELY],
        "looks": looks_of(found),
        "collectors": collectors_on(found, timezone.localdate()) if found.daycare else [],
        "sensitive": may_meet(Enrolment, "why", by=request.user),
    }  # fmt: skip
    context["notes"] = context["sensitive"]
    return render(request, "education/enrolment.html", context)


@door(ENROL, purpose=CARE)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """One step: what it needs, what is missing, and its form."""
    found = enrolment_or_404(request, pk, door="school_step")
    at = standing_of(found, by=request.user)
    button = at.button(verb)
    if button is None:
        return gone(request, SCHOOL, verb, back=reverse("school_enrolment", args=[pk]))
    waiting = at.proposed(verb)
    initial = {"heard_on": found.heard_on, "reason": waiting.proposal.reason if waiting else ""}
    classes = {} if verb not in FORMS else _classes(request)
    form = FORMS.get(verb, StepForm)(
        request.POST or None, transition=SCHOOL.transition(verb), classes=classes, initial=initial
    )
    if request.method == "POST" and (
        url := run(form, lambda: _taken(request, found, button, form))
    ):
        return redirect(url)
    context = {"form": form, "enrolment": found, "button": button, "proposal": waiting}
    return render(request, "education/step.html", context)


def _taken(request: Asked, found: Enrolment, button: Button, form: StepForm) -> str:
    act = actions.propose_step if button.step.proposal else actions.take_step
    act(found, button.verb, by=request.user, told=form.told(), given=form.given())
    say_taken(request, button)
    return _child(found.person_id)


@door(DECIDE, purpose=CARE)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Say no to a proposal, with the reason."""
    found = enrolment_or_404(request, pk, door="school_decline")
    waiting = standing_of(found, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, SCHOOL, verb, back=reverse("school_enrolment", args=[pk]))
    form = DeclineForm(request.POST or None)
    if request.method == "POST" and (
        url := run(form, lambda: _declined(request, found, verb, form))
    ):
        return redirect(url)
    context = {"form": form, "enrolment": found, "waiting": waiting}
    return render(request, "education/decline.html", context)


def _declined(request: Asked, found: Enrolment, verb: str, form: DeclineForm) -> str:
    actions.decline_step(found, verb, by=request.user, told=refusal(form))
    say_declined(request)
    return reverse("school_enrolment", args=[found.pk])


@door(ENROL, purpose=CARE)
def papers(request: Asked, pk: UUID) -> HttpResponse:
    """The papers that were to follow have been seen."""
    found = enrolment_or_404(request, pk, door="school_papers")
    form = PapersForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> str:
        actions.see_papers(found, by=request.user, on=form.cleaned_data["on"])
        messages.success(request, _("Written down."))
        return reverse("school_enrolment", args=[found.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "education/papers.html", {"form": form, "enrolment": found})


@door(CALL, purpose=CARE)
def look(request: Asked, pk: UUID) -> HttpResponse:
    """Why was the child absent? Teachers answer as well: they see the class, not the file."""
    found = enrolment_or_404(request, pk, door="absence_look")
    form = LookForm(request.POST or None, initial={"on": timezone.localdate()})

    def act() -> str:
        values = form.cleaned_data
        actions.look_into(
            found, by=request.user, on=values["on"], what=values["found"], agreed=values["agreed"]
        )
        messages.success(request, _("Written down."))
        return reverse("school_class", args=[found.school_class_id])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    absent = [d for d in reversed(days_of(found)) if d.mark in AWAY][:LATELY]
    context = {
        "form": form, "enrolment": found, "absent": absent, "class": found.school_class,
    }  # fmt: skip
    return render(request, "education/look.html", context)
