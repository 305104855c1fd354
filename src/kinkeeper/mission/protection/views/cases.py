"""The caseload, one case, what is written in it, its steps, referrals and openings."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import OWN, PROTECTION
from kinkeeper.ground.process.asking import gone
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.protection import actions, limits
from kinkeeper.mission.protection.actions.sharing import PARTS
from kinkeeper.mission.protection.forms.desk import (
    ChooseForm,
    EntryForm,
    OpenToForm,
    OpinionForm,
    ReferForm,
    ReferralAnswerForm,
    SearchForm,
    WhyForm,
)
from kinkeeper.mission.protection.models import Case
from kinkeeper.mission.protection.process import CASE, DECIDE, WORK
from kinkeeper.mission.protection.queries import (
    caseload,
    contact,
    contacts_for,
    desk,
    loads_by_worker,
    opening,
    referral,
    reports_of,
    with_text,
)
from kinkeeper.mission.protection.queries.accounts import account, receivers
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.standing import case_page
from kinkeeper.mission.protection.views.asking import as_choices, ask, case_or_404

READ = "protection.read"


@door(READ, purpose=PROTECTION)
def listing(request: Asked) -> HttpResponse:
    """The caseload by what is due first. The search is sent, never written in the address."""
    over = "over" in request.GET
    form = SearchForm(request.POST or None)
    text = form.cleaned_data["text"].strip() if request.method == "POST" and form.is_valid() else ""
    rows = (
        with_text(request.user, text) if text
        else caseload(request.user, over=over)
    )  # fmt: skip
    seen(request.user, [row.case for row in rows], door="protection_cases", purpose=PROTECTION)
    most = limit_days(limits.CASELOAD) or 0
    decides = may(request.user, DECIDE, purpose=PROTECTION)
    context = {
        "rows": rows, "over": over, "form": form, "searched": bool(text), "most": most,
        "late": sum(row.late for row in rows),
        "loads": loads_by_worker(request.user) if decides else [],
    }  # fmt: skip
    return render(request, "protection/cases.html", context)


@door(READ, purpose=PROTECTION)
def case(request: Asked, pk: UUID) -> HttpResponse:
    found = case_or_404(request, pk, door="protection_case")
    context = {
        "at": case_page(found, by=request.user), "reports": reports_of(found, by=request.user),
        "parts": PARTS, "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "protection/case.html", context)


@door(WORK, purpose=PROTECTION)
def entry(request: Asked, pk: UUID) -> HttpResponse:
    """A note, assessment, plan, follow-up, conference ..."""
    found, back = _case(request, pk, "entry_new")
    form = EntryForm(request.POST or None, initial={"kind": request.GET.get("kind", "note")})

    def act() -> str:
        values = form.cleaned_data
        words = Words(text=values["text"], risk=values["risk"])
        actions.add_entry(found, kind=values["kind"], words=words, by=request.user)
        return back

    return ask(request, form, act, title=_("Write in the case"), back=back, said=_("Written."),
               under=found.reference)  # fmt: skip


@door(READ, purpose=PROTECTION)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    found, back = _case(request, pk, "case_step")
    button = case_page(found, by=request.user).button(verb)
    if button is None or button.missing:
        return gone(request, CASE, verb, back=back)
    form = WhyForm(request.POST or None, transition=CASE.transition(verb), label=_label(verb))
    act = actions.propose_step if button.step.proposal else actions.take_step

    def do() -> str:
        values = form.cleaned_data
        act(found, verb, by=request.user, text=values["why"], reason=form.reason_given())
        return back

    said = _("Proposed. A colleague decides.") if button.step.proposal else _("Done.")
    return ask(request, form, do, title=button.label, back=back, said=said, under=found.reference)


def _label(verb: str) -> str:
    return _("How the child was told that it ends, and how to come back") if verb == "close" else ""


@door(READ, purpose=PROTECTION)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    found, back = _case(request, pk, "case_decline")
    waiting = case_page(found, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide:
        return gone(request, CASE, verb, back=back)
    form = WhyForm(request.POST or None, transition=CASE.transition("start"))

    def act() -> str:
        actions.decline_step(found, verb, by=request.user, why=form.cleaned_data["why"])
        return back

    said = _("Declined; your colleague can read why.")
    return ask(request, form, act, title=_("Decline"), back=back, said=said, under=found.reference)


@door(DECIDE, purpose=PROTECTION)
def hand_over(request: Asked, pk: UUID) -> HttpResponse:
    """Another works on it from now on."""
    found, back = _case(request, pk, "case_hand_over")
    workers = as_choices(desk(found.place, WORK))
    form = ChooseForm(request.POST or None, label=_("Who works on the case"), choices=workers)

    def act() -> str:
        to = account(form.cleaned_data["chosen"])
        if to is None:
            raise Http404
        actions.hand_over(found, to=to, by=request.user)
        return back

    return ask(request, form, act, title=_("Hand over the case"), back=back,
               said=_("Handed over."), under=found.reference)  # fmt: skip


@door(WORK, purpose=PROTECTION)
def refer(request: Asked, pk: UUID) -> HttpResponse:
    """The child is sent to a service of the directory."""
    found, back = _case(request, pk, "case_refer")
    services = [(c.pk, f"{c.name} · {c.place}") for c in contacts_for(found.place)]
    form = ReferForm(request.POST or None, contacts=services)

    def act() -> str:
        chosen = contact(form.cleaned_data["contact"], by=request.user)
        if chosen is None:
            raise Http404
        actions.refer(found, chosen, form.asked(), by=request.user)
        return back

    said = _("Written. What was told is listed in the case.")
    return ask(request, form, act, title=_("Refer to a service"), back=back, said=said,
               under=found.reference)  # fmt: skip


@door(WORK, purpose=PROTECTION)
def referral_answer(request: Asked, pk: UUID) -> HttpResponse:
    row = referral(pk, by=request.user)
    if row is None:
        raise Http404
    found, back = _case(request, row.case_id, "referral_answer")
    form = ReferralAnswerForm(request.POST or None)

    def act() -> str:
        v = form.cleaned_data
        actions.answer_referral(row, v["status"], by=request.user, why=v["why"], text=v["text"])
        return back

    return ask(request, form, act, title=_("Answer of the service"), back=back, said=_("Written."),
               under=f"{found.reference} · {row.contact}")  # fmt: skip


@door(WORK, purpose=PROTECTION)
def opinion(request: Asked, pk: UUID) -> HttpResponse:
    """A child or caregiver was asked; kept without a name and without the case."""
    found, back = _case(request, pk, "case_opinion")
    form = OpinionForm(request.POST or None)

    def act() -> str:
        respected = form.cleaned_data["respected"]
        actions.ask_opinion(found.place, respected=respected, by=request.user)
        return back

    return ask(request, form, act, title=_("Ask whether they were treated with respect"), back=back,
               said=_("Written, without a name."), under=found.reference)  # fmt: skip


@door(WORK, purpose=PROTECTION)
def open_to(request: Asked, pk: UUID) -> HttpResponse:
    """Parts of the file are opened to a colleague for a time."""
    found, back = _case(request, pk, "case_open")
    form = OpenToForm(request.POST or None, accounts=as_choices(receivers()))

    def act() -> str:
        values = form.cleaned_data
        receiver = account(values["account"])
        if receiver is None:
            raise Http404
        actions.open_to(found, receiver, form.asked(), by=request.user, days=values["days"])
        return back

    said = _("Opened. What is shown is listed in the case.")
    return ask(request, form, act, title=_("Open a part to a colleague"), back=back, said=said,
               under=found.reference)  # fmt: skip


@door("protection.received", purpose=OWN)
def received(request: Asked, pk: UUID) -> HttpResponse:
    """What a colleague may read of a case: the parts opened, until the day they are shut."""
    found = opening(pk, by=request.user)
    if found is None:
        raise Http404
    row, said = found
    seen(request.user, [row.case, row], door="protection_received", purpose=OWN)
    parts = [(PARTS[code], said.parts[code]) for code in PARTS if code in said.parts]
    return render(request, "protection/received.html", {"row": row, "parts": parts})


def _case(request: Asked, pk: UUID, name: str) -> tuple[Case, str]:
    return case_or_404(request, pk, door=name), reverse("protection_case", args=[pk])
