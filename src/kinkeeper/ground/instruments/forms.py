"""The questionnaire as a page without scripts: one field for each question that is asked now.

What was typed into a question that is not asked any more travels along unseen, so that it is there
again when the question is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import escape
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.instruments.definition import (
    MANY,
    NOTE,
    ONE,
    TICK,
    Form,
    Item,
    Question,
    Section,
)
from kinkeeper.ground.instruments.filling import (
    MOST_ROWS,
    TICKED,
    Answers,
    Filled,
    Key,
    Row,
)
from kinkeeper.ground.instruments.sentences import sentence
from kinkeeper.ground.process.forms import SENSITIVE, Choices, Sheet, choose, day
from kinkeeper.ground.process.forms import note as note_field

SENSITIVE_FROM = 3
FEW = 6  # choices that stand under each other as round buttons; more become a list to open


class WhenForm(Sheet):
    """When it was answered, and where, when the questionnaire is about nobody."""

    on = day(_("Answered on"))
    place = forms.ChoiceField(label=_("Where"))
    base = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, places: Choices = (), fixed: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        found = list(places)
        if found:
            choose(self, "place", found)
        else:
            self.fields.pop("place")
        if fixed:
            self.fields.pop("on")


class ImportForm(Sheet):
    """`kept`: the workbook that was looked at, so that it need not be chosen again."""

    file = forms.FileField(label=_("Questionnaire (XLSForm, .xlsx)"), required=False)
    kept = forms.CharField(widget=forms.HiddenInput, required=False)
    sure = forms.BooleanField(label=_("Looked at: use it as it is"), required=False)

    def __init__(self, *args: Any, doubts: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["file"].required = not (self.data.get("kept") or self.initial.get("kept"))
        if not doubts:
            self.fields.pop("sure")


class ExportForm(Sheet):
    why = note_field(_("Reason"), required=True, help_text=_(
        "What is the file for, and who gets it? The reason is kept with your name. "
        "Do not write names of children or families here."))  # fmt: skip


# --- the questions ------------------------------------------------------------------------------


def field_name(key: Key) -> str:
    name, row = key
    return f"q.{name}.{row}" if row else f"q.{name}"


def rows_name(section: str) -> str:
    return f"rows.{section}"


class _Loose:
    """Judged by the questionnaire, not by the field."""

    def validate(self, value: Any) -> None:
        del value


class LooseText(_Loose, forms.CharField):
    pass


class LooseChoice(_Loose, forms.ChoiceField):
    pass


class LooseChoices(_Loose, forms.MultipleChoiceField):
    pass


@dataclass
class Block:
    """A section of the page: its words, its fields, and what can be repeated in it."""

    title: str
    depth: int
    fields: list[Any] = field(default_factory=list)
    repeat: str = ""
    row: int = 0


class Questions(forms.Form):
    """Fields for every question asked now, with what is wrong beside each."""

    use_required_attribute = False

    def __init__(self, filled: Filled, *, language: str, levels: Mapping[str, int]) -> None:
        self.filled, self.language, self.levels = filled, language, levels
        super().__init__(data=_as_data(filled), auto_id="id_%s")
        for key in filled.asked:
            self.fields[field_name(key)] = self._field(key)
        self.is_valid()

    def judge(self, shown: Iterable[Key]) -> None:
        """Say what is wrong with the questions that somebody has seen."""
        for key in shown:
            if key in self.filled.problems:
                self.add_error(field_name(key), ValidationError(sentence(self.filled, key)))

    def unseen(self) -> list[tuple[str, str]]:
        """What was typed into questions that are not asked now."""
        asked = set(self.filled.asked)
        return [
            (field_name(key), text)
            for key, text in self.filled.typed.items()
            if text and key not in asked and self.filled.form.questions[key[0]].asked
        ]

    def rows(self) -> list[tuple[str, int]]:
        return [(rows_name(name), count) for name, count in self.filled.rows.items()]

    def blocks(self) -> list[Block]:
        found: list[Block] = [Block("", 0)]
        self._collect(self.filled.form.items, 0, 1, found)
        return [b for b in found if b.fields or b.title or b.repeat]

    def _collect(self, items: Iterable[Item], row: int, depth: int, found: list[Block]) -> None:
        for item in items:
            if isinstance(item, Section):
                self._section(item, row, depth, found)
                continue
            key = item.name, row if item.repeat else 0
            if self.filled.relevant.get(key) and (shown := self._shown(item, key)):
                found[-1].fields.append(shown)

    def _section(self, section: Section, row: int, depth: int, found: list[Block]) -> None:
        rows = range(1, self.filled.rows[section.name] + 1) if section.repeats else [row]
        for at in rows:
            if self.filled.sections.get((section.name, at)):
                title = self.filled.words(section.label, self.language, (section.name, at))
                found.append(Block(title, depth, row=at if section.repeats else 0))
                self._collect(section.items, at, depth + 1, found)
        if section.repeats:
            title = self.filled.words(section.label, self.language, (section.name, 0))
            found.append(Block(title, depth, repeat=section.name, row=len(rows)))
        if depth == 1:
            found.append(Block("", 0))

    def _shown(self, question: Question, key: Key) -> Any:
        """A field, or the words of a note."""
        if question.kind == NOTE:
            return {"note": self.filled.words(question.label, self.language, key)}
        return self[field_name(key)] if question.asked else None

    def _field(self, key: Key) -> forms.Field:
        question = self.filled.form.questions[key[0]]
        attrs = dict(SENSITIVE) if self.levels.get(key[0], 2) >= SENSITIVE_FROM else {}
        made = self._made(question, key, attrs)
        made.label = self.filled.words(question.label, self.language, key) or key[0]
        made.help_text = escape(self.filled.words(question.hint, self.language, key))
        made.required = key in self.filled.required
        return made

    def _made(self, question: Question, key: Key, attrs: dict[str, str]) -> forms.Field:
        if question.kind == TICK:
            return LooseText(widget=forms.CheckboxInput(attrs, check_test=lambda v: v == TICKED))
        if question.kind in {ONE, MANY}:
            return self._choice(question, key, attrs)
        return LooseText(widget=_widget(question.kind, attrs))

    def _choice(self, question: Question, key: Key, attrs: dict[str, str]) -> forms.Field:
        options = [
            (c.code, self.filled.words(c.label, self.language, key))
            for c in self.filled.offered(key)
        ]
        if question.kind == MANY:
            return LooseChoices(choices=options, widget=forms.CheckboxSelectMultiple(attrs))
        if len(options) > FEW:
            return LooseChoice(choices=[("", "—"), *options], widget=forms.Select(attrs))
        return LooseChoice(choices=options, widget=forms.RadioSelect(attrs))


MODES = {"integer": "numeric", "decimal": "decimal"}


def _widget(kind: str, attrs: dict[str, str]) -> forms.Widget:
    if kind == "date":
        return forms.DateInput({"type": "date", **attrs}, format="%Y-%m-%d")
    if kind == "time":
        return forms.TimeInput({"type": "time", **attrs})
    mode = {"inputmode": MODES[kind], "autocomplete": "off"} if kind in MODES else {}
    return forms.TextInput({**mode, **attrs})


def _as_data(filled: Filled) -> Any:
    """The typed texts as a posted form."""
    from django.http import QueryDict  # noqa: PLC0415 - a value, not a request

    data = QueryDict(mutable=True)
    for key, text in filled.typed.items():
        many = filled.form.questions[key[0]].kind == MANY
        data.setlist(field_name(key), text.split() if many else [text])
    return data


# --- what was sent ------------------------------------------------------------------------------


def typed_answers(form: Form, data: Any) -> Answers:
    """The answers in a posted page. data: a QueryDict."""
    answers: dict[str, str | list[Row]] = {}
    for section in form.sections.values():
        if section.repeats:
            rows = min(_whole(data.get(rows_name(section.name))), MOST_ROWS)
            answers[section.name] = [{} for _row in range(rows)]
    for name, question in form.questions.items():
        if not question.asked:
            continue
        if not question.repeat:
            answers[name] = _text(question, data, (name, 0))
            continue
        rows_of = answers[question.repeat]
        for at, row in enumerate(rows_of if isinstance(rows_of, list) else [], start=1):
            row[name] = _text(question, data, (name, at))
    return answers


def _text(question: Question, data: Any, key: Key) -> str:
    found = data.getlist(field_name(key))
    if question.kind == TICK:
        return TICKED if found and found[-1] not in {"", "False"} else ""
    return " ".join(found).strip() if question.kind == MANY else str(found[-1] if found else "")


def _whole(text: Any) -> int:
    return int(text) if isinstance(text, str) and text.isdigit() and len(text) < 4 else 0


def keys_shown(text: str) -> set[Key]:
    """The questions a page showed, as it says itself."""
    found: set[Key] = set()
    for word in text.split():
        name, _mark, row = word.rpartition(":")
        found.add((name, _whole(row)))
    return found


def keys_text(keys: Iterable[Key]) -> str:
    return " ".join(f"{name}:{row}" for name, row in keys)
