"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.admission.actions import (
    add_child,
    decline_step,
    hear_child,
    propose_step,
    record_enquiry,
    refer,
    take_step,
)
from kinkeeper.mission.admission.models import AdmissionChild
from kinkeeper.mission.admission.process import (
    ADMISSION,
    CLOSED,
    DECISIONS,
    PLACED,
    PROPOSE,
)
from kinkeeper.mission.admission.tests.make import REFERRED, a_girl, a_walk

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"moussa", "oumar", "mariam"}  # whose grants reach Socoura and who may meet children at all
STEPS = [t for t in ADMISSION.transitions if t.sources]


def in_state(cast, stage, state):
    walk = a_walk(cast, stage)
    admission = walk.to("referred")
    stands = Stage.objects.get(subject=admission.pk)
    write(stands, by=cast.machine, state=state)
    return admission, walk.day(10)


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_here_takes_the_step(cast, stage, transition):
    admission, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.capability):
            continue
        with pytest.raises(Refused):
            take_step(admission, transition.verb, by=account, told=Told(day))
        assert Stage.objects.get(subject=admission.pk, until=None).verb == "refer"


@pytest.mark.parametrize("transition", [t for t in STEPS if t.needs], ids=lambda t: t.verb)
def test_who_holds_it_is_only_told_what_is_missing(cast, stage, transition):
    admission, day = in_state(cast, stage, transition.sources[0])
    reason = transition.reasons[0][0] if transition.reasons else ""
    for name in WHO:
        if not holds(getattr(cast, name), name, transition.capability):
            continue
        if transition.verb == "enquire":
            continue
        with pytest.raises(ValidationError):
            take_step(admission, transition.verb, by=getattr(cast, name), told=Told(day, reason))


@pytest.mark.parametrize("transition", [t for t in STEPS if t.proposer], ids=lambda t: t.verb)
def test_only_who_may_propose_proposes(cast, stage, transition):
    admission, day = in_state(cast, stage, transition.sources[0])
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, transition.proposer):
            continue
        with pytest.raises(Refused):
            propose_step(admission, transition.verb, by=account, told=Told(day))


def test_a_proposal_is_declined_only_by_who_could_accept_it(cast, stage):
    admission, day = in_state(cast, stage, "enquiry")
    told = Told(day, "not_necessary", "appui")
    propose_step(admission, "refuse", by=cast.oumar, told=told)
    for name in set(WHO) - {"moussa", "mariam"}:
        with pytest.raises(Refused):
            decline_step(admission, "refuse", by=getattr(cast, name), told=told)
    decline_step(admission, "refuse", by=cast.moussa, told=told)
    assert Proposal.objects.get().accepted is False


@pytest.mark.parametrize("name", WHO)
def test_only_who_proposes_here_refers_and_enquires(cast, stage, name):
    walk = a_walk(cast, stage)
    account = getattr(cast, name)
    if holds(account, name, PROPOSE):
        return
    with pytest.raises(Refused):
        refer(by=account, village=walk.village, on=REFERRED, authority="judge",
              authority_name="Tribunal", children=[a_girl()])  # fmt: skip
    admission = walk.to("enquiry")
    child = AdmissionChild.objects.first()
    with pytest.raises(Refused):
        record_enquiry(admission, by=account, mother="dead")
    with pytest.raises(Refused):
        hear_child(child, by=account, view_form="too_young", heard_on=walk.day(2))
    with pytest.raises(Refused):
        add_child(admission, a_girl("Awa"), by=account, sibling=True)


def test_every_state_is_reached_and_all_but_the_placement_left_again():
    reached = {t.target for t in ADMISSION.transitions}
    assert reached == {s.code for s in ADMISSION.states}
    assert all(ADMISSION.leaving(s.code) for s in ADMISSION.states if s.code != PLACED)


def test_every_end_but_the_placement_can_be_opened_again():
    assert set(ADMISSION.transition("reopen").sources) == set(CLOSED)


def test_every_decision_of_the_committee_keeps_proposer_and_decider_apart():
    apart = {t.verb for t in ADMISSION.transitions if t.proposer}
    assert apart == set(DECISIONS)
