"""The scores of a questionnaire as three sheets of its workbook: scores, score_parts, bands.

`scores`: score, rule (sum or max), label per language, source. `score_parts`: score, question,
factor, values ("1=0 2=1"), empty. `bands`: score, set, up_to, code, label per language, tone.
"""

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal, InvalidOperation
from functools import partial

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.instruments.definition import LANGUAGE
from kinkeeper.ground.instruments.problems import Problem, problem
from kinkeeper.ground.instruments.rules import RULES, TONES, Band, Part, Score
from kinkeeper.ground.instruments.workbook import Book, Line

VALUES = "values"
NO_NUMBER = _("“%(text)s” in the column “%(column)s” is no number.")
NO_SCORE = _("The score “%(score)s” is not on the sheet “scores”.")


class _Wrong(ValueError):
    def __init__(self, column: str, text: str) -> None:
        super().__init__(column)
        self.column, self.text = column, text


def read_scores(book: Book, names: Iterable[str]) -> tuple[list[Score], list[Problem]]:
    """The scores that the workbook declares, or what is wrong with them. names: of questions."""
    problems = list(_problems(book, set(names)))
    if problems:
        return [], problems
    return [_score(book, line) for _row, line in book.lines("scores")], []


def _problems(book: Book, names: set[str]) -> Iterator[Problem]:
    codes = {line.get("score") for _row, line in book.lines("scores")}
    for row, line in book.lines("scores"):
        if line.get("rule") not in RULES:
            yield problem("scores", row, _("The rule of a score is sum or max."))
        if not line.get("score") or not said(line):
            yield problem("scores", row, _("A score needs a code and a label."))
    for row, line in book.lines("score_parts"):
        yield from _of_part(row, line, codes, names)
    for row, line in book.lines("bands"):
        if line.get("score") not in codes:
            yield problem("bands", row, NO_SCORE, score=line.get("score", ""))
        if line.get("tone", "neutral") not in TONES:
            yield problem("bands", row, _("The tone is good, warn, bad or neutral."))
        yield from _of_numbers("bands", row, partial(_band, line))


def _of_part(
    row: int, line: Line, codes: set[str | None], names: set[str]
) -> Iterator[Problem]:  # fmt: skip
    if line.get("score") not in codes:
        yield problem("score_parts", row, NO_SCORE, score=line.get("score", ""))
    if line.get("question") not in names:
        said_ = _("The question “%(name)s” is not in the survey.")
        yield problem("score_parts", row, said_, name=line.get("question", ""))
    yield from _of_numbers("score_parts", row, partial(_part, line))


def _of_numbers(sheet: str, row: int, read: Callable[[], object]) -> Iterator[Problem]:
    try:
        read()
    except _Wrong as wrong:
        yield problem(sheet, row, NO_NUMBER, text=wrong.text, column=wrong.column)


def _score(book: Book, line: Line) -> Score:
    code = line["score"]
    return Score(
        code=code, label=said(line), rule=line["rule"], source=line.get("source", ""),
        parts=tuple(_part(p) for _n, p in book.lines("score_parts") if p["score"] == code),
        bands=tuple(_band(b) for _n, b in book.lines("bands") if b["score"] == code),
    )  # fmt: skip


def _part(line: Line) -> Part:
    empty = line.get("empty", "")
    return Part(
        question=line.get("question", ""),
        factor=_number("factor", line.get("factor") or "1"),
        values=dict(_pair(pair) for pair in line.get("values", "").split()),
        empty=_number("empty", empty) if empty else None,
    )


def _pair(text: str) -> tuple[str, Decimal]:
    code, mark, value = text.partition("=")
    if not mark:
        raise _Wrong(VALUES, text)
    return code, _number(VALUES, value)


def _band(line: Line) -> Band:
    up_to = line.get("up_to", "")
    return Band(
        set=line.get("set", ""), up_to=_number("up_to", up_to) if up_to else None,
        code=line.get("code", ""), label=said(line), tone=line.get("tone", "neutral"),
    )  # fmt: skip


def _number(column: str, text: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise _Wrong(column, text) from error


def said(line: Line) -> dict[str, str]:
    """The words of a line by language code."""
    found: dict[str, str] = {}
    for head, text in line.items():
        first, _mark, language = head.partition("::")
        if first == "label":
            named = LANGUAGE.search(language)
            found[named[1].lower() if named else "fr"] = text
    return found
