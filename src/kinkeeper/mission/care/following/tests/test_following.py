"""Reviews, plan, contacts and absences of a child in care."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation

from kinkeeper.ground.process.actions import set_limit
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.reports.offers import due_lines, life_facts, sections_of
from kinkeeper.ground.text.dates import in_month
from kinkeeper.mission.care.actions import end_placement, relocate
from kinkeeper.mission.care.following.actions import (
    NewGoal,
    add_goal,
    agree_plan,
    allow_contact,
    bar_contact,
    begin_absence,
    end_absence,
    hold_review,
    log_contact,
    reach_goal,
    report_absence,
)
from kinkeeper.mission.care.following.queries import followed, placement_met, review_due_on
from kinkeeper.mission.care.models.reviews import Absence, ChildPlan, FamilyContact, Review
from kinkeeper.mission.care.tests.make import a_child, a_family, a_village, placed

CAME = date(2024, 1, 10)
OUTSIDE = ("awa", "fatim", "claire", "pierre", "nadia", "nobody")


@pytest.fixture
def village(cast, stage):
    return a_village(by=cast.machine, place=stage.socoura)


@pytest.fixture
def placement(cast, stage, village):
    child = a_child(by=cast.machine, place=stage.socoura, born=date(2015, 2, 3))
    return placed(child, a_family(village, by=cast.machine), by=cast.machine, on=CAME)


def day(days):
    return CAME + timedelta(days=days)


def review(placement, by, days, **more):
    said = {
        "participants": "l'enfant, la mère SOS, la tante", "necessary": True, "adequate": True,
        "view_form": "drawn", "view": "Ma maison avec maman Kadia", "contact": "visits",
        "outcome": "continue",
    }  # fmt: skip
    return hold_review(placement, by=by, held_on=day(days), **(said | more))


def test_the_first_review_is_due_three_months_after_the_arrival_the_next_after_the_last(
    placement, cast
):
    assert review_due_on(placement) == day(91)
    found = review(placement, cast.oumar, 80)
    assert (found.due_on, found.next_due_on) == (day(91), day(171))
    assert review_due_on(placement) == day(171)


def test_the_time_between_reviews_is_configuration(placement, cast):
    set_limit(key="care.review", days=30, by=cast.machine)
    assert review_due_on(placement) == day(30)
    with pytest.raises(ValidationError):
        review(placement, cast.oumar, 20, next_due_on=day(90))


def test_a_child_is_heard_and_a_finding_has_a_consequence(placement, cast):
    with pytest.raises(ValidationError) as error:
        review(placement, cast.oumar, 80, view="", necessary=False)
    assert set(error.value.error_dict) == {"view", "outcome"}
    assert review(placement, cast.oumar, 80, necessary=False, outcome="return")
    assert review(placement, cast.oumar, 90, view_form="too_young", view="")


@pytest.mark.parametrize("days", [-5, 4000])
def test_no_review_before_the_arrival_or_ahead(placement, cast, days):
    with pytest.raises(ValidationError):
        review(placement, cast.oumar, days)


def test_no_review_after_the_departure_nor_twice_a_day(placement, cast):
    review(placement, cast.oumar, 80)
    with pytest.raises(ValidationError):
        review(placement, cast.oumar, 80)
    end_placement(
        placement, by=cast.machine, on=day(90), reason="reintegrated_kin", received_by="x"
    )
    with pytest.raises(ValidationError):
        review(placement, cast.oumar, 95)
    assert followed(placement).review_due is None


GOAL = NewGoal("education", "Lire couramment", "la mère SOS", day(200))


def test_a_plan_has_goals_and_a_new_one_ends_the_one_before(placement, cast):
    with pytest.raises(ValidationError):
        agree_plan(placement, by=cast.oumar, on=day(20), agreed_with="l'enfant", goals=[])
    first = agree_plan(placement, by=cast.oumar, on=day(20), agreed_with="l'enfant", goals=[GOAL])
    assert first.valid_until == day(385)
    goal = add_goal(first, by=cast.oumar, goal=NewGoal("family", "Voir la tante", "Oumar", day(60)))
    assert reach_goal(goal, by=cast.oumar, on=day(50)).done_on == day(50)
    with pytest.raises(ValidationError):
        reach_goal(goal, by=cast.oumar, on=day(51))
    later = replace(GOAL, by_when=day(400))
    agree_plan(placement, by=cast.oumar, on=day(300), agreed_with="l'enfant", goals=[later])
    assert ChildPlan.objects.get(pk=first.pk).until == day(300)
    with pytest.raises(ValidationError):
        add_goal(ChildPlan.objects.get(pk=first.pk), by=cast.oumar, goal=GOAL)


@pytest.mark.parametrize("when", [-1, 30])
def test_a_goal_lies_within_its_plan(placement, cast, when):
    goal = NewGoal("health", "Vaccins", "infirmière", day(when))
    with pytest.raises(ValidationError):
        agree_plan(placement, by=cast.oumar, on=day(40), agreed_with="x", goals=[goal])
    assert not ChildPlan.objects.exists()


def test_contacts_are_kept_and_none_while_an_authority_excludes_it(placement, cast):
    log_contact(placement, by=cast.oumar, held_on=day(15), kind="call", with_whom="la tante")
    bar = bar_contact(placement, by=cast.moussa, on=day(20), authority="Juge", reason="Danger")
    with pytest.raises(ValidationError):
        log_contact(placement, by=cast.oumar, held_on=day(25), kind="call", with_whom="la tante")
    with pytest.raises(ValidationError):
        bar_contact(placement, by=cast.moussa, on=day(21), authority="Juge", reason="Danger")
    allow_contact(bar, by=cast.moussa, on=day(40))
    log_contact(placement, by=cast.oumar, held_on=day(41), kind="visit_here", with_whom="la tante")
    assert FamilyContact.objects.count() == 2


def test_an_absence_with_leave_says_when_it_ends_and_only_one_is_open(placement, cast):
    with pytest.raises(ValidationError):
        begin_absence(placement, by=cast.oumar, kind="authorised", on=day(30))
    away = begin_absence(placement, by=cast.oumar, kind="authorised", on=day(30), back_by=day(37))
    with pytest.raises(ValidationError):
        begin_absence(placement, by=cast.oumar, kind="missing", on=day(31))
    with pytest.raises(ValidationError):
        end_absence(away, by=cast.oumar, on=day(29))
    assert end_absence(away, by=cast.oumar, on=day(36)).until == day(36)


def test_the_database_refuses_a_second_open_absence_too(placement, cast):
    begin_absence(placement, by=cast.oumar, kind="hospital", on=day(30))
    with pytest.raises(IntegrityError), transaction.atomic():
        write(Absence(placement=placement, kind="missing"), by=cast.machine, since=day(31))


def test_an_absence_known_by_its_month(placement, cast):
    away = begin_absence(placement, by=cast.oumar, kind="ran_away", on=in_month(2024, 5))
    assert away.since.month == 5


def test_a_runaway_is_an_alarm_until_police_and_authority_are_told_and_after(placement, cast):
    away = begin_absence(placement, by=cast.oumar, kind="ran_away", on=day(30))
    lines = [x for x in due_lines(cast.moussa, day(31)) if x.tone == "alarm"]
    assert [(x.due_on, x.url) for x in lines] == [
        (day(31), reverse("care_absence", args=[away.pk]))
    ]
    report_absence(away, by=cast.oumar, police_on=day(31), authority_on=day(31), kind="missing")
    lines = [x for x in due_lines(cast.moussa, day(32)) if x.tone == "alarm"]
    assert [x.due_on for x in lines] == [day(38)]
    with pytest.raises(ValidationError):
        report_absence(away, by=cast.oumar, police_on=day(29))
    end_absence(away, by=cast.oumar, on=day(33))
    assert not [x for x in due_lines(cast.moussa, day(40)) if x.tone == "alarm"]


def test_reviews_and_plans_due_stand_on_the_day_of_the_worker_and_the_director(placement, cast):
    for name in ("oumar", "moussa"):
        urls = {x.url: x for x in due_lines(getattr(cast, name), day(100))}
        late = urls[reverse("care_review", args=[placement.pk])]
        assert (late.due_on, late.tone) == (day(91), "late")
        assert urls[reverse("care_plan", args=[placement.pk])].due_on == day(30)
    assert not [x for x in due_lines(cast.awa, day(100)) if "placements" in x.url]
    review(placement, cast.oumar, 99)
    left = {x.url for x in due_lines(cast.moussa, day(100))}
    assert reverse("care_review", args=[placement.pk]) not in left


def test_leave_that_is_over_asks_whether_the_child_is_back(placement, cast):
    away = begin_absence(placement, by=cast.oumar, kind="authorised", on=day(30), back_by=day(37))
    urls = {x.url for x in due_lines(cast.oumar, day(38))}
    assert reverse("care_back", args=[away.pk]) in urls


def test_the_village_where_a_relocated_child_sleeps_meets_it_too(placement, cast, stage):
    host = a_village(by=cast.machine, place=stage.kita, name="Kita")
    family = a_family(host, by=cast.machine, name="Famille Keïta")
    assert placement_met(placement.pk, by=cast.fatim) is None
    relocate([placement], by=cast.machine, village=host, on=day(50), movement=None,
             family=family)  # fmt: skip
    assert placement_met(placement.pk, by=cast.fatim) == placement
    assert review(placement, cast.fatim, 80)
    assert placement_met(placement.pk, by=cast.moussa) == placement


@pytest.mark.parametrize("name", OUTSIDE)
def test_others_write_and_meet_nothing(placement, cast, enter, name):
    account = getattr(cast, name)
    with pytest.raises(Refused):
        review(placement, account, 80)
    with pytest.raises(Refused):
        begin_absence(placement, by=account, kind="missing", on=day(5))
    client = enter(name)
    for page in ("care_review", "care_followed", "care_plan", "care_contact", "care_away"):
        assert client.get(reverse(page, args=[placement.pk])).status_code == 404


def test_each_form_is_shown_sent_once_and_leads_back_to_the_child(placement, enter):
    oumar = enter("oumar")
    on = day(20).isoformat()
    sent = {
        "care_review": {"held_on": on, "participants": "l'enfant", "view_form": "spoken",
                        "view": "Je suis bien ici", "necessary": "yes", "adequate": "yes",
                        "contact": "phone", "outcome": "continue"},
        "care_contact": {"held_on": on, "kind": "letter", "with_whom": "la tante"},
        "care_plan": {"on": on, "agreed_with": "l'enfant", "goals-TOTAL_FORMS": "4",
                      "goals-INITIAL_FORMS": "0", "goals-0-area": "health", "goals-0-who": "mère",
                      "goals-0-statement": "Vaccins", "goals-0-by_when": day(60).isoformat()},
        "care_away": {"kind": "missing", "on": "20/02/2024"},
    }  # fmt: skip
    back = reverse("person", args=[placement.person_id])
    for page, form in sent.items():
        address = reverse(page, args=[placement.pk])
        assert oumar.get(address).status_code == 200
        form_id = str(uuid4())
        for _twice in range(2):
            assert oumar.post(address, form | {"form_id": form_id}).url.startswith(back)
    assert (Review.objects.count(), ChildPlan.objects.count(), Absence.objects.count()) == (1, 1, 1)
    text = oumar.get(back).content.decode()
    assert "Je suis bien ici" in text
    assert "must be told" in text
    assert oumar.get(reverse("care_followed", args=[placement.pk])).status_code == 200


def test_the_later_forms_work_on_their_rows(placement, cast, enter):
    oumar = enter("oumar")
    plan = agree_plan(placement, by=cast.oumar, on=day(20), agreed_with="x", goals=[GOAL])
    bar = bar_contact(placement, by=cast.moussa, on=day(20), authority="Juge", reason="Danger")
    away = begin_absence(placement, by=cast.oumar, kind="missing", on=day(30))
    sent = (
        ("care_goal", plan, {"area": "health", "statement": "Dents", "who": "Oumar",
                             "by_when": day(60).isoformat()}),
        ("care_goal_reached", plan.goals.get(), {"on": day(40).isoformat()}),
        ("care_bar_end", bar, {"on": day(40).isoformat()}),
        ("care_absence", away, {"kind": "ran_away", "police_on": day(31).isoformat()}),
        ("care_back", away, {"on": day(40).isoformat()}),
    )  # fmt: skip
    for page, row, form in sent:
        address = reverse(page, args=[row.pk])
        assert oumar.get(address).status_code == 200
        answer = oumar.post(address, form | {"form_id": str(uuid4())})
        assert answer.status_code == 302, page
        assert enter("awa").get(address).status_code == 404
    wrong = oumar.post(reverse("care_back", args=[away.pk]), {"form_id": str(uuid4()), "on": "x"})
    assert wrong.status_code == 200


@translation.override("en")
def test_the_life_line_and_the_section_of_the_child_tell_it(placement, cast):
    review(placement, cast.oumar, 80)
    agree_plan(placement, by=cast.oumar, on=day(20), agreed_with="x", goals=[GOAL])
    begin_absence(placement, by=cast.oumar, kind="missing", on=day(90))
    facts = [f for f in life_facts("people.person", placement.person, cast.moussa)
             if str(f.lane) == "Followed in care"]  # fmt: skip
    assert {(f.since, f.tone) for f in facts} == {
        (day(80), "quiet"), (day(20), "good"), (day(90), "alarm"),
    }  # fmt: skip
    section = next(s for s in sections_of("people.person") if s.code == "following")
    context = section.context(placement.person, cast.moussa) or {}
    assert context["to_report"]
    assert section.context(placement.person, cast.claire) is None


def test_whoever_stands_below_their_class_meets_no_words_of_a_child(placement, cast, enter):
    kept = "chez l'oncle, dit une voisine"
    away = begin_absence(placement, by=cast.oumar, kind="authorised", on=day(30), back_by=day(37))
    report_absence(away, by=cast.oumar, note=kept)
    plan = agree_plan(placement, by=cast.oumar, on=day(20), agreed_with="tante Kadia", goals=[
        NewGoal("education", "apprendre à lire l'heure", "la mère SOS", day(90))])  # fmt: skip
    review(placement, cast.oumar, 25)
    goal = plan.goals.get()
    report, reached = (reverse(n, args=[row.pk]) for n, row in
                       (("care_absence", away), ("care_goal_reached", goal)))  # fmt: skip
    for name, met in (("oumar", True), ("mariam", False)):
        client = enter(name)
        assert ("voisine" in client.get(report).content.decode()) == met
        assert ("lire l" in client.get(reached).content.decode()) == met
    sent = {"form_id": str(uuid4()), "kind": "ran_away", "police_on": "", "authority_on": ""}
    assert enter("mariam").post(report, sent).status_code == 302
    away.refresh_from_db()
    assert (away.kind, away.note) == ("ran_away", kept)
    page = enter("hawa").get(reverse("person", args=[placement.person_id])).content.decode()
    assert "tante" not in page
    assert placement.person.code in page
