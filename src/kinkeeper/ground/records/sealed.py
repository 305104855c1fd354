"""Texts of class L4: the row itself holds only ciphertext, bound to the record and the field.

On a record such a field is a plain text, read and written like any other. In the database, its
backups and on the disk it is unreadable without the record's key, which lies in the vault. It
can be neither searched nor sorted by: whoever looks for a word opens the rows of his own scope.
"""

from base64 import b64decode, b64encode
from typing import Any
from uuid import UUID

from django.core.exceptions import FieldError
from django.db import models

from kinkeeper.ground.records.images import keys_of_records
from kinkeeper.ground.vault.actions import keys_of, seal_for, unseal_for

GONE = ""


class Sealed(str):
    """Ciphertext as it lies in the row, in base64."""

    __slots__ = ()


class Opened(str):  # noqa: SLOT000 - carries its record
    """A clear text that remembers its record, so that it can be sealed again for it."""

    record: Any


class SealedTextField(models.TextField):  # type: ignore[type-arg]
    """A text of class L4. `isnull` is the only question the database can answer about it."""

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002 - Django's signature
        super().contribute_to_class(cls, name, private_only)
        setattr(cls, self.attname, _Text(self))

    def get_internal_type(self) -> str:
        return "SealedTextField"

    def db_type(self, connection: Any) -> str | None:
        return models.TextField().db_type(connection)

    def from_db_value(self, value: str | None, *_: Any) -> str | None:
        return value if value is None else Sealed(value)

    def get_prep_value(self, value: Any) -> Any:
        """Empty stays empty; a clear text that belongs to no record must not reach the row."""
        if value in (None, "") or isinstance(value, Sealed):
            return value if value is None else str(value)
        if not isinstance(value, Opened):
            raise FieldError(f"{self.name} is sealed: no row can be looked for by its text")  # noqa: EM102
        return _seal(value, value.record, self)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:  # noqa: ARG002, FBT001
        """Ciphertext that nobody opened goes back as it was."""
        kept = model_instance.__dict__.get(self.attname)
        return kept if isinstance(kept, Sealed) else getattr(model_instance, self.attname)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.name} is sealed: it cannot be searched")  # noqa: EM102
        return super().get_lookup(lookup_name)


class _Text:
    """Opens on the first reading, not before: a list that does not show the text opens nothing."""

    def __init__(self, field: SealedTextField) -> None:
        self.field = field

    def __get__(self, record: Any, _owner: Any = None) -> Any:
        if record is None:
            return self
        name = self.field.attname
        if name not in record.__dict__:
            record.refresh_from_db(fields=[name])
        value = record.__dict__[name]
        if isinstance(value, Sealed) and value:
            value = record.__dict__[name] = _opened(_open(value, record.pk, self.field), record)
        return value

    def __set__(self, record: Any, value: Any) -> None:
        plain = value is None or isinstance(value, Sealed)
        record.__dict__[self.field.attname] = value if plain else _opened(str(value), record)


def _opened(text: str, record: Any) -> Opened:
    opened = Opened(text)
    opened.record = record
    return opened


def _about(field: SealedTextField) -> str:
    return f"row:{field.model._meta.label_lower}:{field.attname}"


def _seal(text: str, record: Any, field: SealedTextField) -> str:
    keys = keys_of_records([record])
    return b64encode(seal_for(record.pk, text.encode(), about=_about(field), keys=keys)).decode()


def _open(sealed: str, record: UUID, field: SealedTextField) -> str:
    """Nothing where the key was destroyed. Raises InvalidTag for a text of another row or field."""
    keys = keys_of([record])
    if record not in keys:
        return GONE
    return unseal_for(record, b64decode(sealed), about=_about(field), keys=keys).decode()
