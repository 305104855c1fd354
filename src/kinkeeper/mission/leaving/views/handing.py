"""The checklist of papers, and the sheet on which papers and savings are handed over."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.actions import Handover
from kinkeeper.mission.leaving.forms.sheets import HandoverForm, PapersForm
from kinkeeper.mission.leaving.models import PaperKind
from kinkeeper.mission.leaving.process import PLANNED, PROPOSE, READ
from kinkeeper.mission.leaving.queries import (
    KINDS,
    Way,
    book_of,
    exits_of,
    papers_of,
    savings_of,
    stands,
    state_of,
)
from kinkeeper.mission.leaving.reckoning import IN_HAND, unsettled
from kinkeeper.mission.leaving.views.asking import answer, shown, way_or_404
from kinkeeper.mission.leaving.views.money import xof


@door(PROPOSE, purpose=CARE)
def papers(request: Asked, pk: UUID) -> HttpResponse:
    """Where is each paper, and who goes after what is missing?"""
    youth = way_or_404(request, pk, door="youth_papers")
    form = PapersForm(request.POST or None, papers=papers_of(youth.person))
    return answer(
        request, form, lambda: _noted(request, youth, form), person=youth.person,
        title=_("Papers"), template="leaving/papers.html",
    )  # fmt: skip


def _noted(request: Asked, youth: Way, form: PapersForm) -> str:
    today = timezone.localdate()
    actions.note_papers(youth.person, by=request.user, on=today, lines=form.lines())
    messages.success(request, _("The checklist is written down."))
    return reverse("person", args=[youth.person_id]) + "#independence"


@door(READ, purpose=CARE)
def handover(request: Asked, pk: UUID) -> HttpResponse:
    """The sheet to print and sign."""
    youth = way_or_404(request, pk, door="youth_handover")
    known = papers_of(youth.person)
    left = exits_of(youth)
    context = shown(
        request, youth, today=timezone.localdate(), savings=_savings(request, youth),
        rows=[(label, known.get(kind)) for kind, label in PaperKind.choices],
        missing=[PaperKind(kind).label for kind in unsettled(stands(known.values()), KINDS)],
        left=left[-1] if left else None, ready=state_of(youth) == PLANNED,
    )  # fmt: skip
    return render(request, "leaving/handover.html", context)


def _savings(request: Asked, youth: Way) -> dict[str, Any] | None:
    """The amount to be handed over, or that was; None for who is not of the child's people."""
    accounts = savings_of(youth.person, by=request.user)
    if not accounts:
        return None
    account = accounts[0]
    if account.until is None:
        return {"account": account, "amount": xof(account.balance), "handed": None}
    last = [e for e, _after in book_of(account) if e.source == "handover"]
    amount = xof(last[-1].francs) if last else xof(0)
    return {"account": account, "amount": amount, "handed": account.until}


@door(PROPOSE, purpose=CARE)
def handover_done(request: Asked, pk: UUID) -> HttpResponse:
    """Papers and savings went into the young person's hands."""
    youth = way_or_404(request, pk, door="youth_handover_done")
    known = papers_of(youth.person)
    here = [
        (kind, label)
        for kind, label in PaperKind.choices
        if kind in known and known[kind].state == IN_HAND and not known[kind].handed_on
    ]
    form = HandoverForm(request.POST or None, here=here)
    return answer(
        request, form, lambda: _handed(request, youth, form), person=youth.person,
        title=_("Record the handover"), back=reverse("youth_handover", args=[youth.pk]),
        lead=_("The savings are paid out to the last franc, and the account is closed."),
    )  # fmt: skip


def _handed(request: Asked, youth: Way, form: HandoverForm) -> str:
    values = form.values()
    given = Handover(values["on"], frozenset(values.get("papers", ())), values["receipt"])
    actions.hand_over(youth, by=request.user, handover=given)
    messages.success(request, _("The handover is recorded."))
    return reverse("youth_handover", args=[youth.pk])
