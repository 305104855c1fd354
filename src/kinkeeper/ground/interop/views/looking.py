"""The lines are looked at: what is asked, what is worth knowing, what is set aside."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Page, Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.interop import actions, queries
from kinkeeper.ground.interop.actions.applying import missing
from kinkeeper.ground.interop.cells import as_text
from kinkeeper.ground.interop.cells import from_kept as cells_from
from kinkeeper.ground.interop.models import Batch, Line, Question
from kinkeeper.ground.interop.said import Said, from_kept
from kinkeeper.ground.interop.views.asking import Step, batch_or_404, elsewhere, page_number, steps

ASIDE_KIND = "aside"
ON_A_PAGE = 20
SHOWN_CELLS = 9
NEWS = ("new_families", "new_children", "new_caregivers", "changed")


@dataclass(frozen=True)
class Asking:
    """A question on the page. lines: (number, ((heading, value), ...))."""

    question: Question
    sentence: Said
    options: list[tuple[str, Said]]
    chosen: str
    lines: list[tuple[int, list[tuple[str, str]]]]


@door("interop.import", purpose=CARE)
def import_lines(request: Asked, pk: UUID) -> HttpResponse:
    """Summary, and the questions kind by kind."""
    batch = batch_or_404(pk, request)
    if away := elsewhere(batch, "import_lines"):
        return away
    if request.method == "POST":
        return _decided(request, batch)
    kinds = queries.kinds_of(batch)
    kind = _chosen_kind(request, kinds)
    context = {
        "batch": batch, "steps": steps(batch, "import_lines"), "kind": kind,
        "kind_label": dict(queries.profile_of(batch).kinds).get(kind, ""),
        "figures": _figures(batch), "tabs": _tabs(batch, kinds, kind),
        "waiting": queries.open_questions(batch),
        "waiting_here": next((k.open for k in kinds if k.kind == kind), 0),
        **_page(request, batch, kind),
    }  # fmt: skip
    return render(request, "interop/lines.html", context)


def _chosen_kind(request: Asked, kinds: list[queries.KindCount]) -> str:
    """The kind asked for, else the first with an open question, else the first."""
    asked = request.GET.get("kind", "")
    if asked == ASIDE_KIND or asked in {k.kind for k in kinds}:
        return asked
    first = [k.kind for k in kinds if k.open] or [k.kind for k in kinds]
    return first[0] if first else ASIDE_KIND


def _tabs(batch: Batch, kinds: list[queries.KindCount], kind: str) -> list[Step]:
    labels = dict(queries.profile_of(batch).kinds)
    here = reverse("import_lines", args=[batch.pk])
    tabs = [
        Step(str(labels[k.kind]), f"{here}?kind={k.kind}", k.kind == kind, k.count) for k in kinds
    ]
    aside = queries.set_aside(batch).count()
    return [*tabs, Step(_("Set aside"), f"{here}?kind={ASIDE_KIND}", kind == ASIDE_KIND, aside)]


def _figures(batch: Batch) -> list[tuple[Any, int]]:
    profile = queries.profile_of(batch)
    return [(label, batch.counts.get(code, 0)) for code, label in profile.figures[:6]]


def _page(request: Asked, batch: Batch, kind: str) -> dict[str, Any]:
    highest = highest_class(request.user)
    if kind == ASIDE_KIND:
        page: Page[Any] = Paginator(queries.set_aside(batch), 40).get_page(page_number(request))
        shown = _shown_columns(batch, highest)
        aside = [(line.row, from_kept(line.why), _cells(line, shown)) for line in page]
        return {"page": page, "aside": aside, "asking": []}
    page = Paginator(queries.questions_of(batch, kind), ON_A_PAGE).get_page(page_number(request))
    return {"page": page, "asking": _asking(batch, list(page), highest), "aside": []}


def _asking(batch: Batch, questions: list[Question], highest: int) -> list[Asking]:
    shown = _shown_columns(batch, highest)
    rows = {row for question in questions for row in question.rows}
    lines = {line.row: _cells(line, shown) for line in queries.lines_at(batch, rows)}
    return [
        Asking(
            q, _readable(q, highest), [(code, from_kept(text)) for code, text in q.options],
            q.answer or q.default, [(row, lines[row]) for row in q.rows if row in lines],
        )
        for q in questions
    ]  # fmt: skip


def _readable(question: Question, highest: int) -> Said:
    """Sensitive values are not said to a reader who may not meet them."""
    sentence = from_kept(question.sentence)
    if highest >= 3 or not question.key.endswith(":note"):
        return sentence
    return Said(sentence.text, {**sentence.facts, "new": "—", "now": "—"})


def _shown_columns(batch: Batch, highest: int) -> dict[int, str]:
    profile = queries.profile_of(batch)
    captions = {heading["column"]: heading["caption"] for heading in batch.headings}
    return {
        int(column): captions.get(int(column), "")
        for column, fact in sorted(batch.columns.items(), key=lambda pair: int(pair[0]))
        if profile.field(fact).level <= highest
    }


def _cells(line: Line, shown: dict[int, str]) -> list[tuple[str, str]]:
    held = cells_from(line.cells)
    found = [(caption, as_text(held[c])) for c, caption in shown.items() if c in held]
    return found[-SHOWN_CELLS:]


def _decided(request: Asked, batch: Batch) -> HttpResponse:
    kind = request.POST.get("kind", "")
    here = redirect(f"{reverse('import_lines', args=[batch.pk])}?{request.GET.urlencode()}")
    if "continue" in request.POST:
        return _onwards(request, batch)
    if "all" in request.POST:
        count = actions.decide_all(batch, kind)
        messages.success(request, _("Answers taken: %(count)d") % {"count": count})
        return redirect("import_lines", batch.pk)
    sent = {
        key.removeprefix("answer-"): str(value)
        for key, value in request.POST.items()
        if key.startswith("answer-")
    }
    by_id = queries.questions_by_id(batch, sent)
    actions.decide(batch, {question.key: sent[str(question.pk)] for question in by_id})
    messages.success(request, _("Answers saved."))
    return here


def _onwards(request: Asked, batch: Batch) -> HttpResponse:
    if batch.stale:
        actions.start_checking(batch)
    if queries.open_questions(batch):
        messages.warning(request, _("Some questions wait for an answer."))
        return redirect("import", batch.pk)
    return redirect("import_apply", batch.pk)


@door("interop.import", purpose=CARE)
def import_apply(request: Asked, pk: UUID) -> HttpResponse:
    """What exactly will be created, changed and left; the button that does it."""
    batch = batch_or_404(pk, request)
    if request.method == "POST":
        try:
            batch = actions.start_applying(batch, by=request.user)
        except ValidationError as wrong:
            messages.error(request, " ".join(wrong.messages))
            return redirect("import_apply", batch.pk)
        return redirect("import", batch.pk)
    if away := elsewhere(batch, "import_apply"):
        return away
    counts = batch.counts
    context = {
        "batch": batch, "steps": steps(batch, "import_apply"), "missing": missing(batch),
        "counts": counts, "problem": from_kept(batch.problem),
        "nothing": not _total(counts, NEWS),
    }  # fmt: skip
    return render(request, "interop/apply.html", context)


def _total(counts: dict[str, int], codes: Iterable[str]) -> int:
    return sum(counts.get(code, 0) for code in codes)
