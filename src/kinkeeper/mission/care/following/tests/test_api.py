"""What follows a child in care, through the JSON API."""

from datetime import date
from uuid import uuid4

import pytest

from kinkeeper.mission.care.models.reviews import ChildGoal, Review
from kinkeeper.mission.care.tests.make import a_child, a_family, a_village, placed
from kinkeeper.mission.care.tests.test_api import speak

CAME = date(2024, 1, 10)
REVIEW = {
    "held_on": "2024-04-08", "participants": "the mother", "necessary": True, "adequate": True,
    "view_form": "spoken", "view": "I like it here.", "contact": "phone", "outcome": "continue",
}  # fmt: skip
GOAL = {"area": "education", "statement": "reads", "who": "mother", "by_when": "2024-12-01"}


@pytest.fixture
def placement(cast, stage):
    village = a_village(by=cast.machine, place=stage.socoura)
    child = a_child(by=cast.machine, place=stage.socoura, born=date(2015, 2, 3))
    return placed(child, a_family(village, by=cast.machine), by=cast.machine, on=CAME)


def test_a_review_sent_twice_is_held_once_and_told_with_what_follows(cast, placement):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    body = REVIEW | {"form_id": str(uuid4())}
    assert [ask(f"{at}/hold_review", body).status_code for _twice in range(2)] == [200, 200]
    assert Review.objects.count() == 1
    told = ask(f"{at}/followed").json()
    assert told["review_due"] == told["reviews"][0]["next_due_on"]
    assert told["reviews"][0]["view"] == "I like it here."


def test_a_plan_its_goals_and_one_more_reached(cast, placement):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    agreed = {"on": "2024-02-01", "agreed_with": "the child", "goals": [GOAL]}
    plan = ask(f"{at}/agree_plan", agreed).json()["id"]
    more = ask(f"care/plan/{plan}/add_goal", GOAL | {"statement": "swims"}).json()["id"]
    assert ask(f"care/goal/{more}/reach_goal", {"on": "2024-03-01"}).status_code == 200
    assert ChildGoal.objects.get(done_on__isnull=False).statement == "swims"
    assert {g["statement"] for g in ask(f"{at}/followed").json()["goals"]} == {"reads", "swims"}


def test_contact_is_logged_until_an_authority_excludes_it(cast, placement):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    contact = {"held_on": "2024-02-02", "kind": "call", "with_whom": "aunt"}
    assert ask(f"{at}/log_contact", contact).status_code == 200
    barred = {"on": "2024-03-01", "authority": "judge", "reason": "danger"}
    bar = ask(f"{at}/bar_contact", barred).json()["id"]
    refused = ask(f"{at}/log_contact", contact | {"held_on": "2024-03-02"})
    assert (refused.status_code, len(refused.json()["sentences"])) == (422, 1)
    assert ask(f"{at}/followed").json()["no_contact"]["authority"] == "judge"
    assert ask(f"care/bar/{bar}/allow_contact", {"on": "2024-03-05"}).status_code == 200
    assert ask(f"{at}/followed").json()["no_contact"] is None


def test_a_child_is_away_reported_and_back(cast, placement):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    away = ask(f"{at}/begin_absence", {"kind": "ran_away", "on": "08/03/2024"}).json()["id"]
    report = {"police_on": "2024-03-09", "authority_on": "2024-03-09"}
    assert ask(f"care/absence/{away}/report_absence", report).status_code == 200
    assert ask(f"care/absence/{away}/end_absence", {"on": "2024-03-12"}).status_code == 200
    (told,) = ask(f"{at}/followed").json()["absences"]
    assert (told["police_on"], told["until"]) == ("2024-03-09", "2024-03-12")


def test_a_child_that_went_home_is_looked_after(cast, placement):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    contact = {"held_on": "2024-06-07", "kind": "visit", "reached": True, "at_home": "well"}
    assert ask(f"{at}/follow_up", contact).status_code == 422
    left = {"on": "2024-06-01", "reason": "reintegrated_kin", "received_by": "aunt"}
    assert ask(f"{at}/end_placement", left).status_code == 200
    assert ask(f"{at}/followed").json()["contact_due"] == "2024-06-08"
    assert ask(f"{at}/follow_up", contact).status_code == 200
    told = ask(f"{at}/followed").json()
    assert (told["contact_due"], len(told["follow_ups"])) == ("2024-07-01", 1)


def test_the_same_values_are_hidden_as_on_the_pages(cast, placement, monkeypatch):
    ask, at = speak(cast.moussa), f"care/placement/{placement.pk}"
    ask(f"{at}/hold_review", REVIEW)
    name = "kinkeeper.mission.care.following.api.highest_class"
    monkeypatch.setattr(name, lambda _by: 1)
    (told,) = ask(f"{at}/followed").json()["reviews"]
    assert told["held_on"] == "2024-04-08"
    assert not {"view", "note", "participants", "necessary"} & set(told)


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "nadia", "nobody"])
def test_who_has_no_business_there_meets_nothing(cast, placement, name):
    ask, at = speak(getattr(cast, name)), f"care/placement/{placement.pk}"
    assert ask(f"{at}/followed").status_code == 404
    assert ask(f"{at}/hold_review", REVIEW).status_code == 404
    assert not Review.objects.exists()
