"""On what a case is open, how long others read it, who is left out of it, its children."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.forms.desk import (
    ChildrenForm,
    GroundForm,
    NamedForm,
    WithdrawForm,
)
from kinkeeper.mission.protection.models import Case, Report
from kinkeeper.mission.protection.process import TRIAGE, WORK
from kinkeeper.mission.protection.queries import REPORTS, file_of, opening_of
from kinkeeper.mission.protection.queries.accounts import nameable
from kinkeeper.mission.protection.views.asking import as_choices, ask, case_or_404, told_or_404


@door(WORK, purpose=PROTECTION)
def withdraw(request: Asked, pk: UUID) -> HttpResponse:
    """Consent was taken back: what rests on it ends."""
    found, back = _case(request, pk, "case_withdraw")
    form = WithdrawForm(request.POST or None)

    def act() -> str:
        actions.withdraw(found, form.cleaned_data["note"], by=request.user)
        return back

    return ask(
        request, form, act, title=_("Consent was taken back"), back=back, under=found.reference,
        said=_("Written. What colleagues read because of the consent is shut."),
        intro=_("The help in danger goes on. Nothing more is told to others because of the "
                "consent, and what was open to colleagues is shut today."),
    )  # fmt: skip


@door(WORK, purpose=PROTECTION)
def ground(request: Asked, pk: UUID) -> HttpResponse:
    """Consent given anew, or the supervisor's decision without it."""
    found, back = _case(request, pk, "case_ground")
    form = GroundForm(request.POST or None)

    def act() -> str:
        actions.ground_anew(found, form.ground(), by=request.user)
        return back

    return ask(request, form, act, title=_("On what the case is open"), back=back,
               said=_("Written."), under=found.reference)  # fmt: skip


@door(WORK, purpose=PROTECTION)
def children(request: Asked, pk: UUID) -> HttpResponse:
    """One report may concern several children."""
    found, back = _case(request, pk, "case_children")
    form = ChildrenForm(
        request.POST or None, initial={"children": "\n".join(file_of(found).children)}
    )

    def act() -> str:
        actions.name_children(found, form.names(), by=request.user)
        return back

    return ask(request, form, act, title=_("Children of the case"), back=back,
               said=_("Written."), under=found.reference)  # fmt: skip


@require_POST
@door(WORK, purpose=PROTECTION)
def shut_opening(request: Asked, pk: UUID) -> HttpResponse:
    """A colleague does not need it any more."""
    row = opening_of(pk, by=request.user)
    if row is None:
        raise Http404
    _found, back = _case(request, row.case_id, "opening_shut")
    actions.shut_opening(row, by=request.user)
    messages.success(request, _("Shut: this colleague reads nothing of it any more."))
    return redirect(back)


@door(TRIAGE, purpose=PROTECTION)
def name_in_case(request: Asked, pk: UUID) -> HttpResponse:
    found, _back = _case(request, pk, "case_named")
    return _named(request, found, "protection_case")


@door(TRIAGE, purpose=PROTECTION)
def name_in_report(request: Asked, pk: UUID) -> HttpResponse:
    found = told_or_404(request, REPORTS, pk, door="report_named")
    if not isinstance(found, Report):
        raise Http404
    return _named(request, found, "protection_report")


def _named(request: Asked, found: Report | Case, page: str) -> HttpResponse:
    """Whoever turns out to be concerned is left out, with those above and below."""
    people = nameable()
    form = NamedForm(request.POST or None, accounts=as_choices(people))
    back = reverse(page, args=[found.pk])

    def act() -> str:
        chosen: set[Any] = set(form.cleaned_data["named"])
        named = [one for one in people if str(one.pk) in chosen]
        actions.name_more(found, named, by=request.user)
        return reverse("protection_reports")

    said = _("Left out, with those above and below.")
    return ask(request, form, act, title=_("Who is named"), back=back, said=said,
               under=found.reference)  # fmt: skip


def _case(request: Asked, pk: UUID, name: str) -> tuple[Case, str]:
    return case_or_404(request, pk, door=name), reverse("protection_case", args=[pk])
