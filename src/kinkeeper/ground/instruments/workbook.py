"""Reads an XLSForm workbook: the questionnaire, its scores, and everything that is wrong with it.

pyxform makes the XForm. Its messages are in English and stop at the first error, so what people get
wrong most is looked for here first: each problem names its sheet and line and says what to do.
"""

import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

import xlsxwriter
from django.utils.translation import gettext_lazy as _
from openpyxl import load_workbook
from pyxform.errors import PyXFormError
from pyxform.xls2xform import convert

from kinkeeper.ground.instruments.problems import Problem, Said, problem
from kinkeeper.ground.reports.workbook import OPTIONS

LARGEST = 1_000_000
LARGEST_UNPACKED = 30_000_000
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 3000, 60, 4000
SHEETS = ("survey", "choices", "settings", "scores", "score_parts", "bands")
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
REFERENCE = re.compile(r"\$\{\s*([^}]*?)\s*\}")
ROW = re.compile(r"\[row\s*:\s*(\d+)\]")
PLAIN = {
    "text", "integer", "decimal", "date", "time", "datetime", "note", "calculate", "acknowledge",
    "range", "start", "end", "today", "deviceid", "username", "hidden",
}  # fmt: skip
UNNAMED = {"end group", "end repeat"}
BEGINS, ENDS = {"begin group", "begin repeat"}, {"end group", "end repeat"}
CONDITIONS = ("relevant", "constraint", "required", "calculation", "choice_filter", "default")
FORBIDDEN = re.compile(
    r"\bsdq\b|strengths and difficulties|points forts et (?:points faibles|difficultés)",
    re.IGNORECASE,
)

Line = Mapping[str, str]
Lines = Sequence[tuple[int, Line]]


@dataclass(frozen=True)
class Book:
    """The sheets of a workbook: lines with their numbers, as text by column."""

    sheets: Mapping[str, Lines]

    def lines(self, sheet: str) -> Lines:
        return self.sheets.get(sheet, [])

    @property
    def settings(self) -> Line:
        lines = self.lines("settings")
        return lines[0][1] if lines else {}

    def line_of(self, name: str) -> int:
        """The line of the survey on which a question stands; 0 when on none."""
        return next((n for n, line in self.lines("survey") if line.get("name") == name), 0)


@dataclass
class Converted:
    """The XForm, or problems; `xform` is empty when there are any."""

    book: Book
    xform: str = ""
    problems: list[Problem] = field(default_factory=list)


class Unreadable(ValueError):
    """The file is no workbook that can be read; `said` says why."""

    def __init__(self, said: Said) -> None:
        super().__init__(str(said))
        self.said = said


def read_book(data: bytes) -> Book:
    """Raises Unreadable."""
    if not data:
        raise Unreadable(_("The file is empty: choose the questionnaire again."))
    if len(data) > LARGEST:
        raise Unreadable(_("The file has more than 1 MB: a questionnaire holds no pictures."))
    try:
        _check_size(data)
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return Book({s.title.strip().lower(): list(_lines(s)) for s in book.worksheets})
    except Unreadable:
        raise
    except Exception as error:  # the library lets through whatever a broken part causes
        raise Unreadable(
            _("This is no workbook (.xlsx) that can be opened: save the questionnaire as .xlsx.")
        ) from error


def _check_size(data: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > LARGEST_UNPACKED:
            raise Unreadable(_("The workbook unpacks to far more than a questionnaire can hold."))


def _lines(sheet: Any) -> Iterator[tuple[int, Line]]:
    """Lines below the heading that hold something, with their numbers."""
    sheet.reset_dimensions()
    rows = enumerate(sheet.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS, values_only=True), 1)
    heads = [_heading(cell) for cell in next(rows, (1, ()))[1]]
    for number, row in rows:
        cells = {h: _text(c) for h, c in zip(heads, row, strict=False) if h and _text(c)}
        if cells:
            yield number, cells


HEADINGS = {"list name": "list_name", "calculate": "calculation", "relevance": "relevant"}


def _heading(cell: Any) -> str:
    """Small letters, except in the name of a language."""
    text = _text(cell)
    first, mark, language = text.partition("::")
    first = first.strip().lower()
    return f"{HEADINGS.get(first, first)}{mark}{language.strip()}"


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime | date):
        return cell.isoformat()[:10]
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()[:LONGEST_CELL]


def convert_book(book: Book) -> Converted:
    """The XForm of a workbook, or everything that is wrong with it."""
    found = Converted(book, problems=list(_all_problems(book)))
    if found.problems:
        return found
    try:
        found.xform = str(convert(_for_pyxform(book), validate=False).xform)
    except PyXFormError as error:
        found.problems.append(_refused(str(error)))
    return found


def _for_pyxform(book: Book) -> dict[str, list[dict[str, str]]]:
    """With an empty line where the sheet has one, so that its line numbers are ours."""
    known: dict[str, list[dict[str, str]]] = {}
    for name in ("survey", "choices", "settings"):
        lines = dict(book.lines(name))
        if lines:
            known[name] = [dict(lines.get(n, {})) for n in range(2, max(lines) + 1)]
    return known


def _refused(message: str) -> Problem:
    row = ROW.search(message)
    said = _("The reader of questionnaires refuses it: %(message)s")
    return problem("survey", int(row[1]) if row else 0, said, message=ROW.sub("", message).strip())


# --- what people get wrong most -----------------------------------------------------------------


def _all_problems(book: Book) -> Iterator[Problem]:
    if not book.lines("survey"):
        yield problem("survey", 0, _("There is no sheet “survey” with questions in it."))
        return
    yield from _licence(book)
    yield from _settings(book)
    for check in (_types, _names, _nesting, _labels, _lists, _references, _classes):
        yield from check(book)
    yield from _choices(book)


def _licence(book: Book) -> Iterator[Problem]:
    named = " ".join([*book.settings.values(), *book.sheets])
    if FORBIDDEN.search(named):
        yield problem("settings", 2, _(
            "The Strengths and Difficulties Questionnaire (SDQ) belongs to Youth in Mind: it may "
            "not be put into a program without their licence. Fill it on paper and keep only its "
            "total."
        ))  # fmt: skip


def _settings(book: Book) -> Iterator[Problem]:
    for column in ("form_title", "form_id"):
        if not book.settings.get(column):
            yield problem("settings", 2, _(
                "The sheet “settings” needs the column “%(column)s”."), column=column)  # fmt: skip
    code = book.settings.get("form_id", "")
    if code and not re.fullmatch(r"[a-z][a-z0-9-]{1,39}", code):
        yield problem("settings", 2, _(
            "“%(code)s” cannot be a form_id: small letters, digits and hyphens, at most 40."
        ), code=code)  # fmt: skip
    subject = book.settings.get("subject", "")
    if subject and subject not in {"family", "person", "none"}:
        yield problem("settings", 2, _(
            "“subject” says whom the questionnaire is about: family, person or none."))  # fmt: skip


def _kind(line: Line) -> str:
    return " ".join(line.get("type", "").lower().replace("_group", " group").split()).replace(
        "begin_repeat", "begin repeat").replace("end_repeat", "end repeat")  # fmt: skip


def _list_of(kind: str) -> str | None:
    """Name of the choice list of a select; None for another type."""
    found = re.fullmatch(r"(?:select_one|select_multiple|select one|select multiple) (\S+)"
                         r"(?: or_other| or other)?", kind)  # fmt: skip
    return found[1] if found else None


def _types(book: Book) -> Iterator[Problem]:
    for row, line in book.lines("survey"):
        kind = _kind(line)
        if not kind:
            yield problem("survey", row, _("This line says no type of question."))
        elif kind not in PLAIN | BEGINS | ENDS and _list_of(line.get("type", "")) is None:
            yield problem("survey", row, _(
                "Questions of the type “%(type)s” are not asked here. Possible are text, integer, "
                "decimal, date, time, select_one, select_multiple, note, calculate and groups."
            ), type=line.get("type", ""))  # fmt: skip


def _names(book: Book) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for row, line in book.lines("survey"):
        name = line.get("name", "")
        if _kind(line) in UNNAMED:
            continue
        if not name:
            yield problem("survey", row, _("This question has no name in the column “name”."))
        elif not NAME.fullmatch(name):
            yield problem("survey", row, _(
                "“%(name)s” cannot be a name: a letter first, then letters, digits and _ only, "
                "without accents or spaces."), name=name)  # fmt: skip
        elif name in seen:
            yield problem("survey", row, _(
                "The name “%(name)s” stands already on line %(other)s: each question has its own."
            ), name=name, other=seen[name])  # fmt: skip
        else:
            seen[name] = row


def _nesting(book: Book) -> Iterator[Problem]:
    open_: list[tuple[str, int]] = []
    for row, line in book.lines("survey"):
        kind = _kind(line)
        if kind in BEGINS:
            if kind == "begin repeat" and any(k == kind for k, _row in open_):
                yield problem("survey", row, _(
                    "A repeated section cannot stand in another repeated section."))  # fmt: skip
            open_.append((kind, row))
        elif kind in ENDS:
            wanted = kind.replace("end", "begin")
            if not open_ or open_[-1][0] != wanted:
                yield problem("survey", row, _(
                    "“%(end)s” closes nothing that was opened."), end=kind)  # fmt: skip
                return
            open_.pop()
    for kind, row in open_:
        yield problem("survey", row, _("“%(begin)s” is never closed."), begin=kind)


def _labels(book: Book) -> Iterator[Problem]:
    silent = ENDS | {"calculate", "start", "end", "today", "deviceid", "username", "hidden"}
    for row, line in book.lines("survey"):
        if _kind(line) and _kind(line) not in silent | BEGINS and not _said(line):
            yield problem("survey", row, _("This question has no words in any column “label”."))
        if _kind(line) == "calculate" and not line.get("calculation"):
            yield problem("survey", row, _("This calculation has nothing in “calculation”."))


def _said(line: Line) -> bool:
    return any(h == "label" or h.startswith("label::") for h in line)


def _lists(book: Book) -> Iterator[Problem]:
    known = {line.get("list_name") for _row, line in book.lines("choices")}
    for row, line in book.lines("survey"):
        wanted = _list_of(line.get("type", ""))
        if wanted and wanted not in known:
            yield problem("survey", row, _(
                "The list of choices “%(list)s” is not on the sheet “choices”."
            ), list=wanted)  # fmt: skip


def _references(book: Book) -> Iterator[Problem]:
    names = {line.get("name") for _row, line in book.lines("survey")}
    for row, line in book.lines("survey"):
        for column, text in line.items():
            for name in REFERENCE.findall(text):
                if name not in names:
                    yield problem("survey", row, _(
                        "“%(column)s” names the question “%(name)s”, which does not exist."
                    ), column=column, name=name)  # fmt: skip
            if "pulldata(" in text and column in CONDITIONS:
                yield problem("survey", row, _("pulldata() reads another file: not possible here."))


def _classes(book: Book) -> Iterator[Problem]:
    for row, line in book.lines("survey"):
        level = line.get("class", "")
        if level and level.upper().removeprefix("L") not in {"0", "1", "2", "3", "4"}:
            yield problem("survey", row, _(
                "“%(level)s” is no class: L0 public, L1 programme, L2 personal, L3 sensitive, "
                "L4 restricted."), level=level)  # fmt: skip


def _choices(book: Book) -> Iterator[Problem]:
    seen: dict[tuple[str, str], int] = {}
    for row, line in book.lines("choices"):
        key = line.get("list_name", ""), line.get("name", "")
        if not key[0]:
            yield problem("choices", row, _("This choice belongs to no list (“list_name”)."))
        elif not key[1]:
            yield problem("choices", row, _("This choice has no code in the column “name”."))
        elif " " in key[1]:
            yield problem("choices", row, _("The code “%(code)s” has a space in it."), code=key[1])
        elif key in seen:
            yield problem("choices", row, _(
                "The code “%(code)s” stands already on line %(other)s of this list."
            ), code=key[1], other=seen[key])  # fmt: skip
        elif not _said(line):
            yield problem("choices", row, _("This choice has no words in any column “label”."))
        seen.setdefault(key, row)


# --- back to a file -----------------------------------------------------------------------------


def as_workbook(sheets: Mapping[str, Iterable[Line]]) -> bytes:
    """The same sheets as an .xlsx file, for whoever wants to change them. Every cell is text."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, OPTIONS)
    strong = book.add_format({"bold": True})
    for name in sheets:
        _write(book.add_worksheet(name), [dict(line) for line in sheets[name]], strong)
    book.close()
    return stream.getvalue()


def _write(page: Any, lines: list[dict[str, str]], strong: object) -> None:
    heads = list(dict.fromkeys(head for line in lines for head in line))
    for column, head in enumerate(heads):
        page.set_column(column, column, 40 if "label" in head or "hint" in head else 18)
        page.write_string(0, column, head, strong)
        for row, line in enumerate(lines, start=1):
            page.write_string(row, column, line.get(head, ""))
    page.freeze_panes(1, 0)
