"""The questionnaires of the room as data: one file for each version in `questionnaires/`.

A new version is a new file; answers keep the version they were given to and are compared with
answers to the same version only.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

FOLDER = Path(__file__).parent / "questionnaires"


class Unknown(LookupError):
    """There is no questionnaire of this name and version."""


@dataclass(frozen=True)
class Said:
    """A text of the questionnaire in both languages."""

    fr: str
    en: str

    def __str__(self) -> str:
        return self.en if (get_language() or "fr").startswith("en") else self.fr


@dataclass(frozen=True)
class Item:
    """heading: of the funder. domain: the first letter of the code."""

    code: str
    heading: str
    text: Said

    @property
    def domain(self) -> str:
        return self.code[0]


@dataclass(frozen=True)
class CapacityQuestions:
    name: str
    headings: Mapping[str, Said]
    domains: Mapping[str, Said]
    levels: Mapping[int, Said]
    items: tuple[Item, ...]

    @property
    def heading_of(self) -> dict[str, str]:
        return {item.code: item.heading for item in self.items}

    @property
    def domain_of(self) -> dict[str, str]:
        return {item.code: item.domain for item in self.items}

    def item(self, code: str) -> Item | None:
        return next((item for item in self.items if item.code == code), None)


@dataclass(frozen=True)
class Line:
    """A line of income or spending. child: spent for the children."""

    code: str
    text: Said
    child: bool


@dataclass(frozen=True)
class MoneyQuestions:
    name: str
    income: tuple[Line, ...]
    spending: tuple[Line, ...]

    @property
    def for_children(self) -> frozenset[str]:
        return frozenset(line.code for line in self.spending if line.child)


@cache
def capacity_questions(name: str) -> CapacityQuestions:
    """The questionnaire called `capacity/1`. Raises Unknown."""
    raw = _file(name)
    return CapacityQuestions(
        name, _texts(raw["headings"]), _texts(raw["domains"]),
        {int(level): said for level, said in _texts(raw["levels"]).items()},
        tuple(Item(i["code"], i["heading"], _said(i)) for i in raw["items"]),
    )  # fmt: skip


@cache
def money_questions(name: str) -> MoneyQuestions:
    """The questionnaire called `money/1`. Raises Unknown."""
    raw = _file(name)
    return MoneyQuestions(name, _lines(raw["income"]), _lines(raw["spending"]))


@cache
def versions(code: str) -> tuple[str, ...]:
    """Names of all versions of a questionnaire, the oldest first."""
    numbers = sorted(int(p.stem.rsplit("-", 1)[1]) for p in FOLDER.glob(f"{code}-*.json"))
    return tuple(f"{code}/{number}" for number in numbers)


def newest(code: str) -> str:
    return versions(code)[-1]


def _file(name: str) -> dict[str, Any]:
    code, _slash, version = name.partition("/")
    if name not in versions(code):
        raise Unknown(name)
    found: dict[str, Any] = json.loads((FOLDER / f"{code}-{version}.json").read_text("utf-8"))
    return found


def _said(raw: Mapping[str, str]) -> Said:
    return Said(raw["fr"], raw["en"])


def _texts(raw: Mapping[str, Mapping[str, str]]) -> dict[str, Said]:
    return {code: _said(text) for code, text in raw.items()}


def _lines(raw: list[dict[str, Any]]) -> tuple[Line, ...]:
    return tuple(Line(r["code"], _said(r), bool(r.get("child"))) for r in raw)
