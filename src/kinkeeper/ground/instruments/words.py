"""Answers and scores in words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinkeeper.ground.instruments.definition import MANY, ONE, TICK, Form, Question, plain
from kinkeeper.ground.instruments.rules import Score, Scored
from kinkeeper.ground.text.language import spoken
from kinkeeper.ground.text.numbers import in_figures


@dataclass(frozen=True)
class Said:
    """A question with its answer. name: of the question in the workbook."""

    name: str
    question: str
    answer: str


@dataclass(frozen=True)
class Part:
    """The answers of one repetition, or those outside repeated sections (title "")."""

    title: str
    lines: list[Said]


def answered(form: Form, known: Mapping[str, Any]) -> list[Part]:
    """Every answer that is there, in the order of the questionnaire."""
    language = spoken()
    parts = [Part("", _lines(form, known, language, repeat=""))]
    for section in form.sections.values():
        rows = known.get(section.name)
        if section.repeats and isinstance(rows, list):
            title = plain(form, section.label, language)
            parts += [
                Part(f"{title} {at}", _lines(form, row, language, repeat=section.name))
                for at, row in enumerate(rows, start=1)
            ]
    return [part for part in parts if part.lines]


def _lines(form: Form, known: Mapping[str, Any], language: str, *, repeat: str) -> list[Said]:
    return [
        Said(q.name, plain(form, q.label, language) or q.name, in_words(form, q, known[q.name]))
        for q in form.questions.values()
        if q.repeat == repeat and isinstance(known.get(q.name), str)
    ]


def in_words(form: Form, question: Question, text: str) -> str:
    """The label of a choice, a day as days are written, yes for a tick."""
    if question.kind in {ONE, MANY} and question.choices:
        listed = form.choices.get(question.choices.list_name, ())
        labels = {c.code: plain(form, c.label, spoken()) for c in listed}
        codes = [text] if question.kind == ONE else text.split()
        return ", ".join(labels.get(code) or code for code in codes)
    if question.kind == TICK:
        return _("yes")
    if question.kind == "date":
        return _day(text)
    return text


def _day(text: str) -> str:
    try:
        return date_format(date.fromisoformat(text), "SHORT_DATE_FORMAT")
    except ValueError:
        return text


@dataclass(frozen=True)
class ScoreLine:
    """A score in words: its value, and what each set of thresholds calls it."""

    label: str
    value: str
    bands: list[tuple[str, str, str]]
    source: str
    missing: int

    @property
    def one(self) -> tuple[str, str, str] | None:
        return self.bands[0] if self.bands else None


def score_lines(found: Iterable[Scored]) -> list[ScoreLine]:
    return [_score(one) for one in found]


def _score(found: Scored) -> ScoreLine:
    value = found.value
    shown = "" if value is None else in_figures(value, decimals=0 if value % 1 == 0 else 1)
    bands = [(b.set, spoken_label(b.label), b.tone) for b in found.bands]
    return ScoreLine(
        spoken_label(found.score.label), shown, bands, found.score.source, len(found.missing)
    )


def spoken_label(words: Mapping[str, str]) -> str:
    """In the reader's language, or in any."""
    return words.get(spoken()) or next(iter(words.values()), "")


def thresholds(score: Score) -> list[str]:
    """Each set of thresholds as one line: 21/35: poor up to 21, borderline up to 35, acceptable."""
    lines = []
    for of_set in score.sets:
        parts = [
            spoken_label(b.label)
            if b.up_to is None
            else _("%(band)s up to %(number)s") % {
                "band": spoken_label(b.label), "number": in_figures(b.up_to)}
            for b in score.bands
            if b.set == of_set
        ]  # fmt: skip
        lines.append(f"{of_set} : {', '.join(parts)}")
    return lines
