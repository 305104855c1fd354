"""Images of a record: its values as plain JSON, split into clear and sealed."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from kinkeeper.ground.records.classes import SEALED_FROM, class_of
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.ground.vault.actions import keys_for, seal_for, unseal_for

Values = dict[str, Any]


@dataclass(frozen=True)
class Image:
    clear: Values
    secret: Values

    @property
    def whole(self) -> Values:
        return self.clear | self.secret


def plain(value: Any) -> Any:
    """A value as JSON keeps it."""
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if value is not None and not isinstance(value, str | int | float | bool | list | dict):
        return str(value)
    return value


def image_of(record: Record) -> Image:
    clear: Values = {}
    secret: Values = {}
    for field in record.kept_fields():
        side = secret if class_of(field) >= SEALED_FROM else clear
        side[field.attname] = plain(getattr(record, field.attname))
    return Image(clear, {k: v for k, v in secret.items() if v not in (None, "", [], {})})


def has_secrets(model: type[Record]) -> bool:
    return any(class_of(f) >= SEALED_FROM for f in model.kept_fields())


def keys_of_records(records: Iterable[Record]) -> dict[UUID, bytes]:
    """The keys of these records, made where there are none: by purpose of their kind and place."""
    found: dict[tuple[str, UUID | None], list[UUID]] = {}
    for record in records:
        found.setdefault((record.about.vault, record.lies_in), []).append(record.pk)
    return {
        pk: key
        for (purpose, place), ids in found.items()
        for pk, key in keys_for(ids, purpose=purpose, place=place).items()
    }


def seal_image(change: Change, image: Image, keys: Mapping[UUID, bytes]) -> None:
    change.after = image.clear
    if image.secret:
        data = json.dumps(image.secret, ensure_ascii=False).encode()
        change.sealed = seal_for(change.record, data, about=_about(change), keys=keys)


def read_image(change: Change, keys: Mapping[UUID, bytes]) -> Image:
    """The image after this change; empty secrets where the key was destroyed."""
    if not change.sealed or change.record not in keys:
        return Image(change.after, {})
    data = unseal_for(change.record, bytes(change.sealed), about=_about(change), keys=keys)
    return Image(change.after, json.loads(data))


def values_of(model: type[Record], image: Values, names: Iterable[str]) -> tuple[Any, ...]:
    """Typed values out of an image, in the order of `names`."""
    fields = {f.attname: f for f in model._meta.concrete_fields}
    return tuple(_typed(fields[name], image) for name in names)


def _typed(field: Any, image: Values) -> Any:
    """What an image does not hold was empty, or is of a column added later: its default."""
    if field.attname in image:
        return field.to_python(image[field.attname])
    return None if field.null else field.get_default()


def _about(change: Change) -> str:
    return f"{change.kind}:{change.version}:{change.outcome}"
