"""Houses, families and mothers: who lives where on any day, and what cannot be."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.actions import (
    assign_carer,
    change_capacity,
    close_house,
    close_village,
    end_assignment,
    found_family,
    move_family,
    open_house,
    open_village,
    record_training,
)
from kinkeeper.mission.care.queries import (
    carers_of,
    house_of,
    houses_with_room,
    placement_of,
    rooms_of,
    stay_of,
    trainings_of,
)
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_house, a_village, placed

DAY = date(2010, 6, 1)


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def family(cast, village):
    return a_family(village, by=cast.moussa)


@pytest.fixture
def woman(cast, stage):
    return a_child(by=cast.moussa, place=stage.socoura, given="Kadia", born=date(1970, 1, 1))


def test_free_beds_are_counted_on_a_day(cast, stage, village, family):
    placed(a_child(by=cast.moussa, place=stage.socoura), family, by=cast.moussa)
    rooms = rooms_of(village, DAY, by=cast.moussa)
    assert [(r.family, r.beds, r.taken, r.free) for r in rooms] == [(family, 3, 1, 2)]
    assert [r.taken for r in rooms_of(village, date(2009, 1, 1), by=cast.moussa)] == [0]
    assert houses_with_room(village, DAY, by=cast.awa) == []


def test_a_house_holds_no_fewer_than_live_in_it(cast, stage, village, family):
    for name in ("Ali", "Bah"):
        placed(a_child(by=cast.moussa, place=stage.socoura, given=name), family, by=cast.moussa)
    house = house_of(family, DAY)
    for beds, field in ((1, "capacity"), (0, "capacity"), (41, "capacity")):
        with pytest.raises(ValidationError) as problem:
            change_capacity(house, by=cast.moussa, capacity=beds, on=DAY)
        assert problem.value.message_dict[field]
    change_capacity(house, by=cast.moussa, capacity=2, on=DAY)
    assert houses_with_room(village, DAY, by=cast.moussa) == []


def test_the_children_move_with_their_family(cast, stage, village, family):
    child = a_child(by=cast.moussa, place=stage.socoura)
    placed(child, family, by=cast.moussa)
    with pytest.raises(ValidationError):
        move_family(family, by=cast.moussa, house=house_of(family, DAY), on=DAY)
    new = a_house(village, by=cast.moussa, name="Maison 9")
    move_family(family, by=cast.moussa, house=new, on=DAY)
    stay = stay_of(placement_of(child))
    assert (stay.house, stay.since, stay.why) == (new, DAY, "family_move")
    assert house_of(family, CAME) != house_of(family, DAY) == new


def test_a_house_is_closed_only_when_nobody_lives_there(cast, village, family):
    house = house_of(family, DAY)
    with pytest.raises(ValidationError):
        close_house(house, by=cast.moussa, on=DAY)
    move_family(family, by=cast.moussa, house=a_house(village, by=cast.moussa), on=DAY)
    close_house(house, by=cast.moussa, on=DAY)
    with pytest.raises(ValidationError):
        found_family(a_house(village, by=cast.moussa, name="Foyer", form="youth_house"),
                     by=cast.moussa, name="Famille X", since=DAY)  # fmt: skip


def test_a_village_is_closed_only_when_no_child_sleeps_there(cast, stage, village, family):
    placed(a_child(by=cast.moussa, place=stage.socoura), family, by=cast.moussa)
    with pytest.raises(ValidationError):
        close_village(village, by=cast.moussa, on=DAY)


def test_a_mother_has_one_family_and_a_family_one_mother(cast, stage, village, family, woman):
    mother = assign_carer(woman, by=cast.moussa, role="mother", on=DAY, family=family)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    with pytest.raises(ValidationError) as problem:
        assign_carer(woman, by=cast.moussa, role="mother", on=DAY, family=other)
    assert "Famille Diarra" in problem.value.message_dict["person"][0]
    second = a_child(by=cast.moussa, place=stage.socoura, given="Nana", born=date(1972, 1, 1))
    with pytest.raises(ValidationError):
        assign_carer(second, by=cast.moussa, role="mother", on=DAY, family=family)
    assign_carer(second, by=cast.moussa, role="aunt", on=DAY, family=family)
    end_assignment(mother, by=cast.moussa, on=date(2011, 1, 1), reason="retraite")
    assign_carer(woman, by=cast.moussa, role="mother", on=date(2011, 1, 1), family=other)
    assert len(carers_of(family)) == 2


def test_training_is_dated(cast, woman):
    record_training(woman, by=cast.moussa, topic="Premiers secours", held_on=DAY, days=3)
    assert [t.days for t in trainings_of([woman.pk])[woman.pk]] == [3]


@pytest.mark.parametrize("name", ["awa", "oumar", "hawa", "pierre", "nobody"])
def test_only_director_and_national_office_open_houses(cast, stage, village, name):
    other = getattr(cast, name)
    with pytest.raises(Refused):
        open_house(village, by=other, name="Maison 5", form="sos_house", capacity=8, since=DAY)
    with pytest.raises(Refused):
        open_village(by=other, place=stage.sanankoroba, name="Sanankoroba", opened=DAY)
