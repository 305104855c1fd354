"""The file, what is due, what is proved; the same number of queries for 2 and for 20 rows."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kinkeeper.ground.records.queries import AsKnown, Now, position
from kinkeeper.mission.casework import actions, queries
from kinkeeper.mission.casework.actions import Judged
from kinkeeper.mission.casework.duties import due_lines
from kinkeeper.mission.casework.lifeline import family_facts, person_facts
from kinkeeper.mission.casework.queries import (
    children_now,
    evidence_of,
    evidence_on_page,
    file_of,
    reviews_due,
    visits_due,
)
from kinkeeper.mission.casework.tests.make import (
    EVERYWHERE_WELL,
    a_family,
    ago,
    agreed,
    assessed,
    drafted,
    reviewed,
    served,
    visited,
)

TODAY = timezone.localdate()


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


def cost(work):
    with CaptureQueriesContext(connection) as seen:
        work()
    return len(seen)


def test_the_file_shows_before_and_now_of_the_family_and_each_child(cast, family):
    child = children_now(family)[0]
    assessed(family, by=cast.awa, on=ago(300), care=1)
    assessed(family, by=cast.awa, on=ago(10), occasion="review", care=4)
    file = file_of(family, by=cast.awa)
    assert file.baseline.held_on == ago(300)
    assert file.latest.held_on == ago(10)
    assert (file.standing().before[0], file.standing().now[0]) == (1, 4)
    assert (file.standing(child.pk).before[0], file.standing(child.pk).now[0]) == (1, 4)
    assert len(file.assessed_persons()) == 2


def test_the_file_knows_the_plan_in_force_the_draft_and_the_sum(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(200))
    draft = drafted(family, by=cast.awa, on=ago(2))
    served(family, by=cast.awa, on=ago(3), cost_xof=15000)
    served(family, by=cast.awa, on=ago(2))
    actions.plan_service(family=family, kind="food", planned_on=ago(1), by=cast.awa, cost_xof=9)
    file = file_of(family, by=cast.awa)
    assert (file.plan, file.draft) == (plan, draft)
    assert file.open_review.plan == plan
    assert file.total_xof == 15000


def test_the_file_of_another_region_is_empty(cast, family):
    visited(family, by=cast.awa, on=ago(3))
    assert file_of(family, by=cast.oumar).visits == []
    assert file_of(family, by=cast.hawa).visits == []


def test_the_file_costs_the_same_for_few_and_many_rows(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(400))

    def more(times):
        for n in range(times):
            visited(family, by=cast.awa, on=ago(n + 1))
            served(family, by=cast.awa, on=ago(n + 1), person=children_now(family)[0].pk)
            assessed(family, by=cast.awa, on=ago(n + 1))
            actions.add_goal(plan=plan, dimension="food", statement="x", by=cast.awa)

    more(2)
    few = cost(lambda: file_of(family, by=cast.awa))
    more(18)
    assert cost(lambda: file_of(family, by=cast.awa)) == few <= 8


def test_a_visit_is_due_a_month_after_the_last_one(cast, family):
    agreed(family, by=cast.awa, on=ago(90))
    visited(family, by=cast.awa, on=ago(31))
    (due,) = visits_due(by=cast.awa, until=TODAY)
    assert (due.family, due.due_on, due.last_visit) == (family, ago(1), ago(31))
    visited(family, by=cast.awa, on=ago(3))
    assert visits_due(by=cast.awa, until=TODAY) == []


def test_the_promised_day_counts_before_the_usual_time(cast, family):
    agreed(family, by=cast.awa, on=ago(90))
    visited(family, by=cast.awa, on=ago(5), next_visit_on=ago(1))
    assert [due.due_on for due in visits_due(by=cast.awa, until=TODAY)] == [ago(1)]
    visited(family, by=cast.awa, on=ago(4), next_visit_on=TODAY + timedelta(days=60))
    assert visits_due(by=cast.awa, until=TODAY + timedelta(days=40)) == []


def test_a_family_without_an_agreed_plan_or_after_its_exit_is_not_waited_for(cast, family, stage):
    drafted(family, by=cast.awa, on=ago(90))
    gone = a_family(by=cast.awa, place=stage.badia, name="Sidibé")
    agreed(gone, by=cast.awa, on=ago(400))
    actions.close_plan(family=gone, on=ago(1), by=cast.fatim)
    assert visits_due(by=cast.fatim, until=TODAY) == []
    assert reviews_due(by=cast.fatim, until=TODAY) == []


def test_a_family_never_visited_comes_first(cast, family, stage):
    agreed(family, by=cast.awa, on=ago(90))
    visited(family, by=cast.awa, on=ago(31))
    never = a_family(by=cast.awa, place=stage.badia, name="Sidibé")
    agreed(never, by=cast.awa, on=ago(200))
    assert [due.family for due in visits_due(by=cast.awa, until=TODAY)] == [never, family]


def test_a_review_is_due_where_it_lies_and_not_elsewhere(cast, family):
    agreed(family, by=cast.awa, on=ago(200))
    (due,) = reviews_due(by=cast.awa, until=TODAY)
    assert (due.family, due.due_on) == (family, ago(18))
    assert reviews_due(by=cast.oumar, until=TODAY) == []
    assert visits_due(by=cast.oumar, until=TODAY) == []


def test_what_is_due_costs_the_same_for_few_and_many_families(cast, stage):
    def more(times):
        for n in range(times):
            family = a_family(by=cast.awa, place=stage.badia, name=f"Famille{n}", children=())
            agreed(family, by=cast.awa, on=ago(300))

    def ask():
        return visits_due(by=cast.awa, until=TODAY) + reviews_due(by=cast.awa, until=TODAY)

    more(2)
    ask()
    few = cost(ask)
    more(18)
    assert len(ask()) == 40
    assert cost(ask) == few <= 4


def test_my_day_leads_to_the_form_and_names_only_whom_the_reader_may_meet(cast, family):
    agreed(family, by=cast.awa, on=ago(200))
    lines = list(due_lines(cast.awa, TODAY))
    assert {line.url for line in lines} == {
        f"/families/{family.pk}/review/",
        f"/families/{family.pk}/visit/",
    }
    assert all("Traoré" in line.who and line.tone == "late" for line in lines)
    for other in (cast.mariam, cast.oumar, cast.hawa, cast.claire):
        assert list(due_lines(other, TODAY)) == []


def test_the_file_proves_each_step_of_the_way(cast, family):
    assert evidence_of(family) == set()
    visited(family, by=cast.awa, on=ago(900))
    assessed(family, by=cast.awa, on=ago(890))
    assert evidence_of(family) == {"home_visit", "baseline", "children_assessed"}
    drafted(family, by=cast.awa, on=ago(880))
    assert "plan_ready" in evidence_of(family)
    assert "plan_agreed" not in evidence_of(family)


def test_two_good_reviews_half_a_year_apart_are_proved(cast, family):
    plan = agreed(family, by=cast.awa, on=ago(880))
    served(family, by=cast.awa, on=ago(870))
    well = EVERYWHERE_WELL
    reviewed(plan, by=cast.awa, on=ago(400), **well)
    assert "two_good_reviews" not in evidence_of(family)
    reviewed(plan, by=cast.awa, on=ago(100), **well)
    assert {"plan_agreed", "first_service", "review_held", "two_good_reviews"} <= evidence_of(
        family
    )
    assert evidence_on_page(family, by=cast.awa) == evidence_of(family)
    actions.assess(
        family=family, occasion="exit", held_on=ago(2), by=cast.awa, rows=[Judged(None, well)]
    )
    assert "exit_assessment" in evidence_of(family)


def test_a_reopened_family_proves_everything_anew(cast, family):
    visited(family, by=cast.awa, on=ago(900))
    assessed(family, by=cast.awa, on=ago(890))
    agreed(family, by=cast.awa, on=ago(880))
    assert evidence_of(family, since=ago(100)) == set()


def test_a_child_that_was_not_seen_is_missing(cast, family):
    child = children_now(family)[0]
    actions.assess(
        family=family,
        occasion="baseline",
        held_on=ago(1),
        by=cast.awa,
        rows=[Judged(None, {"care": 2}), Judged(child.pk, {"care": 2})],
    )
    assert "children_assessed" not in evidence_of(family)


def test_figures_read_the_same_rows_now_and_as_known_then(cast, family):
    agreed(family, by=cast.awa, on=ago(300))
    visit = visited(family, by=cast.awa, on=ago(200))
    assessed(family, by=cast.awa, on=ago(200), care=1)
    service = served(family, by=cast.awa, on=ago(200), cost_xof=1000)
    then = position()
    actions.correct_service(service=service, base=1, by=cast.awa, values={"cost_xof": 7000})
    ids = [family.pk]
    (plan,) = queries.plans(Now(), ids)
    assert [s.cost_xof for s in queries.services(Now(), ids)] == [7000]
    assert [s.cost_xof for s in queries.services(AsKnown(then), ids)] == [1000]
    assert {a.scores[0] for a in queries.assessments(AsKnown(then), ids)} == {1}
    assert queries.assessments(AsKnown(0), ids) == []
    assert [v.id for v in queries.visits(Now(), ids)] == [visit.pk]
    assert [r.held_on for r in queries.reviews(Now(), [plan.id])] == [None]
    assert len(queries.goals(Now(), [plan.id])) == 1
    assert {c.owner for c in queries.commitments(Now(), [plan.id])} == {"family", "programme"}


def test_the_life_line_tells_what_was_and_only_to_those_who_may_know(cast, family):
    child = children_now(family)[0]
    agreed(family, by=cast.awa, on=ago(300))
    visited(family, by=cast.awa, on=ago(200))
    assessed(family, by=cast.awa, on=ago(200))
    served(family, by=cast.awa, on=ago(100), person=child.pk)
    facts = list(family_facts(family, cast.awa))
    assert [f.bar for f in facts].count(True) == 1
    assert len(facts) == 4
    assert len(list(person_facts(child.pk, cast.awa))) == 2
    assert list(family_facts(family, cast.oumar)) == []
    assert list(person_facts(child.pk, cast.hawa)) == []
