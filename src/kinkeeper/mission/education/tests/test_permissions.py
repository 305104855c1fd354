"""Every transition of the table against everybody of the cast."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.education.actions import (
    NewPupil,
    apply_for_place,
    decline_step,
    enrol_displaced,
    propose_step,
    take_step,
)
from kinkeeper.mission.education.process import SCHOOL
from kinkeeper.mission.education.tests.make import MONDAY, START

WHO = (
    "awa", "fatim", "moussa", "mariam", "oumar", "bintou", "claire", "pierre", "hawa", "nadia",
    "nobody",
)  # fmt: skip
HERE = {"awa", "fatim", "mariam", "bintou"}  # whose grants reach Kita
STEPS = [t for t in SCHOOL.transitions if t.sources]
ENDS = {"refused", "transferred", "finished", "came_back"}


def in_state(school, cast, state):
    found = school.asked(school.child())
    write(Stage.objects.get(subject=found.pk), by=cast.machine, state=state)
    return found


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


@pytest.mark.parametrize("transition", STEPS, ids=lambda t: t.verb)
def test_only_who_holds_the_capability_here_takes_or_proposes_the_step(school, cast, transition):
    found = in_state(school, cast, transition.sources[0])
    told = Told(MONDAY, transition.reasons[0][0] if transition.reasons else "")
    for name in WHO:
        account = getattr(cast, name)
        if not holds(account, name, transition.capability):
            with pytest.raises(Refused):
                take_step(found, transition.verb, by=account, told=told)
        if transition.proposer and not holds(account, name, transition.proposer):
            with pytest.raises(Refused):
                propose_step(found, transition.verb, by=account, told=told)
    assert Stage.objects.get(subject=found.pk, until=None).verb == "apply"


@pytest.mark.parametrize(
    "transition", [t for t in STEPS if t.needs or t.reasons], ids=lambda t: t.verb
)
def test_who_holds_it_is_only_told_what_is_missing(school, cast, transition):
    found = in_state(school, cast, transition.sources[0])
    for name in WHO:
        if holds(getattr(cast, name), name, transition.capability):
            with pytest.raises(ValidationError):
                take_step(found, transition.verb, by=getattr(cast, name), told=Told(MONDAY))


@pytest.mark.parametrize("begin", [apply_for_place, enrol_displaced])
def test_only_who_enrols_here_begins(school, cast, begin):
    child = school.child()
    for name in WHO:
        account = getattr(cast, name)
        if holds(account, name, "education.enrol"):
            continue
        with pytest.raises(Refused):
            begin(child, school.sixth, by=account, told=Told(START), new=NewPupil(declared_by="x"))


def test_a_proposal_is_declined_only_by_who_could_accept_it(school, cast):
    found = school.asked(school.child())
    for name in set(WHO) - {"fatim"}:
        with pytest.raises(Refused):
            decline_step(found, "accept", by=getattr(cast, name), told=Told(START, note="non"))
    decline_step(found, "accept", by=cast.fatim, told=Told(START, note="la classe est pleine"))


def test_every_state_is_reached_and_left_again():
    assert {t.target for t in SCHOOL.transitions} == {s.code for s in SCHOOL.states}
    assert {s.code for s in SCHOOL.states if not SCHOOL.leaving(s.code)} == ENDS
