"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.health.actions import decline_step, propose_step, take_step
from kinkeeper.mission.health.process import CLOSED, FOLLOWED, MALNUTRITION
from kinkeeper.mission.health.tests.make import Walk, a_girl

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"awa", "fatim", "mariam"}  # whose grants reach Kita and who may meet children at all
STEPS = [t for t in MALNUTRITION.transitions if t.sources]


def in_state(cast, stage, state):
    walk = Walk(a_girl(by=cast.awa, place=stage.kita_town), cast.awa, cast.fatim)
    case = walk.found()
    write(Stage.objects.get(subject=case.pk), by=cast.machine, state=state)
    return case, walk.day(5)


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_here_takes_the_step(cast, stage, transition):
    case, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            continue
        with pytest.raises(Refused):
            take_step(case, transition.verb, by=account, told=Told(day))
        assert Stage.objects.get(subject=case.pk, until=None).verb == "find"


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_who_holds_it_is_only_told_what_is_missing(cast, stage, transition):
    case, day = in_state(cast, stage, transition.sources[0])
    if not (transition.needs or transition.proposer or transition.reasons):
        return
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            with pytest.raises(ValidationError):
                take_step(case, transition.verb, by=account, told=Told(day))


@pytest.mark.parametrize("transition", [t for t in STEPS if t.proposer], ids=lambda t: t.verb)
def test_only_who_may_propose_proposes(cast, stage, transition):
    case, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if not holds(account, name, transition.proposer):
            with pytest.raises(Refused):
                propose_step(case, transition.verb, by=account, told=Told(day))


def test_a_proposal_is_declined_only_by_who_could_accept_it(cast, stage):
    case, day = in_state(cast, stage, "referred")
    propose_step(case, "stop", by=cast.awa, told=Told(day, "refused"))
    for name in set(WHO) - {"fatim"}:
        with pytest.raises(Refused):
            decline_step(case, "stop", by=getattr(cast, name), told=Told(day, note="non"))
    decline_step(case, "stop", by=cast.fatim, told=Told(day, note="parlez encore à la mère"))


def test_every_state_is_reached_and_left_again():
    reached = {t.target for t in MALNUTRITION.transitions}
    assert reached == {s.code for s in MALNUTRITION.states}
    assert all(
        MALNUTRITION.leaving(s.code)
        for s in MALNUTRITION.states
        if s.code not in {FOLLOWED, CLOSED}
    )
