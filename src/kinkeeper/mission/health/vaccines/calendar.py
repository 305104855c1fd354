"""The calendar of the country as data: read from lines, with what is wrong said by line.

Shipped: Mali's routine programme (`mali.csv`). The office sets another one from a day on.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Text
from kinkeeper.mission.health.vaccines.rules import Age, Dose

NAME = "PEV Mali 2025"
SOURCE = gettext_noop(
    "Routine programme of Mali: measles twice since the end of 2019 (UNICEF Mali), one dose "
    "against papillomavirus for girls of 10 years since 1 November 2024 and malaria R21 in some "
    "districts since 25 April 2025 (Ministry of Health); to be checked against the calendar of "
    "the Centre national d’immunisation"
)
AGE = re.compile(r"(\d{1,3})([dwmy])")
COLUMNS = 8


class CalendarProblem(ValueError):
    """`sentences`: what is wrong, each with the number of its line."""

    def __init__(self, sentences: list[str]) -> None:
        self.sentences = sentences
        super().__init__("; ".join(sentences))


@dataclass(frozen=True)
class InForce:
    """since None: the calendar the office began with."""

    name: str
    source: Text
    since: date | None
    doses: tuple[Dose, ...]


@cache
def shipped() -> str:
    return files("kinkeeper.mission.health.vaccines").joinpath("mali.csv").read_text("utf-8")


def read(text: str) -> tuple[Dose, ...]:
    """Lines with semicolons as in `mali.csv`; those with # are remarks. Raises CalendarProblem."""
    found: list[Dose] = []
    wrong: list[str] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        try:
            found.append(_dose([cell.strip() for cell in line.split(";")]))
        except ValueError as problem:
            wrong.append(_("Line %(line)s: %(problem)s") % {"line": number, "problem": problem})
    wrong += _missing(found)
    if wrong:
        raise CalendarProblem(wrong)
    return tuple(found)


def _dose(cells: list[str]) -> Dose:
    if len(cells) != COLUMNS:
        raise ValueError(_("eight columns are needed, separated by semicolons."))
    vaccine, number, due, latest, gap, sex, introduced, local = cells
    if not re.fullmatch(r"[a-z0-9]{2,12}", vaccine):
        raise ValueError(_("the vaccine is a short word in small letters."))
    if not number.isdigit() or not (gap or "0").isdigit():
        raise ValueError(_("dose and days are whole numbers."))
    if sex not in {"", "F", "M"}:
        raise ValueError(_("the sex is F, M or empty."))
    return Dose(
        vaccine, int(number), _age(due), _age(latest) if latest else None, int(gap or 0), sex,
        _day(introduced), local == "yes",
    )  # fmt: skip


def _age(text: str) -> Age:
    found = AGE.fullmatch(text)
    if not found:
        raise ValueError(_("an age is written as 0d, 6w, 9m or 10y."))
    return Age(int(found[1]), found[2])


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as problem:
        raise ValueError(_("a day is written as 2025-04-25.")) from problem


def _missing(doses: Iterable[Dose]) -> list[str]:
    codes = [dose.code for dose in doses]
    twice = sorted({code for code in codes if codes.count(code) > 1})
    lost = sorted({d.code for d in doses if d.before and d.before not in codes})
    wrong = [_("%(vaccine)s %(dose)s stands there twice.") % _named(c) for c in twice]
    wrong += [_("%(vaccine)s %(dose)s: the dose before it is missing.") % _named(c) for c in lost]
    if not codes:
        wrong.append(_("A calendar has at least one dose."))
    return wrong


def _named(code: tuple[str, int]) -> dict[str, object]:
    return {"vaccine": code[0], "dose": code[1]}
