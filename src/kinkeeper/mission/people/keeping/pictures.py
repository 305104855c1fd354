"""Pictures in a person's file: who may meet them, and the bytes."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, reaches, visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.records.attachments import path_of
from kinkeeper.ground.records.erasing import GONE
from kinkeeper.ground.records.models import Attachment
from kinkeeper.ground.records.thumbnails import small_of
from kinkeeper.mission.people import queries
from kinkeeper.mission.people.models import Person

FILES = "records.files"
CONSENTS = "records.consents"
SENSITIVE = 3


@dataclass(frozen=True)
class Picture:
    """A picture in a list."""

    pk: UUID
    label: str
    taken_on: date | None


def kept_person(pk: UUID, *, by: Account, capability: str) -> Person | None:
    """The person, for somebody who may meet class L3 and holds the capability over her or him."""
    person = queries.person(pk, by=by, purpose=CARE)
    return person if person and holds(person, by=by, capability=capability) else None


def holds(person: Person, *, by: Account, capability: str) -> bool:
    return highest_class(by, CARE) >= SENSITIVE and reaches(by, capability, person.place)


def pictures_of(person: Person, *, by: Account) -> list[Picture]:
    """The newest first."""
    rows = (
        visible(Attachment, by=by, purpose=CARE)
        .filter(subject=person.pk)
        .exclude(file=GONE)
        .order_by("-pk")
    )
    return [Picture(row.pk, row.label, row.taken_on) for row in rows]


def picture(pk: UUID, *, person: Person, by: Account) -> Attachment | None:
    rows = visible(Attachment, by=by, purpose=CARE)
    return rows.filter(pk=pk, subject=person.pk).exclude(file=GONE).first()


def bytes_of(kept: Attachment, *, small: bool) -> bytes | None:
    """The JPEG; None where the file is gone."""
    try:
        return small_of(kept.file) if small else path_of(kept.file).read_bytes()
    except FileNotFoundError:
        return None
