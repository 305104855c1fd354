"""What a process is told and answers in the JSON API: stages, steps, what is missing, errors."""

from collections.abc import Callable, Iterable, Mapping, Set
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import Http404
from ninja import Field, Schema, Status

from kinkeeper.ground.process.asking import SAME_MOMENT
from kinkeeper.ground.process.standing import Button, Way
from kinkeeper.ground.records.actions import once
from kinkeeper.ground.records.guard import Refused


class Once(Schema):
    """The same `form_id` counts once."""

    form_id: UUID = Field(default_factory=uuid4)

    def values(self) -> dict[str, Any]:
        """What is said, as a verb takes it."""
        return self.dict(exclude={"form_id"})


class StageOut(Schema):
    state: str
    since: date
    until: date | None
    due_on: date | None
    verb: str


class StepOut(Schema):
    """A step this account could propose or take. missing: sentences, empty when it may."""

    verb: str
    label: str
    proposes: bool
    missing: list[str]
    asks: list[str] = Field(description="codes of what the step itself must be given")


class StandingOut(Schema):
    state: str
    stages: list[StageOut]
    steps: list[StepOut]
    proposed: list[str]


class Accepted(Schema):
    id: str


class Wrong(Schema):
    """Nothing was written; each sentence says what to do."""

    sentences: list[str]


class Problem(Schema):
    """Nothing was written; the sentences stand by field."""

    detail: dict[str, list[str]]


def step_lines(buttons: Iterable[Button], asked: Mapping[str, Set[str]]) -> list[dict[str, Any]]:
    return [
        {
            "verb": b.verb, "label": str(b.label), "proposes": b.step.proposal,
            "missing": [str(m) for m in b.missing], "asks": sorted(asked.get(b.verb, ())),
        }
        for b in buttons
    ]  # fmt: skip


def where_it_stands(at: Way, asked: Mapping[str, Set[str]]) -> dict[str, Any]:
    """A StandingOut: the way so far, what is proposed, every next step with what is missing."""
    return {
        "state": at.here.stage.state if at.here else "",
        "stages": [point.stage for point in at.way],
        "proposed": sorted(w.proposal.verb for w in at.waiting),
        "steps": step_lines(at.buttons, asked),
    }


def answer_step(
    form_id: UUID, act: Callable[[], object], stands: Callable[[], dict[str, Any]]
) -> Status[dict[str, Any]]:
    """As `answer_once`; when it was done, `stands` says where the subject stands now."""

    def write() -> str:
        act()
        return ""

    done = answer_once(form_id, write)
    return Status(200, stands()) if done.status_code == 200 else done


def answer_once(form_id: UUID, write: Callable[[], str]) -> Status[dict[str, Any]]:
    """Run `write` unless this form was accepted before; what is wrong becomes sentences."""
    try:
        return Status(200, {"id": once(form_id, write)})
    except ValidationError as error:
        return Status(422, {"sentences": error.messages})
    except IntegrityError:
        return Status(422, {"sentences": [str(SAME_MOMENT)]})
    except Refused as refused:
        raise Http404 from refused
