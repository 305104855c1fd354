"""What a kind of list declares, so that this room can read it: its columns, how a line is checked,
how it enters the register. A mission room registers its profile in `apps.py`; see README.md."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.cells import RawLine, address
from kinkeeper.ground.interop.said import Said, Text
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.names import search_key

CHILD, FAMILY, ASIDE, LEFT = "person", "family", "aside", "left"


@dataclass(frozen=True)
class Field:
    """A fact that a column may hold.

    words: how offices caption it, the most usual first. content: what its cells look like (sex,
    date, phone, yes_no, number, place, name, text). level: class of the field (1-3), as in
    records. group: columns of one person stand side by side. doubtful: captions that also fit
    other fields, and are taken only when nothing else wants the column.
    """

    code: str
    label: Text
    words: tuple[str, ...]
    content: str = "text"
    level: int = 2
    group: str = ""
    doubtful: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """Something a person should decide, with the answer that is right most often.

    key: the same for the same question in a corrected file, so that an answer is remembered.
    asked: False for what is only worth knowing. options: (code, sentence).
    """

    kind: str
    key: str
    rows: tuple[int, ...]
    cells: tuple[str, ...]
    sentence: Said
    options: tuple[tuple[str, Said], ...] = ()
    default: str = ""
    asked: bool = True


@dataclass(frozen=True)
class Verdict:
    """What a line is: a person, a family without a person, nobody (ASIDE), or somebody who does not
    enter (LEFT); `why` for these two."""

    row: int
    what: str
    why: Said | None = None


@dataclass
class Given:
    """What the profile is given: the lines, which column holds what, and what was decided.

    today: the day the list was written for; ages count back from it. captions: the headings by
    column, in plain letters. refused: localities whose lines do not enter, with the reason.
    tell(done, total) reports how far the work is.
    """

    by: Account
    lines: list[RawLine]
    columns: Mapping[str, int]
    today: date
    project: UUID | None
    places: Mapping[str, Place]
    refused: Mapping[str, Said]
    answers: Mapping[str, str]
    batch: UUID
    captions: Mapping[int, str] = field(default_factory=dict)
    tell: Callable[[int, int], None] = lambda _done, _total: None

    def value(self, line: RawLine, code: str) -> Any:
        column = self.columns.get(code)
        return None if column is None else line.cells.get(column)

    def at(self, line: RawLine, code: str) -> str:
        """The address of a fact's cell, "L17"."""
        return address(self.columns[code], line.row)

    def place_of(self, written: Any) -> Place | None:
        return self.places.get(place_key(written))

    def answer(self, question: Question) -> str:
        return self.answers.get(question.key) or question.default


def place_key(written: Any) -> str:
    return search_key(str(written or ""))


@dataclass
class Reading:
    """What the profile made of the lines. `counts`: figures by code, for the summary."""

    verdicts: list[Verdict]
    questions: list[Question]
    counts: dict[str, int]


@dataclass(frozen=True)
class Taken:
    """Where a record came from: the line, and the columns that said something of it."""

    record: UUID
    kind: str
    row: int
    columns: tuple[int, ...] = ()


@dataclass
class Done:
    """What was written. lines: how many lines the ledger got."""

    counts: dict[str, int]
    sources: list[Taken] = field(default_factory=list)
    ledger: int = 0


@dataclass(frozen=True)
class Profile:
    """code: also the word of the command line. figures: labels of the counts, in their order.
    kinds: labels of the kinds of question. lacks: what is missing among the mapped facts. portions:
    the work of entering, in pieces that each enter whole or not at all."""

    code: str
    label: Text
    fields: tuple[Field, ...]
    figures: tuple[tuple[str, Text], ...]
    kinds: tuple[tuple[str, Text], ...]
    lacks: Callable[[frozenset[str]], Said | None]
    read: Callable[[Given], Reading]
    portions: Callable[[Given], "Iterable[Callable[[], Done]]"]

    def field(self, code: str) -> Field:
        return {f.code: f for f in self.fields}[code]


_PROFILES: dict[str, Profile] = {}
Choices = Callable[[Account], list[tuple[UUID, str]]]
_PROJECTS: list[Choices] = []


def offer_profile(profile: Profile) -> None:
    _PROFILES[profile.code] = profile


def profile_called(code: str) -> Profile:
    """Raises KeyError for a kind of list that nobody registered."""
    return _PROFILES[code]


def offer_project_choices(choices: Choices) -> None:
    """`choices(by)`: the projects a list may be imported for, as (id, name)."""
    _PROJECTS.append(choices)


def project_choices(by: Account) -> list[tuple[UUID, str]]:
    return [choice for choices in _PROJECTS for choice in choices(by)]
