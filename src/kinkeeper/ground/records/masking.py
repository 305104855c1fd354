"""A column that stands behind the fence is asked for as nothing, so that a row of which a reader
may meet some columns can still be read. Whoever asks for the column itself is refused.
"""

import re
from functools import partial
from typing import Any

from django.apps import apps

from kinkeeper.ground.fence.actions import hidden
from kinkeeper.ground.records.classes import SEALED_FROM, class_of
from kinkeeper.ground.records.models import Record

PLAIN = re.compile(r'(?:"[^"]+"|\w+)\."[^"]+"')  # a column of a table, and nothing computed from it


def masked(field: Any, compiler: Any, sql: str, params: Any) -> tuple[str, Any]:
    """Django asks this of a field for each column that is selected."""
    if not PLAIN.fullmatch(sql) or not hidden(field.model._meta.db_table, field.column):
        return sql, params
    return f"CAST(NULL AS {field.db_type(compiler.connection)})", []


def mask_all() -> None:
    for model in apps.get_models():
        if issubclass(model, Record):
            for field in model._meta.concrete_fields:
                if class_of(field) >= SEALED_FROM:
                    field.__dict__["select_format"] = partial(masked, field)
