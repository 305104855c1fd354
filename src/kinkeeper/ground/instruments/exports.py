"""The answers to a questionnaire as a table that may leave: one line for each, locked."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments import queries
from kinkeeper.ground.instruments.definition import Form, Question, plain
from kinkeeper.ground.instruments.keeping import by_name, columns
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.words import in_words
from kinkeeper.ground.interop.exports.registry import Asking, Column, Export
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.language import spoken

PROGRAMME = 1
SENSITIVE = 3


def export_of(found: Questionnaire, last: Version) -> Export:
    """Columns by the class of their questions: what is sensitive never leaves in a file."""
    form = queries.form_of(last)
    first = (
        Column("on", _("answered on"), PROGRAMME, lambda row: row.on, 12),
        Column("place", _("place"), PROGRAMME, lambda row: row.place.name, 20),
        Column("version", _("version"), PROGRAMME, lambda row: row.version_of.number, 8),
        Column("subject", _("about (number of the file)"), PROGRAMME, _subject, 38),
    )
    asked = tuple(_column(form, last, name) for name in columns(form) if name in last.names)
    return Export(
        code=f"answers:{found.code}"[:40], label=found.title, note="",
        capability="instruments.read", columns=first + asked,
        rows=lambda asking: _rows(found, asking), record=lambda row: row, places=_no_places,
    )  # fmt: skip


def _subject(row: Answers) -> str:
    return str(row.subject or "")


def _column(form: Form, last: Version, name: str) -> Column:
    question = form.questions[name]
    label = plain(form, question.label, spoken()) or name
    level = last.levels.get(name, SENSITIVE)
    return Column(name, f"{name}: {label}", level, _value(question, last.names[name]), 18)


def _value(question: Question, key: str) -> Callable[[Answers], object]:
    """By the id of the question, so that answers of earlier versions stand in the same column."""

    def value(row: Answers) -> object:
        known = by_name(row, level=SENSITIVE)
        names = {i: name for name, i in row.version_of.names.items()}
        text = known.get(names.get(key, key), "")
        if not isinstance(text, str):
            return ""
        return in_words(queries.form_of(row.version_of), question, text)

    return value


def _rows(found: Questionnaire, asking: Asking) -> Any:
    rows = queries.answers_to(found, by=asking.by, purpose=asking.purpose).filter(mistaken=False)
    return rows[: asking.most]


def _no_places(_by: Account, _purpose: str) -> QuerySet[Place]:
    return Place.objects.none()
