"""The desk's list of reports, one report, its triage by two, its outcome, the answer."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.process.asking import gone
from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.forms.desk import (
    AnswerForm,
    ChooseForm,
    OpenCaseForm,
    TriageForm,
    WhyForm,
)
from kinkeeper.mission.protection.models import Report
from kinkeeper.mission.protection.process import REPORT, TRIAGE, WORK
from kinkeeper.mission.protection.queries import (
    REPORTS,
    case,
    cases,
    desk,
    listed,
    names_of,
    on_duty,
    picture,
    story_of,
)
from kinkeeper.mission.protection.queries.accounts import account, nameable
from kinkeeper.mission.protection.standing import page_of
from kinkeeper.mission.protection.views.asking import as_choices, ask, told_or_404


@door("protection.read", purpose=PROTECTION)
def listing(request: Asked) -> HttpResponse:
    """Open reports, those due first; no name, no village."""
    over = "over" in request.GET
    rows = listed(REPORTS, by=request.user, today=timezone.localdate(), over=over)
    met = [row.told for row in rows]
    seen(request.user, met, door="protection_reports", purpose=PROTECTION)
    return render(request, "protection/reports.html", {"rows": rows, "over": over})


@door("protection.read", purpose=PROTECTION)
def report(request: Asked, pk: UUID) -> HttpResponse:
    found = told_or_404(request, REPORTS, pk, door="protection_report")
    at = page_of(found, by=request.user)
    context = {
        "may_name": may(request.user, TRIAGE, found, purpose=PROTECTION), "at": at,
        "duty": names_of(on_duty(found.place)),
        "images": [reverse("report_picture", args=[pk, n]) for n in range(at.pictures)],
    }  # fmt: skip
    return render(request, "protection/report.html", context)


@door(TRIAGE, purpose=PROTECTION)
def step(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """Triage, or an outcome. Each has the form it needs."""
    found = told_or_404(request, REPORTS, pk, door="report_step")
    button = page_of(found, by=request.user).button(verb)
    back = reverse("protection_report", args=[pk])
    if button is None or not isinstance(found, Report):
        return gone(request, REPORT, verb, back=back)
    if button.missing:
        messages.warning(request, " ".join(str(one) for one in button.missing))
        return redirect(back)
    form, act = FORMS.get(verb, _plain)(request, found, verb)
    return ask(
        request, form, act, title=button.label, back=back, under=found.reference,
        said=_("Proposed. A colleague decides.") if button.step.proposal else _("Done."),
    )  # fmt: skip


def _triage(request: Asked, found: Report, _verb: str) -> tuple[Any, Any]:
    story = story_of(found)
    initial = {
        "risk": story.risk, "safety": story.safety, "kinds": story.kinds, "named": story.named,
        "conflict": ("yes" if story.named else "no") if story.judged else None, **story.ages,
    }  # fmt: skip
    people = as_choices(nameable())
    form = TriageForm(request.POST or None, accounts=people, initial=initial)

    def act() -> str:
        values = form.cleaned_data
        judged = actions.Judged(
            risk=values["risk"], safety=values["safety"], kinds=tuple(values["kinds"]),
            named=tuple(a for a in nameable() if str(a.pk) in values["named"]),
            asked_who=True, ages=form.ages(),
        )  # fmt: skip
        actions.judge(found, judged, by=request.user)
        return reverse("protection_reports")

    return form, act


def _open_case(request: Asked, found: Report, _verb: str) -> tuple[Any, Any]:
    workers = as_choices(desk(found.place, WORK))
    form = OpenCaseForm(request.POST or None, workers=workers)

    def act() -> str:
        worker = account(form.cleaned_data["worker"])
        if worker is None:
            raise Http404
        opened = actions.open_case(found, by=request.user, worker=worker, ground=form.ground())
        return reverse("protection_case", args=[opened.pk])

    return form, act


def _join(request: Asked, found: Report, _verb: str) -> tuple[Any, Any]:
    rows = [(row.pk, f"{row} · {row.place}") for row in cases(request.user).filter(until=None)]
    form = ChooseForm(request.POST or None, label=_("Case"), choices=rows)

    def act() -> str:
        chosen = case(UUID(form.cleaned_data["chosen"]), by=request.user)
        if chosen is None:
            raise Http404
        actions.join_case(found, chosen, by=request.user)
        return reverse("protection_case", args=[chosen.pk])

    return form, act


def _pass_on(request: Asked, found: Report, verb: str) -> tuple[Any, Any]:
    form = WhyForm(request.POST or None, transition=REPORT.transition(verb))
    form.fields.pop("why")

    def act() -> str:
        actions.pass_on(found, by=request.user)
        return reverse("protection_reports")

    return form, act


def _plain(request: Asked, found: Report, verb: str) -> tuple[Any, Any]:
    form = WhyForm(request.POST or None, transition=REPORT.transition(verb))

    def act() -> str:
        actions.conclude(
            found, verb, by=request.user, why=form.cleaned_data["why"], reason=form.reason_given()
        )
        return reverse("protection_report", args=[found.pk])

    return form, act


FORMS = {"triage": _triage, "open_case": _open_case, "join_case": _join, "pass_on": _pass_on}


@door(TRIAGE, purpose=PROTECTION)
def decline(request: Asked, pk: UUID, verb: str) -> HttpResponse:
    """The second of the two does not agree."""
    found = told_or_404(request, REPORTS, pk, door="report_decline")
    back = reverse("protection_report", args=[pk])
    waiting = page_of(found, by=request.user).proposed(verb)
    if waiting is None or not waiting.decide or not isinstance(found, Report):
        return gone(request, REPORT, verb, back=back)
    form = WhyForm(request.POST or None, transition=REPORT.transition(verb))

    def act() -> str:
        actions.decline_triage(found, by=request.user, why=form.cleaned_data["why"])
        return back

    said = _("Declined; your colleague can read why.")
    return ask(request, form, act, title=_("Decline"), back=back, said=said, under=found.reference)


@door(TRIAGE, purpose=PROTECTION)
def answer(request: Asked, pk: UUID) -> HttpResponse:
    """One of the sentences that reveal nothing."""
    found = told_or_404(request, REPORTS, pk, door="report_answer")
    form, back = AnswerForm(request.POST or None), reverse("protection_report", args=[pk])

    def act() -> str:
        actions.answer(found, form.cleaned_data["code"], by=request.user)
        return back

    title, said = _("Answer the reporter"), _("The reporter can read it with the receipt.")
    return ask(request, form, act, title=title, back=back, said=said, under=found.reference)


@door("protection.read", purpose=PROTECTION)
def image(request: Asked, pk: UUID, number: int) -> HttpResponse:
    told_or_404(request, REPORTS, pk, door="report_picture")
    data = picture(REPORTS, pk, number, by=request.user)
    if data is None:
        raise Http404
    return HttpResponse(data, content_type="image/jpeg")
