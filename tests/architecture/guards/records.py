"""Records: what every model and every field of a room must declare."""

from typing import Any

from django.db import models

from kinkeeper.ground.records.models import About, Record

Model = type[models.Model]


def not_records(found: list[Model], allowed: dict[str, str]) -> list[str]:
    """Models that stand outside the ledger without a reason."""
    return [
        f"{model._meta.label} is no Record and has no reason to be none"
        for model in found
        if not issubclass(model, Record) and model._meta.label not in allowed
    ]


def unclassed_fields(found: list[type[Record]]) -> list[str]:
    """Fields without a class L0-L4: access treats them as L4, but somebody must decide."""
    return [
        f"{model._meta.label}.{field.name} has no class: wrap it in L0 to L4"
        for model in found
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if not hasattr(field, "data_class")
    ]


def undeclared(found: list[type[Record]]) -> list[str]:
    """Records without their own `about`, or with a kind that is not `room.noun`."""
    own = [(model, vars(model).get("about")) for model in found]
    return [
        f"{model._meta.label} declares no About of its own with kind {model._meta.app_label}.noun"
        for model, about in own
        if not isinstance(about, About) or not about.kind.startswith(f"{model._meta.app_label}.")
    ]


def kinds_twice(found: list[type[Record]]) -> list[str]:
    kinds = [model.about.kind for model in found]
    return [f"kind {kind} is declared twice" for kind in sorted({*kinds}) if kinds.count(kind) > 1]


def ties_across_rooms(found: list[Model]) -> list[str]:
    """Foreign keys into another room that give the other model a name for the way back."""
    return [
        f"{model._meta.label}.{field.name} crosses rooms: related_name must be '+'"
        for model in found
        for field in model._meta.local_fields
        if _crosses(model, field) and not str(field.remote_field.related_name).endswith("+")
    ]


def _crosses(model: Model, field: Any) -> bool:
    target = field.related_model
    return bool(
        field.is_relation
        and target
        and model.__module__.startswith("kinkeeper.")
        and target._meta.app_label != model._meta.app_label
    )
