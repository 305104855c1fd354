"""The verbs of a process in the JSON API: one operation for each transition of its table."""

from collections.abc import Callable
from typing import Any

from ninja import Schema

from kinkeeper.ground.access.api_doors import DoorRouter, api_door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.answers import Wrong
from kinkeeper.ground.process.table import Process


def mount_steps(
    router: DoorRouter,
    process: Process,
    address: str,
    *,
    room: str,
    answers: type[Schema],
    operation: Callable[[str], Callable[..., Any]],
    proposes: str = "",
) -> None:
    """Each step at `address`/verb; a beginning, which leads from no state, has one of its own.

    operation(verb): the function that answers it. proposes: the capability that opens a step with
    two persons, where it is not the proposer's of the table.
    """
    for step in process.transitions:
        if not step.sources:
            continue
        two = proposes or step.proposer
        capability = two if step.proposer else step.capability
        router.post(
            f"{address}/{step.verb}", response={200: answers, 422: Wrong},
            operation_id=f"{room}_{step.verb}", summary=f"{step.verb}: {step.target}",
            description=f"{' or '.join(step.sources)} → {step.target}",
        )(api_door(capability, purpose=CARE)(operation(step.verb)))  # fmt: skip
