"""Flight and return: the placement goes on, home village and present village are two facts."""

from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.mission.care.actions import come_home, relocate
from kinkeeper.mission.care.queries import (
    house_of,
    placements_in,
    placements_of,
    stay_of,
    staying_in,
)
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed

FLIGHT, HOME = date(2012, 4, 11), date(2013, 7, 4)


@pytest.fixture
def socoura(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def host(cast, stage):
    return a_village(by=cast.mariam, place=stage.sanankoroba, name="Sanankoroba")


@pytest.fixture
def placements(cast, stage, socoura):
    family = a_family(socoura, by=cast.moussa)
    children = [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Ali", "Bah")]
    return [placed(child, family, by=cast.moussa) for child in children]


def test_they_sleep_in_the_host_village_and_belong_to_their_own(cast, socoura, host, placements):
    movement = uuid4()
    relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=movement)
    day = date(2012, 12, 31)
    assert len(placements_in(socoura, day, by=cast.mariam)) == 2
    assert staying_in(socoura, day, by=cast.mariam) == []
    assert {s.movement for s in staying_in(host, day, by=cast.mariam)} == {movement}
    assert all(p.until is None for p in placements)


def test_they_come_home_to_the_house_they_left(cast, socoura, host, placements):
    relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=None)
    back = come_home(placements, by=cast.mariam, on=HOME, movement=None)
    assert {(s.village, s.house) for s in back} == {(socoura, house_of(back[0].family, HOME))}


def test_there_is_no_return_without_a_departure_nor_before_it(cast, host, placements):
    with pytest.raises(ValidationError):
        come_home(placements, by=cast.mariam, on=HOME, movement=None)
    relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=None)
    with pytest.raises(ValidationError) as problem:
        come_home(placements, by=cast.mariam, on=date(2012, 4, 1), movement=None)
    assert problem.value.message_dict["on"]


def test_a_second_flight_does_not_hide_the_first_home(cast, stage, socoura, host, placements):
    kita = a_village(by=cast.mariam, place=stage.kita_town, name="Kita")
    relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=None)
    relocate(placements, by=cast.mariam, village=kita, on=date(2012, 8, 1), movement=None)
    with pytest.raises(ValidationError):
        relocate(placements, by=cast.mariam, village=kita, on=date(2012, 9, 1), movement=None)
    come_home(placements, by=cast.mariam, on=HOME, movement=None)
    assert stay_of(placements[0]).village == socoura


def test_all_flee_or_nobody_when_the_guest_house_is_full(cast, host, placements):
    house = a_house(host, by=cast.mariam, name="Accueil", form="host_beds", beds=1)
    with pytest.raises(ValidationError):
        relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=None, house=house)
    assert staying_in(host, FLIGHT, by=cast.mariam) == []
    relocate(
        placements, by=cast.mariam, village=host, on=FLIGHT, movement=None, house=house,
        crowded=True,
    )  # fmt: skip
    assert len(staying_in(host, FLIGHT, by=cast.mariam)) == 2


def test_both_directors_meet_a_child_that_fled(cast, host, placements):
    relocate(placements, by=cast.mariam, village=host, on=FLIGHT, movement=None)
    person = placements[0].person
    assert len(placements_of(person, by=cast.moussa)) == 1
    assert placements_of(person, by=cast.awa) == []
