"""A questionnaire is filled in or corrected: one page, whose questions follow the answers."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments import actions, queries
from kinkeeper.ground.instruments.filling import MOST_ROWS, Answers, Filled, Key, fill
from kinkeeper.ground.instruments.forms import (
    Questions,
    WhenForm,
    keys_shown,
    keys_text,
    typed_answers,
)
from kinkeeper.ground.instruments.models import Version
from kinkeeper.ground.instruments.views.asking import (
    WRITE,
    About,
    about_of,
    answers_or_404,
    questionnaire_or_404,
)
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.language import spoken

SAVE, ADD, REMOVE = "save", "add:", "remove:"


@dataclass
class Sheet:
    """The page: the answers as they stand, its fields, and what was not shown before."""

    version: Version
    filled: Filled
    questions: Questions
    new: list[Key]
    wants_save: bool

    @property
    def ready(self) -> bool:
        """Everything asked was shown, and nothing is wrong with it."""
        return self.wants_save and not self.new and not self.filled.problems

    def context(self) -> dict[str, Any]:
        asked = self.filled.asked
        return {
            "questions": self.questions, "blocks": self.questions.blocks(),
            "unseen": self.questions.unseen(), "rows": self.questions.rows(),
            "shown": keys_text(asked), "added": self._added(), "version": self.version,
        }  # fmt: skip

    def _added(self) -> str:
        if not (self.wants_save and self.new):
            return ""
        said = ngettext(
            "With these answers %(n)s more question is asked: answer it below.",
            "With these answers %(n)s more questions are asked: answer them below.",
            len(self.new),
        )
        return said % {"n": len(self.new)}


def sheet_for(request: Asked, version: Version, known: Answers, day: date) -> Sheet:
    form = queries.form_of(version)
    posted = request.method == "POST"
    do = request.POST.get("do", SAVE) if posted else ""
    answers = _resized(typed_answers(form, request.POST), do) if posted else known
    filled = fill(form, answers, today=day)
    questions = Questions(filled, language=spoken(), levels=version.levels)
    shown = keys_shown(request.POST.get("shown", "")) if posted else set()
    new = [key for key in filled.asked if key not in shown] if posted else []
    if do == SAVE:
        questions.judge(key for key in filled.asked if key in shown)
    return Sheet(version, filled, questions, new, do == SAVE)


def _resized(answers: Answers, do: str) -> Answers:
    """One repetition more, or the last one less."""
    changed = dict(answers)
    for mark in (ADD, REMOVE):
        name = do.removeprefix(mark)
        rows = changed.get(name)
        if do.startswith(mark) and isinstance(rows, list):
            changed[name] = [*rows, {}][:MOST_ROWS] if mark == ADD else rows[:-1]
    return changed


@door(WRITE, purpose=CARE)
def fill_in(request: Asked, pk: UUID, subject: UUID | None = None) -> HttpResponse:
    """Ask a questionnaire about a family or a person, or about nobody in particular."""
    found, version = questionnaire_or_404(pk)
    about = _about_or_404(request, found.subject, subject)
    when = WhenForm(request.POST or None, places=_places(request, about),
                    initial={"on": timezone.localdate()})  # fmt: skip
    day = when.cleaned_data.get("on") if when.is_valid() else None
    sheet = sheet_for(request, version, {}, day or timezone.localdate())
    if sheet.ready and (url := run(when, lambda: _answered(request, sheet, when, about))):
        return redirect(url)
    return _page(request, sheet, when, about, back=about.address if about else _home(pk))


def _about_or_404(request: Asked, kind: str, subject: UUID | None) -> About | None:
    if bool(kind) != bool(subject):
        raise Http404
    about = about_of(kind, subject, by=request.user, purpose=request.purpose)
    if kind and (about is None or not may(request.user, WRITE, about.record)):
        raise Http404
    if about:
        seen(request.user, [about.record], door="questionnaire_ask")
    return about


def _places(request: Asked, about: About | None) -> list[tuple[Any, str]]:
    if about:
        return []
    return [(p.pk, p.name) for p in queries.places_for(request.user)]


def _home(pk: UUID) -> str:
    return reverse("questionnaire", args=[pk])


def _answered(request: Asked, sheet: Sheet, when: WhenForm, about: About | None) -> str:
    typed = when.cleaned_data
    row = actions.answer(
        sheet.version, by=request.user, on=typed["on"], answers=_typed(sheet),
        subject=about.record if about else None, place=_place(about, typed),
    )  # fmt: skip
    messages.success(request, _("The answers are kept."))
    return reverse("answers", args=[row.pk])


def _place(about: About | None, typed: dict[str, Any]) -> Place:
    if about:
        return about.kind.place(about.record)
    found = place_by_id(UUID(typed["place"]))
    if found is None:
        raise Refused
    return found


def _typed(sheet: Sheet) -> dict[str, Any]:
    """Every text as it was typed; the action leaves out what is not asked."""
    found: dict[str, Any] = {n: [{} for _row in range(c)] for n, c in sheet.filled.rows.items()}
    for (name, row), text in sheet.filled.typed.items():
        repeat = sheet.filled.form.questions[name].repeat
        (found[repeat][row - 1] if repeat else found)[name] = text
    return found


def _page(
    request: Asked, sheet: Sheet, when: WhenForm, about: About | None, *, back: str, **more: Any
) -> HttpResponse:
    wrong = request.method == "POST" and bool(sheet.questions.errors or when.errors)
    context = sheet.context() | {
        "when": when, "about": about, "back": back, "found": sheet.version.questionnaire,
        "open": all(sheet.version.levels.get(k[0], 2) < 3 for k in sheet.filled.asked), **more,
    }  # fmt: skip
    return render(request, "instruments/fill.html", context, status=422 if wrong else 200)


@door(WRITE, purpose=CARE)
def correct(request: Asked, pk: UUID) -> HttpResponse:
    """Other answers; who may not read all of them may not correct any."""
    row = answers_or_404(request, pk, door="answers_correct")
    known = queries.read_by(row, by=request.user)
    if row.mistaken or known != queries.whole(row) or not may(request.user, WRITE, row):
        raise Http404
    when = WhenForm(request.POST or None, fixed=True, initial={"base": row.version})
    sheet = sheet_for(request, row.version_of, known, row.on)
    if sheet.ready and (url := run(when, lambda: _corrected(request, row, sheet, when))):
        return redirect(url)
    about = about_of(row.subject_kind, row.subject, by=request.user, purpose=request.purpose)
    return _page(request, sheet, when, about, back=reverse("answers", args=[pk]), row=row)


def _corrected(request: Asked, row: Any, sheet: Sheet, when: WhenForm) -> str:
    base = when.cleaned_data["base"] or 0
    done = actions.correct(row, base=base, by=request.user, answers=_typed(sheet))
    if done.clash:
        messages.warning(request, _(
            "A colleague corrected the same answers meanwhile: both are kept for your "
            "coordinator to decide."))  # fmt: skip
    else:
        messages.success(request, _("The answers are corrected."))
    return reverse("answers", args=[row.pk])


@require_POST
@door(WRITE, purpose=CARE)
def take_back(request: Asked, pk: UUID) -> HttpResponse:
    """Recorded in error."""
    row = answers_or_404(request, pk, door="answers_take_back")
    try:
        actions.take_back(row, by=request.user)
    except Refused as refused:
        raise Http404 from refused
    messages.success(request, _("These answers count no more; they stay readable."))
    return redirect("answers", pk)
