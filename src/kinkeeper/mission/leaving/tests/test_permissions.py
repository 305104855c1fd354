"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.leaving.actions import decline_step, prepare, propose_step, take_step
from kinkeeper.mission.leaving.process import CLOSED, WAY

WHO = (
    "awa", "fatim", "moussa", "salif", "mariam", "oumar", "claire", "pierre", "hawa", "nadia",
    "nobody",
)  # fmt: skip
HERE = {"moussa", "salif", "mariam", "oumar"}  # whose grants reach Socoura
STEPS = [t for t in WAY.transitions if t.sources]


def in_state(journey, cast, state):
    way = journey.prepare()
    write(Stage.objects.get(subject=way.pk), by=cast.machine, state=state)
    return way, journey.day(10)


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


def reason_of(transition):
    return transition.reasons[0][0] if transition.reasons else ""


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_here_takes_the_step(journey, cast, transition):
    for state in transition.sources[:1]:
        way, day = in_state(journey, cast, state)
        for name in WHO:
            account = getattr(cast, name)
            if holds(account, name, transition.capability):
                continue
            with pytest.raises(Refused):
                take_step(way, transition.verb, by=account, told=Told(day, reason_of(transition)))
            assert Stage.objects.get(subject=way.pk, until=None).verb == "prepare"


@pytest.mark.parametrize(
    "transition", [t for t in STEPS if t.needs or t.proposer], ids=lambda t: t.verb
)
def test_who_holds_it_is_only_told_what_is_missing(journey, cast, transition):
    way, day = in_state(journey, cast, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            with pytest.raises(ValidationError):
                take_step(way, transition.verb, by=account, told=Told(day, reason_of(transition)))


@pytest.mark.parametrize("transition", [t for t in STEPS if t.proposer], ids=lambda t: t.verb)
def test_only_who_may_propose_proposes(journey, cast, transition):
    way, day = in_state(journey, cast, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.proposer):
            continue
        with pytest.raises(Refused):
            propose_step(way, transition.verb, by=account, told=Told(day, reason_of(transition)))


@pytest.mark.parametrize("name", WHO)
def test_only_the_childs_people_begin_the_preparation(journey, cast, name):
    account = getattr(cast, name)
    if holds(account, name, "leaving.propose"):
        prepare(journey.person, by=account, told=Told(journey.begun))
        return
    with pytest.raises(Refused):
        prepare(journey.person, by=account, told=Told(journey.begun))


def test_a_proposal_is_declined_only_by_who_could_accept_it(journey, cast):
    way, day = in_state(journey, cast, "aftercare")
    propose_step(way, "come_back", by=cast.salif, told=Told(day, "asked"))
    told = Told(day, note="pas encore")
    for name in set(WHO) - {"moussa", "mariam"}:
        with pytest.raises(Refused):
            decline_step(way, "come_back", by=getattr(cast, name), told=told)
    decline_step(way, "come_back", by=cast.moussa, told=told)
    with pytest.raises(ValidationError):
        decline_step(way, "come_back", by=cast.moussa, told=told)


def test_every_state_is_reached_and_left_again():
    assert {t.target for t in WAY.transitions} == {s.code for s in WAY.states}
    assert all(WAY.leaving(s.code) for s in WAY.states)


def test_every_end_can_be_opened_again():
    assert CLOSED in WAY.transition("come_back").sources


def test_who_proposes_and_who_decides_are_kept_apart_in_the_table():
    apart = {t.verb for t in WAY.transitions if t.proposer}
    assert {"move_to_youth_house", "live_alone", "live_with_host", "exit", "come_back",
            "close"} <= apart  # fmt: skip
