"""Answers as phones send them; the conditions are evaluated here again."""

from datetime import date
from uuid import UUID

from pydantic import Field

from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments import queries
from kinkeeper.ground.instruments.actions import answer
from kinkeeper.ground.instruments.subjects import subject_of
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Sent,
    Took,
    Verb,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict

WRITE = "instruments.write"


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
    record: Record = met(about.find(wanted.subject, sent.by, CARE) if about else None)
    made = answer(
        version, by=sent.by, on=wanted.on, answers=wanted.answers, subject=record,
        place=about.place(record) if about else None,  # type: ignore[arg-type]
    )  # fmt: skip
    return Took(made)


def offer() -> None:
    offer_verbs(Verb("instruments.answer", WRITE, _answered))
