"""The parts of a person's page about pictures, consents and who opened it."""

from typing import Any

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches, readings_of
from kinkeeper.ground.records.models import Consent, ConsentPurpose, Record
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
        "consent": standing_for(ConsentPurpose.PHOTO, _answers(record), on=today),
    }  # fmt: skip
    return {"part": part, "count": len(found)}


def consents(record: Record, by: Account) -> dict[str, Any] | None:
    if not isinstance(record, Person) or not holds(record, by=by, capability=CONSENTS):
        return None
    answers = _answers(record)
    lines = standings(answers, on=timezone.localdate())
    return {"part": {"person": record, "standings": lines, "answers": answers}}


def _answers(person: Person) -> list[Consent]:
    """Asked once for the page: both sections need them."""
    kept: dict[str, list[Consent]] = person.__dict__
    if "_answers" not in kept:
        kept["_answers"] = answers_of(person.pk)
    return kept["_answers"]


def readers(record: Record, by: Account) -> dict[str, Any] | None:
    if not isinstance(record, Person) or not reaches(by, "access.readings", record.place):
        return None
    return {"part": {"openings": readings_of(record, by=by)}}
