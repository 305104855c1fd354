"""The villages, and one of them as houses on any day."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import MONITORING
from kinkeeper.ground.reports.pictures import columns, indicator
from kinkeeper.mission.care import queries
from kinkeeper.mission.care.models import Village
from kinkeeper.mission.care.queries.board import (
    Board,
    beds_in,
    board_of,
    counts_on,
    first_day_of,
    fullness,
)
from kinkeeper.mission.care.views.asking import day_asked, found_or_404
from kinkeeper.mission.care.views.deeds import deeds_for
from kinkeeper.mission.care.views.faces import ChildLine, child_lines, hosted_note, house_face
from kinkeeper.mission.people.queries import Reader, reader_of

READ, MANAGE = "care.read", "care.manage"


@dataclass(frozen=True)
class VillageRow:
    """A village in the list, on a day. sleep: children there; belong: its own, wherever."""

    village: Village
    sleep: int
    belong: int
    beds: int
    bar: str


@door(READ, purpose=MONITORING)
def listed(request: Asked) -> HttpResponse:
    """The villages this reader reaches, how full each is on the day."""
    reader, day = reader_of(request.user), day_asked(request)
    found = queries.villages(by=reader.by, purpose=reader.purpose)
    open_then = [
        v for v in found if v.opened_on <= day and not (v.closed_on and v.closed_on <= day)
    ]
    counts, beds = counts_on(open_then, day), beds_in(open_then, day)
    rows = [_row(v, counts[v.pk], beds.get(v.pk, 0)) for v in open_then]
    context = {
        "rows": rows, "day": day, "past": day < timezone.localdate(),
        "sleep": sum(r.sleep for r in rows), "belong": sum(r.belong for r in rows),
        "beds": sum(r.beds for r in rows), "may_open": may(reader.by, MANAGE),
    }  # fmt: skip
    return render(request, "care/villages.html", context)


def _row(village: Village, counts: tuple[int, int, int], beds: int) -> VillageRow:
    sleep, housed, belong = counts
    label = _("%(taken)d children, %(beds)d beds") % {"taken": housed, "beds": beds}
    tone = "bad" if housed > beds else "good"
    bar = indicator.bar(value=housed, target=beds, tone=tone, label=label)
    return VillageRow(village, sleep, belong, beds, bar)


@door(READ, purpose=MONITORING)
def village(request: Asked, pk: UUID) -> HttpResponse:
    """The village as houses: who lives in each on the day, where a bed is free, who is away."""
    reader, day = reader_of(request.user), day_asked(request)
    record = found_or_404(queries.village(pk, by=reader.by, purpose=reader.purpose))
    board = found_or_board(record, day, reader)
    children = [*board.sleepers, *board.away]
    persons = [c.stay.placement.person for c in children]
    carers = [c.person for h in board.households for c in h.carers]
    seen(reader.by, [record, *persons, *carers], door="care_village", purpose=reader.purpose)
    today, first = timezone.localdate(), first_day_of(record)
    context: dict[str, Any] = {
        "village": record, "board": board, "day": day, "today": today, "first": first,
        "past": day < today, "steps": _steps(record, day, first, today),
        "houses": [house_face(h, reader=reader, on=day) for h in board.households],
        "hosted": _hosted(board, reader), "reader": reader,
        "away": child_lines(board.away, reader=reader, on=day, away=True),
        "chart": _chart(record, first, day, today),
        "deeds": deeds_for("village", record, by=reader.by),
        "span": (today - first).days, "at": (day - first).days,
    }  # fmt: skip
    return render(request, "care/village.html", context)


def found_or_board(record: Village, day: date, reader: Reader) -> Board:
    board = board_of(record, day, by=reader.by, purpose=reader.purpose)
    return board or Board(record, day, (), (), ())


def _hosted(board: Board, reader: Reader) -> list[ChildLine]:
    lines = child_lines(board.hosted, reader=reader, on=board.on)
    notes = [hosted_note(child, reader) for child in board.hosted]
    return [
        replace(line, note=f"{note} · {line.note}" if line.note else note)
        for line, note in zip(lines, notes, strict=True)
    ]


@dataclass(frozen=True)
class Step:
    label: str
    url: str


def _steps(record: Village, day: date, first: date, today: date) -> list[Step]:
    """Back and forth without a slider."""
    address = reverse("care_village", args=[record.pk])
    jumps = ((-365, _("a year earlier")), (-30, _("a month earlier")),
             (30, _("a month later")), (365, _("a year later")))  # fmt: skip
    return [
        Step(label, f"{address}?on={then}")
        for days, label in jumps
        if first <= (then := day + timedelta(days=days)) <= today
    ]


def _chart(record: Village, first: date, day: date, today: date) -> str:
    days = [date(year, 12, 31) for year in range(first.year, today.year)] + [today]
    address = reverse("care_village", args=[record.pk])
    found = [
        columns.Column(str(f.on.year), f.taken, f.beds, f"{address}?on={f.on}", f.on == day)
        for f in fullness(record, days)
    ]
    return columns.figure(found, title=_("Children and beds at the end of each year"))
