"""Lists of places in files: our own table of facts, and official lists of any columns."""

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.places.models import Level


@dataclass(frozen=True)
class Code:
    scheme: str
    vintage: str
    code: str


@dataclass(frozen=True)
class Listed:
    """One line: a place in a parent for a period. A place with two parents has two lines."""

    key: str
    name: str
    level: str
    parent: str = ""
    since: date | None = None
    until: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    codes: tuple[Code, ...] = ()


@dataclass(frozen=True)
class Columns:
    """Which columns of an official list hold what. One file holds one
    level; the scheme and vintage of its codes, and of its parents' codes, must be said."""

    level: str
    name: str
    code: str
    parent_code: str
    scheme: str
    vintage: str
    latitude: str = ""
    longitude: str = ""


def read_facts(file: Path) -> list[Listed]:
    with file.open(encoding="utf-8", newline="") as lines:
        return [_fact(row) for row in csv.DictReader(lines)]


def read_official(file: Path, columns: Columns) -> Iterator[Listed]:
    """Raises ValidationError with the line where a name or code is missing, or for a column
    that the file does not have."""
    with file.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        _check_columns(columns, reader.fieldnames or [])
        for number, row in enumerate(reader, start=2):
            yield _official(row, columns, number)


def _fact(row: Mapping[str, str]) -> Listed:
    return Listed(
        key=row["key"], name=row["name"], level=row["level"], parent=row["parent"],
        since=_day(row["since"]), until=_day(row["until"]),
        latitude=_number(row["latitude"]), longitude=_number(row["longitude"]),
        codes=tuple(Code(*part.split(":")) for part in row["codes"].split()),
    )  # fmt: skip


def _official(row: Mapping[str, str], columns: Columns, number: int) -> Listed:
    name, code = row[columns.name].strip(), row[columns.code].strip()
    if not name or not code:
        raise ValidationError(
            _("Line %(line)s: the name or the code of the place is missing."),
            params={"line": number},
        )
    return Listed(
        key=f"{columns.scheme}:{columns.vintage}:{code}", name=name, level=columns.level,
        parent=f"{columns.scheme}:{columns.vintage}:{row[columns.parent_code].strip()}",
        latitude=_number(row.get(columns.latitude, "")),
        longitude=_number(row.get(columns.longitude, "")),
        codes=(Code(columns.scheme, columns.vintage, code),),
    )  # fmt: skip


def _check_columns(columns: Columns, found: Sequence[str]) -> None:
    wanted = {columns.name, columns.code, columns.parent_code}
    if missing := sorted(wanted - set(found)):
        raise ValidationError(
            _("The file has no column %(columns)s. Its columns are: %(found)s."),
            params={"columns": ", ".join(missing), "found": ", ".join(found)},
        )
    if columns.level not in Level.values:
        raise ValidationError(
            _("Unknown level %(level)s. Levels are: %(levels)s."),
            params={"level": columns.level, "levels": ", ".join(Level.values)},
        )


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> float | None:
    return float(text) if text else None
