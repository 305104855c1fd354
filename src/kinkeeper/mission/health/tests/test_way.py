"""The way of a malnourished child: referred, seen, treated, recovered; or followed no longer."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.health.actions import Given
from kinkeeper.mission.health.models import NutritionCase, Referral
from kinkeeper.mission.health.tests.make import FOUND_ON, THIN, WELL, Walk, a_girl, measured


@pytest.fixture(autouse=True)
def _in_french():
    with override("fr"):
        yield


@pytest.fixture
def walk(cast, stage):
    return Walk(a_girl(by=cast.awa, place=stage.kita_town), cast.awa, cast.fatim)


def state(walk):
    return Stage.objects.get(subject=walk.case().pk, until=None).state


def test_from_the_finding_to_recovery(walk):
    walk.to_discharged()
    with pytest.raises(ValidationError, match="Aucune mesure"):
        walk.take("recover", 90)
    measured(walk.child, by=walk.awa, on=walk.day(90), values=WELL)
    walk.take("recover", 90)
    case = walk.case()
    assert (state(walk), case.until) == ("followed", walk.day(90))
    assert [s.state for s in Stage.objects.order_by("since", "pk")] == [
        "classified", "referred", "admitted", "discharged", "followed",
    ]  # fmt: skip


def test_a_referral_needs_a_centre_and_a_caregiver_who_agrees(walk):
    walk.found()
    with pytest.raises(ValidationError) as told:
        walk.take("refer", 0, reason="urenas", given=Given())
    assert len(told.value.messages) == 2
    assert not Referral.objects.exists()


def test_the_slip_keeps_what_was_found_and_when_the_centre_saw_the_child(walk):
    case = walk.found()
    walk.take("refer", 0, reason="urenas")
    referral = Referral.objects.get(case=case)
    assert (referral.unit, referral.centre, referral.seen_on) == ("urenas", "CSRéf de Kita", None)
    assert referral.measurement == case.found_by
    walk.take("admit", 5)
    referral.refresh_from_db()
    assert referral.seen_on == walk.day(5)


def test_a_child_that_did_not_go_is_referred_again(walk):
    walk.found()
    walk.take("refer", 0, reason="urenam")
    walk.take("refer_again", 8, reason="urenas")
    walk.take("send_home", 9, reason="no_supplies")
    first, second = Referral.objects.order_by("on")
    assert (first.seen_on, second.seen_on) == (None, walk.day(9))
    assert state(walk) == "discharged"


def test_a_visit_in_treatment_needs_a_measurement_and_sets_the_next_day(walk):
    walk.found()
    walk.take("refer", 0, reason="urenas")
    walk.take("admit", 3)
    with pytest.raises(ValidationError):
        walk.take("visit", 17)
    measured(walk.child, by=walk.awa, on=walk.day(17))
    walk.take("visit", 17)
    stage = Stage.objects.get(subject=walk.case().pk, until=None)
    assert stage.due_on == walk.day(17) + timedelta(days=14)


def test_thin_again_after_treatment_begins_anew_within_the_case(walk):
    walk.to_discharged()
    measured(walk.child, by=walk.awa, on=walk.day(90), values=THIN)
    walk.take("find_again", 90)
    assert state(walk) == "classified"
    assert NutritionCase.objects.count() == 1


def test_an_end_without_recovery_is_proposed_by_one_and_decided_by_another(walk):
    walk.found()
    walk.propose("stop", 20, by=walk.fatim, reason="moved")
    with pytest.raises(ValidationError, match="Qui a proposé"):
        walk.take("stop", 20, by=walk.fatim, reason="moved")
    assert state(walk) == "classified"


def test_the_case_is_over_when_the_colleague_has_decided(walk):
    walk.found()
    walk.propose("stop", 20, reason="moved")
    walk.take("stop", 21, by=walk.fatim, reason="moved")
    assert (state(walk), walk.case().until) == ("closed", walk.day(21))


def test_after_a_case_is_over_another_one_may_begin(walk):
    walk.found()
    walk.propose("stop", 20, reason="lost")
    walk.take("stop", 21, by=walk.fatim, reason="lost")
    measured(walk.child, by=walk.awa, on=FOUND_ON + timedelta(days=60))
    assert NutritionCase.objects.filter(until=None).count() == 1


def test_the_way_goes_along_when_the_child_comes_to_live_elsewhere(cast, stage, walk):
    walk.found()
    write(walk.child, by=cast.machine, place=stage.socoura)
    assert Stage.objects.get().place == stage.socoura
