"""A fact: one service given, without names. Columns are of class L0 or L1; days become months."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Protocol

TABLE = "services"


@dataclass(frozen=True, slots=True)
class Fact:
    """who: a number for a person or family that means nothing outside this export.

    "" in a category is "not recorded". quantity: as written with the service, else 1.
    """

    who: int
    quarter: str
    month: str
    region: str
    cercle: str
    commune: str
    place: str
    sex: str
    age_band: str
    role: str
    kind: str
    modality: str
    project: str
    quantity: int


COLUMNS = tuple(field.name for field in fields(Fact))
NUMBERS = frozenset({"who", "quantity"})
DIMENSIONS = tuple(name for name in COLUMNS if name not in {"who", "quarter", "quantity"})


class Source(Protocol):
    """Where facts come from: a room that offers them."""

    def __call__(self) -> Iterable[Fact]: ...


_SOURCES: list[Source] = []


def offer_facts(source: Source) -> None:
    """A room offers its facts; called when it is ready."""
    _SOURCES.append(source)


def facts() -> Iterator[Fact]:
    """Every fact of every room, as the tables stand now."""
    for source in _SOURCES:
        yield from source()


def write_csv(rows: Iterable[Fact], path: Path) -> int:
    """How many were written."""
    count = 0
    with path.open("w", encoding="utf-8", newline="") as stream:
        out = csv.writer(stream, quoting=csv.QUOTE_NONNUMERIC)
        out.writerow(COLUMNS)
        for row in rows:
            out.writerow(astuple(row))
            count += 1
    return count
