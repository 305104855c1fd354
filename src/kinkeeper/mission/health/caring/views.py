"""Screens of a child's health; all lead back to its page."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.process.forms import Sheet
from kinkeeper.ground.process.table import Text
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.health.caring import actions, queries
from kinkeeper.mission.health.caring.forms import (
    AppointmentForm,
    AtCentre,
    ConsultationForm,
    FunctioningForm,
    IllnessForm,
    OnForm,
    SeenNowForm,
    TalkForm,
)
from kinkeeper.mission.health.models import Centre, Consultation, LongIllness
from kinkeeper.mission.health.views.asking import child_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

READ, WRITE = "health.read", "health.write"
R = TypeVar("R", bound=Record)


@door(READ, purpose=CARE)
def health(request: Asked, pk: UUID) -> HttpResponse:
    """Everything of a child: illness, long illness, what it can do, talks."""
    child = child_or_404(request, pk, door="child_health")
    sensitive = may_meet(Consultation, "diagnoses", by=request.user)
    context = {
        "child": child, "sensitive": sensitive,
        "health": queries.health_of(child, by=request.user) if sensitive else None,
        "may_write": may(request.user, WRITE, child),
    }  # fmt: skip
    return render(request, "health/caring/health.html", context)


@door(WRITE, purpose=CARE)
def consultation(request: Asked, pk: UUID) -> HttpResponse:
    """The child is ill, or was seen by somebody who treats."""
    child = child_or_404(request, pk, door="consultation_new")
    form = ConsultationForm(request.POST or None, centres=_centres(request))

    def act() -> object:
        values = _with_centres(request, form)
        return actions.record_consultation(child, by=request.user, **values)

    done = _("What happened is written down.")
    return _ask(request, child, form, act, title=_("Illness or consultation"), done=done)


@door(WRITE, purpose=CARE)
def see(request: Asked, pk: UUID) -> HttpResponse:
    """A child that was ill was seen."""
    row = _row_or_404(request, Consultation, pk)
    form = SeenNowForm(request.POST or None, centres=_centres(request))

    def act() -> object:
        return actions.seen_by_somebody(row, by=request.user, **_with_centres(request, form))

    done = _("It is written down that the child was seen.")
    return _ask(request, row.person, form, act, title=_("The child was seen"), done=done)


@door(WRITE, purpose=CARE)
def arrive(request: Asked, pk: UUID) -> HttpResponse:
    """The child came to the centre it was sent to."""
    row = _row_or_404(request, Consultation, pk)
    act, title = _on(request, actions.arrived, row), _("The child has arrived")
    return _day(request, row.person, act, title=title, done=_("The arrival is written down."))


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """Recorded in error."""
    row = _row_or_404(request, Consultation, pk)
    actions.take_back_consultation(row, by=request.user)
    messages.success(request, str(_("It counts no longer; it stays to be read.")))
    return redirect("child_health", row.person_id)


@door(WRITE, purpose=CARE)
def illness(request: Asked, pk: UUID) -> HttpResponse:
    """A long illness, with its next appointment."""
    child = child_or_404(request, pk, door="illness_new")
    form = IllnessForm(request.POST or None, centres=_centres(request))

    def act() -> object:
        return actions.begin_illness(child, by=request.user, **_with_centres(request, form))

    done = _("The illness is written down.")
    return _ask(request, child, form, act, title=_("Long illness"), done=done)


@door(WRITE, purpose=CARE)
def appointment(request: Asked, pk: UUID) -> HttpResponse:
    """Kept or missed, and the next one."""
    row = _row_or_404(request, LongIllness, pk)
    initial = {"on": row.next_on} if row.next_on and row.next_on <= timezone.localdate() else {}
    form = AppointmentForm(request.POST or None, initial=initial)

    def act() -> object:
        return actions.keep_appointment(row, by=request.user, **form.values())

    done = _("The appointment is written down.")
    return _ask(request, row.person, form, act, title=_("Appointment"), done=done)


@door(WRITE, purpose=CARE)
def end(request: Asked, pk: UUID) -> HttpResponse:
    """The illness is over."""
    row = _row_or_404(request, LongIllness, pk)
    act, title = _on(request, actions.end_illness, row), _("The illness is over")
    return _day(request, row.person, act, title=title, done=_("The end is written down."))


@door(WRITE, purpose=CARE)
def functioning(request: Asked, pk: UUID) -> HttpResponse:
    """The six questions of the Washington Group."""
    child = child_or_404(request, pk, door="functioning_new")
    form = FunctioningForm(request.POST or None)

    def act() -> object:
        typed = form.cleaned_data
        return actions.record_functioning(
            child, by=request.user, on=typed["on"], answers=form.answers(),
            answered_by=typed["answered_by"],
        )  # fmt: skip

    done, title = _("The answers are kept."), _("What the child can do")
    return _ask(request, child, form, act, title=title, done=done)


@door(WRITE, purpose=CARE)
def talk(request: Asked, pk: UUID) -> HttpResponse:
    """A counselling session; its notes are the counsellor's own."""
    child = child_or_404(request, pk, door="talk_new")
    form = TalkForm(request.POST or None)

    def act() -> object:
        return actions.hold_talk(child, by=request.user, **form.values())

    return _ask(request, child, form, act, title=_("Talk with the child"), done=_("Kept."))


# --- what they share --------------------------------------------------------------------------


def _centres(request: Asked) -> list[tuple[Any, str]]:
    """Each centre with its status, so that nobody is sent to a closed door."""
    found = queries.centres(by=request.user, today=timezone.localdate())
    return [(site.centre.pk, _centre_said(site)) for site in found]


def _centre_said(site: queries.Site) -> str:
    where = f"{site.centre} ({site.centre.place})"
    return f"{where} · {site.status.get_status_display()}" if site.status else where


def _with_centres(request: Asked, form: AtCentre) -> dict[str, Any]:
    """What was typed, with the centres themselves; one the reader does not meet is none."""
    values = form.values()
    ids: Mapping[str, UUID | None] = form.chosen()
    for name, pk in ids.items():
        values[name] = queries.one(Centre, pk, by=request.user) if pk else None
    return values


def _row_or_404(request: Asked, model: type[R], pk: UUID) -> Any:
    row: Any = queries.one(model, pk, by=request.user)
    if row is None:
        raise Http404
    match = request.resolver_match
    door_name = match.view_name if match else ""
    seen(request.user, [row.person, row], door=door_name, purpose=request.purpose)
    return row


def _on(request: Asked, action: Callable[..., object], row: Record) -> Callable[[Any], object]:
    return lambda day: action(row, by=request.user, on=day)


def _day(
    request: Asked, child: "Person", act: Callable[[Any], object], *, title: Text, done: Text
) -> HttpResponse:
    form = OnForm(request.POST or None)
    return _ask(request, child, form, lambda: act(form.cleaned_data["on"]), title=title, done=done)


def _ask(
    request: Asked, child: "Person", form: Sheet, act: Callable[[], object], *, title: Text,
    done: Text,
) -> HttpResponse:  # fmt: skip
    """Show the form, or run the action once and go back to the child's page."""

    def write() -> str:
        act()
        messages.success(request, str(done))
        return f"{reverse('person', args=[child.pk])}#health"

    if request.method == "POST" and (url := run(form, write)):
        return redirect(url)
    context = {"form": form, "child": child, "title": title}
    return render(request, "health/caring/form.html", context)
