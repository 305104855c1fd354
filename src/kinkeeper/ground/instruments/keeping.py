"""Answers as they are kept: by the ids of their questions, each beside others of its class.

Restricted ones lie sealed in their row, with the row's own key, bound to kind, field and place: a
copy of the database shows none of them.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from kinkeeper.ground.instruments.definition import Form
from kinkeeper.ground.instruments.filling import Row
from kinkeeper.ground.instruments.models import Answers, Version
from kinkeeper.ground.records.images import keys_of_records
from kinkeeper.ground.vault.actions import keys_of, seal_for, unseal_for

SHELVES = {0: "programme", 1: "programme", 2: "personal", 3: "sensitive", 4: "restricted"}
LEVELS = {"programme": 1, "personal": 2, "sensitive": 3, "restricted": 4}

SEALED = "sealed"

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


def sealed(record: Answers, shelves: Mapping[str, Any], *, place: UUID) -> dict[str, Any]:
    """The shelves as the row of `record` keeps them. What is the same as before stays as it was
    sealed, so that nobody seems to have changed it."""
    said, kept = shelves["restricted"], record.restricted
    if said and said != restricted(record):
        data = json.dumps(said, ensure_ascii=False).encode()
        keys = keys_of_records([record])
        text = seal_for(record.pk, data, about=_about(place), keys=keys)
        kept = {SEALED: b64encode(text).decode()}
    return {**shelves, "restricted": kept if said else {}}


def restricted(record: Answers) -> dict[str, Any]:
    """Empty where there are none, and where the key was destroyed. Raises InvalidTag for what is
    not this row's."""
    text, keys = record.restricted.get(SEALED), keys_of([record.pk])
    if not text or not keys:
        return {}
    data = unseal_for(record.pk, b64decode(text), about=_about(record.place_id), keys=keys)
    return dict(json.loads(data))


def _about(place: UUID) -> str:
    return f"{Answers.about.kind}:restricted:{place}"


def by_name(record: Answers, *, level: int) -> dict[str, Any]:
    """The answers by the names of their questions, up to a class; ids of questions that this
    version does not ask keep their id as name."""
    names = {i: name for name, i in record.version_of.names.items()}
    found: dict[str, Any] = {}
    for shelf, of_level in LEVELS.items():
        if of_level <= level:
            lying = restricted(record) if shelf == "restricted" else getattr(record, shelf)
            for key, value in lying.items():
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
