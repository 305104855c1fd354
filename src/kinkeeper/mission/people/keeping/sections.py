"""The parts of a person's page about pictures, consents and who opened it."""

from typing import Any

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_see_readings, readings_of
from kinkeeper.ground.records.models import ConsentPurpose, Record
from kinkeeper.mission.people.keeping.consents import answers_of, standing_for, standings
from kinkeeper.mission.people.keeping.forms import PictureForm
from kinkeeper.mission.people.keeping.pictures import CONSENTS, FILES, holds, pictures_of
from kinkeeper.mission.people.models import Person

SHOWN = 4


def pictures(record: Record, by: Account) -> dict[str, Any] | None:
    """Left out for whoever may not meet pictures."""
    if not isinstance(record, Person) or not holds(record, by=by, capability=FILES):
        return None
    found = pictures_of(record, by=by)
    today = timezone.localdate()
    part = {
        "person": record, "shown": found[:SHOWN], "older": found[SHOWN:], "form": PictureForm(),
        "consent": standing_for(ConsentPurpose.PHOTO, answers_of(record.pk), on=today),
    }  # fmt: skip
    return {"part": part, "count": len(found)}


def consents(record: Record, by: Account) -> dict[str, Any] | None:
    if not isinstance(record, Person) or not holds(record, by=by, capability=CONSENTS):
        return None
    answers = answers_of(record.pk)
    lines = standings(answers, on=timezone.localdate())
    return {"part": {"person": record, "standings": lines, "answers": answers}}


def readers(record: Record, by: Account) -> dict[str, Any] | None:
    if not may_see_readings(record, by=by):
        return None
    return {"part": {"openings": readings_of(record, by=by)}}
