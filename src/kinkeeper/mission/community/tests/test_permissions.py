"""Every transition of the four tables against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.community.actions import decline_step, propose_step, take_step
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.process import OVER, PROCESS_OF, PROCESSES, beginning
from kinkeeper.mission.community.tests.make import BEGUN, a_structure

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"awa", "fatim", "mariam"}
SORT = {process.name: sort for sort, process in PROCESS_OF.items()}
STEPS = [(p, t) for p in PROCESSES for t in p.transitions if t.sources]
NAMES = [f"{p.name.split('.')[1]}-{t.verb}" for p, t in STEPS]


def in_state(cast, stage, process, state):
    of = a_structure(by=cast.awa, place=stage.kita_town, sort=Sort(SORT[process.name]).value)
    write(Stage.objects.get(subject=of.pk), by=cast.machine, state=state)
    return of


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize(("process", "transition"), STEPS, ids=NAMES)
def test_who_may_take_and_propose_each_step(cast, stage, process, transition):
    of = in_state(cast, stage, process, transition.sources[0])
    reason = transition.reasons[0][0] if transition.reasons else ""
    told = Told(BEGUN, reason)
    for name in WHO:
        account = getattr(cast, name)
        if not holds(account, name, transition.capability):
            with pytest.raises(Refused):
                take_step(of, transition.verb, by=account, told=told)
        elif transition.needs or transition.proposer:
            with pytest.raises(ValidationError):
                take_step(of, transition.verb, by=account, told=told)
        if transition.proposer and not holds(account, name, transition.proposer):
            with pytest.raises(Refused):
                propose_step(of, transition.verb, by=account, told=told)
    assert Stage.objects.get(subject=of.pk, until=None).verb == beginning(process)


def test_a_proposal_is_declined_only_by_who_could_accept_it(cast, stage):
    of = a_structure(by=cast.awa, place=stage.kita_town)
    propose_step(of, "end", by=cast.awa, told=Told(BEGUN, "merged"))
    for name in set(WHO) - {"fatim"}:
        with pytest.raises(Refused):
            decline_step(of, "end", by=getattr(cast, name), told=Told(BEGUN, note="non"))
    decline_step(of, "end", by=cast.fatim, told=Told(BEGUN, note="pas encore"))


@pytest.mark.parametrize("process", PROCESSES, ids=lambda p: p.name)
def test_every_state_is_reached_and_every_end_can_be_opened_again(process):
    assert {t.target for t in process.transitions} == {s.code for s in process.states}
    for state in process.states:
        assert process.leaving(state.code), state.code
        if state.code in OVER:
            assert [t.verb for t in process.leaving(state.code)] == ["reopen"]


def test_autonomy_is_proposed_by_one_and_decided_by_another():
    declare = PROCESS_OF[Sort.ORGANISATION].transition("declare")
    assert declare.proposer
    assert declare.capability != declare.proposer
