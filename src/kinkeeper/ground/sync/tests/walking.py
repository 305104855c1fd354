"""Walks the state machine, also with a bug that it must notice."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from kinkeeper.ground.records import actions as records
from kinkeeper.ground.records.rules import Merge
from kinkeeper.ground.sync.actions import download, upload
from kinkeeper.ground.sync.offers import Carry, carries
from kinkeeper.ground.sync.tests.machine import Field
from tests.cast import Cast, Stage

HELD = ("places.place", "people.family", "people.person", "people.membership", "casework.visit")
"""Of the kinds that phones carry those that there is any record of in a walk: asking for twenty
others at each contact would take two thirds of the time."""
OF_THE_PHONE = ("dequeue_on_send", "purge_on_lost_right", "fixed_batch")


@contextmanager
def instead(place: Any, name: str, other: Callable[..., Any]) -> Iterator[None]:
    before = getattr(place, name)
    setattr(place, name, other)
    try:
        yield
    finally:
        setattr(place, name, before)


def few_kinds() -> AbstractContextManager[None]:
    return instead(download, "carries", _held)


def _held() -> list[Carry]:
    return [carry for carry in carries() if carry.model.about.kind in HELD]


def no_idempotency() -> AbstractContextManager[None]:
    return instead(upload, "once", lambda _pk, answer: answer())


def last_write_wins() -> AbstractContextManager[None]:
    return instead(records, "merge_by_field", lambda *, wanted, **_more: Merge(wanted, {}))


OF_THE_SERVER = {"no_idempotency": no_idempotency, "last_write_wins": last_write_wins}
BUGS = (*OF_THE_SERVER, *OF_THE_PHONE)


def walk(stage: Stage, cast: Cast, *, walks: int, steps: int, number: int = 1) -> Counter[str]:
    """What happened; raises AssertionError at the first walk that ends wrong. number: another one
    walks elsewhere."""
    _walked(_field(stage, cast, number=number), walks=walks, steps=steps)
    return Field.told


def walk_with(
    bug: str, stage: Stage, cast: Cast, *, walks: int, steps: int, number: int = 1
) -> Counter[str]:
    """All of them, whatever they find."""
    named = {"bugs": frozenset([bug]), "counting": True}
    field = _field(stage, cast, number=number, **named)
    if bug in OF_THE_PHONE:
        _walked(field, walks=walks, steps=steps)
    else:
        with OF_THE_SERVER[bug]():
            _walked(field, walks=walks, steps=steps)
    return Field.told


def _field(stage: Stage, cast: Cast, *, number: int, **named: Any) -> type[Field]:
    field = type("Walk", (Field,), {"stage": stage, "cast": cast, **named})
    field.prepare()
    return seed(number)(field)


def _walked(field: type[Field], *, walks: int, steps: int) -> None:
    """One step more: the beginning is one."""
    how = settings(
        max_examples=walks, stateful_step_count=steps + 1, deadline=None, database=None,
        suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
        phases=(Phase.generate,),
    )  # fmt: skip
    with few_kinds():
        run_state_machine_as_test(field, settings=how)
