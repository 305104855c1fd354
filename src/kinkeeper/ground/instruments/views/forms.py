"""Questionnaires: which there are, one with its versions, a workbook becomes a version."""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments import actions, queries
from kinkeeper.ground.instruments.actions import NotYet
from kinkeeper.ground.instruments.checking import Checked
from kinkeeper.ground.instruments.definition import NOTE, plain
from kinkeeper.ground.instruments.forms import ImportForm
from kinkeeper.ground.instruments.models import Version
from kinkeeper.ground.instruments.shipped import SHIPPED
from kinkeeper.ground.instruments.views.asking import (
    DESIGN,
    READ,
    WRITE,
    or_404,
    questionnaire_or_404,
)
from kinkeeper.ground.instruments.words import spoken_label, thresholds
from kinkeeper.ground.instruments.workbook import Book, Unreadable, as_workbook, read_book
from kinkeeper.ground.process.asking import run
from kinkeeper.ground.reports.workbook import CONTENT_TYPE
from kinkeeper.ground.text.language import spoken


@door(READ, purpose=CARE)
def questionnaires(request: Asked) -> HttpResponse:
    """All questionnaires; those that come with the program and are not used yet."""
    listed = queries.questionnaires(by=request.user)
    known = {entry.questionnaire.code for entry in listed}
    designs = may(request.user, DESIGN)
    waiting = [(c, s["settings"][0]["form_title"]) for c, s in SHIPPED.items() if c not in known]
    context = {"listed": listed, "waiting": waiting if designs else [], "designs": designs}
    return render(request, "instruments/list.html", context)


@door(READ, purpose=CARE)
def questionnaire(request: Asked, pk: UUID) -> HttpResponse:
    """One questionnaire: its questions with their conditions, its scores, its versions."""
    found, last = questionnaire_or_404(pk)
    versions = queries.versions_of(found)
    frozen = queries.frozen_among(versions)
    context = {
        "found": found, "last": last,
        "versions": [(v, v.pk in frozen, len(v.names)) for v in versions],
        "questions": list(_questions(last)),
        "scores": [
            (spoken_label(s.label), s.source, thresholds(s)) for s in queries.scores_of(last)
        ],
        "designs": may(request.user, DESIGN), "writes": may(request.user, WRITE),
        "answered": queries.answers_to(found, by=request.user).filter(mistaken=False).count(),
    }  # fmt: skip
    return render(request, "instruments/questionnaire.html", context)


def _questions(version: Version) -> Any:
    """Words, type, class and condition of each question, as the page shows them."""
    form = queries.form_of(version)
    lines = {line.get("name"): line for line in version.sheets.get("survey", [])}
    for question in form.questions.values():
        if question.kind == NOTE:
            continue
        line = lines.get(question.name, {})
        yield {
            "label": plain(form, question.label, spoken()) or question.name,
            "name": question.name, "kind": _kind(question.kind),
            "level": version.levels.get(question.name, ""),
            "relevant": line.get("relevant", ""), "constraint": line.get("constraint", ""),
        }  # fmt: skip


def _kind(kind: str) -> str:
    """The type of a question in the reader's language."""
    words = {
        "text": _("text"), "integer": _("whole number"), "decimal": _("number"),
        "date": _("date"), "time": _("time"), "datetime": _("date and time"),
        "one": _("one choice"), "many": _("several choices"), "tick": _("box to tick"),
        "calculate": _("computed"),
    }  # fmt: skip
    return words.get(kind, kind)


@door(DESIGN, purpose=CARE)
def bring(request: Asked) -> HttpResponse:
    """A workbook becomes the next version; what is wrong with it is said line by line."""
    form = ImportForm(request.POST or None, request.FILES or None, doubts="sure" in request.POST)
    checked: Checked | None = None
    if request.method == "POST" and form.is_valid():
        try:
            data = _sent_file(form)
            book = read_book(data)
        except Unreadable as error:
            form.add_error("file", str(error.said))
        else:
            if url := _kept(request, form, book):
                return redirect(url)
            checked = actions.looked_at(book)
            form = _again(form, data, checked)
    context = {"form": form, "checked": checked}
    return render(request, "instruments/import.html", context, status=_status(form, checked))


def _status(form: ImportForm, checked: Checked | None) -> int:
    return 422 if checked or (form.is_bound and form.errors) else 200


def _sent_file(form: ImportForm) -> bytes:
    if file := form.cleaned_data["file"]:
        return bytes(file.read())
    try:
        return b64decode(form.cleaned_data["kept"], validate=True)
    except NotBase64 as error:
        raise Unreadable(_("Choose the workbook of the questionnaire.")) from error


def _kept(request: Asked, form: ImportForm, book: Book) -> str | None:
    """Where the new version can be read; None when there is something to say first."""
    version: list[Version] = []

    def keep() -> str:
        sure = bool(form.cleaned_data.get("sure"))
        version.append(actions.keep_version(book, by=request.user, confirmed=sure))
        return reverse("questionnaire", args=[version[0].questionnaire_id])

    try:
        url = run(form, keep)
    except NotYet:
        return None
    if url and version:
        said = _("“%(title)s”: version %(number)s is ready.")
        values = {"title": version[0].questionnaire.title, "number": version[0].number}
        messages.success(request, said % values)
    return url


def _again(form: ImportForm, data: bytes, checked: Checked) -> ImportForm:
    """The same page with the workbook still in it, when only doubts are left."""
    doubts = bool(checked.doubts) and not checked.problems
    kept = b64encode(data).decode() if doubts else ""
    return ImportForm(
        initial={"form_id": form.cleaned_data["form_id"], "kept": kept}, doubts=doubts
    )


@require_POST
@door(DESIGN, purpose=CARE)
def ship(request: Asked) -> HttpResponse:
    """Use a questionnaire that comes with the program."""
    code = request.POST.get("code", "")
    if code not in SHIPPED:
        raise Http404
    version = actions.put_in(code, by=request.user)
    messages.success(request, _("“%(title)s” can be used.") % {
        "title": version.questionnaire.title})  # fmt: skip
    return redirect("questionnaire", version.questionnaire_id)


@require_POST
@door(DESIGN, purpose=CARE)
def close(request: Asked, pk: UUID) -> HttpResponse:
    """No longer asked from today, or asked again."""
    found, _last = questionnaire_or_404(pk)
    actions.close(found, by=request.user, on=None if found.closed_on else timezone.localdate())
    return redirect("questionnaire", pk)


@door(READ, purpose=CARE)
def workbook(request: Asked, pk: UUID) -> HttpResponse:
    """A version as an XLSForm, to be changed and brought back: with the ids of its questions."""
    del request
    version = or_404(queries.version(pk))
    sheets = {name: list(lines) for name, lines in version.sheets.items() if lines}
    sheets["survey"] = [_with_id(line, version) for line in sheets["survey"]]
    answer = HttpResponse(as_workbook(sheets), content_type=CONTENT_TYPE)
    name = f"{slugify(version.questionnaire.code)}-{version.number}.xlsx"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _with_id(line: dict[str, str], version: Version) -> dict[str, str]:
    known = version.names.get(line.get("name", ""))
    return {**line, "question_id": known} if known else dict(line)
