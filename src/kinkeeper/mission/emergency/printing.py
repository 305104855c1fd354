"""The list as it is carried along: PDF with boxes to tick, and a workbook of text cells."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.reports.document import document
from kinkeeper.ground.reports.workbook import Sheet, workbook
from kinkeeper.ground.text.dates import age_on
from kinkeeper.ground.text.language import spoken
from kinkeeper.mission.emergency.queries import (
    Checkpoint,
    Household,
    Line,
    Manifest,
    checkpoints_of,
    households,
    lines_of,
)

TEMPLATE = Path(__file__).parent / "templates" / "emergency" / "manifest.typ"
FEWEST_COLUMNS = 3


@dataclass(frozen=True)
class Copy:
    """What stands on a copy of the list. health: only for readers who may meet it."""

    manifest: Manifest
    lines: Sequence[Line]
    points: Sequence[Checkpoint]
    health: bool

    @property
    def households(self) -> list[Household]:
        return households(self.lines)

    @property
    def title(self) -> str:
        leg = self.manifest.get_leg_display()
        return f"{self.manifest.movement.code} · {leg} · {self.manifest.movement.village.name}"


def copy_of(manifest: Manifest, *, health: bool) -> Copy:
    return Copy(manifest, lines_of(manifest), checkpoints_of(manifest), health)


def pdf(copy: Copy) -> bytes:
    """The list to carry along: running numbers, boxes to tick, totals. Needs no network."""
    return document(TEMPLATE, _data(copy))


def _data(copy: Copy) -> dict[str, Any]:
    return {
        "title": copy.title,
        "under": _frozen(copy.manifest),
        "heads": [str(_("No.")), *_ticks(copy), _("Name"), _("Who"), _("Age"), _last_head(copy)],
        "ticks": len(_ticks(copy)),
        "groups": [_group(copy, h) for h in copy.households],
        "total": _total(copy.lines),
        "sum": [_("Counted"), _("Signature of the convoy leader")],
        "foot": _("Confidential: for the convoy only. Hand it back on arrival."),
        "how": _("Tick each person by name at each stop. Total of a stop = ticks + who stayed, is "
                 "missing, in hospital or gone elsewhere; write their names below."),
        "notes": _("Not accounted for, and why:"),
        "seal": copy.manifest.seal[:16],
        "language": spoken(),
    }  # fmt: skip


def _ticks(copy: Copy) -> list[str]:
    """A column for each checkpoint; at least three, for stops nobody planned."""
    departures = [p for p in copy.points if p.kind == "departure"][:1]
    stops = [p.name for p in copy.points if p.kind == "stop"]
    spare = max(0, FEWEST_COLUMNS - 2 - len(stops))
    middle = stops + [_("Stop …")] * spare
    return [_("Departure") if departures else _("Departure …"), *middle, _("Arrival")]


def _last_head(copy: Copy) -> str:
    return _("Health needs, remarks") if copy.health else _("Remarks")


def _group(copy: Copy, household: Household) -> dict[str, Any]:
    convoys = ", ".join(f"{c.name} ({c.leader})" for c in household.convoys)
    return {
        "name": household_name(household.name),
        "convoy": convoys,
        "total": _total(household.lines),
        "rows": [_row(copy, line) for line in household.lines],
    }


def _row(copy: Copy, line: Line) -> dict[str, Any]:
    return {
        "code": line.code, "name": line.name, "who": str(line.get_role_display()),
        "age": age_of(line), "goes": line.goes, "remark": _remark(copy, line),
    }  # fmt: skip


def _remark(copy: Copy, line: Line) -> str:
    parts = [] if line.goes else [_("stays by choice")]
    if copy.health:
        parts += [line.health, line.apart]
    if line.added_on:
        parts.append(_("added on %(day)s") % {"day": _day(line.added_on)})
    return " · ".join(part for part in parts if part)


def household_name(name: str) -> str:
    return _("Staff") if name == "–" else name


def age_of(line: Line) -> str:
    """Years on the day the list was frozen, today before that; empty without a known birth."""
    day = line.manifest.frozen_on or timezone.localdate()
    age = age_on(line.person.birth, day) if line.person else None
    return str(age.total_months // 12) if age else ""


def _total(lines: Iterable[Line]) -> str:
    rows = list(lines)
    going = sum(line.goes for line in rows)
    text = ngettext("%(count)d person", "%(count)d people", len(rows)) % {"count": len(rows)}
    leaving = ngettext("%(count)d leaves", "%(count)d leave", going) % {"count": going}
    return f"{text} · {leaving}"


def _frozen(manifest: Manifest) -> str:
    if manifest.frozen_on is None:
        return _("Draft: this list is not frozen.")
    who = manifest.frozen_by.name if manifest.frozen_by else ""
    return _("Frozen on %(day)s by %(who)s") % {"day": _day(manifest.frozen_on), "who": who}


def _day(day: object) -> str:
    return str(date_format(day, "SHORT_DATE_FORMAT"))  # type: ignore[arg-type]


def xlsx(copy: Copy) -> bytes:
    """The same as a workbook; every cell is text."""
    ticks = _ticks(copy)
    heads = [(_("No."), 7), (_("Household"), 24), (_("Name"), 30), (_("Who"), 16), (_("Age"), 6),
             (_("Convoy"), 16), *((t, 12) for t in ticks), (_last_head(copy), 40)]  # fmt: skip
    rows = [
        [line.code, household_name(line.household), line.name, str(line.get_role_display()),
         age_of(line), line.convoy.name if line.convoy else "", *([""] * len(ticks)),
         _remark(copy, line)]
        for line in copy.lines
    ]  # fmt: skip
    notes = [copy.title, _frozen(copy.manifest), _total(copy.lines)]
    return workbook([Sheet(_("List"), notes, heads, rows)])


def file_name(manifest: Manifest, ending: str) -> str:
    """Says neither who nor where: files travel."""
    return f"{manifest.movement.code}-{manifest.leg}.{ending}"
