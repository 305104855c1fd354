"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import (
    FINANCE,
    FUNDER,
    MACHINE,
    MONITOR,
    SPONSOR,
    capabilities,
    roles_with,
)
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.emergency import models
from kinkeeper.mission.emergency.actions import decline_step, propose_step, take_step
from kinkeeper.mission.emergency.process import ENDED, MOVEMENT
from kinkeeper.mission.emergency.tests.make import told

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"moussa", "mariam", "oumar"}  # whose grants reach Socoura
NOTHING_MISSING = {"stay_away", "cancel", "settle"}  # nobody is away in these tests: no beds
STEPS = [t for t in MOVEMENT.transitions if t.sources]
OUTSIDE = (FUNDER, SPONSOR, MONITOR, FINANCE)


@pytest.fixture
def at(walk, cast):
    def stand(state):
        walk.make_alert()
        stage = Stage.objects.get(subject=walk.movement.pk)
        write(stage, by=cast.machine, state=state)
        return walk.movement, walk.day(10)

    return stand


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_at_home_takes_the_step(cast, at, transition):
    movement, day = at(transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            continue
        with pytest.raises(Refused):
            take_step(movement, transition.verb, by=account, told=told(day))
        assert Stage.objects.get(subject=movement.pk, until=None).verb == "alert"


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_who_holds_it_is_only_told_what_is_missing(cast, at, transition):
    movement, day = at(transition.sources[0])
    reason = transition.reasons[0][0] if transition.reasons else ""
    for name in WHO:
        account = getattr(cast, name)
        complete = transition.verb in NOTHING_MISSING
        if complete or not holds(account, name, transition.capability):
            continue
        with pytest.raises(ValidationError):
            take_step(movement, transition.verb, by=account, told=told(day, reason))


@pytest.mark.parametrize("transition", [t for t in STEPS if t.proposer], ids=lambda t: t.verb)
def test_only_who_may_propose_proposes(cast, at, transition):
    movement, day = at(transition.sources[0])
    for name in WHO:
        if holds(getattr(cast, name), name, transition.proposer):
            continue
        with pytest.raises(Refused):
            propose_step(movement, transition.verb, by=getattr(cast, name), told=told(day))


def test_a_proposal_is_declined_only_by_who_could_accept_it(walk, cast):
    walk.to("settled")
    day = walk.day(200)
    walk.make_assessed()
    propose_step(walk.movement, "order_return", by=cast.moussa, told=told(walk.day(402)))
    for name in set(WHO) - {"mariam"}:
        with pytest.raises(Refused):
            decline_step(
                walk.movement, "order_return", by=getattr(cast, name), told=told(day, note="non")
            )
    decline_step(
        walk.movement, "order_return", by=cast.mariam, told=told(walk.day(402), note="trop tôt")
    )


def test_every_state_is_reached_and_every_one_but_the_ends_is_left():
    assert {t.target for t in MOVEMENT.transitions} == {s.code for s in MOVEMENT.states}
    assert {s.code for s in MOVEMENT.states if not MOVEMENT.leaving(s.code)} == set(ENDED)


def test_the_order_to_leave_and_to_return_need_two_people():
    apart = {t.verb for t in MOVEMENT.transitions if t.proposer}
    assert {"order", "order_return", "make_permanent"} <= apart


def test_no_role_outside_holds_a_capability_of_evacuations():
    mine = {name: roles for name, roles in capabilities().items() if name.startswith("emergency.")}
    assert len(mine) >= 6
    for name, roles in mine.items():
        assert not roles & set(OUTSIDE), name


PLAIN = {
    "id", "version", "movement", "manifest", "person", "placement", "checkpoint", "line", "code",
    "number", "order", "seal",
}  # fmt: skip


@pytest.mark.parametrize("name", models.__all__)
def test_days_routes_and_destinations_are_of_a_class_that_nobody_outside_meets(name):
    model = getattr(models, name)
    if not hasattr(model, "about"):
        return
    for field in model._meta.concrete_fields:
        if field.name not in PLAIN:
            assert class_of(field) >= 2, f"{name}.{field.name}"
