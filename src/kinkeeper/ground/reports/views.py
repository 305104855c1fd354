"""A frozen report, and the same numbers computed again."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import REPORTING
from kinkeeper.ground.reports import queries
from kinkeeper.ground.reports.figures import Figure
from kinkeeper.ground.reports.frozen import Amount, Comparison, amount_of, figure_from, recompute
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.words import (
    coverage_in_words,
    hidden_note,
    value_in_words,
)
from kinkeeper.ground.text.language import spoken

ASKED = {
    "project": gettext_lazy("Project"),
    "on": gettext_lazy("On"),
    "known_at": gettext_lazy("As known on"),
}


@dataclass(frozen=True)
class FrozenLine:
    result: str
    code: str
    name: str
    measure: str
    target: str
    value: str
    parts: str
    coverage: str


@door("reports.read", purpose=REPORTING)
def frozen_report(request: Asked, pk: UUID) -> HttpResponse:
    """The numbers as they were handed over."""
    return _page(request, _report(request, pk))


@door("reports.read", purpose=REPORTING)
def frozen_compare(request: Asked, pk: UUID) -> HttpResponse:
    """The same question at the same ledger position, compared value by value."""
    report = _report(request, pk)
    return _page(request, report, comparison=recompute(report))


def _report(request: Asked, pk: UUID) -> FrozenReport:
    report = queries.frozen_report(pk, by=request.user)
    if report is None:
        raise Http404
    return report


def _page(
    request: Asked, report: FrozenReport, comparison: Comparison | None = None
) -> HttpResponse:
    outside = queries.reads_from_outside(request.user)
    context = {
        "report": report,
        "parameters": _parameters(report),
        "lines": [_line(report, entry, request) for entry in report.numbers],
        "comparison": comparison,
        "values_shown": not outside,
        "hidden": hidden_note() if outside else "",
    }
    return render(request, "reports/frozen.html", context)


def _parameters(report: FrozenReport) -> list[tuple[str, str]]:
    """What was asked, in words; a moment as its day."""
    return [(str(ASKED.get(name, name)), _asked(v)) for name, v in report.parameters.items()]


def _asked(value: str) -> str:
    try:
        return f"{datetime.fromisoformat(value):%d/%m/%Y}"
    except ValueError:
        return value


def _line(report: FrozenReport, entry: dict[str, Any], request: Asked) -> FrozenLine:
    figure = queries.as_seen(figure_from(entry["figure"]), by=request.user)
    return FrozenLine(
        result=entry["result"],
        code=entry["code"],
        name=entry[f"name_{spoken()}"],
        measure=entry["measure"],
        target=_target(entry),
        value=value_in_words(figure.value, unit=entry["unit"], state=figure.state),
        parts=_parts(figure, amount_of(report, entry)),
        coverage=coverage_in_words(figure),
    )


def _target(entry: dict[str, Any]) -> str:
    target = entry["target"]
    if not target or target["value"] is None:
        return _("none set")
    return value_in_words(Decimal(target["value"]), unit=entry["unit"])


def _parts(figure: Figure, amount: Amount) -> str:
    """Both parts of a ratio; what is beside a median; nothing for a plain count."""
    parts = (figure.numerator, figure.denominator)
    if figure.denominator is None:
        return ""
    return " / ".join(amount(part) for part in parts if part is not None)
