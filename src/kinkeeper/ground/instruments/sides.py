"""Looks for answers on both sides of each condition of a questionnaire.

A condition that no answers make true is a question that is never asked, or an answer that is
never accepted; a condition that nothing makes false is none. Both are told before the first
interview. Values are tried around the numbers and texts that stand in the conditions; to come to a
question, the answers that make it asked are found first. No Django.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice, product

from kinkeeper.ground.instruments.definition import MANY, ONE, TICK, Form, Question
from kinkeeper.ground.instruments.filling import (
    MISSING,
    REFUSED,
    TICKED,
    Answers,
    Filled,
    Key,
    Row,
    fill,
)
from kinkeeper.ground.instruments.xpath import constants_in, names_in

RELEVANT, CONSTRAINT, REQUIRED, FILTER = "relevant", "constraint", "required", "choice_filter"
MOST_TRIES = 3000
MOST_VALUES = 14
ALWAYS = {"true()", "yes"}
Test = Callable[[Filled, Key], bool]
Tried = Iterable[tuple[Key, Answers, Filled]]


@dataclass(frozen=True)
class Sides:
    """A condition with answers that make it true, and answers that make it false; None where
    none were found."""

    name: str
    what: str
    expression: str
    true: Answers | None
    false: Answers | None


@dataclass
class Search:
    form: Form
    today: date
    _reached: dict[str, dict[str, str] | None] = field(default_factory=dict)

    def both_sides(self) -> Iterator[Sides]:
        for name, question in self.form.questions.items():
            if question.relevant:
                yield self._relevance(name, question.relevant)
            if not question.asked:
                continue
            if question.constraint:
                yield self._answer(question, CONSTRAINT, question.constraint, ANSWERED)
            if question.required and question.required not in ALWAYS:
                yield self._answer(question, REQUIRED, question.required, ASKED_FOR)
            if question.choices is not None and question.choices.filter:
                yield self._answer(question, FILTER, question.choices.filter, OFFERED)
        for section in self.form.sections.values():
            if section.relevant:
                yield self._section(section.name, section.relevant)

    def _relevance(self, name: str, expression: str) -> Sides:
        base = self._base(self._inputs(expression))
        tried = self._tries(base, self._inputs(expression), name)
        return self._both(name, RELEVANT, expression, tried, ASKED)

    def _section(self, name: str, expression: str) -> Sides:
        inputs = self._inputs(expression)
        row = 1 if self.form.sections[name].repeats else 0
        tried = self._tries(self._base(inputs), inputs, "")
        pairs = (((name, row), a, f) for _key, a, f in tried)
        return self._both(name, RELEVANT, expression, pairs, SECTION)

    def _answer(
        self, question: Question, what: str, expression: str, tests: tuple[Test, Test]
    ) -> Sides:
        """A condition on an answer: only where the question is asked at all."""
        inputs = dict.fromkeys([*self._inputs(expression), question.name])
        base = {**self._base(inputs), **(self.reach(question.name) or {})}
        tried = (
            (key, answers, filled)
            for key, answers, filled in self._tries(base, inputs, question.name)
            if filled.relevant[key]
        )
        return self._both(question.name, what, expression, tried, tests)

    def _both(
        self, name: str, what: str, expression: str, tried: Tried, tests: tuple[Test, Test]
    ) -> Sides:
        true, false = tests
        found: dict[bool, Answers] = {}
        for key, answers, filled in tried:
            if true(filled, key):
                found.setdefault(True, answers)
            elif false(filled, key):
                found.setdefault(False, answers)
            if len(found) == 2:
                break
        return Sides(name, what, expression, found.get(True), found.get(False))

    # --- coming to a question ---------------------------------------------------------------

    def reach(self, name: str) -> dict[str, str] | None:
        """Answers with which the question is asked; None when none were found."""
        if name not in self._reached:
            self._reached[name] = {}  # what leads back to itself is not looked for twice
            self._reached[name] = self._find(name)
        return self._reached[name]

    def _find(self, name: str) -> dict[str, str] | None:
        conditions = self._around(name)
        inputs = dict.fromkeys(i for c in conditions for i in self._inputs(c))
        base = self._base(inputs)
        for key, answers, filled in self._tries(base, inputs, name):
            if filled.relevant[key] and not _wrong(filled, inputs):
                return self._flat(answers)
        return None

    def _around(self, name: str) -> list[str]:
        """The conditions under which a question is asked: its own, and those of its sections."""
        question = self.form.questions[name]
        above = [s for s in self.form.sections.values() if question.path.startswith(f"{s.path}/")]
        return [c for c in (question.relevant, *(s.relevant for s in above)) if c]

    def _base(self, inputs: Iterable[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for name in inputs:
            found |= self.reach(name) or {}
        return found

    def _inputs(self, expression: str) -> dict[str, None]:
        """The questions somebody answers on which an expression depends, through what is
        computed from them."""
        found: dict[str, None] = {}
        waiting, seen = sorted(names_in(expression)), set()
        while waiting:
            name = waiting.pop(0)
            question = self.form.questions.get(name)
            if question is None or name in seen:
                continue
            seen.add(name)
            if question.calculate:
                waiting += sorted(names_in(question.calculate))
            elif question.asked:
                found[name] = None
        return found

    # --- trying -----------------------------------------------------------------------------

    def _tries(
        self, base: dict[str, str], inputs: Iterable[str], name: str
    ) -> Iterator[tuple[Key, Answers, Filled]]:
        names = [i for i in inputs if i in self.form.questions]
        values = [self._values(i) for i in names]
        for combination in islice(product(*values), MOST_TRIES):
            answers = self._nested(base | dict(zip(names, combination, strict=True)))
            yield self._key(name), answers, fill(self.form, answers, today=self.today)

    def _key(self, name: str) -> Key:
        question = self.form.questions.get(name)
        return name, 1 if question is not None and question.repeat else 0

    def _nested(self, flat: dict[str, str]) -> Answers:
        """Every repeated section once, with the answers that belong into it."""
        rows: dict[str, Row] = {s.name: {} for s in self.form.sections.values() if s.repeats}
        answers: dict[str, str | list[Row]] = {}
        for name, text in flat.items():
            repeat = self.form.questions[name].repeat
            if repeat:
                rows[repeat][name] = text
            else:
                answers[name] = text
        return {**answers, **{name: [row] for name, row in rows.items()}}

    def _flat(self, answers: Answers) -> dict[str, str]:
        found: dict[str, str] = {}
        for name, value in answers.items():
            if isinstance(value, str):
                found[name] = value
            else:
                found |= value[0]
        return {name: text for name, text in found.items() if text}

    def _values(self, name: str) -> list[str]:
        """What is worth trying: the choices, or values around every constant that is compared."""
        question = self.form.questions[name]
        texts, numbers = self._constants(name)
        return list(dict.fromkeys(self._by_kind(question, texts, numbers)))[:MOST_VALUES]

    def _by_kind(self, question: Question, texts: list[str], numbers: list[float]) -> list[str]:
        if question.kind in {ONE, MANY}:
            return self._choices(question, texts)
        if question.kind in {"integer", "decimal"}:
            around = (n + step for n in numbers for step in (0, 1, -1))
            return ["", "1", "0", *(f"{n:g}" for n in around)]
        if question.kind == "date":
            return ["", *self._days(texts, numbers)]
        if question.kind == TICK:
            return ["", TICKED]
        return ["", "x", *texts, *(f"{n:g}" for n in numbers)]

    def _choices(self, question: Question, texts: list[str]) -> list[str]:
        listed = self.form.choices.get(question.choices.list_name, ()) if question.choices else ()
        codes = [choice.code for choice in listed]
        first = [code for code in codes if code in texts]
        several = [" ".join(codes)] if question.kind == MANY else []
        return ["", *first, *several, *codes]

    def _days(self, texts: list[str], numbers: list[float]) -> list[str]:
        days = [self.today, self.today + timedelta(days=1), self.today - timedelta(days=1)]
        for text in texts:
            try:
                day = date.fromisoformat(text)
            except ValueError:
                continue
            days += [day, day + timedelta(days=1), day - timedelta(days=1)]
        for number in numbers:
            if 0 < number < 40_000:
                days += [self.today - timedelta(days=int(number) + step) for step in (0, 1, -1)]
        return [day.isoformat() for day in days]

    def _constants(self, name: str) -> tuple[list[str], list[float]]:
        """Of every condition and calculation that mentions the question, and of its own."""
        texts: dict[str, None] = {}
        numbers: dict[float, None] = {}
        for expression in self._mentioning(name):
            quoted, counted = constants_in(expression)
            texts |= dict.fromkeys(sorted(quoted))
            numbers |= dict.fromkeys(sorted(counted))
        return list(texts), list(numbers)

    def _mentioning(self, name: str) -> Iterator[str]:
        own = self.form.questions[name]
        yield from (own.constraint, own.required)
        for known in self._computed_from(name):
            yield from self._where(known)

    def _computed_from(self, name: str) -> list[str]:
        """The question itself, and what is computed from it, however far."""
        found = [name]
        for known in found:
            found += [
                q.name
                for q in self.form.questions.values()
                if q.calculate and q.name not in found and known in names_in(q.calculate)
            ]
        return found

    def _where(self, name: str) -> Iterator[str]:
        for question in self.form.questions.values():
            filtered = question.choices.filter if question.choices else ""
            for expression in (
                question.relevant, question.constraint, question.required, question.calculate,
                filtered,
            ):  # fmt: skip
                if name in names_in(expression):
                    yield expression
        yield from (s.relevant for s in self.form.sections.values() if name in names_in(s.relevant))


def _wrong(filled: Filled, names: Iterable[str]) -> bool:
    """An answer on the way is itself refused: nobody comes to the question by it."""
    wrong = {key[0] for key, problem in filled.problems.items() if problem != MISSING}
    return not wrong.isdisjoint(names)


def _is_relevant(filled: Filled, key: Key) -> bool:
    return filled.relevant[key] and not any(p != MISSING for p in filled.problems.values())


def _is_not_relevant(filled: Filled, key: Key) -> bool:
    return not filled.relevant[key]


def _is_taken(filled: Filled, key: Key) -> bool:
    return bool(filled.values[key]) and key not in filled.problems


def _is_refused(filled: Filled, key: Key) -> bool:
    return filled.problems.get(key) == REFUSED


def _is_asked_for(filled: Filled, key: Key) -> bool:
    return key in filled.required


def _is_free(filled: Filled, key: Key) -> bool:
    return key not in filled.required


def _some(filled: Filled, key: Key) -> bool:
    return bool(filled.offered(key))


def _not_all(filled: Filled, key: Key) -> bool:
    return not filled.offered(key)


def _opened(filled: Filled, key: Key) -> bool:
    return filled.sections.get(key, False)


def _shut(filled: Filled, key: Key) -> bool:
    return not _opened(filled, key)


ASKED: tuple[Test, Test] = (_is_relevant, _is_not_relevant)
ANSWERED: tuple[Test, Test] = (_is_taken, _is_refused)
ASKED_FOR: tuple[Test, Test] = (_is_asked_for, _is_free)
OFFERED: tuple[Test, Test] = (_some, _not_all)
SECTION: tuple[Test, Test] = (_opened, _shut)


def both_sides(form: Form, *, today: date) -> list[Sides]:
    """Every condition with answers on both sides. Raises ExpressionError, UnsettledError."""
    return list(Search(form, today).both_sides())
