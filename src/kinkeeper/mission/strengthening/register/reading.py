"""A line of the register becomes a draft: what it says of the family and of its child."""

import re

from kinkeeper.ground.interop.cells import RawLine, as_text
from kinkeeper.ground.interop.columns import plain
from kinkeeper.ground.interop.profile import ASIDE, CHILD, LEFT, Given, Question, Verdict
from kinkeeper.ground.interop.profile import FAMILY as FAMILY_LINE
from kinkeeper.ground.interop.said import Said, said
from kinkeeper.mission.strengthening.register import wording
from kinkeeper.mission.strengthening.register.drafts import Caregiver, Draft, Entry, Line
from kinkeeper.mission.strengthening.register.fields import CAREGIVERS
from kinkeeper.mission.strengthening.register.fields import CHILD as CHILD_FIELDS
from kinkeeper.mission.strengthening.register.values import Reader, bare, split_name

_TOTAL = re.compile(
    r"(sous ?totaux|sous ?total|total(aux)?|total general|somme|sum|subtotal|sub total)( .{0,30})?"
)
CHILD_CODES = tuple(field.code for field in CHILD_FIELDS)
_NAMED = ("child.given", "child.family", "child.full", "head.family", "head.full", "number")


class Lines:
    """Reads every line; carries the family's number down where only its first line has it."""

    def __init__(self, given: Given) -> None:
        self.given = given
        self.lines: list[Line] = []
        self.questions: list[Question] = []
        self.verdicts: dict[int, Verdict] = {}
        self.number = ""

    def take(self, raw: RawLine) -> None:
        reason = self._aside(raw)
        if reason:
            self.verdicts[raw.row] = Verdict(raw.row, ASIDE, reason)
            return
        reader = Reader(self.given, raw)
        line = self._read(reader, raw)
        self.questions += reader.questions
        if reader.left_out:
            line.child = None
        if line.child or _speaks_of_family(line):
            self.lines.append(line)
        self.verdicts[raw.row] = self._verdict(line, left_out=reader.left_out)

    def _verdict(self, line: Line, *, left_out: bool) -> Verdict:
        row = line.raw.row
        if left_out:
            return Verdict(row, LEFT, said(wording.LEFT_OUT))
        if line.child:
            return Verdict(row, CHILD)
        if _speaks_of_family(line):
            return Verdict(row, FAMILY_LINE)
        return Verdict(row, ASIDE, said(wording.NOBODY))

    def _aside(self, raw: RawLine) -> Said | None:
        texts = [bare(value) for value in raw.cells.values() if isinstance(value, str)]
        if any(_TOTAL.fullmatch(text) for text in texts):
            return said(wording.TOTAL)
        captions = set(self.given.captions.values())
        again = sum(plain(v) in captions for v in raw.cells.values() if isinstance(v, str))
        if len(texts) > 2 and again >= len(texts) * 0.8:
            return said(wording.REPEATED)
        columns = self.given.columns
        named = any(raw.cells.get(columns[c]) is not None for c in _NAMED if c in columns)
        if len(raw.cells) == 1 and (not named or len(texts[0] if texts else "") > 40):
            return said(wording.REMARK)
        return None

    def _read(self, reader: Reader, raw: RawLine) -> Line:
        written = reader.text("number")
        number = number_key(written)
        head_whole = reader.name("head.full")
        caregivers = [c for n in range(1, CAREGIVERS + 1) if (c := _caregiver(reader, n))]
        head = reader.name("head.family")
        if head_whole and not head:
            given, head = split_name(head_whole, family_first=True)
            caregivers = _with_head(reader, caregivers, given, head)
        if not number and not (head or caregivers):
            number = self.number
        self.number = number
        family = f"{number} {head}".strip()
        phone, owner = reader.phone("phone", family) if "phone" in self.given.columns else ("", "")
        line = Line(
            raw, number, head, reader.text("place"), caregivers, _child(reader), phone, owner,
            reader.text("situation"), _entry(reader, family),
        )  # fmt: skip
        line.number_written = written
        line.columns = _columns(self.given, raw, ("number", "place", "head.family", "head.full",
                                                  "phone", "entry", "situation"))  # fmt: skip
        return line


def number_key(written: str) -> str:
    """So "003", "3" and "3.0" are one number."""
    text = re.sub(r"\.0+$", "", written.strip())
    return text.lstrip("0") or text if text.isdigit() else " ".join(text.upper().split())


def _speaks_of_family(line: Line) -> bool:
    return bool(line.caregivers or line.head or line.situation or line.phone)


def _columns(given: Given, raw: RawLine, codes: tuple[str, ...]) -> tuple[int, ...]:
    held = (given.columns[code] for code in codes if code in given.columns)
    return tuple(column for column in held if column in raw.cells)


def _names(reader: Reader, group: str, *, needed: bool) -> tuple[str, str]:
    """Given and family name out of one, two or a whole-name column."""
    columns = reader.given.columns
    given = family = ""
    if f"{group}.given" in columns:
        given = reader.name(f"{group}.given", needed=needed)
        family = reader.name(f"{group}.family") if f"{group}.family" in columns else ""
    if not given and not family:
        # A list with one column of names captions it "Nom de l'enfant" and means the whole name.
        code = f"{group}.full" if f"{group}.full" in columns else f"{group}.family"
        lone = f"{group}.given" not in columns
        whole = reader.name(code, needed=needed and lone) if lone or code.endswith("full") else ""
        if whole:
            given, family = split_name(whole, family_first=True)
    return given, family


def _child(reader: Reader) -> Draft | None:
    columns = _columns(reader.given, reader.line, CHILD_CODES)
    written = any(
        as_text(reader.given.value(reader.line, f"child.{code}"))
        for code in ("given", "family", "full")
    )
    if not written:
        return None
    given, family = _names(reader, "child", needed=True)
    if not given and family:
        given = reader.nameless("child.given", family)
    if not given:
        return None
    name = f"{given} {family}".strip()
    birth, _read = reader.date("child.birth", "birth", wording.BIRTH, who=name)
    return Draft(
        given, family, reader.sex("child.sex", name), birth, reader.name("child.mother"),
        _facts(reader, name), {reader.line.row: columns},
    )  # fmt: skip


def _facts(reader: Reader, name: str) -> dict[str, str]:
    facts = {
        "schooling": reader.yes_no("child.school", name),
        "birth_act": reader.act("child.act"),
        "note": reader.text("child.note")[:2000],
    }
    return {code: value for code, value in facts.items() if value}


def _caregiver(reader: Reader, number: int) -> Caregiver | None:
    group = f"caregiver{number}"
    codes = tuple(f"{group}.{code}" for code in ("given", "family", "full", "sex", "link", "birth"))
    columns = _columns(reader.given, reader.line, codes)
    if not columns:
        return None
    given, family = _names(reader, group, needed=False)
    if not given:
        return None
    name = f"{given} {family}".strip()
    birth, _read = reader.date(f"{group}.birth", "birth", wording.BIRTH, who=name)
    return Caregiver(
        given, family, reader.sex(f"{group}.sex", name), birth,
        rows={reader.line.row: columns}, link=reader.link(f"{group}.link", name),
    )  # fmt: skip


def _with_head(
    reader: Reader, caregivers: list[Caregiver], given: str, family: str
) -> list[Caregiver]:
    """The head stands first among the caregivers, once."""
    head = Caregiver(
        given, family, reader.sex("head.sex", f"{given} {family}".strip()),
        rows={reader.line.row: _columns(reader.given, reader.line, ("head.full", "head.sex"))},
        head=True,
    )  # fmt: skip
    same = [c for c in caregivers if c.name.casefold() == head.name.casefold()]
    for caregiver in same:
        caregiver.head = True
    return caregivers if same else [head, *caregivers]


def _entry(reader: Reader, family: str) -> Entry | None:
    written = as_text(reader.given.value(reader.line, "entry"))
    if not written:
        return None
    known, _read = reader.date("entry", "entry", wording.ENTRY, family=family)
    return Entry(known, written, reader.line.row)
