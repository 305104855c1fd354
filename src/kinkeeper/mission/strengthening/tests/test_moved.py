"""A family that moves takes its way through the programme along."""

from datetime import date

import pytest
from django.utils import timezone

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.people.actions import move_family
from kinkeeper.mission.strengthening.actions import Given, propose_step
from kinkeeper.mission.strengthening.models import TargetPerson
from kinkeeper.mission.strengthening.queries import (
    children_on,
    families_by_state,
    overdue_stages,
    proposals_to_decide,
)
from kinkeeper.mission.strengthening.tests.make import Walk, a_family, told

KINDS = (Stage, Proposal, TargetPerson)


@pytest.fixture
def walk(cast, stage):
    walk = Walk(a_family(by=cast.awa, place=stage.kita_town), cast.awa, cast.fatim)
    enrolment = walk.to("active")
    walk.do_well()
    propose_step(
        enrolment, "prepare_exit", by=cast.awa, told=told(walk.day(700)),
        given=Given(follower="Association de Kita"),
    )  # fmt: skip
    return walk


def places():
    return {place for kind in KINDS for place in kind.objects.values_list("place", flat=True)}


def counted(by):
    today = timezone.localdate()
    waiting = overdue_stages(by, until=today, states=("active",)).count()
    return waiting, families_by_state(today, by=by), children_on(today, by=by)


def test_what_is_due_goes_to_whoever_works_where_it_lives_now(cast, stage, walk):
    assert counted(cast.awa) == (1, {"active": 1}, 2)
    assert counted(cast.oumar) == (0, {}, 0)
    move_family(walk.family, by=cast.mariam, place=stage.socoura, on=walk.day(720))
    assert counted(cast.awa) == (0, {}, 0)
    assert counted(cast.oumar) == (1, {"active": 1}, 2)
    assert [p.verb for p in proposals_to_decide(cast.moussa)] == ["prepare_exit"]
    assert not proposals_to_decide(cast.fatim)


def test_the_whole_way_goes_along_each_row_with_a_line_of_its_own(cast, stage, walk):
    rows = sum(kind.objects.count() for kind in KINDS)
    move_family(walk.family, by=cast.mariam, place=stage.socoura, on=walk.day(720))
    assert places() == {stage.socoura.pk}
    lines = Change.objects.filter(reason="moved")
    assert lines.count() == rows
    assert {(c.actor, c.occurred_on) for c in lines} == {(cast.mariam.pk, walk.day(720))}


def test_nothing_goes_where_the_mover_may_not(cast, stage, walk):
    with pytest.raises(Refused):
        move_family(walk.family, by=cast.awa, place=stage.socoura, on=walk.day(720))
    assert places() == {stage.kita_town.pk}


def test_a_list_that_corrects_the_place_takes_it_along_too(cast, stage, walk):
    moved = Entry(walk.family, {"place_id": stage.badia.pk}, occurred_on=date(2020, 1, 1))
    write_many([moved], by=cast.machine)
    assert places() == {stage.badia.pk}


def test_other_changes_move_nothing(cast, walk):
    write_many([Entry(walk.family, {"quarter": "Gare"})], by=cast.machine)
    assert not Change.objects.filter(reason="moved").exists()


def test_families_that_stay_are_left_where_they_are(cast, stage, walk):
    neighbour = Walk(
        a_family(by=cast.awa, place=stage.kita_town, name="Keïta"), cast.awa, cast.fatim
    )
    neighbour.to("admitted")
    move_family(walk.family, by=cast.mariam, place=stage.socoura, on=walk.day(720))
    left = visible(TargetPerson, by=cast.awa)
    assert {t.enrolment_id for t in left} == {neighbour.enrolment().pk}
    assert families_by_state(neighbour.day(31), by=cast.awa) == {"admitted": 1}
