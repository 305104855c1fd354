"""The part this room adds to the page of a child."""

from typing import Any

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, reaches
from kinkeeper.ground.process.queries import stage_of
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.admission.process import ADMISSION, PROPOSE
from kinkeeper.mission.admission.queries import admissions_of, open_admission_of
from kinkeeper.mission.care.queries import placement_of, villages
from kinkeeper.mission.people.queries import may_be_child, purpose_of


def person(person: Record, by: Account) -> dict[str, Any] | None:
    """Referrals of this child, and the button for a new one."""
    if not may(by, "admission.read", purpose=purpose_of(by)):
        return None
    named = admissions_of(person.pk, by=by)
    rows = [(child, _stage(child.admission_id)) for child in named]
    may_refer = _may_refer(person, by)
    if not (rows or may_refer):
        return None
    return {"rows": rows, "person": person, "may_refer": may_refer}


def _stage(admission: object) -> Any:
    stage = stage_of(ADMISSION, admission)  # type: ignore[arg-type]
    return ADMISSION.state(stage.state) if stage else None


def _may_refer(person: Record, by: Account) -> bool:
    """A living child, not in care, not referred, for somebody who proposes in a village."""
    alive = person.died_on is None  # type: ignore[attr-defined]
    if not (alive and may(by, PROPOSE) and may_be_child(person, localdate())):  # type: ignore[arg-type]
        return False
    free = placement_of(person) is None and open_admission_of(person.pk) is None  # type: ignore[arg-type]
    return free and any(reaches(by, PROPOSE, v.place) for v in villages(by=by))
