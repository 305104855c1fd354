"""A class: its list, the call of a day, results, the examination, the end of the year, paper.

Teachers work here: these pages are made of the list of the class alone.
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.reports.document import CONTENT_TYPE
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.actions.days import TERMS
from kinkeeper.mission.education.forms import (
    END_CHOICES,
    EXAM_CHOICES,
    CallForm,
    ChoiceRows,
    ListSheet,
    ResultsForm,
)
from kinkeeper.mission.education.levels import LEVELS
from kinkeeper.mission.education.models.facilities import READ
from kinkeeper.mission.education.printing import attendance_sheet, class_list
from kinkeeper.mission.education.process import CALL, ENROL
from kinkeeper.mission.education.queries import (
    Enrolment,
    SchoolClass,
    call_of,
    calls_of,
    exams_of,
    pupils_on,
    results_of,
    term_results,
)
from kinkeeper.mission.education.roll import roll_of
from kinkeeper.mission.education.rules import THERE
from kinkeeper.mission.education.views.asking import class_or_404

WEEKS = timedelta(days=14)


@door(READ, purpose=CARE)
def page(request: Asked, pk: UUID) -> HttpResponse:
    """The list of the class with the last two weeks and the results."""
    found = class_or_404(request, pk)
    today = timezone.localdate()
    pupils = _met(request, found, today, door="school_class")
    calls = calls_of(found, since=today - WEEKS, until=today)
    ids = [pupil.pk for pupil in pupils]
    level = LEVELS[found.level]
    context = {
        "class": found, "level": level, "calls": calls, "called_today": call_of(found, today),
        "roll": roll_of(pupils, calls, results_of(ids), exams_of(ids)), "today": today,
        "may_call": reaches(request.user, CALL, found.facility.place),
        "may_enrol": reaches(request.user, ENROL, found.facility.place),
    }  # fmt: skip
    return render(request, "education/class.html", context)


def _met(request: Asked, found: SchoolClass, day: date, *, door: str) -> list[Enrolment]:
    pupils = pupils_on(found, day)
    seen(request.user, [pupil.person for pupil in pupils], door=door, purpose=request.purpose)
    return pupils


@door(CALL, purpose=CARE)
def call(request: Asked, pk: UUID) -> HttpResponse:
    """The whole class in one screen: everybody is present until said otherwise. `?on=` a day."""
    found = class_or_404(request, pk)
    asked = request.POST.get("on") or request.GET.get("on") or ""
    day = _day(asked) or timezone.localdate()
    known = call_of(found, day)
    pupils = _met(request, found, day, door="school_call")
    form = CallForm(
        request.POST or None, pupils=pupils, marks=known.marks if known else {},
        initial={"on": day, "base": known.version if known else 0},
    )  # fmt: skip
    if request.method == "POST" and (url := run(form, lambda: _called(request, found, form))):
        return redirect(url)
    context = {"form": form, "class": found, "day": day, "known": known}
    return render(request, "education/call.html", context)


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:  # as 31 February: the form says so, with everything else that was typed
        return None


def _called(request: Asked, found: SchoolClass, form: CallForm) -> str:
    values = form.cleaned_data
    got = actions.call_class(
        found, form.answers(), by=request.user, on=values["on"], base=values["base"] or 0,
        sure=values["sure"],
    )  # fmt: skip
    if got.clash:
        said = _("A colleague changed the same value meanwhile: both are kept to be settled.")
        messages.warning(request, said)
    else:
        there = sum(mark in THERE for mark in form.answers().values())
        total = len(form.pupils)
        said = _("The call is kept: %(there)s of %(total)s were there.")
        messages.success(request, said % {"there": there, "total": total})
    return reverse("school_class", args=[found.pk])


@door(CALL, purpose=CARE)
def results(request: Asked, pk: UUID, term: int) -> HttpResponse:
    """The averages of a term for the whole class."""
    found = class_or_404(request, pk)
    out_of = LEVELS[found.level].out_of
    if not out_of or term not in TERMS:
        raise Http404
    today = timezone.localdate()
    known = {pk: row.average for pk, row in term_results(found, term).items()}
    pupils = _met(request, found, min(today, found.year.until), door="school_results")
    form = ResultsForm(
        request.POST or None, pupils=pupils, out_of=out_of, known=known, initial={"on": today}
    )

    def write(typed: ListSheet) -> int:
        return actions.record_results(
            found, term, typed.answers(), by=request.user, on=typed.cleaned_data["on"]
        )

    heading = _("Results of term %(term)s") % {"term": term}
    more = {"out_of": out_of, "term": term}
    return _sheet(request, found, form, write, {"heading": heading, **more})


@door(CALL, purpose=CARE)
def exam(request: Asked, pk: UUID) -> HttpResponse:
    """Who passed the examination that ends this class."""
    found = class_or_404(request, pk)
    code = LEVELS[found.level].exam
    if not code:
        raise Http404
    today = timezone.localdate()
    pupils = _met(request, found, min(today, found.year.until), door="school_exam")
    known = {pk: row.outcome for pk, row in exams_of(p.pk for p in pupils).items()}
    form = ChoiceRows(
        request.POST or None, pupils=pupils, choices=EXAM_CHOICES, known=known,
        initial={"on": today},
    )  # fmt: skip

    def write(typed: ListSheet) -> int:
        return actions.record_exams(
            found, typed.answers(), by=request.user, on=typed.cleaned_data["on"]
        )

    return _sheet(request, found, form, write, {"heading": _("Results: %(exam)s") % {"exam": code}})


@door(ENROL, purpose=CARE)
def end(request: Asked, pk: UUID) -> HttpResponse:
    """How the year ended for each pupil; who is left out stays in the class."""
    found = class_or_404(request, pk)
    day = min(timezone.localdate(), found.year.until)
    pupils = _met(request, found, day, door="school_end")
    form = ChoiceRows(
        request.POST or None, pupils=pupils, choices=END_CHOICES, known={}, initial={"on": day}
    )

    def write(typed: ListSheet) -> int:
        chosen = {pk: said for pk, said in typed.answers().items() if said}
        return actions.end_year(found, chosen, by=request.user, on=typed.cleaned_data["on"])

    return _sheet(request, found, form, write, {"heading": _("End of the year")})


def _sheet(
    request: Asked, found: SchoolClass, form: ListSheet, write: Callable[[ListSheet], int],
    more: dict[str, Any],
) -> HttpResponse:  # fmt: skip
    """A page with one question for each pupil."""

    def act() -> str:
        n = write(form)
        said = ngettext("Written for %(n)s pupil.", "Written for %(n)s pupils.", n)
        messages.success(request, said % {"n": n})
        return reverse("school_class", args=[found.pk])

    if request.method == "POST" and (url := run(form, act)):
        return redirect(url)
    return render(request, "education/rows.html", {"form": form, "class": found, **more})


@door(READ, purpose=CARE)
def print_list(request: Asked, pk: UUID) -> HttpResponse:
    """The list of the class as PDF: names of the list, sex, year of birth; nothing else."""
    found = class_or_404(request, pk)
    pupils = _met(request, found, timezone.localdate(), door="school_list")
    return _pdf(class_list(found, pupils), f"classe-{found.pk.hex[-8:]}.pdf")


@door(READ, purpose=CARE)
def print_sheet(request: Asked, pk: UUID) -> HttpResponse:
    """An attendance sheet of a month to fill by hand. `?on=` a day of the month."""
    found = class_or_404(request, pk)
    day = _day(request.GET.get("on", "")) or timezone.localdate()
    pupils = _met(request, found, day, door="school_sheet")
    return _pdf(attendance_sheet(found, pupils, day), f"appel-{found.pk.hex[-8:]}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer
