"""The short set answered as a questionnaire is kept like the one asked on the screen."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.instruments.listeners import on_answers
from kinkeeper.ground.instruments.queries import whole
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.health.caring.actions import record_functioning
from kinkeeper.mission.health.caring.rules import disabled
from kinkeeper.mission.health.models import Functioning
from kinkeeper.mission.people.queries import persons_by_ids

if TYPE_CHECKING:
    from kinkeeper.ground.records.models import Record

QUESTIONNAIRE = "washington-short-set"
QUESTIONS: Mapping[str, str] = {
    "seeing": "wg_seeing", "hearing": "wg_hearing", "walking": "wg_walking",
    "remembering": "wg_remembering", "caring": "wg_selfcare", "speaking": "wg_communicating",
}  # fmt: skip
ANSWERS = {"1": 1, "2": 2, "3": 3, "4": 4}
"""Refused (7) and does not know (9) are no answer."""


def heard(answers: "Record", by: Account) -> None:
    """Answered, corrected or taken back. Raises ValidationError as `record_functioning`."""
    told: Any = answers
    row = Functioning.objects.filter(answers=told.pk).first()
    if told.mistaken:
        if row:
            write(row, by=by, mistaken=True)
        return
    given = whole(told)
    values: dict[str, Any] = {
        domain: ANSWERS.get(given.get(name, "")) for domain, name in QUESTIONS.items()
    }
    person = persons_by_ids([told.subject]).get(told.subject)
    if row:
        write(
            row, by=by, occurred_on=told.on, on=told.on, mistaken=False,
            disabled=disabled(values), **values,
        )  # fmt: skip
    elif person and any(values.values()):
        kept = record_functioning(person, by=by, on=told.on, answers=values)
        write(kept, by=by, answers=told.pk)


def listen() -> None:
    on_answers(QUESTIONNAIRE, heard)
