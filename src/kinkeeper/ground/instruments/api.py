"""JSON: the definition of questionnaires, and answers."""

from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.http import Http404
from ninja import Field, Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.instruments import actions, queries
from kinkeeper.ground.instruments.models import Answers, Questionnaire
from kinkeeper.ground.instruments.subjects import subject_of
from kinkeeper.ground.places.queries import place as place_by_id
from kinkeeper.ground.process.answers import Accepted, Wrong, answer_once

router = DoorRouter()
READ, WRITE = "instruments.read", "instruments.write"
Texts = dict[str, str | list[dict[str, str]]]


class QuestionnaireOut(Schema):
    """subject: kind of record it is about, empty for nobody. version: id of the last one."""

    id: UUID
    code: str
    title: str
    subject: str
    version: UUID
    number: int
    answered: int


class VersionOut(Schema):
    """xform: the questionnaire in the ODK XForms standard. levels: class of each answer."""

    id: UUID
    code: str
    number: int
    since: date
    xform: str
    names: dict[str, UUID] = Field(description="id of each question by its name")
    levels: dict[str, int]
    scores: list[dict[str, Any]]
    frozen: bool


class AnswersIn(Schema):
    """answers: texts by the names of the questions; a repeated section is a list of such maps.
    place is asked when the questionnaire is about nobody."""

    on: date
    subject: UUID | None = None
    place: UUID | None = None
    answers: Texts
    form_id: UUID = Field(default_factory=uuid4)


class ScoreOut(Schema):
    """value null: an answer that it needs is missing. bands: set of thresholds -> code."""

    code: str
    value: str | None
    bands: dict[str, str]


class AnswersOut(Schema):
    """Answers as far as the reader may meet them."""

    id: UUID
    version: UUID
    on: date
    subject: UUID | None
    mistaken: bool
    answers: dict[str, Any]
    scores: list[ScoreOut]


@router.get("/questionnaires", response=list[QuestionnaireOut])
@api_door(READ, purpose=CARE)
def questionnaires(request: Asked) -> list[dict[str, Any]]:
    """Every questionnaire with its last version."""
    return [
        {
            "id": e.questionnaire.pk, "code": e.questionnaire.code, "title": e.questionnaire.title,
            "subject": e.questionnaire.subject, "version": e.version.pk,
            "number": e.version.number, "answered": e.answered,
        }
        for e in queries.questionnaires(by=request.user, purpose=request.purpose)
    ]  # fmt: skip


@router.get("/questionnaire-versions/{pk}", response=VersionOut)
@api_door(READ, purpose=CARE)
def questionnaire_version(request: Asked, pk: UUID) -> dict[str, Any]:
    """The definition of a version: its XForm, the ids of its questions, its scores."""
    del request
    found = _or_404(queries.version(pk))
    return {
        "id": found.pk, "code": found.questionnaire.code, "number": found.number,
        "since": found.since, "xform": found.xform, "names": found.names, "levels": found.levels,
        "scores": found.scores, "frozen": queries.is_frozen(found),
    }  # fmt: skip


@router.post("/questionnaire-versions/{pk}/answers", response={200: Accepted, 422: Wrong})
@api_door(WRITE, purpose=CARE)
def answer(request: Asked, pk: UUID, body: AnswersIn) -> Status[dict[str, Any]]:
    """Keep answers; every condition of the questionnaire is evaluated here again."""
    version = _or_404(queries.version(pk))
    about = subject_of(version.questionnaire.subject)
    record = None
    if about is not None:
        record = _or_404(
            about.find(body.subject, request.user, request.purpose) if body.subject else None
        )
        place = about.place(record)
    else:
        place = _or_404(place_by_id(body.place) if body.place else None)

    def write() -> str:
        made = actions.answer(
            version, by=request.user, on=body.on, place=place, answers=body.answers,
            subject=record,
        )  # fmt: skip
        return str(made.pk)

    return answer_once(body.form_id, write)


@router.get("/questionnaires/{pk}/answers", response=list[AnswersOut])
@api_door(READ, purpose=CARE)
def answers_to(request: Asked, pk: UUID, until: date | None = None) -> list[dict[str, Any]]:
    """The newest 200 answers, on or before `until` when it is given."""
    found: Questionnaire = _or_404(queries.questionnaire(pk))
    rows = queries.answers_to(found, by=request.user, purpose=request.purpose)
    if until is not None:
        rows = rows.filter(on__lte=until)
    shown = list(rows[:200])
    seen(request.user, shown, door="api:questionnaire-answers", purpose=request.purpose)
    return [_out(request, row) for row in shown]


@router.get("/answers/{pk}", response=AnswersOut)
@api_door(READ, purpose=CARE)
def answers(request: Asked, pk: UUID) -> dict[str, Any]:
    """One questionnaire as it was answered."""
    row = _or_404(queries.answers(pk, by=request.user, purpose=request.purpose))
    seen(request.user, [row], door="api:answers", purpose=request.purpose)
    return _out(request, row)


def _out(request: Asked, row: Answers) -> dict[str, Any]:
    known = queries.read_by(row, by=request.user, purpose=request.purpose)
    return {
        "id": row.pk, "version": row.version_of_id, "on": row.on, "subject": row.subject,
        "mistaken": row.mistaken, "answers": known,
        "scores": [
            {
                "code": s.score.code, "value": None if s.value is None else str(s.value),
                "bands": {band.set: band.code for band in s.bands},
            }
            for s in queries.scores_for(row, known)
        ],
    }  # fmt: skip


def _or_404(found: Any) -> Any:
    if found is None:
        raise Http404
    return found
