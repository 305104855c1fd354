"""What the screens share: the questionnaire, the answers, whom they are about - or 404."""

from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

from django.http import Http404

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments import queries
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.subjects import Subject, subject_of
from kinkeeper.ground.records.models import Record

T = TypeVar("T")
READ, WRITE, DESIGN = "instruments.read", "instruments.write", "instruments.design"


@dataclass(frozen=True)
class About:
    """Whom a questionnaire is about, ready for a page."""

    record: Record
    kind: Subject
    name: str
    address: str


def or_404(found: T | None) -> T:
    if found is None:
        raise Http404
    return found


def questionnaire_or_404(pk: UUID) -> tuple[Questionnaire, Version]:
    """With its last version."""
    found = or_404(queries.questionnaire(pk))
    return found, or_404(queries.last_version(found.code))


def answers_or_404(request: Asked, pk: UUID, *, door: str) -> Answers:
    found = or_404(queries.answers(pk, by=request.user, purpose=request.purpose))
    about = about_of(found.subject_kind, found.subject, by=request.user, purpose=request.purpose)
    subjects = [about.record] if about else []
    seen(request.user, [*subjects, found], door=door, purpose=request.purpose)
    return found


def about_of(kind: str, pk: UUID | None, *, by: Account, purpose: str) -> About | None:
    """None when it is about nobody, or about somebody whom this account may not meet."""
    subject = subject_of(kind)
    record = subject.find(pk, by, purpose) if subject and pk else None
    if subject is None or record is None:
        return None
    return About(record, subject, subject.name(record, by), subject.address(record))
