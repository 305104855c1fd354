"""Brothers and sisters stay together; the very young come into care by exception only."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.actions import (
    approve_exception,
    approve_split,
    move_house,
    name_siblings,
    propose_exception,
    propose_split,
)
from kinkeeper.mission.care.queries import exception_for, sibling_group_of, siblings_of, siblings_on
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.people.actions import link_kin

PLAN = "Visites chaque samedi, appels le mercredi"


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.moussa, place=stage.socoura)


@pytest.fixture
def family(cast, village):
    return a_family(village, by=cast.moussa)


@pytest.fixture
def pair(cast, stage):
    return [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Ali", "Bah")]


def test_a_sibling_found_after_the_placement_joins_the_group(cast, stage, pair, family):
    name_siblings(pair, by=cast.moussa, on=CAME)
    placed(pair[0], family, by=cast.moussa)
    third = a_child(by=cast.moussa, place=stage.socoura, given="Cira")
    group = name_siblings([pair[0], third], by=cast.moussa, on=date(2011, 1, 1))
    assert sibling_group_of(third) == group
    assert siblings_of(third) == pair
    assert [s.together for s in siblings_on(pair[0], date(2011, 2, 1))] == [False, False]


def test_a_group_has_two_children_and_two_groups_do_not_meet(cast, stage, pair):
    others = [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Cira", "Dado")]
    with pytest.raises(ValidationError):
        name_siblings([pair[0], pair[0]], by=cast.moussa, on=CAME)
    name_siblings(pair, by=cast.moussa, on=CAME)
    name_siblings(others, by=cast.moussa, on=CAME)
    with pytest.raises(ValidationError):
        name_siblings([pair[0], others[0]], by=cast.moussa, on=CAME)


def test_separating_them_is_approved_by_another_first(cast, pair, family, village):
    group = name_siblings(pair, by=cast.moussa, on=CAME)
    placed(pair[0], family, by=cast.moussa)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    with pytest.raises(ValidationError) as problem:
        placed(pair[1], other, by=cast.moussa)
    assert "Famille Diarra" in problem.value.message_dict["house"][0]
    split = propose_split(
        group, pair[1], by=cast.moussa, reason="special_care", contact_plan=PLAN,
        review_on=date(2010, 9, 1), on=CAME,
    )  # fmt: skip
    with pytest.raises(ValidationError):
        placed(pair[1], other, by=cast.moussa)
    with pytest.raises(Refused):
        approve_split(split, by=cast.moussa, on=CAME)
    approve_split(split, by=cast.mariam, on=CAME)
    placed(pair[1], other, by=cast.moussa)
    assert [s.together for s in siblings_on(pair[0], CAME)] == [False]


def test_a_split_needs_a_plan_of_contact_and_a_review(cast, stage, pair):
    group = name_siblings(pair, by=cast.moussa, on=CAME)
    stranger = a_child(by=cast.moussa, place=stage.socoura, given="Cira")
    given = {"by": cast.moussa, "reason": "special_care", "on": CAME}
    for person, plan, review, field in (
        (pair[0], "visites", date(2010, 9, 1), "contact_plan"),
        (pair[0], PLAN, date(2010, 3, 1), "review_on"),
        (stranger, PLAN, date(2010, 9, 1), "__all__"),
    ):
        with pytest.raises(ValidationError) as problem:
            propose_split(group, person, contact_plan=plan, review_on=review, **given)
        assert field == "__all__" or field in problem.value.message_dict


def test_who_is_linked_as_kin_counts_as_brother_or_sister(cast, pair, family, village):
    link_kin(person=pair[0], kind="full_sibling", relative=pair[1], by=cast.moussa)
    placed(pair[0], family, by=cast.moussa)
    other = a_family(village, by=cast.moussa, name="Famille Koné")
    with pytest.raises(ValidationError):
        placed(pair[1], other, by=cast.moussa)


def test_growing_up_is_no_split(cast, pair, family, village):
    name_siblings(pair, by=cast.moussa, on=CAME)
    placements = [placed(p, family, by=cast.moussa) for p in pair]
    house = a_house(village, by=cast.moussa, name="Foyer", form="youth_house")
    move_house(placements[0], by=cast.moussa, on=date(2012, 1, 9), form="youth_house", house=house)
    assert [s.together for s in siblings_on(pair[1], date(2012, 2, 1))] == [False]


def test_a_child_under_three_needs_an_exception_that_the_national_office_approved(
    cast, stage, family
):
    baby = a_child(by=cast.moussa, place=stage.socoura, given="Issa", born=date(2008, 9, 1))
    with pytest.raises(ValidationError) as problem:
        placed(baby, family, by=cast.moussa)
    assert problem.value.messages
    exception = propose_exception(
        baby, by=cast.moussa, code="emergency", must_end_by=date(2010, 12, 1), on=CAME
    )
    with pytest.raises(ValidationError):
        placed(baby, family, by=cast.moussa)
    with pytest.raises(Refused):
        approve_exception(exception, by=cast.moussa, on=CAME)
    approve_exception(exception, by=cast.mariam, on=CAME)
    assert exception_for(baby, CAME) == exception
    assert exception_for(baby, date(2010, 12, 2)) is None
    placed(baby, family, by=cast.moussa)


@pytest.mark.parametrize(
    ("code", "end"), [("emergency", date(2011, 9, 2)), ("short_planned_stay", date(2010, 9, 5))]
)
def test_an_exception_is_over_by_the_third_birthday_and_a_short_stay_after_six_months(
    cast, stage, code, end
):
    baby = a_child(by=cast.moussa, place=stage.socoura, given="Issa", born=date(2008, 9, 1))
    with pytest.raises(ValidationError) as problem:
        propose_exception(baby, by=cast.moussa, code=code, must_end_by=end, on=CAME)
    assert problem.value.message_dict["must_end_by"]
