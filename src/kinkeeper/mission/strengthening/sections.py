"""The parts this room adds to the page of a family and of a person."""

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.people.queries import caregiver_word, may_be_child, purpose_of
from kinkeeper.mission.strengthening.models import Enrolment, LossOfCare, TargetPerson
from kinkeeper.mission.strengthening.page import cached_part
from kinkeeper.mission.strengthening.process import PROPOSE
from kinkeeper.mission.strengthening.queries import enrolment_of_child, holds
from kinkeeper.mission.strengthening.standing import branch_label, standing_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def standing(family: Record, by: Account) -> dict[str, Any] | None:
    """Where the family stands; left out for who may not meet the programme's rows."""
    if not may(by, "strengthening.read", purpose=purpose_of(by)):
        return None
    found = standing_of(family, by=by)  # type: ignore[arg-type]
    enrolment = found.enrolment
    sensitive = enrolment is not None and may_meet(Enrolment, "branch", by=by)
    return {
        "standing": found,
        "branch": branch_label(enrolment.branch) if enrolment and sensitive else "",
        "notes": may_meet(Enrolment, "branch", by=by),
    }


def person(person: Record, by: Account) -> dict[str, Any] | None:
    """As child or caregiver of the programme, and what happened to the child's care."""
    purpose = purpose_of(by)
    if not may(by, "strengthening.read", purpose=purpose):
        return None
    part = cached_part(person, by=by)  # type: ignore[arg-type]
    here = holds(by, PROPOSE, person.place)  # type: ignore[attr-defined]
    may_report = here and _may_lose_care(person, named=part.named)  # type: ignore[arg-type]
    if not (part.targets or part.losses or part.checks or may_report):
        return None
    caregiver = any(t.part == TargetPerson.Part.CAREGIVER for t in part.targets)
    return {
        "participation": part,
        "person": person,
        "caregiver_word": caregiver_word(person.sex),  # type: ignore[attr-defined]
        "may_report": may_report,
        "may_check": here and caregiver,
        "sensitive": may_meet(LossOfCare, "cause", by=by, purpose=purpose),
    }


def _may_lose_care(person: "Person", *, named: bool) -> bool:
    """A living child of a family that is or was accompanied."""
    if person.died_on is not None or not may_be_child(person, localdate()):
        return False
    return named or enrolment_of_child(person) is not None
