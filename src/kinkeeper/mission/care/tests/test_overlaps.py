"""The database itself refuses periods that overlap, also from a writer that asked nobody."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction

from kinkeeper.ground.records.actions import write
from kinkeeper.mission.care.models import Capacity, Carer, FamilyHome, Placement, Stay
from kinkeeper.mission.care.queries import house_of, stay_of
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed

BEFORE, DAY, LATER = date(2009, 1, 1), date(2012, 1, 1), date(2014, 1, 1)


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def family(cast, village):
    return a_family(village, by=cast.moussa)


@pytest.fixture
def placement(cast, stage, family):
    return placed(a_child(by=cast.moussa, place=stage.socoura), family, by=cast.moussa)


def is_refused(record, *, by, **values):
    with pytest.raises(DatabaseError), transaction.atomic():
        write(record, by=by, **values)


def test_two_placements_of_a_child_never_share_a_day(cast, placement):
    again = {"person": placement.person, "village": placement.village}
    is_refused(Placement(**again), by=cast.machine, since=DAY, until=LATER)
    is_refused(Placement(**again), by=cast.machine, since=BEFORE, until=DAY)
    write(Placement(**again), by=cast.machine, since=BEFORE, until=placement.since)


def test_two_stays_of_a_placement_never_share_a_day(cast, placement):
    stay = stay_of(placement)
    again = {"placement": placement, "village": stay.village, "house": stay.house}
    is_refused(Stay(**again), by=cast.machine, since=DAY, until=LATER, form="sos_family")


def test_a_mother_never_has_two_families_nor_a_family_two_mothers(cast, stage, village, family):
    woman, other = (
        a_child(by=cast.moussa, place=stage.socoura, given=n, born=date(1970, 1, 1))
        for n in ("Kadia", "Nana")
    )
    second = a_family(village, by=cast.moussa, name="Famille Koné")
    mother = {"village": village, "role": "mother"}
    write(Carer(person=woman, family=family, **mother), by=cast.machine, since=BEFORE, until=LATER)
    is_refused(Carer(person=woman, family=second, **mother), by=cast.machine, since=DAY)
    is_refused(Carer(person=other, family=family, **mother), by=cast.machine, since=DAY)
    aunt = Carer(person=other, family=family, village=village, role="aunt")
    write(aunt, by=cast.machine, since=DAY)


def test_a_house_has_one_family_and_one_capacity_a_day(cast, village, family):
    house = house_of(family, DAY)
    second = a_family(village, by=cast.moussa, name="Famille Koné")
    is_refused(FamilyHome(family=second, house=house), by=cast.machine, since=DAY, until=LATER)
    empty = a_house(village, by=cast.moussa, name="Maison 9")
    is_refused(FamilyHome(family=family, house=empty), by=cast.machine, since=DAY, until=LATER)
    is_refused(Capacity(house=house), by=cast.machine, beds=4, since=DAY, until=LATER)
