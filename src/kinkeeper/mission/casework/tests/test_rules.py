from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.casework.rules import (
    DIMENSIONS,
    STEADY,
    Draft,
    Seen,
    complete,
    doing_well_in,
    good_reviews,
    missing_in_plan,
    months_after,
    next_review_due,
    overdue,
    plan_ready,
    self_reliant,
    visit_due_on,
)

LEVELS = st.one_of(st.none(), st.integers(1, 4))
SCORES = st.fixed_dictionaries(dict.fromkeys(DIMENSIONS, LEVELS))
DAYS = st.dates(date(2000, 1, 1), date(2090, 1, 1))
WELL = dict.fromkeys(DIMENSIONS, 3)
FINE = Draft(1, ["family", "programme"], "bambara", "la mère")


def review(on, occasion="review", **scores):
    return Seen(on, occasion, {**WELL, **scores})


@given(SCORES)
def test_well_dimensions_are_counted_between_none_and_eight(scores):
    assert 0 <= doing_well_in(scores) <= 8
    assert doing_well_in(scores) == sum((s or 0) >= 3 for s in scores.values())


@given(SCORES)
def test_an_assessment_is_complete_when_every_dimension_was_seen(scores):
    assert complete(scores) == (None not in scores.values())


@given(DAYS, st.integers(0, 400))
def test_two_good_reviews_half_a_year_apart_are_enough(first, later):
    last = first + timedelta(days=later)
    assert good_reviews([review(first), review(last)]) == (last >= months_after(first, 6))


@given(DAYS, st.sampled_from(STEADY), st.sampled_from([None, 1, 2]))
def test_a_weak_steady_dimension_at_one_of_two_reviews_spoils_both(first, name, level):
    last = months_after(first, 7)
    assert not good_reviews([review(first, **{name: level}), review(last)])
    assert not good_reviews([review(first), review(last, **{name: level})])


def test_a_weak_shelter_matters_at_the_last_review_only():
    first, last = date(2020, 1, 1), date(2020, 8, 1)
    assert good_reviews([review(first, shelter=1), review(last)])
    assert not good_reviews([review(first), review(last, shelter=2)])


def test_one_good_review_is_not_two_and_a_baseline_is_no_review():
    assert not good_reviews([])
    assert not good_reviews([review(date(2020, 1, 1))])
    assert not good_reviews([review(date(2020, 1, 1), "baseline"), review(date(2021, 1, 1))])


def test_a_bad_review_between_two_good_ones_breaks_the_run():
    rows = [review(date(2020, 1, 1)), review(date(2020, 7, 1), food=1), review(date(2020, 12, 1))]
    assert not good_reviews(rows)


def test_self_reliance_also_asks_for_calm_and_for_somebody_who_follows_up():
    rows = [review(date(2020, 1, 1)), review(date(2020, 8, 1))]
    assert self_reliant(rows, open_high_risk=False, followed_by="Association Benkadi")
    assert not self_reliant(rows, open_high_risk=True, followed_by="Association Benkadi")
    assert not self_reliant(rows, open_high_risk=False, followed_by=" ")


@given(DAYS, st.integers(1, 800))
def test_a_due_day_is_late_only_when_it_is_over(since, days):
    due = next_review_due(since, days)
    assert not overdue(due, due)
    assert overdue(due, due + timedelta(days=1))


def test_the_end_of_a_long_month_becomes_the_end_of_a_short_one():
    assert months_after(date(2020, 8, 31), 6) == date(2021, 2, 28)


def test_a_visit_is_due_on_the_promised_day_or_after_the_usual_time():
    agreed, last = date(2024, 1, 1), date(2024, 2, 1)
    due = {"agreed_on": agreed, "days": 30}
    assert visit_due_on(last_visit=last, promised=date(2024, 5, 5), **due) == date(2024, 5, 5)
    assert visit_due_on(last_visit=last, promised=None, **due) == date(2024, 3, 2)
    assert visit_due_on(last_visit=None, promised=None, **due) == date(2024, 1, 31)


@given(
    st.integers(0, 2),
    st.lists(st.sampled_from(["family", "programme", "cbo"])),
    st.text(max_size=2),
    st.text(max_size=2),
)
def test_what_a_plan_lacks_is_named_one_by_one(goals, owners, language, who):
    draft = Draft(goals, owners, language, who)
    missing = missing_in_plan(draft)
    assert ("goals" in missing) == (goals == 0)
    assert ("family_commitment" in missing) == ("family" not in owners)
    assert ("agreed_with" in missing) == (not who.strip())
    assert plan_ready(draft) == (
        not {"goals", "family_commitment", "programme_commitment"} & {*missing}
    )


def test_a_whole_plan_lacks_nothing():
    assert missing_in_plan(FINE) == []
