"""What an account may export, and what was exported."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may, scope_for, visible
from kinkeeper.ground.access.roles import ADMINISTRATION, CARE, MONITORING, PURPOSES, REPORTING
from kinkeeper.ground.interop.exports.files import path_of
from kinkeeper.ground.interop.exports.models import Exported
from kinkeeper.ground.interop.exports.opening import EXPORT
from kinkeeper.ground.interop.exports.registry import Column, Export, Text, all_exports
from kinkeeper.ground.interop.exports.rules import KEPT
from kinkeeper.ground.places.models import Place

FOR_EXPORT = (MONITORING, REPORTING, CARE)
SHOWN = 50


@dataclass(frozen=True)
class Offered:
    """An export as this reader finds it: what she gets, and what stays here."""

    export: Export
    columns: tuple[Column, ...]
    held_back: tuple[Column, ...]


@dataclass(frozen=True)
class LogLine:
    """An export that happened. `until`: how long its file can be fetched; None when it is gone."""

    pk: UUID
    at: datetime
    who: str
    what: Text
    below: str
    purpose: Text
    lines: int
    why: str
    file: str
    until: datetime | None


def purposes_for(by: Account) -> list[str]:
    """The purposes for which this account may export."""
    return [p for p in FOR_EXPORT if may(by, EXPORT, purpose=p)]


def may_export(export: Export, *, by: Account, purpose: str) -> bool:
    return may(by, EXPORT, purpose=purpose) and may(by, export.capability, purpose=purpose)


def offered_to(by: Account) -> list[Offered]:
    """Every export this account may ask for, with its columns at the highest of its classes."""
    level = max((highest_class(by, p) for p in purposes_for(by)), default=-1)
    found = [e for e in all_exports() if any(may_export(e, by=by, purpose=p) for p in FOR_EXPORT)]
    return [_offered(export, level) for export in found]


def _offered(export: Export, level: int) -> Offered:
    columns = export.columns_for(level)
    return Offered(export, columns, tuple(c for c in export.columns if c not in columns))


def scope_place(by: Account, purpose: str) -> Place | None:
    """The place under which an export of this account is written down; None for everywhere."""
    scope = scope_for(by, EXPORT, purpose)
    if scope.everywhere:
        return None
    return Place.objects.filter(path__in=scope.paths).order_by("path").first()


def own_exports(by: Account) -> list[LogLine]:
    """What this account exported, the newest first."""
    rows = Exported.objects.filter(account=by).select_related("account", "below")
    return [_line(row) for row in rows.order_by("-at")[:SHOWN]]


def export_log(by: Account) -> list[LogLine]:
    """What everybody exported, for whoever keeps the accounts."""
    rows = visible(Exported, by=by, purpose=ADMINISTRATION).select_related("account", "below")
    return [_line(row) for row in rows.order_by("-at")[: 4 * SHOWN]]


def own_export(pk: UUID, *, by: Account) -> Exported | None:
    """One's own export while its file is kept."""
    since = timezone.now() - KEPT
    return Exported.objects.filter(pk=pk, account=by, at__gt=since).first()


def _line(row: Exported) -> LogLine:
    names = {e.code: e.label for e in all_exports()}
    return LogLine(
        row.pk, row.at, row.account.name, names.get(row.export, row.export),
        row.below.name if row.below else "", PURPOSES.get(row.purpose, row.purpose),
        row.lines, row.why, row.file, _kept_until(row, KEPT),
    )  # fmt: skip


def _kept_until(row: Exported, kept: timedelta) -> datetime | None:
    until = row.at + kept
    return until if until > timezone.now() and path_of(row.file).exists() else None
