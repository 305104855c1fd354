"""Recording an expense, and setting a target or a baseline."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.reports.words import number_in_words
from kinkeeper.mission.projects import actions
from kinkeeper.mission.projects.asking import project_or_404
from kinkeeper.mission.projects.forms import ExpenseForm, TargetForm
from kinkeeper.mission.projects.models import Indicator, Project, Source
from kinkeeper.mission.projects.process import PROMISE, SPEND
from kinkeeper.mission.projects.rules import money
from kinkeeper.mission.projects.shown import in_language, target_in_words


@door(SPEND, purpose=REPORTING)
def expense(request: Asked, code: str) -> HttpResponse:
    """An amount paid, counted at once in the project's money."""
    found = project_or_404(request, code)
    form = ExpenseForm(request.POST or None, project=found)
    if request.method == "POST" and (url := run(form, lambda: _paid(request, found, form))):
        return redirect(url)
    back = reverse("project", args=[found.code]) + "#budget"
    return render(request, "projects/expense.html", {"form": form, "project": found, "back": back})


def _paid(request: Asked, found: Project, form: ExpenseForm) -> str:
    row = actions.record_expense(found, by=request.user, **form.paid())
    said = {
        "paid": number_in_words(money(row.paid_minor, row.paid_currency)),
        "paid_in": row.paid_currency,
        "counted": number_in_words(money(row.counted_minor, found.currency)),
        "counted_in": found.currency,
    }
    sentence = _("Recorded: %(paid)s %(paid_in)s, counted as %(counted)s %(counted_in)s.")
    messages.success(request, sentence % said)
    return reverse("project", args=[found.code]) + "#budget"


@door(PROMISE, purpose=REPORTING)
def target(request: Asked, code: str, indicator: str) -> HttpResponse:
    """A target or the baseline of an indicator, with its source."""
    found = project_or_404(request, code)
    asked = found.indicators.filter(code=indicator).exclude(collected=Source.TOGETHER).first()
    if asked is None:
        raise Http404
    form = TargetForm(request.POST or None)
    if request.method == "POST" and (url := run(form, lambda: _promised(request, asked, form))):
        return redirect(url)
    context = {
        "form": form, "project": found, "indicator": asked, "name": in_language(asked, "name"),
        "kept": asked.targets.filter(scheme="").order_by("day"), "back": _line(found, asked),
    }  # fmt: skip
    return render(request, "projects/target.html", context)


def _promised(request: Asked, asked: Indicator, form: TargetForm) -> str:
    row = actions.set_target(asked, by=request.user, **form.promised())
    said = {"value": target_in_words(row, ""), "code": asked.code}
    sentence = (_("The baseline of %(code)s is %(value)s.") if row.baseline
                else _("The target of %(code)s is %(value)s."))  # fmt: skip
    messages.success(request, sentence % said)
    return _line(asked.project, asked)


def _line(found: Project, asked: Indicator) -> str:
    return f"{reverse('project', args=[found.code])}#{asked.code}"
