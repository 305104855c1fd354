"""A child comes into care, moves and leaves; what cannot be is said in a sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.care.actions import (
    NewDocument,
    add_document,
    begin_placement,
    begin_placements,
    end_placement,
    move_house,
    reopen_placement,
)
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.queries import (
    document_of,
    placement_of,
    placements_of,
    stay_of,
    stays_of,
)
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.people.actions import record_death


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def family(cast, village):
    return a_family(village, by=cast.moussa)


@pytest.fixture
def child(cast, stage):
    return a_child(by=cast.moussa, place=stage.socoura)


def refused(problem, *, at=None):
    """The sentences; `at`: the field they must stand at."""
    return problem.value.message_dict[at] if at else problem.value.messages


def test_a_child_belongs_to_the_village_and_sleeps_in_the_house_of_its_family(cast, child, family):
    placement = placed(child, family, by=cast.moussa)
    stay = stay_of(placement)
    assert placement_of(child) == placement
    assert (stay.village, stay.family, stay.house.name) == (
        family.village, family, "Maison de Famille Diarra",
    )  # fmt: skip
    assert placement_of(child, CAME - timedelta(days=1)) is None


def test_a_child_cannot_be_placed_twice(cast, child, family, village):
    placed(child, family, by=cast.moussa)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    with pytest.raises(ValidationError) as problem:
        placed(child, other, by=cast.moussa, on=date(2011, 1, 1))
    assert "4" in refused(problem, at="on")[0]
    assert Placement.objects.count() == 1


def test_a_placement_that_ended_leaves_room_for_a_new_one_the_same_day(cast, child, family):
    first = placed(child, family, by=cast.moussa)
    left = date(2011, 2, 3)
    end_placement(first, by=cast.moussa, on=left, reason="reintegrated_kin", received_by="la tante")
    with pytest.raises(ValidationError):
        placed(child, family, by=cast.moussa, on=date(2010, 12, 1))
    placed(child, family, by=cast.moussa, on=left)
    assert len(placements_of(child, by=cast.moussa)) == 2


def test_the_house_must_have_a_bed_and_be_in_use(cast, stage, family):
    for name in ("Ali", "Bah", "Cira"):
        placed(a_child(by=cast.moussa, place=stage.socoura, given=name), family, by=cast.moussa)
    late = a_child(by=cast.moussa, place=stage.socoura, given="Dado")
    with pytest.raises(ValidationError) as problem:
        placed(late, family, by=cast.moussa)
    assert "3" in refused(problem, at="house")[0]
    assert placement_of(late) is None


def test_a_day_before_the_birth_or_the_village_or_in_the_future_is_no_arrival(cast, child, family):
    tomorrow = timezone.localdate() + timedelta(days=1)
    for day in (date(2004, 5, 5), date(1997, 11, 1), tomorrow):
        with pytest.raises(ValidationError) as problem:
            placed(child, family, by=cast.moussa, on=day)
        assert refused(problem, at="on")
    assert not Placement.objects.exists()


def test_who_died_is_not_placed(cast, child, family):
    record_death(child, by=cast.moussa, on=date(2010, 1, 1))
    with pytest.raises(ValidationError) as problem:
        placed(child, family, by=cast.moussa)
    assert refused(problem, at="on")


def test_somebody_of_age_is_not_placed_but_may_come_back(cast, stage, family):
    adult = a_child(by=cast.moussa, place=stage.socoura, born=date(1985, 1, 1))
    with pytest.raises(ValidationError):
        placed(adult, family, by=cast.moussa)


def test_a_year_alone_is_kept_as_a_year(cast, child, family):
    placement = placed(child, family, by=cast.moussa, on=in_year(2010))
    assert placement.began == in_year(2010)
    assert placement.since == date(2010, 7, 1)


def test_brothers_and_sisters_come_together_or_not_at_all(cast, stage, village):
    family = a_family(village, by=cast.moussa, beds=1)
    children = [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Ali", "Bah")]
    with pytest.raises(ValidationError):
        begin_placements(
            children, by=cast.moussa, village=village, form="sos_family", on=CAME, family=family
        )
    assert not Placement.objects.exists()


def test_a_host_family_is_named_and_a_house_must_be_of_the_form(cast, child, village):
    house = a_house(village, by=cast.moussa, name="Foyer", form="youth_house")
    for bed in ({}, {"house": house}):
        with pytest.raises(ValidationError):
            begin_placement(
                child, by=cast.moussa, village=village, form="foster_care", on=CAME, **bed
            )
    placement = begin_placement(
        child, by=cast.moussa, village=village, form="foster_care", on=CAME, host="Aïssata, Fatoma"
    )
    assert stay_of(placement).form == "foster_care"


def test_a_document_that_has_run_out_is_no_ground(cast, child, family):
    old = NewDocument("order", "12/2008", date(2008, 1, 1), "juge, Mopti", date(2009, 1, 1))
    with pytest.raises(ValidationError) as problem:
        begin_placement(
            child, by=cast.moussa, village=family.village, form="sos_family", on=CAME,
            family=family, document=old,
        )  # fmt: skip
    assert refused(problem, at="expires_on")
    placement = placed(child, family, by=cast.moussa)
    with pytest.raises(ValidationError):
        add_document(placement, by=cast.moussa, document=NewDocument(
            "order", "1", timezone.localdate() + timedelta(days=2), "juge"))  # fmt: skip
    add_document(
        placement, by=cast.moussa,
        document=NewDocument("order", "14/2010", date(2010, 3, 1), "juge", date(2012, 3, 1)),
    )  # fmt: skip
    assert document_of(placement, date(2012, 2, 1)).number == "14/2010"
    assert document_of(placement, date(2012, 3, 2)) is None


def test_a_move_closes_one_stay_and_opens_the_next(cast, child, family, village):
    placement = placed(child, family, by=cast.moussa)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    with pytest.raises(ValidationError) as problem:
        move_house(placement, by=cast.moussa, on=date(2010, 1, 1), form="sos_family", family=other)
    assert refused(problem, at="on")
    day = date(2011, 9, 1)
    move_house(placement, by=cast.moussa, on=day, form="sos_family", family=other)
    assert [(s.since, s.until) for s in stays_of(placement)] == [(CAME, day), (day, None)]
    with pytest.raises(ValidationError):
        move_house(placement, by=cast.moussa, on=date(2012, 1, 1), form="sos_family", family=other)


def test_an_end_says_who_receives_the_child_and_comes_after_the_last_move(cast, child, family):
    placement = placed(child, family, by=cast.moussa)
    with pytest.raises(ValidationError) as problem:
        end_placement(placement, by=cast.moussa, on=date(2011, 1, 1), reason="reintegrated_parents")
    assert refused(problem, at="received_by")
    with pytest.raises(ValidationError) as problem:
        end_placement(placement, by=cast.moussa, on=date(2009, 1, 1), reason="ran_away")
    assert refused(problem, at="on")
    end_placement(placement, by=cast.moussa, on=date(2011, 1, 1), reason="ran_away")
    with pytest.raises(ValidationError):
        end_placement(placement, by=cast.moussa, on=date(2011, 2, 1), reason="ran_away")


def test_a_death_in_care_is_a_death_of_the_person(cast, child, family):
    placement = placed(child, family, by=cast.moussa)
    end_placement(placement, by=cast.moussa, on=date(2011, 1, 1), reason="deceased")
    child.refresh_from_db()
    assert child.died_on == date(2011, 1, 1)


def test_who_left_may_come_back_and_both_times_stay(cast, child, family):
    placement = placed(child, family, by=cast.moussa)
    with pytest.raises(ValidationError):
        reopen_placement(
            placement, by=cast.moussa, on=date(2011, 5, 1), form="sos_family", family=family
        )
    end_placement(placement, by=cast.moussa, on=date(2011, 1, 1), reason="ran_away")
    again = reopen_placement(
        placement, by=cast.moussa, on=date(2011, 5, 1), form="sos_family", family=family
    )
    assert again.route == "returned"
    assert len(placements_of(child, by=cast.moussa)) == 2


@pytest.mark.parametrize("name", ["awa", "hawa", "pierre", "claire", "nadia", "nobody"])
def test_nobody_else_places_or_ends(cast, child, family, name):
    other = getattr(cast, name)
    with pytest.raises(Refused):
        placed(child, family, by=other)
    placement = placed(child, family, by=cast.moussa)
    with pytest.raises(Refused):
        end_placement(placement, by=other, on=date(2011, 1, 1), reason="ran_away")
    assert placements_of(child, by=other) == []
