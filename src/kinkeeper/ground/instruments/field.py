"""What phones carry of questionnaires, and answers as they send them.

Every condition is evaluated here again when answers arrive.
"""

from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from pydantic import Field

from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments import queries
from kinkeeper.ground.instruments.actions import answer
from kinkeeper.ground.instruments.models import Questionnaire, Version
from kinkeeper.ground.instruments.subjects import ABOUT_FAMILY, ABOUT_PERSON, subject_of
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Carry,
    Load,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict

WRITE = "instruments.write"
MOST = 8  # questionnaires on a phone: about 2 kB each on the way


class AnswersSent(Strict):
    """answers: texts by the names of the version's questions; a repeated section is a list."""

    version: UUID
    on: date
    subject: UUID
    answers: dict[str, str | list[dict[str, str]]] = Field(default_factory=dict)


def _answered(sent: Sent) -> Took:
    wanted = AnswersSent.model_validate(sent.values)
    version = met(queries.version(wanted.version))
    about = subject_of(version.questionnaire.subject)
    if about is None:  # what is about nobody is answered in the office
        raise Refused
    record = met(about.find(wanted.subject, sent.by, CARE))
    made = answer(
        version, by=sent.by, on=wanted.on, answers=wanted.answers, subject=record,
        place=about.place(record),
    )  # fmt: skip
    return Took(made)


def _carried(load: Load) -> list[Version]:
    """The last version of what is asked about families and people, for who may ask here."""
    if not reaches(load.by, WRITE, load.place):
        return []
    kinds = (ABOUT_FAMILY, ABOUT_PERSON)
    return [v for kind in kinds for v in queries.open_versions(subject=kind)][:MOST]


def _versions(load: Load) -> QuerySet[Version]:
    return Version.objects.filter(pk__in=[v.pk for v in _carried(load)])


def _questionnaires(load: Load) -> QuerySet[Questionnaire]:
    return Questionnaire.objects.filter(pk__in=[v.questionnaire_id for v in _carried(load)])


def offer() -> None:
    offer_carries(
        Carry(Questionnaire, ("code", "title", "subject"), _questionnaires),
        Carry(Version, ("questionnaire", "number", "xform"), _versions),
    )
    offer_verbs(Verb("instruments.answer", WRITE, _answered))
