"""The register of safeguarding: other people, other keys than the protection of children."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import SAFEGUARDING
from kinkeeper.ground.process.asking import gone
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import safeguarding
from kinkeeper.mission.protection.forms.desk import AnswerForm, NamedForm, WhyForm
from kinkeeper.mission.protection.models import Concern
from kinkeeper.mission.protection.process import CONCERN, HANDLE
from kinkeeper.mission.protection.queries import CONCERNS, listed, picture
from kinkeeper.mission.protection.queries.accounts import nameable
from kinkeeper.mission.protection.standing import page_of
from kinkeeper.mission.protection.views.asking import as_choices, ask, told_or_404

READ = "safeguarding.read"


@door(READ, purpose=SAFEGUARDING)
def listing(request: Asked) -> HttpResponse:
    over = "over" in request.GET
    rows = listed(CONCERNS, by=request.user, today=timezone.localdate(), over=over)
    seen(request.user, [row.told for row in rows], door="concerns", purpose=SAFEGUARDING)
    return render(request, "protection/concerns.html", {"rows": rows, "over": over})


@door(READ, purpose=SAFEGUARDING)
def concern(request: Asked, pk: UUID) -> HttpResponse:
    found, _back = _concern(request, pk, "concern")
    at = page_of(found, by=request.user)
    images = [reverse("concern_picture", args=[pk, n]) for n in range(at.pictures)]
    return render(request, "protection/concern.html", {"at": at, "images": images})


@door(HANDLE, purpose=SAFEGUARDING)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    found, back = _concern(request, pk, "concern_step")
    button = page_of(found, by=request.user).button(verb)
    if button is None or button.missing:
        return gone(request, CONCERN, verb, back=back)
    form = WhyForm(
        request.POST or None, transition=CONCERN.transition(verb), label=_("What is written down")
    )
    act = safeguarding.propose_step if button.step.proposal else safeguarding.take_step

    def do() -> str:
        values = form.cleaned_data
        act(found, verb, by=request.user, text=values["why"], reason=form.reason_given())
        return back

    said = _("Proposed. A colleague decides.") if button.step.proposal else _("Done.")
    return ask(request, form, do, title=button.label, back=back, said=said, under=found.reference)


@door(HANDLE, purpose=SAFEGUARDING)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    found, back = _concern(request, pk, "concern_decline")
    waiting = page_of(found, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, CONCERN, verb, back=back)
    form = WhyForm(request.POST or None, transition=CONCERN.transition("act"))

    def act() -> str:
        safeguarding.decline_step(found, verb, by=request.user, why=form.cleaned_data["why"])
        return back

    said = _("Declined; your colleague can read why.")
    return ask(request, form, act, title=_("Decline"), back=back, said=said, under=found.reference)


@door(HANDLE, purpose=SAFEGUARDING)
def entry(request: Asked, pk: UUID) -> HttpResponse:
    found, back = _concern(request, pk, "concern_entry")
    form = WhyForm(request.POST or None, transition=CONCERN.transition("act"), label=_("Words"))

    def act() -> str:
        safeguarding.add_entry(found, form.cleaned_data["why"], by=request.user)
        return back

    return ask(request, form, act, title=_("Write in the file"), back=back, said=_("Written."),
               under=found.reference)  # fmt: skip


@door(HANDLE, purpose=SAFEGUARDING)
def name(request: Asked, pk: UUID) -> HttpResponse:
    """Who is named is left out, with those above and below."""
    found, back = _concern(request, pk, "concern_name")
    form = NamedForm(request.POST or None, accounts=as_choices(nameable()))

    def act() -> str:
        chosen = set(form.cleaned_data["named"])
        named = [one for one in nameable() if str(one.pk) in chosen]
        safeguarding.name_people(found, named, by=request.user)
        return reverse("concerns")

    said = _("Left out, with those above and below.")
    return ask(request, form, act, title=_("Who is named"), back=back, said=said,
               under=found.reference)  # fmt: skip


@door(HANDLE, purpose=SAFEGUARDING)
def answer(request: Asked, pk: UUID) -> HttpResponse:
    found, back = _concern(request, pk, "concern_answer")
    form = AnswerForm(request.POST or None)

    def act() -> str:
        actions.answer(found, form.cleaned_data["code"], by=request.user)
        return back

    title, said = _("Answer the reporter"), _("The reporter can read it with the receipt.")
    return ask(request, form, act, title=title, back=back, said=said, under=found.reference)


@door(READ, purpose=SAFEGUARDING)
def image(request: Asked, pk: UUID, number: int) -> HttpResponse:
    _concern(request, pk, "concern_picture")
    data = picture(CONCERNS, pk, number, by=request.user)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")


def _concern(request: Asked, pk: UUID, door_name: str) -> tuple[Concern, str]:
    found = told_or_404(request, CONCERNS, pk, door=door_name)
    if not isinstance(found, Concern):
        raise Http404
    return found, reverse("concern", args=[pk])
