"""Values of any record in words, for histories and for clashes; subject to the reader's class."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.dates import in_words as rough_in_words
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries.reader import Reader

Field = models.Field[Any, Any]
DERIVED = frozenset({"search_key", "family_key", "also_key"})
LONGEST = 160
PRECISION = "_precision"
NAMED_BY_DJANGO = (
    gettext_noop("code"), gettext_noop("died on"), gettext_noop("kind"), gettext_noop("person"),
    gettext_noop("relative"), gettext_noop("why left"),
    gettext_noop("assessment"), gettext_noop("class call"), gettext_noop("commitment"),
    gettext_noop("family"), gettext_noop("goal"), gettext_noop("measurement"),
    gettext_noop("membership"), gettext_noop("plan"), gettext_noop("service"),
    gettext_noop("structure"), gettext_noop("visit"),
)  # fmt: skip
"""Names that Django makes of a field's or a record's own, for the catalogue."""


def kinds() -> dict[str, type[Record]]:
    """Every kind of record there is, by its name in the ledger."""
    ours = (m for m in apps.get_models() if issubclass(m, Record) and hasattr(m, "about"))
    return {model.about.kind: model for model in ours}


def field_of(model: type[Record], attname: str) -> Field | None:
    """The field behind a column name of the ledger; None for one that is gone, or derived."""
    if attname in DERIVED:
        return None
    return next((f for f in model._meta.concrete_fields if f.attname == attname), None)


def may_read(field: Field, reader: Reader) -> bool:
    return class_of(field) <= reader.level


def side_of(name: str) -> str:
    """A date and how well it is known are one value: both go by the name of the date."""
    return f"{name.removesuffix(PRECISION)}_date" if name.endswith(PRECISION) else name


def sides_of(model: type[Record], names: Iterable[str]) -> list[Field]:
    """The fields behind column names of the ledger, a date and its precision once."""
    fields = (field_of(model, side) for side in dict.fromkeys(map(side_of, names)))
    return [field for field in fields if field is not None]


def kind_in_words(model: type[Record]) -> str:
    return _(str(model._meta.verbose_name))


def label_of(field: Field) -> str:
    """A field's name in the reader's language, also where the model gives it no words."""
    return _(str(field.verbose_name))


class Namer:
    """Says whom a key in a value means; asks once for all keys of a page."""

    def __init__(self, reader: Reader, ids: Iterable[str]) -> None:
        wanted = {i for i in ids if _is_id(i)}
        self.names: dict[str, str] = {}
        if wanted:
            self.names |= {str(p.pk): p.name for p in Place.objects.filter(pk__in=wanted)}
            self.names |= {str(a.pk): a.name for a in Account.objects.filter(pk__in=wanted)}
            self.names |= _names(reader.rows(Family).filter(pk__in=wanted), reader)
            self.names |= _names(reader.rows(Person).filter(pk__in=wanted), reader)

    def name(self, key: Any) -> str:
        return self.names.get(str(key), "–")


def _names(rows: Iterable[Family | Person], reader: Reader) -> dict[str, str]:
    return {str(row.pk): str(row) if reader.names else row.code for row in rows}


def said(field: Field, values: Mapping[str, Any], namer: Namer) -> str:
    """What these values of a record say in this field; a date as precisely as it is known."""
    value = values.get(field.attname)
    precision = values.get(f"{field.name.removesuffix('_date')}{PRECISION}")
    if value and precision and precision != "unknown":
        return rough_in_words(rough(field.to_python(value), precision))
    return in_words(field, value, namer)


def in_words(field: Field, value: Any, namer: Namer) -> str:
    """A stored value as the reader would say it; "–" for empty."""
    if value in (None, "", [], {}):
        return "–"
    if field.is_relation:
        return namer.name(value)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return _plain(field, value)


def _plain(field: Field, value: Any) -> str:
    typed = field.to_python(value)
    if isinstance(typed, datetime | date):
        return date_format(typed, "SHORT_DATE_FORMAT")
    text = str(typed)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _is_id(text: str) -> bool:
    try:
        UUID(str(text))
    except ValueError:
        return False
    return True
