"""Answers as they are kept: by the ids of their questions, each beside others of its class."""

from collections.abc import Iterable, Mapping
from typing import Any

from kinkeeper.ground.instruments.definition import Form
from kinkeeper.ground.instruments.filling import Row
from kinkeeper.ground.instruments.models import Answers, Version

SHELVES = {0: "programme", 1: "programme", 2: "personal", 3: "sensitive", 4: "restricted"}
LEVELS = {"programme": 1, "personal": 2, "sensitive": 3, "restricted": 4}

Kept = Mapping[str, Any]


def sorted_by_class(version: Version, answers: Kept) -> dict[str, dict[str, Any]]:
    """What goes on which shelf. answers: by name, as `Filled.kept` gives them."""
    shelves: dict[str, dict[str, Any]] = {shelf: {} for shelf in LEVELS}
    for name, value in answers.items():
        if isinstance(value, list):
            _sort_rows(version, shelves, name, value)
        else:
            shelves[_shelf(version, name)][version.names[name]] = value
    return shelves


def _sort_rows(
    version: Version, shelves: dict[str, dict[str, Any]], section: str, rows: Iterable[Row]
) -> None:
    """Every shelf holds the rows in the same order, each with its own answers."""
    for at, row in enumerate(rows):
        for name, value in row.items():
            kept = shelves[_shelf(version, name)].setdefault(section, [])
            kept.extend({} for _missing in range(at + 1 - len(kept)))
            kept[at][version.names[name]] = value


def _shelf(version: Version, name: str) -> str:
    return SHELVES[version.levels[name]]


def by_name(record: Answers, *, level: int) -> dict[str, Any]:
    """The answers by the names of their questions, up to a class; ids of questions that this
    version does not ask keep their id as name."""
    names = {i: name for name, i in record.version_of.names.items()}
    found: dict[str, Any] = {}
    for shelf, of_level in LEVELS.items():
        if of_level <= level:
            for key, value in getattr(record, shelf).items():
                _put(found, names, key, value)
    return found


def _put(found: dict[str, Any], names: Mapping[str, str], key: str, value: Any) -> None:
    if not isinstance(value, list):
        found[names.get(key, key)] = value
        return
    rows = found.setdefault(key, [])
    rows.extend({} for _missing in range(len(value) - len(rows)))
    for row, more in zip(rows, value, strict=False):
        row |= {names.get(i, i): text for i, text in more.items()}


def columns(form: Form) -> list[str]:
    """Names of the questions outside repeated sections, in their order."""
    return [q.name for q in form.questions.values() if q.kind != "note" and not q.repeat]
