"""The one door by which tables leave: right, purpose, reason, row limit, classes, log."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class
from kinkeeper.ground.access.roles import PURPOSES
from kinkeeper.ground.interop.exports import files, locking
from kinkeeper.ground.interop.exports.models import Exported, FileKind
from kinkeeper.ground.interop.exports.queries import may_export, scope_place
from kinkeeper.ground.interop.exports.registry import Asking, Column, Export
from kinkeeper.ground.interop.exports.rules import MOST_LINES, PERSONAL, SHORTEST_REASON
from kinkeeper.ground.interop.exports.tables import WRITERS, Table, written
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused


@dataclass(frozen=True)
class Handed:
    """The export and the password of its file: shown to its author once, kept nowhere."""

    entry: Exported
    password: str


def export_table(
    export: Export,
    *,
    by: Account,
    purpose: str,
    why: str,
    kind: str = FileKind.XLSX,
    below: Place | None = None,
) -> Handed:
    """Write the locked file, the log line, and the reading of every record in it.

    Raises Refused (no right for this purpose), ValidationError (`why`: too short; `below`: more
    lines than may leave in one file, or none; `kind`: a text table of persons cannot be locked).
    """
    if not may_export(export, by=by, purpose=purpose):
        raise Refused
    _check_reason(why)
    files.sweep()
    columns = export.columns_for(highest_class(by, purpose))
    _check_kind(kind, columns)
    rows = _rows(export, Asking(by, purpose, below, MOST_LINES + 1))
    entry = Exported(
        account=by, export=export.code, purpose=purpose, kind=kind, why=why.strip(), below=below,
        place=scope_place(by, purpose), columns=" ".join(c.code for c in columns),
        lines=len(rows), at=timezone.now(),
    )  # fmt: skip
    table = _table(export, entry, columns, rows)
    data, password = _written(table, kind)
    return Handed(_keep(entry, data, [export.record(row) for row in rows]), password)


def _check_kind(kind: str, columns: Sequence[Column]) -> None:
    if kind == FileKind.CSV and any(c.level >= PERSONAL for c in columns):
        raise ValidationError(
            {"kind": _("A text table cannot be locked with a password, and this one names people: "
                       "choose the workbook.")}
        )  # fmt: skip


def _written(table: Table, kind: str) -> tuple[bytes, str]:
    """The bytes of the file and the password that opens it; a text table has none."""
    data = WRITERS[kind](table)
    if kind != FileKind.XLSX:
        return data, ""
    password = locking.new_password()
    return locking.locked(data, password), password


def _check_reason(why: str) -> None:
    if len(why.strip()) < SHORTEST_REASON:
        raise ValidationError({"why": _("Say in a few words what this file is for.")})


def _rows(export: Export, asking: Asking) -> list[Any]:
    rows = list(export.rows(asking))
    if len(rows) > MOST_LINES:
        message = _("More than %(most)s lines: choose a smaller place. At most %(most)s leave in "
                    "one file.") % {"most": MOST_LINES}  # fmt: skip
        raise ValidationError({"below": message})
    if not rows:
        raise ValidationError({"below": _("There is nothing to export here.")})
    return rows


def _table(
    export: Export, entry: Exported, columns: Sequence[Column], rows: Sequence[Any]
) -> Table:
    return Table(
        title=str(export.label),
        notes=_notes(entry, len(export.columns) - len(columns)),
        heads=[(str(c.label), c.width) for c in columns],
        rows=[[written(c.value(row)) for c in columns] for row in rows],
    )


def _notes(entry: Exported, held_back: int) -> list[tuple[str, str]]:
    day = timezone.localdate(entry.at)
    notes = [
        (_("Exported by"), entry.account.name),
        (_("On"), written(day)),
        (_("Purpose"), str(PURPOSES[entry.purpose])),
        (_("Reason"), entry.why),
        (_("Lines"), str(entry.lines)),
        (_("Rule"), _("Delete this file when it has served. It is not passed on.")),
    ]
    if held_back:
        text = ngettext(
            "%(n)s column stays here: too sensitive for a file, or not for this role.",
            "%(n)s columns stay here: too sensitive for a file, or not for this role.",
            held_back,
        )
        notes.append((_("Left out"), text % {"n": held_back}))
    return notes


def _keep(entry: Exported, data: bytes, records: list[Any]) -> Exported:
    entry.file = files.keep(data, entry.kind)
    try:
        with transaction.atomic():
            kept = write(entry, by=entry.account, occurred_on=timezone.localdate(entry.at))
            seen(entry.account, records, door="exports", purpose=entry.purpose)
            files.sweep_in_a_day()
            return kept
    except Exception:
        files.drop(entry.file)
        raise
