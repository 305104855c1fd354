"""Erasing somebody from the register: which rows speak of her, and what of each is emptied.

Names, words, places on a map and pictures go: from the rows, from every image of the ledger, from
the folder of files, and, by destroying the keys of the records, from every copy of the database
that holds them sealed. What stays is codes, days and numbers of nobody, so that totals stay true.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.actions import erase
from kinkeeper.ground.records.attachments import path_of
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.guard import Actor
from kinkeeper.ground.records.models import Attachment, Record
from kinkeeper.ground.vault.actions import forgotten

R = TypeVar("R", bound=Record)
GONE = "–"
PERSONAL = 2
OF_ANOTHER = frozenset({"relative", "kept"})
"""Links that make a row speak of two people; it is the other one's row."""


@lifted("whoever asks to erase somebody is told how much it is, whatever she may read")
def rows_about(subject: Record) -> list[Record]:
    """The record and all rows that speak of it, however far: a plan of a stay of the person."""
    found: dict[UUID, Record] = {subject.pk: subject}
    fresh: list[Record] = [subject]
    while fresh:
        fresh = [row for row in _pointing_at(fresh) if row.pk not in found]
        found |= {row.pk: row for row in fresh}
    return list(found.values())


def erase_all(
    rows: Iterable[Record], *, by: Actor, reason: str, also: Mapping[str, Any] | None = None
) -> int:
    """Empty these rows for good. `also`: further values of the first one. Returns how many.

    The keys are destroyed and the files deleted once the transaction has been kept.
    """
    first, *others = rows
    with transaction.atomic():
        erase(first, by=by, reason=reason, empty=emptied(first) | dict(also or {}))
        for row in others:
            if isinstance(row, Attachment) and row.file != GONE:
                _delete_file(row.file)
            erase(row, by=by, reason=reason, empty=emptied(row))
        return 1 + len(others)


def emptied(record: Record) -> dict[str, Any]:
    """What takes the place of each personal value; codes, days and numbers are not in it."""
    fields = (f for f in record.kept_fields() if class_of(f) >= PERSONAL)
    return {f.attname: _empty(f) for f in fields if _says_something(f)}


def erased_again(model: type[R]) -> list[R]:
    """Records whose key was destroyed, yet whose row speaks: an old copy of the database was
    restored. They must be erased once more."""
    ids = list(forgotten())
    rows = [
        row
        for start in range(0, len(ids), 900)
        for row in model._default_manager.filter(pk__in=ids[start : start + 900])
    ]
    return [row for row in rows if any(_speaks(row, name) for name in emptied(row))]


def _speaks(row: Record, name: str) -> bool:
    return getattr(row, name) not in (None, "", GONE, [], {})


def _says_something(field: Any) -> bool:
    """A column of free words; a link, a code of a list, a day or a number is none."""
    if field.is_relation or field.choices:
        return False
    return isinstance(field, models.CharField | models.TextField | models.JSONField)


def _empty(field: Any) -> Any:
    if field.null:
        return None
    if isinstance(field, models.JSONField):
        return field.get_default()
    return "" if field.blank else GONE


def _pointing_at(rows: list[Record]) -> Iterator[Record]:
    by_model: dict[type[Record], list[UUID]] = {}
    for row in rows:
        by_model.setdefault(type(row), []).append(row.pk)
    for model in _kinds():
        if which := _links(model, by_model):
            yield from model._default_manager.filter(which)


def _links(model: type[Record], found: Mapping[type[Record], list[UUID]]) -> Q:
    which = Q()
    for field in model._meta.concrete_fields:
        if field.name == "subject" and isinstance(field, models.UUIDField):
            which |= Q(subject__in=[pk for ids in found.values() for pk in ids])
        elif (ids := found.get(_target(field))) and field.name not in OF_ANOTHER:
            which |= Q(**{f"{field.name}__in": ids})
    return which


def _target(field: Any) -> Any:
    return field.related_model if field.is_relation else None


def _kinds() -> list[type[Record]]:
    return [m for m in apps.get_models() if issubclass(m, Record)]


def _delete_file(name: str) -> None:
    transaction.on_commit(lambda: path_of(name).unlink(missing_ok=True))
