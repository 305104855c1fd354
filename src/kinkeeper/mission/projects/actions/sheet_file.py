"""A project's sheet as somebody writes it: TOML, checked before anything is loaded."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.measures import measures
from kinkeeper.mission.projects.models import (
    BudgetLine,
    FunderWord,
    Indicator,
    IndicatorTarget,
    Partner,
    Project,
    Result,
    TargetGroup,
)
from kinkeeper.mission.projects.rules import CURRENCIES
from kinkeeper.mission.projects.sheets import Sheet

OURS = frozenset({"id", "version", "project", "order", "partner", "indicator"})


@dataclass(frozen=True)
class Part:
    """Rows of one sort: the model they fill, what each must have, what it may have besides."""

    model: type[Record] | None
    must: tuple[str, ...]
    may: tuple[str, ...] = ()

    @property
    def known(self) -> frozenset[str]:
        fields = self.model._meta.concrete_fields if self.model else ()
        return (frozenset(f.name for f in fields) - OURS) | {*self.must, *self.may}


SHEET = Part(
    Project, ("code", "title_fr", "title_en", "since", "until", "budget_minor", "currency", "sdgs"),
)  # fmt: skip
TARGET = Part(IndicatorTarget, ("day", "source"))
PARTS = {
    "partners": Part(Partner, ("part", "name_fr", "name_en")),
    "places": Part(None, ("name", "levels")),
    "target_groups": Part(TargetGroup, ("kind", "direct", "number", "name_fr", "name_en")),
    "results": Part(Result, ("code", "level", "text_fr", "text_en")),
    "indicators": Part(Indicator, ("code", "result", "name_fr", "name_en"), ("targets",)),
    "budget_lines": Part(
        BudgetLine, ("code", "name_fr", "name_en", "amount_minor", "rate", "source")
    ),
    "funder_words": Part(FunderWord, ("funder", "of", "code")),
}
KINDS: dict[str, type | tuple[type, ...]] = {
    "since": date, "until": date, "day": date, "budget_minor": int, "amount_minor": int,
    "number": int, "levels": list, "sdgs": list, "targets": list, "parts": list, "schemes": list,
}  # fmt: skip


def read_sheet(data: bytes) -> Sheet:
    """Raises ValidationError with a sentence for each thing that is wrong in the file."""
    try:
        sheet = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        sentence = _("The file cannot be read as a sheet (TOML): %(why)s")
        raise ValidationError(sentence % {"why": error}) from error
    if said := [*_sentences(sheet)]:
        raise ValidationError(said)
    empty: Sheet = {name: [] for name in PARTS}
    return empty | {"context_fr": "", "context_en": ""} | sheet


def _sentences(sheet: Mapping[str, Any]) -> Iterator[str]:
    whole = {name: value for name, value in sheet.items() if name not in PARTS}
    yield from _row(_("the sheet"), whole, SHEET)
    for name, part in PARTS.items():
        rows = sheet.get(name, [])
        if not isinstance(rows, list):
            yield _("“%(name)s” must be a list of tables, written [[%(name)s]].") % {"name": name}
            continue
        for number, row in enumerate(rows, start=1):
            yield from _row(f"{name} {row.get('code', number)}", row, part)
            for target in row.get("targets", ()):
                yield from _row(f"{name} {row.get('code', number)}, targets", target, TARGET)
    yield from _unknown(sheet)


def _row(where: str, row: Mapping[str, Any], part: Part) -> Iterator[str]:
    for name in part.must:
        if name not in row:
            yield _("%(where)s: “%(name)s” is missing.") % {"where": where, "name": name}
    for name, value in row.items():
        if name not in part.known:
            yield _("%(where)s: “%(name)s” is not known here.") % {"where": where, "name": name}
        elif name in KINDS and not isinstance(value, KINDS[name]):
            sentence = _("%(where)s: “%(name)s” is of another kind than expected: %(value)s.")
            yield sentence % {"where": where, "name": name, "value": value}


def _unknown(sheet: Mapping[str, Any]) -> Iterator[str]:
    """What is named but is nowhere: a result, a measure, a currency."""
    results = {row.get("code") for row in sheet.get("results", ())}
    offered = {measure.code for measure in measures()}
    for row in sheet.get("indicators", ()):
        code = row.get("code", "-")
        if row.get("result") not in results:
            sentence = _("indicators %(code)s: there is no result “%(result)s” in the sheet.")
            yield sentence % {"code": code, "result": row.get("result", "")}
        if row.get("measure") and row["measure"] not in offered:
            sentence = _("indicators %(code)s: nobody computes “%(measure)s”.")
            yield sentence % {"code": code, "measure": row["measure"]}
    if sheet.get("currency", "EUR") not in CURRENCIES:
        sentence = _("The currency “%(currency)s” is not known here. Use XOF, EUR, USD, CHF, GBP.")
        yield sentence % {"currency": sheet["currency"]}
