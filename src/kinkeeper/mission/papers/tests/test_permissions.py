"""Every transition of the table against everybody of the cast, in one situation."""

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import MACHINE, roles_with
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.health.tests.make import a_girl
from kinkeeper.mission.papers.actions import decline_step, propose_step, take_step
from kinkeeper.mission.papers.process import BIRTH_PAPERS, IN_HAND
from kinkeeper.mission.papers.tests.make import BORN, Walk

WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"awa", "fatim", "mariam"}  # whose grants reach Kita and who may meet children at all
STEPS = [t for t in BIRTH_PAPERS.transitions if t.sources]


@pytest.fixture
def walk(cast, stage):
    walk = Walk(a_girl(by=cast.awa, place=stage.kita_town, born=BORN), cast.awa, cast.fatim)
    walk.begin(60)
    return walk


def set_state(cast, found, state):
    at = Stage.objects.get(subject=found.pk, until=None)
    write(at, by=cast.machine, state=state)


def holds(account, name, capability):
    return name in HERE and bool(roles_of(account) & (roles_with(capability) - {MACHINE}))


def test_only_who_holds_the_capability_here_takes_a_step(cast, walk):
    found, told = walk.file(), Told(walk.day(65))
    for transition in STEPS:
        set_state(cast, found, transition.sources[0])
        for name in WHO:
            if not holds(getattr(cast, name), name, transition.capability):
                with pytest.raises(Refused):
                    take_step(found, transition.verb, by=getattr(cast, name), told=told)
    assert Stage.objects.filter(subject=found.pk).count() == 1


def test_who_holds_it_is_only_told_what_is_missing(cast, walk):
    found, told = walk.file(), Told(walk.day(65))
    for transition in STEPS:
        if not (transition.needs or transition.proposer or transition.reasons):
            continue
        if transition.verb == "expire":
            continue  # its need is proved by the birth itself
        set_state(cast, found, transition.sources[0])
        for name in WHO:
            if holds(getattr(cast, name), name, transition.capability):
                with pytest.raises(ValidationError):
                    take_step(found, transition.verb, by=getattr(cast, name), told=told)


def test_only_who_may_propose_proposes_and_another_declines(cast, walk):
    found, told = walk.file(), Told(walk.day(65), "refused")
    for name in WHO:
        account = getattr(cast, name)
        if not holds(account, name, "papers.work"):
            with pytest.raises(Refused):
                propose_step(found, "stop", by=account, told=told)
    propose_step(found, "stop", by=cast.awa, told=told)
    for name in set(WHO) - {"fatim"}:
        with pytest.raises(Refused):
            decline_step(found, "stop", by=getattr(cast, name), told=Told(walk.day(66), note="non"))
    decline_step(found, "stop", by=cast.fatim, told=Told(walk.day(66), note="le père viendra"))


def test_every_state_is_reached_and_left_again():
    assert {t.target for t in BIRTH_PAPERS.transitions} == {s.code for s in BIRTH_PAPERS.states}
    assert all(BIRTH_PAPERS.leaving(s.code) for s in BIRTH_PAPERS.states if s.code != IN_HAND)
