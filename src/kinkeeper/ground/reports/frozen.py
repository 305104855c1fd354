"""Freezing numbers, and computing them again to see whether they still come out the same."""

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.reports.figures import Cell, Coverage, Detail, Figure, State
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.words import number_in_words

Numbers = list[dict[str, Any]]
Compute = Callable[[Mapping[str, Any], int], Numbers]
Amount = Callable[[int], str]
Amounts = Callable[[Mapping[str, Any], Mapping[str, Any]], Amount]
_SOURCES: dict[str, Compute] = {}
_AMOUNTS: dict[str, Amounts] = {}


def offer_frozen(source: str, compute: Compute, *, amounts: Amounts | None = None) -> None:
    """A room offers how its reports are computed: `compute(parameters, seq)`, each entry with a
    `code` of its own. amounts(parameters, entry): how the parts of an entry are written, where they
    are not all counts."""
    _SOURCES[source] = compute
    if amounts:
        _AMOUNTS[source] = amounts


def amount_of(report: FrozenReport, entry: Mapping[str, Any]) -> Amount:
    """How the two parts of an entry are written."""
    found = _AMOUNTS.get(report.source)
    return found(report.parameters, entry) if found else number_in_words


def freeze(
    *, source: str, title: str, parameters: Mapping[str, Any], seq: int, by: Account,
    project: UUID | None = None,
) -> FrozenReport:  # fmt: skip
    """Compute at a ledger position and keep. Raises Refused without the capability."""
    numbers = _SOURCES[source](parameters, seq)
    return write(
        FrozenReport(source=source, project=project, seq=seq), by=by,
        title=title, parameters=dict(parameters), numbers=numbers,
        digest=digest_of(parameters, seq, numbers),
        frozen_at=timezone.now(), frozen_by=by,
    )  # fmt: skip


def digest_of(parameters: Mapping[str, Any], seq: int, numbers: Numbers) -> str:
    """sha256 of the three as JSON with sorted keys and no spaces, in UTF-8."""
    whole = {"parameters": dict(parameters), "seq": seq, "numbers": numbers}
    text = json.dumps(whole, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True)
class Difference:
    """One value that comes out differently. path: where in the entry, e.g. "figure.value"."""

    code: str
    path: str
    frozen: Any
    now: Any


@dataclass(frozen=True)
class Comparison:
    """intact: nobody changed the stored numbers since. differences: empty when all is equal."""

    intact: bool
    differences: tuple[Difference, ...]

    @property
    def equal(self) -> bool:
        return self.intact and not self.differences


def recompute(report: FrozenReport) -> Comparison:
    """The same question at the same ledger position. Differences can only come from an erasure
    (its images are gone on purpose), a corrected formula, or tampering."""
    now = _SOURCES[report.source](report.parameters, report.seq)
    intact = digest_of(report.parameters, report.seq, report.numbers) == report.digest
    return Comparison(intact, tuple(differences(report.numbers, now)))


def differences(frozen: Numbers, now: Numbers) -> Sequence[Difference]:
    before, after = ({entry["code"]: _flat(entry) for entry in side} for side in (frozen, now))
    found: list[Difference] = []
    for code in sorted(before.keys() | after.keys()):
        old, new = before.get(code, {}), after.get(code, {})
        found += [
            Difference(code, path, old.get(path), new.get(path))
            for path in sorted(old.keys() | new.keys())
            if old.get(path) != new.get(path)
        ]
    return found


def _flat(value: Any, path: str = "") -> dict[str, Any]:
    pairs = (
        value.items() if isinstance(value, dict)
        else enumerate(value) if isinstance(value, list) else None
    )  # fmt: skip
    if pairs is None:
        return {path: value}
    flat: dict[str, Any] = {}
    for key, inner in pairs:
        flat |= _flat(inner, f"{path}.{key}" if path else str(key))
    return flat


# --- a figure as plain JSON, and back ---------------------------------------------------------


def plain_figure(figure: Figure) -> dict[str, Any]:
    """Aggregates only: the record ids that were counted stay out."""
    coverage = figure.coverage
    return {
        "state": figure.state.value,
        "value": _text(figure.value),
        "numerator": figure.numerator,
        "denominator": figure.denominator,
        "coverage": coverage and {"assessed": coverage.assessed, "eligible": coverage.eligible},
        "breakdown": [_plain_cell(cell) for cell in figure.cells],
        "details": [
            {"code": d.code, "value": _text(d.value), "per_person": d.per_person}
            for d in figure.details
        ],
    }


def _plain_cell(cell: Cell) -> dict[str, Any]:
    return {
        "scheme": cell.scheme,
        "key": cell.key,
        "state": cell.state.value,
        "value": _text(cell.value),
        "numerator": cell.numerator,
        "denominator": cell.denominator,
    }


def figure_from(plain: Mapping[str, Any]) -> Figure:
    coverage = plain["coverage"]
    return Figure(
        state=State(plain["state"]),
        value=_number(plain["value"]),
        numerator=plain["numerator"],
        denominator=plain["denominator"],
        coverage=Coverage(coverage["assessed"], coverage["eligible"]) if coverage else None,
        cells=tuple(_cell_from(cell) for cell in plain["breakdown"]),
        details=tuple(
            Detail(d["code"], d["code"], _number(d["value"]), d["per_person"])
            for d in plain["details"]
        ),
    )


def _cell_from(plain: Mapping[str, Any]) -> Cell:
    return Cell(
        scheme=plain["scheme"],
        key=plain["key"],
        state=State(plain["state"]),
        value=_number(plain["value"]),
        numerator=plain["numerator"],
        denominator=plain["denominator"],
    )


def _text(value: Decimal | None) -> str | None:
    return None if value is None else format(value, "f")


def _number(value: str | None) -> Decimal | None:
    return None if value is None else Decimal(value)
