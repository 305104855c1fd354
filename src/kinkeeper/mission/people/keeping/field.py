"""Pictures and consents as phones send them."""

import io
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from pydantic import Field

from kinkeeper.ground.records.attachments import attach_image
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.sync.offers import Sent, Took, Verb
from kinkeeper.ground.sync.shapes import Strict
from kinkeeper.mission.people.keeping.consents import answer
from kinkeeper.mission.people.keeping.pictures import CONSENTS, FILES, kept_person
from kinkeeper.mission.people.models import Person


class PictureSent(Strict):
    person: UUID
    file: UUID
    label: str = Field("", max_length=120)
    taken_on: date | None = None


class ConsentSent(Strict):
    """file: the drawn signature, where one was drawn."""

    person: UUID
    purpose: str
    answer: str
    given_by: str
    form: str
    since: date
    file: UUID | None = None


def _picture(sent: Sent) -> Took:
    wanted = PictureSent.model_validate(sent.values)
    person = _person(sent, wanted.person, FILES)
    kept = attach_image(
        person.pk, place_id=person.place_id, upload=io.BytesIO(sent.file(wanted.file)), by=sent.by,
        label=wanted.label, taken_on=wanted.taken_on,
    )  # fmt: skip
    return Took(kept)


def _consent(sent: Sent) -> Took:
    wanted = ConsentSent.model_validate(sent.values)
    person = _person(sent, wanted.person, CONSENTS)
    values = wanted.dict(exclude={"person", "file"})
    with transaction.atomic():
        given = answer(person, by=sent.by, values=values)
        if wanted.file:
            attach_image(
                person.pk, place_id=person.place_id, by=sent.by, taken_on=wanted.since,
                upload=io.BytesIO(sent.file(wanted.file)), label=_("Signature of a consent"),
            )  # fmt: skip
        return Took(given)


def _person(sent: Sent, pk: UUID, capability: str) -> Person:
    person = kept_person(pk, by=sent.by, capability=capability)
    if person is None:
        raise Refused
    return person


PICTURE = Verb("people.picture", FILES, _picture)
CONSENT = Verb("people.consent", CONSENTS, _consent)
