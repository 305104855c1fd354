"""Reports and concerns as those who work on them read them; every one through `visible`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.table import Process, State
from kinkeeper.mission.protection.files import read
from kinkeeper.mission.protection.models import Concern, Report, SealedPicture, Told
from kinkeeper.mission.protection.process import CONCERN, ENDED, LEARNED, REPORT
from kinkeeper.mission.protection.said import Story
from kinkeeper.mission.protection.sealing import opened, opened_all

MOST = 500


@dataclass(frozen=True)
class Register:
    """One of the two registers: its rows, its process, for which purpose it is read."""

    model: type[Any]
    process: Process
    purpose: str
    over: str


REPORTS = Register(Report, REPORT, PROTECTION, ENDED)
CONCERNS = Register(Concern, CONCERN, SAFEGUARDING, LEARNED)


@dataclass(frozen=True)
class Row:
    """A line of the list: no name, no village, nothing of what was told but its danger."""

    told: Told
    danger: str
    risk: str
    state: State
    due_on: date | None
    late: bool


def register_of(told: Told) -> Register:
    return CONCERNS if isinstance(told, Concern) else REPORTS


def told(register: Register, pk: UUID, *, by: Account) -> Told | None:
    rows = visible(register.model, by=by, purpose=register.purpose)
    return rows.select_related("place").filter(pk=pk).first()


def story_of(found: Told) -> Story:
    return opened(found, Story, place=found.place_id)


def listed(register: Register, *, by: Account, today: date, over: bool = False) -> list[Row]:
    """Open reports, those due first; with `over` the closed ones, the newest first."""
    rows = visible(register.model, by=by, purpose=register.purpose).select_related("place")
    stages = open_stages(register.process, rows.values("pk"))
    wanted = [r for r in rows if r.pk in stages and (stages[r.pk].state == register.over) is over]
    said = opened_all(wanted[:MOST], Story, place=lambda row: row.place_id)
    found = [_row(r, said[r.pk], stages[r.pk], register, today) for r in wanted[:MOST]]
    if over:
        return sorted(found, key=lambda row: row.told.received_on, reverse=True)
    return sorted(found, key=lambda row: (row.due_on or date.max, row.told.received_on))


def _row(told: Told, said: Story, stage: Stage, register: Register, today: date) -> Row:
    state = register.process.state(stage.state)
    late = stage.due_on is not None and stage.due_on < today
    return Row(told, said.danger, said.risk, state, stage.due_on, late)


def open_stages(process: Process, subjects: Any) -> dict[UUID, Stage]:
    rows = Stage.objects.filter(process=process.name, until=None, subject__in=subjects)
    return {row.subject: row for row in rows}


def by_ids(model: type[Any], ids: Iterable[UUID], *, by: Account, purpose: str) -> dict[UUID, Any]:
    rows = visible(model, by=by, purpose=purpose).select_related("place")
    return {row.pk: row for row in rows.filter(pk__in=set(ids))}


def pictures_of(found: Told) -> list[SealedPicture]:
    return list(found.pictures.exclude(file="").order_by("pk"))  # type: ignore[attr-defined]


def picture(register: Register, pk: UUID, number: int, *, by: Account) -> bytes | None:
    """The bytes (JPEG) of a report's picture, 0 for the first."""
    found = told(register, pk, by=by)
    if found is None or not 0 <= number < len(pictures_of(found)):
        return None
    return picture_bytes(found, number)


def picture_bytes(found: Told, number: int) -> bytes:
    row = pictures_of(found)[number]
    return read(row, row.file, place=found.place_id)
