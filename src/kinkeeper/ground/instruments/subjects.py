"""Whom a questionnaire may be about. Rooms of the mission offer their kinds of record."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import Text

ABOUT_FAMILY, ABOUT_PERSON = "people.family", "people.person"


@dataclass(frozen=True)
class Subject:
    """find: the record if this account may meet it, for a purpose. name: as this account may read
    it. address: of its page."""

    kind: str
    code: str
    label: Text
    find: Callable[[UUID, Account, str], Record | None]
    place: Callable[[Record], Place]
    name: Callable[[Record, Account], str]
    address: Callable[[Record], str]


_SUBJECTS: dict[str, Subject] = {}


def offer_subject(*subjects: Subject) -> None:
    _SUBJECTS.update({subject.kind: subject for subject in subjects})


def subject_of(kind: str) -> Subject | None:
    return _SUBJECTS.get(kind)


def kind_called(code: str) -> str:
    """The kind of record behind the word in a workbook ("family"); "" for none."""
    return next((s.kind for s in _SUBJECTS.values() if s.code == code), "")
