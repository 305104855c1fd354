"""A workbook looked at before it becomes a version: its questions, conditions, differences."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.instruments.definition import NOTE, Form, Question, plain, read_form
from kinkeeper.ground.instruments.filling import UnsettledError, fill
from kinkeeper.ground.instruments.models import Version
from kinkeeper.ground.instruments.problems import Problem, problem
from kinkeeper.ground.instruments.rules import (
    Asked,
    Differences,
    Score,
    as_data,
    differences,
)
from kinkeeper.ground.instruments.score_sheets import read_scores
from kinkeeper.ground.instruments.sides import CONSTRAINT, FILTER, RELEVANT, Sides, both_sides
from kinkeeper.ground.instruments.workbook import SHEETS, Book, convert_book
from kinkeeper.ground.instruments.xpath import ExpressionError, parsed

NEVER = {
    RELEVANT: _("“%(name)s” is never asked: no answers make “%(expression)s” true."),
    CONSTRAINT: _("No answer to “%(name)s” is ever accepted by “%(expression)s”."),
    FILTER: _("“%(name)s” never has a choice to offer with “%(expression)s”."),
}
ALWAYS = {
    RELEVANT: _("“%(name)s” is always asked: nothing makes “%(expression)s” false."),
    CONSTRAINT: _("“%(expression)s” accepts every answer to “%(name)s”."),
    FILTER: _("“%(expression)s” leaves out nothing of “%(name)s”."),
}
USUAL = 2  # class of a question that declares none: personal


@dataclass
class Checked:
    """problems: it cannot be used. doubts: somebody should look; it can be used all the same."""

    book: Book
    problems: list[Problem]
    xform: str = ""
    form: Form | None = None
    keys: dict[str, dict[str, str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    levels: dict[str, int] = field(default_factory=dict)
    scores: list[Score] = field(default_factory=list)
    sides: list[Sides] = field(default_factory=list)
    changes: Differences = field(default_factory=Differences)
    doubts: list[Problem] = field(default_factory=list)

    @property
    def digest(self) -> str:
        return digest_of(self.book)

    def sheets(self) -> dict[str, list[dict[str, str]]]:
        return sheets_of(self.book)


def sheets_of(book: Book) -> dict[str, list[dict[str, str]]]:
    return {name: [dict(line) for _n, line in book.lines(name)] for name in SHEETS}


def digest_of(book: Book) -> str:
    text = json.dumps(sheets_of(book), sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def check(book: Book, *, before: Version | None, today: date) -> Checked:
    """Everything there is to say about a workbook; `before`: the last version of its code."""
    converted = convert_book(book)
    checked = Checked(book, converted.problems, converted.xform)
    if checked.problems:
        return checked
    checked.form = form = read_form(converted.xform)
    checked.problems += _expressions(book, form)
    checked.scores, wrong = read_scores(book, form.questions)
    checked.problems += wrong
    checked.levels = {q.name: _level(book, q) for q in form.questions.values() if q.kind != NOTE}
    if checked.problems:
        return checked
    _compare(checked, before)
    if not checked.problems:
        _try(checked, today)
    return checked


def _level(book: Book, question: Question) -> int:
    """The class that a question declares in the column `class`."""
    line = next((li for _n, li in book.lines("survey") if li.get("name") == question.name), {})
    return int((line.get("class") or str(USUAL)).upper().removeprefix("L"))


def _expressions(book: Book, form: Form) -> Iterator[Problem]:
    """Each condition and calculation is read before anybody depends on it."""
    for question in form.questions.values():
        for text in (question.relevant, question.required, question.constraint, question.calculate):
            yield from _one_expression(book, question.name, text)
        if question.choices and question.choices.filter:
            yield from _one_expression(book, question.name, question.choices.filter)
    for section in form.sections.values():
        yield from _one_expression(book, section.name, section.relevant)


def _one_expression(book: Book, name: str, text: str) -> Iterator[Problem]:
    try:
        if text:
            parsed(text)
    except ExpressionError as error:
        yield problem("survey", book.line_of(name), _(
            "The condition “%(text)s” cannot be read: %(error)s"
        ), text=text, error=error)  # fmt: skip


# --- against the version before -----------------------------------------------------------------


def _compare(checked: Checked, before: Version | None) -> None:
    keys: Mapping[str, Mapping[str, str]] = before.questionnaire.keys if before else {}
    form = checked.form
    assert form is not None  # noqa: S101 - `check` read it
    for name in checked.levels:
        checked.names[name] = _key_of(checked.book, name, keys) or str(uuid4())
    after = asked_in(form, checked.names, checked.levels)
    earlier = _earlier(before, keys)
    checked.changes = differences(earlier, after)
    checked.problems += _retyped(checked)
    checked.keys = {i: dict(k) for i, k in keys.items()} | {
        q.id: {"name": q.name, "kind": q.kind} for q in after
    }
    checked.doubts += [_reworded(checked, name) for name in checked.changes.reworded]


def _key_of(book: Book, name: str, keys: Mapping[str, Mapping[str, str]]) -> str:
    """The id this question already has: by its column `question_id`, or else by its name."""
    line = next((li for _n, li in book.lines("survey") if li.get("name") == name), {})
    if (named := line.get("question_id", "")) in keys:
        return named
    return next((i for i, known in keys.items() if known["name"] == name), "")


def _earlier(before: Version | None, keys: Mapping[str, Mapping[str, str]]) -> list[Asked]:
    """Every question ever asked; with its words where the version before still asks it."""
    if before is None:
        return []
    last = asked_in(read_form(before.xform), before.names, before.levels)
    known = {q.id: q for q in last}
    gone = (Asked(i, k["name"], k["kind"], USUAL, {}) for i, k in keys.items() if i not in known)
    return [*last, *gone]


def asked_in(form: Form, names: Mapping[str, str], levels: Mapping[str, int]) -> list[Asked]:
    """The questions of a form as they are compared with those of another version."""
    return [
        Asked(
            id=names[q.name], name=q.name, kind=q.kind, level=levels[q.name],
            label=_by_language(form, q.label),
            choices={
                c.code: _by_language(form, c.label)
                for c in (form.choices.get(q.choices.list_name, ()) if q.choices else ())
            },
        )
        for q in form.questions.values()
        if q.name in names
    ]  # fmt: skip


def _by_language(form: Form, words: Any) -> dict[str, str]:
    return {lang: plain(form, words, lang) for lang in words}


def _retyped(checked: Checked) -> Iterable[Problem]:
    for name, was, now in checked.changes.retyped:
        yield problem("survey", checked.book.line_of(name), _(
            "“%(name)s” was a question of the type “%(was)s” and is “%(now)s” now: its answers "
            "would not be the same thing. Give the new question another name."
        ), name=name, was=was, now=now)  # fmt: skip


def _reworded(checked: Checked, name: str) -> Problem:
    return problem("survey", checked.book.line_of(name), _(
        "“%(name)s” has other words than before. If it asks something else now, give it another "
        "name: its old answers will stand beside the new ones."), name=name)  # fmt: skip


# --- answers on both sides ----------------------------------------------------------------------


def _try(checked: Checked, today: date) -> None:
    form = checked.form
    assert form is not None  # noqa: S101 - `check` read it
    try:
        fill(form, {}, today=today)
        checked.sides = both_sides(form, today=today)
    except UnsettledError:
        checked.problems.append(problem("survey", 0, _(
            "Conditions and calculations depend on each other in a circle.")))  # fmt: skip
    except ExpressionError as error:
        checked.problems.append(problem("survey", 0, _(
            "A condition cannot be evaluated: %(error)s"), error=error))  # fmt: skip
    checked.doubts += [d for side in checked.sides for d in _one_sided(checked.book, side)]


def _one_sided(book: Book, side: Sides) -> Iterator[Problem]:
    for table, there in ((NEVER, side.true), (ALWAYS, side.false)):
        if there is None and side.what in table:
            yield problem(
                "survey", book.line_of(side.name), table[side.what], name=side.name,
                expression=_readable(side.expression),
            )  # fmt: skip


def _readable(expression: str) -> str:
    """The names of questions instead of the paths to them."""
    return " ".join(w.rsplit("/", 1)[-1] if "/" in w else w for w in expression.split())


def scores_as_data(checked: Checked) -> list[dict[str, Any]]:
    return [as_data(score) for score in checked.scores]
