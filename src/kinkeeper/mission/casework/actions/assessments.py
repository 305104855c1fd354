"""Looking at the eight dimensions, of the family and of each child in one go."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.actions.problems import Problems
from kinkeeper.mission.casework.models import Assessment, Occasion
from kinkeeper.mission.casework.queries import members_now
from kinkeeper.mission.casework.rules import DIMENSIONS


@dataclass(frozen=True)
class Judged:
    """One row of the matrix. person None: the family. scores: 1 to 4, None where not seen."""

    person: UUID | None
    scores: Mapping[str, int | None] = field(default_factory=dict)
    note: str = ""

    @property
    def empty(self) -> bool:
        return not self.note.strip() and not any(self.scores.values())


def assess(
    *, family: Record, occasion: str, held_on: date, by: Account, rows: Iterable[Judged]
) -> list[Assessment]:
    """One assessment for each row that is not empty, the family's first.

    Problems are named by field, `held_on` or `rows`.
    """
    judged = sorted((r for r in rows if not r.empty), key=lambda r: r.person is not None)
    problems = Problems()
    problems.happened("held_on", held_on, family=family.pk)
    if occasion not in Occasion.values:
        problems.add("occasion", _("Choose the occasion."))
    _check_rows(judged, family, problems, held_on)
    problems.stop()
    with transaction.atomic():
        return [_write(row, family, occasion, held_on, by) for row in judged]


def _check_rows(
    judged: list[Judged], family: Record, problems: Problems, held_on: date | None
) -> None:
    if not any(score for row in judged for score in row.scores.values()):
        problems.add("rows", _("Give at least one score: of the family or of a child."))
    named = {row.person for row in judged if row.person}
    if named - _persons(family, held_on):
        problems.add("rows", _("One of these people does not belong to this family."))
    if any(set(row.scores) - set(DIMENSIONS) for row in judged):
        problems.add("rows", _("One of these dimensions does not exist."))


def _persons(family: Record, held_on: date | None) -> set[UUID]:
    """Who belongs to the family today, or belonged to it on that day."""
    now = {member.person_id for member in members_now(family)}
    return now | {member.person_id for member in members_now(family, day=held_on)}


def _write(row: Judged, family: Record, occasion: str, held_on: date, by: Account) -> Assessment:
    record = Assessment(family_id=family.pk, person_id=row.person, assessor=by)
    scores: dict[str, Any] = {name: row.scores.get(name) or None for name in DIMENSIONS}
    return write(
        record, by=by, occurred_on=held_on, occasion=occasion, held_on=held_on,
        note=row.note.strip(), **scores,
    )  # fmt: skip


def correct_assessment(
    *, assessment: Assessment, base: int, by: Account, values: Mapping[str, Any]
) -> Received:
    """`values`: date, scores, note. base: version of the row when the form was shown."""
    problems = Problems()
    if "held_on" in values:
        problems.happened("held_on", values["held_on"], family=assessment.family_id)
    problems.stop()
    return receive(Assessment, assessment.pk, base=base, by=by, values=values)
