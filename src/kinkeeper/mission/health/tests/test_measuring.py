"""A child is measured: what is kept, what is asked, what begins."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import override

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.health.actions import (
    AskAgain,
    Values,
    compute_again,
    correct,
    set_protocol,
    take_back,
)
from kinkeeper.mission.health.actions.measuring import is_stale
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.protocols import DEFAULT, NAME
from kinkeeper.mission.health.queries import last_measurements
from kinkeeper.mission.health.tests.make import BORN, FOUND_ON, THIN, WELL, a_girl, measured
from kinkeeper.mission.people.actions import correct_person


@pytest.fixture(autouse=True)
def _in_french():
    with override("fr"):
        yield


@pytest.fixture
def girl(cast, stage):
    return a_girl(by=cast.awa, place=stage.kita_town)


def test_the_scores_are_kept_with_the_versions_that_made_them(girl, cast):
    row = measured(girl, by=cast.awa)
    assert row.z == {"len": -0.92, "wei": -2.8, "wfl": -3.29, "bmi": -3.22, "ac": -3.07}
    assert (row.engine, row.protocol) == ("growth/1", NAME)
    assert (row.status, row.reasons) == ("severe", ["whz", "muac"])
    assert (row.age_days, row.age_sure) == ((FOUND_ON - BORN).days, True)


def test_a_malnourished_child_has_a_case_from_the_same_day_due_the_next(girl, cast):
    row = measured(girl, by=cast.awa)
    case = NutritionCase.objects.get(person=girl)
    assert (case.found_by, case.since, case.status) == (row, FOUND_ON, "severe")
    stage = Stage.objects.get(subject=case.pk)
    assert (stage.state, stage.due_on) == ("classified", FOUND_ON + timedelta(days=1))


def test_a_well_child_has_none_and_a_second_finding_begins_no_second_case(girl, cast):
    measured(girl, by=cast.awa, values=WELL)
    assert not NutritionCase.objects.exists()
    for days in (60, 90):
        measured(girl, by=cast.awa, on=FOUND_ON + timedelta(days=days), confirmed=JUMPS)
    assert NutritionCase.objects.count() == 1


JUMPS = frozenset({"shrinks", "weight_jump", "muac_jump"})


def test_what_is_written_down_late_begins_no_case_when_the_child_is_well_by_now(girl, cast):
    measured(girl, by=cast.awa, on=FOUND_ON + timedelta(days=200), values=WELL)
    measured(girl, by=cast.awa)
    assert not NutritionCase.objects.exists()


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"weight": Decimal(6900)}, "weight"),
        ({"weight": Decimal(0)}, "weight"),
        ({"lenhei": Decimal(750)}, "lenhei"),
        ({"muac_mm": 11}, "muac_mm"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_written(
    girl, cast, changed, field
):
    with pytest.raises(ValidationError) as told:
        measured(girl, by=cast.awa, values=replace(THIN, **changed))
    assert set(told.value.error_dict) == {field}
    assert not Measurement.objects.exists()


def test_what_is_unusual_is_asked_and_accepted_when_it_is_confirmed(girl, cast):
    heavy = replace(THIN, weight=Decimal("24.0"))
    with pytest.raises(AskAgain) as told:
        measured(girl, by=cast.awa, values=heavy)
    asked = {doubt.code for doubt in told.value.doubts}
    assert asked == {"flag_wei", "flag_wfl"}
    row = measured(girl, by=cast.awa, values=heavy, confirmed=frozenset(asked))
    assert (row.weight, row.confirmed) == (Decimal("24.0"), sorted(asked))
    assert row.flagged == ["bmi", "wei", "wfl"]


def test_a_day_before_the_birth_or_ahead_is_refused(girl, cast):
    for day in (BORN - timedelta(days=1), timezone.localdate() + timedelta(days=1)):
        with pytest.raises(ValidationError) as told:
            measured(girl, by=cast.awa, on=day)
        assert set(told.value.error_dict) == {"on"}


def test_nothing_measured_is_no_measurement(girl, cast):
    with pytest.raises(ValidationError, match="au moins une valeur"):
        measured(girl, by=cast.awa, values=Values())


def test_without_an_age_or_a_sex_what_can_be_said_is_said(cast, stage):
    child = a_girl(by=cast.awa, place=stage.kita_town, born=None)
    row = measured(child, by=cast.awa)
    assert row.z.keys() == {"wfl"}
    assert row.status == "severe"


def test_a_boy_of_seven_is_judged_by_the_older_reference(cast, stage):
    boy = a_girl(by=cast.awa, place=stage.kita_town, born=date(2011, 1, 1), sex="M")
    values = Values(weight=Decimal(15), lenhei=Decimal(118), position="h", muac_mm=139)
    row = measured(boy, by=cast.awa, values=values)
    assert row.z.keys() == {"hfa", "wfa", "bfa"}
    assert (row.status, row.reasons) == ("severe", ["baz", "school_muac"])


def test_a_typing_mistake_is_mended_and_computed_anew(girl, cast):
    row = measured(girl, by=cast.awa, values=replace(WELL, weight=Decimal("9.8")))
    correct(row, by=cast.awa, base=row.version, values=THIN)
    row.refresh_from_db()
    assert (row.weight, row.status) == (Decimal("6.90"), "severe")
    assert NutritionCase.objects.filter(person=girl, found_by=row).exists()


def test_two_who_correct_the_same_value_meet(girl, cast):
    row = measured(girl, by=cast.awa)
    base = row.version
    correct(row, by=cast.awa, base=base, values=replace(THIN, muac_mm=113))
    got = correct(row, by=cast.fatim, base=base, values=replace(THIN, muac_mm=116))
    assert got.clash is not None
    row.refresh_from_db()
    assert row.muac_mm == 113


def test_a_measurement_taken_back_stays_and_counts_nowhere(girl, cast):
    row = measured(girl, by=cast.awa, values=WELL)
    take_back(row, by=cast.awa)
    assert Measurement.objects.filter(pk=row.pk, mistaken=True).exists()
    assert last_measurements([girl.pk]) == {}
    measured(girl, by=cast.awa)  # not compared with it: no question about the same day


def test_another_birth_makes_the_scores_old_until_they_are_computed_again(girl, cast):
    row = measured(girl, by=cast.awa)
    assert not is_stale(row)
    correct_person(
        girl.pk, by=cast.awa, base=girl.version, birth_date=date(2017, 9, 4), birth_precision="day"
    )
    row = Measurement.objects.get(pk=row.pk)
    assert is_stale(row)
    compute_again(row, by=cast.awa)
    assert not is_stale(row)
    assert row.z["len"] == 2.03


def test_the_protocol_of_the_day_judges_and_the_past_keeps_its_own(girl, cast):
    row = measured(girl, by=cast.awa, values=replace(WELL, muac_mm=127))
    assert row.status == "normal"
    stricter = replace(DEFAULT, muac_moderate=130)
    set_protocol(
        by=cast.mariam, since=FOUND_ON + timedelta(days=1), name="PCIMA essai", source="essai",
        thresholds=stricter,
    )  # fmt: skip
    later = measured(
        girl, by=cast.awa, on=FOUND_ON + timedelta(days=30), values=replace(WELL, muac_mm=127)
    )
    assert (later.status, later.reasons) == ("moderate", ["muac"])
    assert later.protocol == "PCIMA essai (05/06/2018)"
    row.refresh_from_db()
    assert row.status == "normal"


def test_a_protocol_does_not_judge_the_past_again_and_severe_lies_below_moderate(girl, cast):
    measured(girl, by=cast.awa)
    told = {"by": cast.mariam, "name": "x", "source": "y"}
    with pytest.raises(ValidationError, match="jour plus tardif"):
        set_protocol(**told, since=FOUND_ON, thresholds=DEFAULT)
    upside_down = replace(DEFAULT, muac_severe=125)
    with pytest.raises(ValidationError) as wrong:
        set_protocol(**told, since=timezone.localdate(), thresholds=upside_down)
    assert set(wrong.value.error_dict) == {"muac_severe"}


def test_only_the_national_office_sets_the_protocol(cast):
    for name in ("awa", "fatim", "pierre", "nobody"):
        with pytest.raises(Refused):
            set_protocol(
                by=getattr(cast, name), since=FOUND_ON, name="x", source="y", thresholds=DEFAULT
            )


@pytest.mark.parametrize(
    "name", ["oumar", "moussa", "mariam", "claire", "pierre", "hawa", "nadia", "nobody"]
)
def test_nobody_outside_measures_here(girl, cast, name):
    with pytest.raises(Refused):
        measured(girl, by=getattr(cast, name))
