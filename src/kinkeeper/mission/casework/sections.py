"""The parts of a family's page that this room fills. A reader who may not meet scores and notes
(class L3) gets the dates and the states, never the words."""

from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.pictures import dimensions as picture
from kinkeeper.mission.casework.queries import FamilyFile, Standing, cached_file, members_now
from kinkeeper.mission.casework.rules import overdue
from kinkeeper.mission.casework.sheets import (
    Level,
    dimension_labels,
    goals_of,
    levels_of,
    missing_for_agreement,
    sides_of,
    well_in,
)

SHOWN = {"services": 8, "visits": 5}
NAMES, NOTES = 2, 3


@dataclass(frozen=True)
class ChildRow:
    """One child in the table of the dimensions."""

    name: str
    held_on: Any
    levels: list[Level]
    assessment: Any


def _part(family: Record, by: Account, *, count: int = 0, **more: Any) -> dict[str, Any]:
    """`count` is shown in the navigation of the page when it is not nought."""
    level = highest_class(by, CARE)
    writes = may(by, "casework.write")
    part = {
        "family": family, "file": cached_file(family, by=by), "today": timezone.localdate(),
        "names": level >= NAMES, "notes": level >= NOTES, "writes": writes,
        "writes_notes": writes and level >= NOTES, **more,
    }  # fmt: skip
    return {"part": part, "count": count or ""}


def _reads(by: Account) -> bool:
    return may(by, "casework.read", purpose=CARE)


def dimensions(family: Record, by: Account) -> dict[str, Any] | None:
    """Left out for readers who may not meet scores."""
    if not _reads(by) or highest_class(by, CARE) < NOTES:
        return None
    file = cached_file(family, by=by)
    standing = file.standing()
    figure = _figure(standing) if standing else ""
    return _part(
        family, by, standing=standing, figure=figure, labels=dimension_labels(),
        children=_children(family, file),
    )  # fmt: skip


def _figure(standing: Standing) -> str:
    before = (None,) * len(standing.now) if standing.once else standing.before
    return picture.figure(before, standing.now, dimension_labels())


def _children(family: Record, file: FamilyFile) -> list[ChildRow]:
    """Children ever assessed, in the order of the household, those who left last."""
    order = {m.person_id: n for n, m in enumerate(members_now(family))}
    persons = sorted(file.assessed_persons(), key=lambda pk: order.get(pk, len(order)))
    found = [standing for pk in persons if (standing := file.standing(pk))]
    return [ChildRow(str(s.last.person), s.last.held_on, levels_of(s), s.last) for s in found]


def plan(family: Record, by: Account) -> dict[str, Any] | None:
    if not _reads(by):
        return None
    file = cached_file(family, by=by)
    shown = file.plan or file.draft or file.ended
    more: dict[str, Any] = {"plan": shown}
    if shown:
        more |= {"goals": goals_of(shown), "sides": sides_of(shown)}
    if file.draft:
        more["missing"] = missing_for_agreement(file.draft)
    return _part(family, by, **more)


def services(family: Record, by: Account) -> dict[str, Any] | None:
    return _listed(family, by, "services") if _reads(by) else None


def visits(family: Record, by: Account) -> dict[str, Any] | None:
    return _listed(family, by, "visits") if _reads(by) else None


def _listed(family: Record, by: Account, name: str) -> dict[str, Any]:
    """The newest open, the older ones folded."""
    rows = getattr(cached_file(family, by=by), name)
    return _part(
        family, by, count=len(rows),
        **{f"{name}_shown": rows[: SHOWN[name]], f"{name}_older": rows[SHOWN[name] :]},
    )  # fmt: skip


def reviews(family: Record, by: Account) -> dict[str, Any] | None:
    """Each review with the number of dimensions that were well, for those who may meet scores."""
    if not _reads(by):
        return None
    file, today = cached_file(family, by=by), timezone.localdate()
    scores = {a.pk: well_in(a) for a in file.assessments}
    rows = [(r, scores.get(r.assessment_id) if r.assessment_id else None) for r in file.reviews]
    waiting = file.open_review
    late = waiting is not None and overdue(waiting.due_on, today)
    return _part(family, by, count=len(rows), rows=rows, waiting=waiting, late=late)
