"""A questionnaire with answers in it: what is asked now, what is computed, what is wrong.

The one evaluator of conditions in the office. Answers are texts by the name of their question; a
repeated section holds a list of such answers. Nothing typed is changed or dropped here: a question
that is not asked any more keeps its text until the answers are kept (`kept`). No Django.
"""

import copy
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from xml.etree.ElementTree import Element

from kinkeeper.ground.instruments.definition import (
    CALCULATE,
    MANY,
    ONE,
    TEXT,
    TICK,
    Choice,
    Form,
    Item,
    Question,
    Section,
    Words,
)
from kinkeeper.ground.instruments.functions import EPOCH, day_number, day_of, text_of, truth_of
from kinkeeper.ground.instruments.xpath import Surroundings, evaluate, surroundings, tree_of

Row = dict[str, str]
Answers = Mapping[str, str | list[Row]]
Key = tuple[str, int]  # name, and which repetition from 1; 0 outside repeated sections

MOST_PASSES = 40
MOST_ROWS = 50
LONGEST = 4000
TICKED = "OK"
MISSING, WRONG_KIND, NOT_OFFERED, REFUSED, TOO_LONG = (
    "missing", "wrong_kind", "not_offered", "refused", "too_long",
)  # fmt: skip
SHAPES = {
    "integer": re.compile(r"[+-]?\d{1,9}"),
    "decimal": re.compile(r"[+-]?\d{1,12}(\.\d{1,9})?"),
    "time": re.compile(r"([01]?\d|2[0-3]):[0-5]\d"),
    "datetime": re.compile(r"\d{4}-\d\d-\d\d[T ]([01]?\d|2[0-3]):[0-5]\d"),
}
DAY = re.compile(r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})")


class UnsettledError(ValueError):
    """Conditions and calculations depend on each other in a circle."""


def clean(kind: str, text: str) -> str:
    """As it is kept: days as YYYY-MM-DD, a decimal point for the comma."""
    text = text.strip()
    if kind == "decimal":
        return text.replace(",", ".")
    if kind == "date" and (found := DAY.fullmatch(text)):
        return f"{found[3]}-{int(found[2]):02}-{int(found[1]):02}"
    return text


def fits(kind: str, text: str) -> bool:
    """Is the text of this kind at all? An empty one is."""
    if not text:
        return True
    if kind == "date":
        return len(text) == 10 and day_of(text) is not None
    return kind not in SHAPES or SHAPES[kind].fullmatch(text) is not None


@dataclass
class Filled:
    """`asked`: the questions asked now, each once for each repetition, in their order."""

    form: Form
    typed: dict[Key, str]
    rows: dict[str, int]
    today: date
    relevant: dict[Key, bool] = field(default_factory=dict)
    values: dict[Key, str] = field(default_factory=dict)
    problems: dict[Key, str] = field(default_factory=dict)
    required: set[Key] = field(default_factory=set)
    sections: dict[Key, bool] = field(default_factory=dict)
    _offered: dict[Key, tuple[Choice, ...]] = field(default_factory=dict)
    _instance: "_Instance | None" = None

    @property
    def asked(self) -> list[Key]:
        return [k for k in self.keys() if self.relevant[k] and self.form.questions[k[0]].asked]

    def keys(self) -> Iterator[Key]:
        for name, question in self.form.questions.items():
            for row in self._rows_of(question.repeat):
                yield name, row

    def _rows_of(self, repeat: str) -> range:
        return range(1, self.rows[repeat] + 1) if repeat else range(1)

    def offered(self, key: Key) -> tuple[Choice, ...]:
        """The choices of a question as the other answers leave them."""
        return self._offered.get(key, ())

    def words(self, words: Words, language: str, key: Key) -> str:
        """Words with the values that stand in them."""
        pieces = self.form.said(words, language)
        if all(kind == TEXT for kind, _text in pieces):
            return " ".join(text for _kind, text in pieces).strip()
        with self._around() as instance:
            parts = [t if kind == TEXT else instance.shown(t, key) for kind, t in pieces]
        return " ".join("".join(parts).split())

    def _around(self) -> Any:
        assert self._instance is not None  # noqa: S101 - made by `fill`
        return self._instance.open(self.today)

    def kept(self) -> dict[str, Any]:
        """The answers as they are kept: of the questions asked, and what was computed."""
        found: dict[str, Any] = {name: [{} for _ in range(n)] for name, n in self.rows.items()}
        for (name, row), value in self.values.items():
            if value and self.relevant[name, row]:
                repeat = self.form.questions[name].repeat
                (found[repeat][row - 1] if repeat else found)[name] = value
        return {name: value for name, value in found.items() if value}


def fill(form: Form, answers: Answers, *, today: date) -> Filled:
    """Raises UnsettledError, and ExpressionError for a condition that cannot be evaluated."""
    rows = {s.name: _rows(answers, s.name) for s in form.sections.values() if s.repeats}
    filled = Filled(form, _typed(form, answers), rows, today)
    instance = filled._instance = _Instance(filled)
    with instance.open(today):
        _settle(filled, instance)
        for key in filled.keys():  # noqa: SIM118 - no dictionary
            _judge(filled, instance, key)
    return filled


def _rows(answers: Answers, name: str) -> int:
    rows = answers.get(name)
    return min(len(rows), MOST_ROWS) if isinstance(rows, list) else 0


def _typed(form: Form, answers: Answers) -> dict[Key, str]:
    found: dict[Key, str] = {}
    for name, question in form.questions.items():
        if not question.repeat:
            value = answers.get(name, "")
            found[name, 0] = clean(question.kind, value) if isinstance(value, str) else ""
            continue
        rows = answers.get(question.repeat)
        for row, values in enumerate(rows if isinstance(rows, list) else [], start=1):
            found[name, row] = clean(question.kind, values.get(name, ""))
    return found


class _Instance:
    """The answers as the document on which the conditions are evaluated."""

    def __init__(self, filled: Filled) -> None:
        self.filled, self.form = filled, filled.form
        self.root = copy.deepcopy(self.form.root)
        self.elements: dict[Key, Element] = {}
        self.holders: dict[Key, Element] = {}
        self._repeat_sections()
        for key in filled.keys():  # noqa: SIM118 - no dictionary
            question = self.form.questions[key[0]]
            self.elements[key] = self._element(question.path, question.repeat, key[1])
        self.sections = dict(self._section_elements())
        self.around = Surroundings(filled.today, dict(self.form.lists))
        self.read()

    def open(self, today: date) -> Any:
        del today
        return _Opened(self)

    def _repeat_sections(self) -> None:
        for section in (s for s in self.form.sections.values() if s.repeats):
            parent = _at(self.root, section.path.rsplit("/", 1)[0])
            models = parent.findall(section.name)
            where = list(parent).index(models[0])
            for model in models:
                parent.remove(model)
            for row in range(self.filled.rows[section.name]):
                holder = copy.deepcopy(models[0])
                parent.insert(where + row, holder)
                self.holders[section.name, row + 1] = holder

    def _element(self, path: str, repeat: str, row: int) -> Element:
        if not repeat:
            return _at(self.root, path)
        above = self.form.sections[repeat].path
        return _at(self.holders[repeat, row], f"/.{path[len(above) :]}")

    def _section_elements(self) -> Iterator[tuple[Key, Element]]:
        repeated = {s.name: s for s in self.form.sections.values() if s.repeats}
        for name, section in self.form.sections.items():
            inside = (r for r in repeated.values() if f"{section.path}/".startswith(f"{r.path}/"))
            repeat = next((r.name for r in inside), "")
            for row in self.filled._rows_of(repeat):
                yield (name, row), self._element(section.path, repeat, row)

    def read(self) -> None:
        """Look at the document anew after texts were changed."""
        self.tree = tree_of(self.root)
        self.nodes = {id(n.value): n for n in self.tree.iter() if isinstance(n.value, Element)}

    def ask(self, expression: str, element: Element) -> list[Any]:
        return evaluate(expression, self.tree, self.nodes[id(element)])

    def true(self, expression: str, element: Element) -> bool:
        return truth_of(self.ask(expression, element))

    def shown(self, expression: str, key: Key) -> str:
        """A value inside words; the day of a date is written as a day."""
        found = self.ask(expression, self.elements.get(key, self.root))
        text = text_of(found[0]) if found else ""
        question = self.form.questions.get(expression.rsplit("/", 1)[-1].strip())
        if question is not None and question.kind == "date" and text:
            return date.fromordinal(EPOCH.toordinal() + int(float(text))).strftime("%d/%m/%Y")
        return text

    def set_text(self, key: Key, text: str) -> bool:
        """Whether the document is another one now."""
        kind = self.form.questions[key[0]].kind
        if not fits(kind, text):
            text = ""
        day = day_of(text) if kind == "date" else None
        text = text if day is None else text_of(day_number(day))
        element = self.elements[key]
        if (element.text or "") == text:
            return False
        element.text = text
        return True


@dataclass
class _Opened:
    """While it is open, expressions know the day and the lists of this questionnaire."""

    instance: _Instance
    _inside: Any = None

    def __enter__(self) -> _Instance:
        self._inside = surroundings(self.instance.around)
        self._inside.__enter__()
        return self.instance

    def __exit__(self, *error: object) -> None:
        self._inside.__exit__(*error)


def _at(root: Element, path: str) -> Element:
    steps = "/".join(path.split("/")[2:])
    found = root.find(steps) if steps else root
    if found is None:
        message = f"no place for {path}"
        raise ValueError(message)
    return found


def _settle(filled: Filled, instance: _Instance) -> None:
    """Evaluate until nothing changes: each pass lets one more condition see the one before."""
    for key, text in filled.typed.items():
        instance.set_text(key, text)
    for _pass in range(MOST_PASSES):
        instance.read()
        _find_relevant(filled, instance, instance.form.items, {0: True})
        _relevant_calculations(filled, instance)
        filled.values = {key: _value(filled, instance, key) for key in filled.keys()}  # noqa: SIM118
        changed = [instance.set_text(key, _seen(filled, key)) for key in filled.values]
        if not any(changed):
            return
    raise UnsettledError


def _seen(filled: Filled, key: Key) -> str:
    return filled.values[key] if filled.relevant[key] else ""


def _find_relevant(
    filled: Filled, instance: _Instance, items: tuple[Item, ...], above: dict[int, bool]
) -> None:
    """`above`: whether the section around is asked, in each of its repetitions."""
    for item in items:
        if isinstance(item, Section):
            inside = _relevant_section(filled, instance, item, above)
            filled.sections |= {(item.name, row): open_ for row, open_ in inside.items()}
            _find_relevant(filled, instance, item.items, inside)
        else:
            _relevant_question(filled, instance, item, above)


def _relevant_calculations(filled: Filled, instance: _Instance) -> None:
    """What is computed stands in no section of the body; its path says which it belongs to."""
    for question in instance.form.questions.values():
        if question.kind == CALCULATE:
            around = question.path.rsplit("/", 2)[-2]
            rows = filled._rows_of(question.repeat)
            above = {row: filled.sections.get((around, row), True) for row in rows}
            _relevant_question(filled, instance, question, above)


def _relevant_section(
    filled: Filled, instance: _Instance, section: Section, above: dict[int, bool]
) -> dict[int, bool]:
    rows = range(1, filled.rows[section.name] + 1) if section.repeats else above
    return {
        row: above.get(row, above.get(0, False))
        and _holds(instance, section.relevant, instance.sections[section.name, row])
        for row in rows
    }


def _relevant_question(
    filled: Filled, instance: _Instance, question: Question, above: dict[int, bool]
) -> None:
    for row, open_ in above.items():
        key = question.name, row
        filled.relevant[key] = open_ and _holds(instance, question.relevant, instance.elements[key])


def _holds(instance: _Instance, condition: str, element: Element) -> bool:
    return not condition or instance.true(condition, element)


def _value(filled: Filled, instance: _Instance, key: Key) -> str:
    """What was typed, or what is computed."""
    question = filled.form.questions[key[0]]
    if not question.calculate:
        return filled.typed.get(key, "")
    found = instance.ask(question.calculate, instance.elements[key])
    text = text_of(found[0]) if found else ""
    if question.kind == "date" and text and "-" not in text:
        return date.fromordinal(EPOCH.toordinal() + int(float(text))).isoformat()
    return text


def _judge(filled: Filled, instance: _Instance, key: Key) -> None:
    """What is offered, asked for, and wrong, of one question."""
    question, element = filled.form.questions[key[0]], instance.elements[key]
    if not filled.relevant[key] or not question.asked:
        return
    if question.choices is not None:
        filled._offered[key] = _offered(filled.form, instance, question, element)
    if question.required and instance.true(question.required, element):
        filled.required.add(key)
    if problem := _problem(filled, instance, question, key):
        filled.problems[key] = problem


def _offered(
    form: Form, instance: _Instance, question: Question, element: Element
) -> tuple[Choice, ...]:
    choices = question.choices
    if choices is None:
        return ()
    listed = form.choices.get(choices.list_name, ())
    if not choices.filter:
        return listed
    found = instance.ask(
        f"instance('{choices.list_name}')/root/item[{choices.filter}]/name", element
    )
    codes = {text_of(code) for code in found}
    return tuple(choice for choice in listed if choice.code in codes)


def _problem(filled: Filled, instance: _Instance, question: Question, key: Key) -> str:
    text = filled.values[key]
    if not text:
        return MISSING if key in filled.required else ""
    if len(text) > LONGEST:
        return TOO_LONG
    if not fits(question.kind, text) or (question.kind == TICK and text != TICKED):
        return WRONG_KIND
    if question.kind in {ONE, MANY}:
        codes = {choice.code for choice in filled.offered(key)}
        if not set([text] if question.kind == ONE else text.split()) <= codes:
            return NOT_OFFERED
    element = instance.elements[key]
    refused = question.constraint and not instance.true(question.constraint, element)
    return REFUSED if refused else ""
