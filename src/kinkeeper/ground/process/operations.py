"""Verbs in the JSON API: an operation for each transition of a process, or each row of a table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from ninja import Schema, Status

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.doors import Asked
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Accepted, Wrong, answer_once
from kinkeeper.ground.process.table import Process
from kinkeeper.ground.records.models import Record

Take = Callable[[Asked, UUID, str, Any], Status[dict[str, Any]]]
"""take(request, pk, verb, body): one step of one record; the schema of `body` stands beside it."""


def mount_steps(
    router: DoorRouter,
    process: Process,
    address: str,
    *,
    room: str,
    answers: type[Schema],
    take: Take,
    proposes: str = "",
    purpose: str = "",
) -> None:
    """Each step at `address`/verb; a beginning, which leads from no state, has one of its own.

    take: answers each of them. proposes: the capability that opens a step with two persons, where
    it is not the proposer's of the table. purpose: if not the process's own.
    """
    purpose = purpose or process.purpose
    for step in process.transitions:
        if not step.sources:
            continue
        two = proposes or step.proposer
        capability = two if step.proposer else step.capability
        router.post(
            f"{address}/{step.verb}", response={200: answers, 422: Wrong},
            operation_id=f"{room}_{step.verb}", summary=f"{step.verb}: {step.target}",
            description=f"{' or '.join(step.sources)} → {step.target}",
        )(api_door(capability, purpose=purpose)(_taken(step.verb, take)))  # fmt: skip


def _taken(verb: str, take: Take) -> Callable[..., Status[dict[str, Any]]]:
    def operation(request: Asked, pk: UUID, body: Any) -> Status[dict[str, Any]]:
        return take(request, pk, verb, body)

    operation.__annotations__["body"] = take.__annotations__["body"]
    return operation


@dataclass(frozen=True)
class Verb:
    """An operation on one record: of which kind, who may, what it is told, what it does."""

    kind: str
    verb: str
    capability: str
    body: type[Schema]
    act: Callable[..., Record]


def mount_verbs(
    router: DoorRouter,
    verbs: Iterable[Verb],
    *,
    room: str,
    find: Callable[[str, UUID, Account], Record | None],
    values: Callable[[Any, Account], dict[str, Any]],
) -> None:
    """Each verb at `room`/kind/id/verb; the same `form_id` counts once.

    find: the record of a kind within the account's scope. values: the body as the verb takes it.
    """
    for verb in verbs:
        name = verb.verb.replace("_", " ")
        router.post(
            f"/{room}/{verb.kind}/{{pk}}/{verb.verb}", response={200: Accepted, 422: Wrong},
            operation_id=f"{room}_{verb.kind}_{verb.verb}", summary=f"{name} ({verb.kind})",
        )(api_door(verb.capability, purpose=CARE)(_operation(verb, find, values)))  # fmt: skip


def _operation(
    verb: Verb,
    find: Callable[[str, UUID, Account], Record | None],
    values: Callable[[Any, Account], dict[str, Any]],
) -> Callable[..., Status[dict[str, Any]]]:
    def operation(request: Asked, pk: UUID, body: Any) -> Status[dict[str, Any]]:
        record = find(verb.kind, pk, request.user)
        if record is None:
            raise Http404
        seen(request.user, [record], door=f"api:{verb.verb}")
        given = values(body, request.user)
        return answer_once(body.form_id, lambda: str(verb.act(record, by=request.user, **given).pk))

    operation.__annotations__["body"] = verb.body
    return operation
