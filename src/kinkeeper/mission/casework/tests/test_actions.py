"""The verbs: what they write, what they refuse, and with which sentence."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinkeeper.ground.process.actions import set_limit
from kinkeeper.ground.records.actions import clash_values
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.casework import actions
from kinkeeper.mission.casework.actions import Judged, Talk
from kinkeeper.mission.casework.models import Assessment, Plan, Review, Service
from kinkeeper.mission.casework.queries import beginnings, children_now, offer_beginning
from kinkeeper.mission.casework.tests.make import (
    a_family,
    ago,
    agreed,
    assessed,
    drafted,
    reviewed,
    scored,
    served,
    visited,
)

TOMORROW = timezone.localdate() + timedelta(days=1)


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


@pytest.fixture
def beginning(monkeypatch):
    monkeypatch.setattr(beginnings, "_OFFERED", [])
    return offer_beginning


def fields_of(raised):
    return set(raised.value.message_dict)


def test_family_and_children_are_assessed_in_one_go(cast, family):
    rows = assessed(family, by=cast.awa, on=ago(3), care=4)
    assert [row.person_id for row in rows] == [None, *(c.pk for c in children_now(family))]
    assert rows[0].care == 4
    assert rows[0].assessor == cast.awa


def test_an_empty_row_is_no_assessment(cast, family):
    child = children_now(family)[0]
    rows = actions.assess(
        family=family,
        occasion="baseline",
        held_on=ago(1),
        by=cast.awa,
        rows=[scored(), Judged(child.pk)],
    )
    assert len(rows) == 1


def test_scores_are_sealed_in_the_ledger(cast, family):
    assessed(family, by=cast.awa, on=ago(3))
    line = Change.objects.filter(kind="casework.assessment").first()
    assert "care" not in line.after
    assert line.sealed


@pytest.mark.parametrize("score", [0, 5, -1])
def test_a_score_outside_one_to_four_is_refused(cast, family, score):
    with pytest.raises(ValidationError):
        actions.assess(
            family=family,
            occasion="baseline",
            held_on=ago(1),
            by=cast.awa,
            rows=[Judged(None, {"care": score or 9})],
        )
    assert not Assessment.objects.exists()


def test_an_assessment_says_what_is_wrong_beside_each_field(cast, family, stage):
    stranger = children_now(a_family(by=cast.awa, place=stage.badia, name="Keïta"))[0]
    with pytest.raises(ValidationError) as raised:
        actions.assess(
            family=family,
            occasion="never",
            held_on=TOMORROW,
            by=cast.awa,
            rows=[Judged(stranger.pk, {"care": 2})],
        )
    assert fields_of(raised) == {"held_on", "occasion", "rows"}


def test_a_date_before_we_knew_the_family_is_a_slip_of_the_pen(cast, family, beginning):
    beginning(lambda pk: ago(100))
    with pytest.raises(ValidationError) as raised:
        visited(family, by=cast.awa, on=ago(101))
    assert fields_of(raised) == {"held_on"}
    visited(family, by=cast.awa, on=ago(100))


def test_the_next_visit_comes_after_the_visit(cast, family):
    with pytest.raises(ValidationError) as raised:
        visited(family, by=cast.awa, on=ago(5), next_visit_on=ago(6))
    assert fields_of(raised) == {"next_visit_on"}


def test_a_plan_is_agreed_only_when_nothing_is_missing(cast, family):
    plan = actions.draft_plan(family=family, since=ago(10), by=cast.awa)
    with pytest.raises(ValidationError) as raised:
        actions.agree_plan(
            plan=plan, agreed_on=ago(11), agreed_with="", explained_in="", by=cast.awa
        )
    assert fields_of(raised) == {
        "goals",
        "commitments",
        "agreed_on",
        "agreed_with",
        "explained_in",
    }


def test_an_agreed_plan_waits_for_its_first_review(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(10))
    waiting = Review.objects.get(plan=plan)
    assert waiting.held_on is None
    assert waiting.due_on == plan.next_review_on == ago(10) + timedelta(days=182)


def test_the_office_sets_its_own_time_between_reviews(cast, family):
    set_limit(key="casework.review_days", days=90, by=cast.mariam)
    assert agreed(family, by=cast.awa, on=ago(10)).next_review_on == ago(10) + timedelta(days=90)


def test_there_is_one_draft_at_a_time_and_one_plan_in_force(cast, family):
    first = agreed(family, by=cast.awa, on=ago(100))
    second = drafted(family, by=cast.awa, on=ago(10))
    with pytest.raises(ValidationError):
        actions.draft_plan(family=family, since=ago(9), by=cast.awa)
    actions.agree_plan(
        plan=second, agreed_on=ago(8), agreed_with="la mère", explained_in="bambara", by=cast.awa
    )
    first.refresh_from_db()
    assert first.until == ago(8)
    assert Plan.objects.filter(until=None).count() == 1


def test_a_plan_is_not_agreed_twice(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(10))
    with pytest.raises(ValidationError):
        actions.agree_plan(
            plan=plan, agreed_on=ago(9), agreed_with="x", explained_in="y", by=cast.awa
        )


def test_a_review_scores_settles_goals_and_promises_and_opens_the_next(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(200))
    goal, promise = plan.goals.get(), plan.commitments.first()
    talk = Talk({goal.pk: "met"}, {promise.pk}, "la mère", "Je veux rester à l'école")
    held = reviewed(plan, by=cast.awa, on=ago(5), talk=talk, care=4)
    for row in (goal, promise, plan):
        row.refresh_from_db()
    assert (held.assessment.care, held.child_view) == (4, "Je veux rester à l'école")
    assert (goal.state, goal.state_on) == ("met", ago(5))
    assert promise.done_on == ago(5)
    waiting = Review.objects.get(plan=plan, held_on=None)
    assert waiting.due_on == plan.next_review_on == ago(5) + timedelta(days=182)


def test_a_review_needs_a_plan_in_force_and_a_possible_day(cast, family):
    draft = drafted(family, by=cast.awa, on=ago(9))
    with pytest.raises(ValidationError):
        reviewed(draft, by=cast.awa, on=ago(1))
    plan = actions.agree_plan(
        plan=draft, agreed_on=ago(8), agreed_with="la mère", explained_in="bambara", by=cast.awa
    )
    with pytest.raises(ValidationError) as raised:
        reviewed(plan, by=cast.awa, on=ago(9))
    assert fields_of(raised) == {"held_on"}


def test_nothing_of_a_review_is_kept_when_the_scores_are_wrong(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(200))
    with pytest.raises(ValidationError):
        actions.hold_review(plan=plan, held_on=ago(1), by=cast.awa, rows=[])
    assert Review.objects.get(plan=plan).held_on is None


def test_at_the_exit_the_plan_ends_and_waits_for_nothing(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(200))
    actions.close_plan(family=family, on=ago(1), by=cast.fatim)
    plan.refresh_from_db()
    assert (plan.until, plan.next_review_on) == (ago(1), None)
    assert actions.close_plan(family=family, on=ago(1), by=cast.fatim) is None


def test_a_planned_service_is_given_once(cast, family):
    service = actions.plan_service(
        family=family, kind="food", planned_on=TOMORROW, by=cast.awa, quantity=50, unit="kg"
    )
    actions.deliver_service(service=service, done_on=ago(0), by=cast.awa, cost_xof=22000)
    assert Service.objects.get().cost_xof == 22000
    with pytest.raises(ValidationError):
        actions.deliver_service(service=service, done_on=ago(0), by=cast.awa)


def test_a_service_says_what_is_wrong_beside_each_field(cast, family, stage):
    stranger = children_now(a_family(by=cast.awa, place=stage.badia, name="Keïta"))[0]
    with pytest.raises(ValidationError) as raised:
        served(family, by=cast.awa, on=TOMORROW, cost_xof=-1, person=stranger.pk)
    assert fields_of(raised) == {"done_on", "cost_xof", "person"}
    with pytest.raises(ValidationError) as raised:
        actions.plan_service(family=family, kind="food", planned_on=None, by=cast.awa)
    assert fields_of(raised) == {"done_on"}


def test_two_corrections_of_one_field_from_the_same_page_clash(cast, family):
    visit = visited(family, by=cast.awa, on=ago(5), observations="calme")
    first = actions.correct_visit(
        visit=visit, base=1, by=cast.fatim, values={"observations": "la mère est malade"}
    )
    second = actions.correct_visit(
        visit=visit, base=1, by=cast.awa, values={"observations": "tout va bien"}
    )
    assert first.clash is None
    assert second.clash is not None
    visit.refresh_from_db()
    assert visit.observations == "la mère est malade"


def test_a_correction_is_checked_like_the_first_writing(cast, family):
    visit = visited(family, by=cast.awa, on=ago(5))
    with pytest.raises(ValidationError):
        actions.correct_visit(visit=visit, base=1, by=cast.awa, values={"held_on": TOMORROW})
    service = served(family, by=cast.awa, on=ago(5))
    with pytest.raises(ValidationError):
        actions.correct_service(service=service, base=1, by=cast.awa, values={"cost_xof": -5})
    stranger = children_now(a_family(by=cast.awa, place=family.place, name="Keïta"))[0]
    with pytest.raises(ValidationError):
        actions.correct_service(
            service=service, base=1, by=cast.awa, values={"person": stranger.pk}
        )


def test_goals_and_promises_are_corrected_and_given_up(cast, family):
    plan = drafted(family, by=cast.awa, on=ago(9))
    goal, promise = plan.goals.get(), plan.commitments.first()
    actions.correct_goal(goal=goal, base=1, by=cast.awa, values={"statement": "Un champ à soi"})
    actions.drop_commitment(commitment=promise, on=ago(1), by=cast.awa)
    goal.refresh_from_db()
    assert goal.statement == "Un champ à soi"
    with pytest.raises(ValidationError):
        actions.add_goal(
            plan=plan, dimension="food", statement=" ", by=cast.awa, due_on=date(1999, 1, 1)
        )


@pytest.mark.parametrize("who", ["oumar", "claire", "hawa", "nobody"])
def test_nobody_writes_outside_their_scope(cast, family, who):
    with pytest.raises(Refused):
        visited(family, by=getattr(cast, who), on=ago(1))
    with pytest.raises(Refused):
        assessed(family, by=getattr(cast, who), on=ago(1))


@pytest.mark.parametrize("sooner_first", [True, False])
def test_of_two_next_visits_the_sooner_stands_and_the_other_is_shown(cast, family, sooner_first):
    today = timezone.localdate()
    visit = actions.record_visit(family=family, by=cast.awa, held_on=today)
    days = [today + timedelta(days=7), today + timedelta(days=30)]
    writers = dict(zip(days if sooner_first else days[::-1], (cast.awa, cast.fatim), strict=True))
    for day, writer in writers.items():
        values = {"next_visit_on": day}
        got = actions.correct_visit(visit=visit, base=1, by=writer, values=values)
    visit.refresh_from_db()
    assert visit.next_visit_on == days[0]
    assert clash_values(got.clash) == {"next_visit_on": days[1].isoformat()}
    assert got.clash.actor == writers[days[1]].pk
    assert Change.objects.filter(record=visit.pk, outcome="clash").count() == 1
