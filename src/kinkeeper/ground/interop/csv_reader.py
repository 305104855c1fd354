"""Reads a CSV as offices write it: `;`, `,` or tabs, UTF-8 (with or without its mark) or cp1252."""

import csv
import io
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.cells import RawLine, clean
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.said import Said, said

DELIMITERS = ";,\t|"
MOST_COLUMNS = 200
MOST_LINES = 30_000

NO_TEXT = _("This file is neither a workbook (.xlsx) nor a CSV: choose the list itself.")
NOT_A_TABLE = _("This text is no table: a CSV has its columns parted by “;”, “,” or tabs.")
BROKEN = _("Line %(row)d of the CSV cannot be read: check its quotation marks.")
TOO_MANY = _("The list has more than %(count)d lines: divide it into several files.")


@dataclass
class CsvTable:
    sheet: str
    lines: list[RawLine]
    notices: list[Said] = field(default_factory=list)


def read_csv(file: Path) -> CsvTable:
    """Raises FileProblem for what is no text, no table, or has a broken line."""
    text = _decoded(file.read_bytes())
    delimiter = _delimiter(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    lines: list[RawLine] = []
    try:
        for values in reader:
            cells = {
                c: v for c, t in enumerate(values[:MOST_COLUMNS]) if (v := clean(t)) is not None
            }
            if cells:
                lines.append(RawLine(reader.line_num, cells))
            if len(lines) > MOST_LINES:
                raise FileProblem(said(TOO_MANY, count=MOST_LINES))
    except csv.Error as error:
        raise FileProblem(said(BROKEN, row=reader.line_num)) from error
    return CsvTable("", lines)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _or_problem(data, "utf-16")
    if b"\x00" in data[:4000] or data.startswith(
        (b"%PDF", b"\x89PNG", b"\xff\xd8", b"GIF8", b"{\\rtf")
    ):
        raise FileProblem(said(NO_TEXT))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        # Five bytes mean nothing in cp1252; in a list they are slips of a converter.
        return data.decode("cp1252", errors="replace")


def _or_problem(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise FileProblem(said(NO_TEXT)) from error


def _delimiter(text: str) -> str:
    """The sign that parts most lines into equally many pieces."""
    sample = [line for line in text.splitlines()[:60] if line.strip()]
    scores = {sign: _evenness(sample, sign) for sign in DELIMITERS}
    best = max(scores, key=lambda sign: scores[sign])
    if scores[best] == 0 or text.lstrip()[:1] in {"<", "{"}:
        raise FileProblem(said(NOT_A_TABLE))
    return best


def _evenness(lines: list[str], sign: str) -> int:
    counts = Counter(line.count(sign) for line in lines)
    counts.pop(0, None)
    return max((count * times for count, times in counts.items()), default=0)
