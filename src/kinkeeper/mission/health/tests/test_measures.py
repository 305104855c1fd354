"""NU-1 to NU-3: on invented facts worked out by hand, and out of the records now and as known."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.records.queries import AsKnown, Now
from kinkeeper.ground.reports.figures import PLACE, SEX, Asked, State
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.care.models import Placement, Village
from kinkeeper.mission.casework.queries import Participant
from kinkeeper.mission.health import measures_rules as rules
from kinkeeper.mission.health.actions import take_back
from kinkeeper.mission.health.measures_rules import Children, Found, Reading
from kinkeeper.mission.health.tests.make import BORN, FOUND_ON, THIN, WELL, Walk, a_girl, measured
from kinkeeper.mission.people.models import Membership
from kinkeeper.mission.people.queries import Homes
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson

PROJECT = UUID(int=1)
FIRST, LAST = date(2018, 4, 1), date(2018, 6, 30)
KITA, BADIA = uuid4(), uuid4()
ASKED = Asked(PROJECT, FIRST, LAST)


def crowd(*readings, found=(), count=4):
    """Children 1, 2, ... of two years, all accompanied since 2017, the odd ones in Kita."""
    ids = [UUID(int=n) for n in range(1, count + 1)]
    return Children(
        taking_part=tuple(Participant(i, i, date(2017, 1, 1), None) for i in ids),
        readings=tuple(readings),
        found=tuple(found),
        sexes={i: "F" if i.int % 2 else "M" for i in ids},
        births={i: rough(date(2016, 5, 1), "day") for i in ids},
        places={i: Homes(KITA if i.int % 2 else BADIA) for i in ids},
    )


def reading(n, *, on=date(2018, 5, 10), whz=-1.0, muac=140, oedema=False):
    return Reading(UUID(int=n), on, whz, muac, oedema)


def test_both_criteria_are_counted_apart_and_oedema_in_either():
    children = crowd(
        reading(1, whz=-2.01), reading(2, muac=124), reading(3, whz=None, muac=None, oedema=True)
    )
    by_whz = rules.acute(children, ASKED, by="whz")
    by_muac = rules.acute(children, ASKED, by="muac")
    assert (by_whz.numerator, by_whz.denominator) == (2, 3)
    assert (by_muac.numerator, by_muac.denominator) == (2, 3)
    assert by_whz.coverage.eligible == 4
    assert by_whz.counted.numerator == rules.people([UUID(int=1), UUID(int=3)])


def test_the_last_measurement_of_the_period_counts():
    early, late = date(2018, 4, 2), date(2018, 6, 29)
    children = crowd(
        reading(1, on=late, whz=-1.9), reading(1, on=early, whz=-3.5),
        reading(1, on=date(2018, 7, 1), whz=-3.5),
    )  # fmt: skip
    found = rules.acute(children, ASKED, by="whz")
    assert (found.numerator, found.denominator, found.value) == (0, 1, Decimal("0.0"))


def test_minus_two_and_125_mm_are_not_malnutrition():
    children = crowd(reading(1, whz=-2.0, muac=125))
    assert rules.acute(children, ASKED, by="whz").numerator == 0
    assert rules.acute(children, ASKED, by="muac").numerator == 0


def test_outside_six_to_59_months_nobody_counts():
    children = crowd(reading(1, whz=-4.0), reading(2, whz=-4.0))
    births = {
        **children.births,
        UUID(int=1): rough(date(2018, 3, 1), "day"),
        UUID(int=2): rough(date(2013, 1, 1), "day"),
    }
    found = rules.acute(replace(children, births=births), ASKED, by="whz")
    assert found.state == State.NOT_APPLICABLE


def test_who_left_before_the_period_is_not_of_it():
    children = crowd(reading(1, whz=-4.0))
    left = tuple(replace(p, until=date(2018, 3, 31)) for p in children.taking_part)
    assert rules.acute(replace(children, taking_part=left), ASKED, by="whz").denominator == 0


def test_the_parts_by_sex_and_place_meet_the_total():
    children = crowd(reading(1, whz=-4.0), reading(2), reading(3))
    found = rules.acute(children, ASKED, by="whz")
    for scheme in (SEX, PLACE):
        cells = [c for c in found.cells if c.scheme == scheme]
        assert sum(c.numerator or 0 for c in cells) == 1
        assert sum(c.denominator or 0 for c in cells) == 3
    only_kita = replace(ASKED, places=frozenset({KITA}))
    assert rules.acute(children, only_kita, by="whz").denominator == 2


def test_coverage_of_screening_is_of_the_month_of_the_last_day():
    children = crowd(reading(1, on=date(2018, 6, 1)), reading(2, on=date(2018, 5, 31)))
    found = rules.screened(children, ASKED)
    assert (found.numerator, found.denominator) == (1, 4)


@pytest.mark.parametrize(
    ("since", "seen_on", "expected"),
    [
        (date(2018, 5, 1), date(2018, 5, 8), (1, 1)),
        (date(2018, 5, 1), date(2018, 5, 9), (0, 1)),
        (date(2018, 5, 1), None, (0, 1)),
        (date(2018, 6, 25), None, (0, 0)),  # not due on the last day
        (date(2018, 6, 25), date(2018, 6, 26), (1, 1)),
        (date(2018, 3, 31), date(2018, 4, 1), (0, 0)),  # found before the period
    ],
)
def test_a_referral_is_completed_within_seven_days(since, seen_on, expected):
    found = rules.referred(crowd(found=[Found(UUID(int=1), since, seen_on)]), ASKED)
    assert (found.numerator, found.denominator) == expected


# --- out of the records -----------------------------------------------------------------------


@pytest.fixture
def girl(cast, stage):
    child = a_girl(by=cast.awa, place=stage.kita_town)
    family = Membership.objects.get(person=child).family
    enrolment = write(
        Enrolment(family=family, project=PROJECT), by=cast.machine, identified_on=BORN, since=BORN
    )
    write(
        TargetPerson(enrolment=enrolment, person=child, place_id=family.place_id, part="child"),
        by=cast.machine,
        since=BORN,
    )
    return child


def figure(code, rows=None, **asked):
    return measure_of(f"health.{code}").compute(rows or Now(), replace(ASKED, **asked))


def test_a_thin_child_of_the_project_is_counted_and_opens_its_row(girl, cast):
    measured(girl, by=cast.awa)
    for code in ("acute_whz", "acute_muac"):
        found = figure(code)
        assert (found.numerator, found.denominator, found.coverage.eligible) == (1, 1, 1)
        assert found.counted.numerator == rules.people([girl.pk])
    assert figure("screened").value == Decimal("100.0")
    assert figure("acute_whz", project=uuid4()).denominator == 0


def test_a_flagged_value_and_one_taken_back_are_in_neither(girl, cast):
    heavy = replace(THIN, weight=Decimal(24), muac_mm=None)
    sure = frozenset({"flag_wei", "flag_wfl"})
    row = measured(girl, by=cast.awa, values=heavy, confirmed=sure)
    assert figure("acute_whz").denominator == 0
    take_back(row, by=cast.awa)
    assert figure("screened").numerator == 0


def test_the_referral_counts_when_the_centre_saw_the_child_in_time(girl, cast):
    walk = Walk(girl, cast.awa, cast.fatim)
    walk.found()
    assert figure("referral_completed").numerator == 0
    walk.take("refer", 0, reason="urenas")
    walk.take("admit", 6)
    assert figure("referral_completed").value == Decimal("100.0")


def test_the_figure_as_it_was_known_then(girl, cast):
    measured(girl, by=cast.awa)
    then = Change.objects.latest("seq").seq
    measured(girl, by=cast.awa, on=FOUND_ON + timedelta(days=20), values=WELL, confirmed=JUMPS)
    assert figure("acute_whz").numerator == 0
    assert figure("acute_whz", AsKnown(then)).numerator == 1


JUMPS = frozenset({"weight_jump", "muac_jump", "grows"})


def test_two_measures_that_find_different_children_are_never_added():
    assert not measure_of("health.acute_whz").additive
    assert not measure_of("health.acute_muac").additive


def test_stunting_is_counted_by_height_for_age_alone():
    children = crowd(
        replace(reading(1), haz=-2.01), replace(reading(2), haz=-2.0), reading(3, oedema=True)
    )
    short = rules.acute(children, ASKED, by="haz")
    assert (short.numerator, short.denominator) == (1, 2)


def test_children_in_care_are_counted_where_their_village_stands(cast, stage):
    girl = a_girl(by=cast.awa, place=stage.kita_town)
    village = write(
        Village(name="Village", place=stage.kita_town, opened_on=date(2009, 1, 1)),
        by=cast.machine,
    )
    since = date(2018, 1, 1)
    write(Placement(person=girl, village=village, route="authority", since=since), by=cast.machine)
    measured(girl, by=cast.awa)
    asked = Asked(PROJECT, FIRST, LAST, frozenset({stage.kita_town.pk}))
    figure = measure_of("health.acute_whz_in_care").compute(Now(), asked)
    assert (figure.numerator, figure.denominator) == (1, 1)
    assert measure_of("health.acute_whz").compute(Now(), asked).state == State.NOT_APPLICABLE
    elsewhere = replace(asked, places=frozenset({stage.badia.pk}))
    figure = measure_of("health.screened_in_care").compute(Now(), elsewhere)
    assert figure.state == State.NOT_APPLICABLE
