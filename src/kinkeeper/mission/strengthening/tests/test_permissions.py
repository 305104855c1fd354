"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.strengthening.actions import decline_step, propose_step, take_step
from kinkeeper.mission.strengthening.process import AFTER, FAMILY, REOPENED
from kinkeeper.mission.strengthening.tests.make import Walk, a_family, told

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"awa", "fatim", "mariam"}  # whose grants reach Kita and who may meet families at all
STEPS = [t for t in FAMILY.transitions if t.sources]


def in_state(cast, stage, state):
    walk = Walk(a_family(by=cast.awa, place=stage.kita_town), cast.awa, cast.fatim)
    enrolment = walk.to("identified")
    stands = Stage.objects.get(subject=enrolment.pk)
    write(stands, by=cast.machine, state=state)
    return enrolment, walk.day(10)


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_here_takes_the_step(cast, stage, transition):
    enrolment, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            continue
        with pytest.raises(Refused):
            take_step(enrolment, transition.verb, by=account, told=told(day))
        assert Stage.objects.get(subject=enrolment.pk, until=None).verb == "identify"


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_who_holds_it_is_only_told_what_is_missing(cast, stage, transition):
    enrolment, day = in_state(cast, stage, transition.sources[0])
    reason = transition.reasons[0][0] if transition.reasons else ""
    for name in WHO:
        if not holds(getattr(cast, name), name, transition.capability):
            continue
        complete = not transition.needs and not transition.proposer
        if complete:
            continue
        with pytest.raises(ValidationError):
            take_step(enrolment, transition.verb, by=getattr(cast, name), told=told(day, reason))


@pytest.mark.parametrize("transition", [t for t in STEPS if t.proposer], ids=lambda t: t.verb)
def test_only_who_may_propose_proposes(cast, stage, transition):
    enrolment, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.proposer):
            continue
        with pytest.raises(Refused):
            propose_step(enrolment, transition.verb, by=account, told=told(day))


def test_a_proposal_is_declined_only_by_who_could_accept_it(cast, stage):
    enrolment, day = in_state(cast, stage, "active")
    propose_step(enrolment, "leave", by=cast.awa, told=told(day, "moved_away"))
    for name in set(WHO) - {"fatim"}:
        with pytest.raises(Refused):
            decline_step(enrolment, "leave", by=getattr(cast, name), told=told(day, note="non"))
    decline_step(enrolment, "leave", by=cast.fatim, told=told(day, note="pas encore"))


def test_every_state_is_reached_and_left_again():
    reached = {t.target for t in FAMILY.transitions}
    assert reached == {s.code for s in FAMILY.states}
    assert all(FAMILY.leaving(s.code) for s in FAMILY.states if s.code != REOPENED)


def test_every_end_can_be_opened_again():
    assert set(FAMILY.transition("reopen").sources) == set(AFTER)


def test_who_proposes_and_who_decides_are_kept_apart_in_the_table():
    apart = {t.verb for t in FAMILY.transitions if t.proposer}
    assert {"admit", "agree_plan", "prepare_exit", "exit"} <= apart
