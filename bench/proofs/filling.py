"""A row of every kind of record in each area, so that every address has something real to show.

What a kind declares is enough: its foreign keys point to rows of the same area that are there.
"""

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.protection.sealing import seal_bytes

Areas = Mapping[str, list[Place]]
NOT_MADE = (IntegrityError, ValidationError, LookupError, TypeError, ValueError)
TOLD = {
    "sync.device", "people.same", "protection.report", "protection.concern", "protection.case",
    "protection.report_picture", "protection.concern_picture", "protection.concern_entry",
    "process.stage", "process.proposal",
}  # fmt: skip
"""Kinds that only their room's verbs make whole: see `special` and `told`."""
LAPS = 3  # a kind may stand on another that a first lap makes


def kinds() -> list[type[Record]]:
    return [m for m in apps.get_models() if issubclass(m, Record)]


def fill(areas: Areas) -> list[str]:
    """Makes what is missing; names of kinds that no row could be made of."""
    for _lap in range(LAPS):
        missing = [
            (m, a) for m in kinds() for a in areas
            if _filled_here(m) and not rows_in(m, areas[a]).exists()
        ]  # fmt: skip
        for model, area in missing:
            with suppress(*NOT_MADE), transaction.atomic():
                _make(model, areas[area])
    return [f"{m.about.kind} {a}" for m in kinds() for a in areas
            if not rows_in(m, areas[a]).exists()]  # fmt: skip


def _filled_here(model: type[Record]) -> bool:
    """Settings of the whole association have defaults; a phone is more than its row."""
    return bool(model.about.place) and model.about.kind not in TOLD


def rows_in(model: type[Record], places: Iterable[Place]) -> Any:
    """The rows of an area; all rows of a kind that lies in no place."""
    rows = model._default_manager.all()
    if not model.about.place:
        return rows
    way = "path" if model.about.place == "id" else f"{model.about.place}__path"
    below = models.Q(pk__in=[])
    for place in places:
        below |= models.Q(**{f"{way}__startswith": place.path})
    return rows.filter(pk__in=rows.filter(below).values("pk"))


def _make(model: type[Record], places: list[Place]) -> None:
    record = model()
    values = {f.name: _value(f, places) for f in model.kept_fields() if _wanted(f)}
    place = values.get("place") or places[0]
    sealed = [f.name for f in model.kept_fields() if f.name == "sealed"]
    for name, value in values.items():
        setattr(record, name, value)
    if sealed and hasattr(place, "pk"):
        values["sealed"] = seal_bytes(record, b'{"text": "Preuve"}', place=place.pk)
    write(record, by=machine(), **values)


def _wanted(field: models.Field[Any, Any]) -> bool:
    """What may stay empty stays empty, but for what says where a row lies."""
    if field.name == "until":
        return False
    return not field.null or field.name in {"place", "subject"}


def _value(field: Any, places: list[Place]) -> Any:
    if field.is_relation:
        return _related(field.related_model, places)
    if field.choices:
        return next(value for value, _label in field.flatchoices if value not in (None, ""))
    if field.has_default():
        return field.get_default()
    return _plain(field, places)


def _plain(field: Any, places: list[Place]) -> Any:
    if isinstance(field, models.UUIDField):
        return rows_in(Person, places).values_list("pk", flat=True)[0]
    for kind, made in MADE:
        if isinstance(field, kind):
            return made()
    return "Preuve"[: field.max_length or 6] if not field.unique else f"P{places[0].pk.hex[-8:]}"


MADE: tuple[tuple[Any, Any], ...] = (
    (models.DateTimeField, timezone.now), (models.DateField, timezone.localdate),
    (models.BooleanField, bool), (models.JSONField, dict),
    ((models.IntegerField, models.DecimalField, models.FloatField), lambda: 1),
)  # fmt: skip


def _related(model: Any, places: list[Place]) -> Any:
    if model is Account:
        return Account.objects.order_by("pk")[0]
    if model is Place:
        return places[0]
    return rows_in(model, places).order_by("pk")[0]
