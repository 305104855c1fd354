"""The formulas: the tricky cases, one by one."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from kinkeeper.ground.reports.figures import Cell, Figure, State, hide_small
from kinkeeper.ground.reports.measures import NotAdditiveError, measure_of, summed
from kinkeeper.ground.reports.rates import poisson_interval
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.people.queries import Homes
from kinkeeper.mission.strengthening import measures_follow as follow
from kinkeeper.mission.strengthening import measures_rules as rules
from kinkeeper.mission.strengthening.measures_facts import (
    Check,
    Contact,
    Due,
    Knows,
    Loss,
    Offered,
    Programme,
    Return,
    in_places,
)
from kinkeeper.mission.strengthening.tests.facts import (
    KITA,
    SANANKOROBA,
    START,
    YEAR,
    agreed,
    check,
    child,
    guardian,
    period,
    review,
    self_reliance,
    stay,
    uid,
)

# --- FSP-1 ------------------------------------------------------------------------------------


def test_only_self_reliant_exits_are_counted_out_of_all_exits_of_the_period():
    programme = Programme(stays=(
        stay(1, 1, START, date(2018, 5, 1), "self_reliant"),
        stay(2, 2, START, date(2018, 12, 31), "moved_away"),
        stay(3, 3, START, date(2019, 1, 1), "self_reliant"),
        stay(4, 4, START),
    ))  # fmt: skip
    figure = self_reliance(programme, YEAR)
    assert (figure.numerator, figure.denominator, figure.value) == (1, 2, Decimal("50.0"))
    reasons = {d.code: d.value for d in figure.details}
    assert reasons == {"exit.self_reliant": 1, "exit.moved_away": 1}


def test_a_family_that_left_twice_is_one_family_with_its_last_reason():
    programme = Programme(stays=(
        stay(1, 1, START, date(2018, 2, 1), "self_reliant"),
        stay(2, 1, date(2018, 4, 1), date(2018, 9, 1), "moved_away"),
    ))  # fmt: skip
    figure = self_reliance(programme, YEAR)
    assert (figure.numerator, figure.denominator) == (0, 1)


def test_nobody_left_gives_no_rate_and_never_zero_percent():
    figure = self_reliance(Programme(stays=(stay(1, 1, START),)), YEAR)
    assert figure.state is State.NOT_APPLICABLE
    assert figure.value is None


# --- FSP-1a and FSP-1b ------------------------------------------------------------------------


def self_reliant(*checks: Check, since: date = START, followed: bool = True) -> bool:
    return rules.self_reliant(checks, since=since, followed=followed)


def test_self_reliance_needs_reviews_that_span_six_months():
    first, last = date(2018, 1, 15), date(2018, 7, 15)
    assert self_reliant(check(1, first), check(1, last))
    assert not self_reliant(check(1, first), check(1, last - timedelta(days=1)))


def test_a_review_in_between_below_the_level_breaks_the_run():
    days = [date(2018, 1, 15), date(2018, 4, 15), date(2018, 7, 15)]
    weak = (3, 3, 3, 3, 3, 2, 3, 3)
    assert self_reliant(*(check(1, d) for d in days))
    assert not self_reliant(check(1, days[0]), check(1, days[1], weak), check(1, days[2]))


def test_other_dimensions_need_to_be_well_only_at_the_end():
    early = (3, 3, 1, 1, 1, 3, 3, 1)
    assert self_reliant(check(1, date(2018, 1, 1), early), check(1, date(2018, 7, 1)))
    assert not self_reliant(check(1, date(2018, 1, 1)), check(1, date(2018, 7, 1), early))


def test_without_a_follow_up_or_with_the_baseline_alone_nobody_is_self_reliant():
    checks = [check(1, date(2018, 1, 1)), check(1, date(2018, 7, 1))]
    assert not self_reliant(*checks, followed=False)
    assert not self_reliant(*(replace(c, occasion="baseline") for c in checks))
    assert not self_reliant()


def test_a_family_not_assessed_is_left_out_and_shown_as_coverage():
    programme = Programme(
        stays=(stay(1, 1, START), stay(2, 2, START), stay(3, 3, START)),
        checks=(
            check(1, date(2018, 1, 1)), check(1, date(2018, 7, 1)),
            check(2, date(2018, 7, 1), (3, 3, 3, None, 3, 3, 3, 3)),
        ),
    )  # fmt: skip
    figure = rules.self_reliant_now(programme, YEAR)
    assert (figure.numerator, figure.denominator) == (1, 1)
    assert (figure.coverage.assessed, figure.coverage.eligible) == (1, 3)


def test_the_cohort_counts_families_whose_month_has_come_and_how_they_stood_that_day():
    programme = Programme(stays=(
        stay(1, 1, date(2015, 1, 1), date(2017, 1, 1), "self_reliant"),
        stay(2, 2, date(2015, 1, 1), date(2018, 1, 1), "self_reliant"),
        stay(3, 3, date(2015, 1, 1), date(2018, 1, 2), "self_reliant"),
        stay(4, 4, date(2015, 1, 1), date(2016, 1, 1), "self_reliant"),
        stay(5, 4, date(2017, 6, 1)),
        stay(6, 5, date(2016, 1, 2)),
    ))  # fmt: skip
    figure = rules.cohort(programme, YEAR, months=36)
    assert {i for _kind, i in figure.counted.numerator} == {uid(2, 1), uid(2, 2)}
    assert figure.denominator == 4


# --- FSP-2 ------------------------------------------------------------------------------------


def test_a_child_lost_on_the_day_it_left_counts_in_both_numerator_and_denominator():
    left = date(2018, 1, 1)
    programme = Programme(
        stays=(stay(1, 1, START, left),), spells=(child(1, 1, START, left),),
        losses=(Loss(uid(4, 1), uid(3, 1), left),),
    )  # fmt: skip
    figure = rules.loss_of_care(programme, YEAR)
    assert (figure.numerator, figure.denominator, figure.value) == (1, 1, Decimal("100.0"))


def test_losses_after_the_exit_or_of_other_children_are_named_but_not_counted():
    programme = Programme(
        stays=(stay(1, 1, START, date(2018, 2, 1)),),
        spells=(child(1, 1, START, date(2018, 2, 1)),),
        losses=(Loss(uid(4, 1), uid(3, 1), date(2018, 2, 2)),
                Loss(uid(4, 2), uid(3, 9), date(2018, 1, 20))),
    )  # fmt: skip
    figure = rules.loss_of_care(programme, YEAR)
    assert figure.numerator == 0
    assert {d.code: d.value for d in figure.details}["outside"] == 2


def test_a_day_in_two_stays_is_one_day_of_the_child():
    spells = [child(1, 1, date(2018, 1, 1), date(2018, 1, 11)), child(1, 2, date(2018, 1, 6), None)]
    asked = period(date(2018, 1, 1), date(2018, 1, 20))
    assert rules.days_enrolled(spells, asked) == 20


def test_a_child_of_two_localities_counts_once_in_the_total_and_once_in_each():
    programme = Programme(
        spells=(child(1, 1, START, date(2018, 3, 1)), child(1, 2, date(2018, 3, 1))),
        places={uid(2, 1): Homes(KITA), uid(2, 2): Homes(SANANKOROBA)},
    )
    figure = rules.loss_of_care(programme, YEAR)
    assert figure.denominator == 1
    cells = {c.key: c.denominator for c in figure.cells if c.scheme == "place"}
    assert cells == {str(KITA): 1, str(SANANKOROBA): 1}
    assert (
        rules.loss_of_care(in_places(programme, frozenset({KITA}), YEAR.on), YEAR).denominator == 1
    )


def test_age_is_taken_at_the_event_for_a_flow_and_on_the_last_day_for_a_stock():
    born = RoughDate(date(2012, 7, 1), Precision.DAY)
    programme = Programme(
        spells=(child(1, 1, START),), births={uid(3, 1): born},
        losses=(Loss(uid(4, 1), uid(3, 1), date(2018, 6, 30)),),
    )  # fmt: skip
    lost = rules.loss_of_care(programme, YEAR)
    reached = follow.people_reached(programme, YEAR, part="child")
    assert [c.key for c in lost.cells if c.scheme == "age" and c.denominator] == ["3-5"]
    assert [c.key for c in reached.cells if c.scheme == "age" and c.numerator] == ["6-11"]


@pytest.mark.parametrize(
    ("events", "low", "high"),
    [(0, "0.000", "3.689"), (1, "0.025", "5.572"), (2, "0.242", "7.225"), (10, "4.795", "18.390")],
)
def test_the_interval_of_a_count_is_the_one_of_the_tables(events, low, high):
    assert poisson_interval(events) == (Decimal(low), Decimal(high))


# --- FSP-3 to FSP-8, P-6 ----------------------------------------------------------------------


def relapses(*, contacts=(), returns=(), losses=(), on=date(2019, 12, 31)) -> Figure:
    out = date(2018, 6, 1)
    programme = Programme(
        stays=(stay(1, 1, START, out, "self_reliant"), stay(2, 2, START, out, "self_reliant")),
        spells=(child(1, 1, START, out),), contacts=contacts, returns=returns, losses=losses,
    )  # fmt: skip
    return rules.relapse(programme, period(START, on))


def test_a_family_taken_up_again_within_twelve_months_is_a_relapse():
    seen = (Contact(uid(1, 2), 12, date(2019, 6, 10)),)
    back = relapses(contacts=seen, returns=(Return(uid(1, 9), uid(2, 1), date(2019, 6, 1)),))
    assert (back.numerator, back.denominator) == (1, 2)
    late = relapses(contacts=seen, returns=(Return(uid(1, 9), uid(2, 1), date(2019, 6, 2)),))
    assert (late.numerator, late.denominator) == (0, 1)


def test_without_a_contact_after_twelve_months_an_exit_is_not_judged():
    assert relapses().state is State.NOT_APPLICABLE
    assert relapses().coverage.eligible == 2
    assert relapses(contacts=(Contact(uid(1, 1), 6, date(2018, 12, 1)),)).denominator == 0


def test_an_exit_younger_than_twelve_months_is_not_judged_yet():
    figure = relapses(on=date(2019, 5, 31))
    assert figure.coverage.eligible == 0


def test_a_child_lost_within_twelve_months_of_the_exit_is_a_relapse():
    lost = (Loss(uid(4, 1), uid(3, 1), date(2019, 6, 1)),)
    assert relapses(losses=lost).numerator == 1


def test_a_child_is_judged_by_its_last_complete_assessment_of_the_period():
    one = uid(3, 1)
    programme = Programme(
        spells=(child(1, 1, START), child(2, 1, START)),
        checks=(
            check(1, date(2018, 2, 1), (3, 3, 3, 3, 3, 3, 1, 1), person=one),
            check(1, date(2018, 8, 1), (3, 3, 3, 3, 3, 1, 1, 1), person=one),
            check(1, date(2018, 9, 1), (4, 4, 4, 4, 4, 4, 4, None), person=one),
        ),
    )  # fmt: skip
    figure = follow.doing_well(programme, YEAR)
    assert (figure.numerator, figure.denominator) == (0, 1)
    assert figure.coverage.eligible == 2
    half = follow.doing_well(programme, period(START, date(2018, 6, 30)))
    assert half.numerator == 1


def test_a_plan_is_valid_when_agreed_and_its_next_review_not_overdue():
    last = YEAR.on
    programme = Programme(
        stays=tuple(stay(n, n, START) for n in range(1, 6)),
        plans=(
            agreed(1, next_review_on=last),
            agreed(2, next_review_on=last - timedelta(days=1)),
            agreed(3, next_review_on=last, agreed_on=None),
            agreed(4, next_review_on=last, until=last),
        ),
    )
    figure = follow.plan_in_force(programme, YEAR)
    assert (figure.numerator, figure.denominator) == (1, 5)


def test_a_plan_is_judged_by_the_review_that_was_waited_for_on_that_day():
    """The plan's own date moves on with every review; the past must not move with it."""
    due, held = date(2018, 12, 1), date(2019, 2, 1)
    plan = agreed(1, next_review_on=date(2019, 8, 1))
    programme = Programme(
        stays=(stay(1, 1, START),), plans=(plan,),
        reviews=(Due(uid(5, 1), plan.id, plan.family, due, held),),
    )  # fmt: skip
    valid = [follow.plan_in_force(programme, period(START, day)).numerator
             for day in (due, due + timedelta(days=1), held)]  # fmt: skip
    assert valid == [1, 0, 1]


def test_a_review_may_be_fourteen_days_late_and_is_not_due_after_the_exit():
    due = date(2018, 6, 1)
    programme = Programme(
        stays=(stay(1, 1, START), stay(2, 2, START, due)),
        reviews=(
            review(1, 1, due, due + timedelta(days=14)),
            review(2, 1, due, due + timedelta(days=15)),
            review(3, 2, due, None),
            review(4, 1, YEAR.on, None),
        ),
    )
    figure = follow.reviews_in_time(programme, YEAR)
    assert (figure.numerator, figure.denominator) == (1, 3)
    assert figure.details[0].value == 1


def test_the_median_way_to_self_reliance_is_in_months():
    programme = Programme(stays=tuple(
        stay(n, n, date(2015, 1, 1), date(2015, 1, 1) + timedelta(days=days), "self_reliant")
        for n, days in enumerate((1127, 1157, 1187), start=1)
    ))  # fmt: skip
    figure = follow.months_to_self_reliance(programme, YEAR)
    assert (figure.value, figure.denominator) == (Decimal("38.0"), 3)
    assert follow.months_to_self_reliance(Programme(), YEAR).value is None


def test_guardians_are_judged_by_their_last_measurement_with_attendance_beside_it():
    programme = Programme(
        spells=(guardian(1, 1, START), guardian(2, 1, START), guardian(3, 1, START)),
        knowledge=(
            Knows(uid(3, 1), date(2018, 2, 1), 40), Knows(uid(3, 1), date(2018, 9, 1), 70),
            Knows(uid(3, 2), date(2018, 2, 1), 69), Knows(uid(3, 3), date(2019, 2, 1), 90),
        ),
        sessions=(Offered(uid(3, 1), date(2018, 2, 1), True),
                  Offered(uid(3, 2), date(2018, 2, 1), False)),
    )  # fmt: skip
    figure = follow.guardians_know(programme, YEAR)
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (1, 2, 3)
    assert {d.code: d.value for d in figure.details}["attendance"] == Decimal("50.0")


# --- adding and hiding ------------------------------------------------------------------------


def test_unique_people_are_never_added_and_ratios_are_summed_by_their_parts():
    reached = measure_of("strengthening.children_reached")
    with pytest.raises(NotAdditiveError):
        summed(reached, [])
    reviews = measure_of("strengthening.reviews_in_time")
    parts = [Figure(State.COMPUTED, Decimal(100), 1, 1), Figure(State.COMPUTED, Decimal(0), 0, 9)]
    assert summed(reviews, parts).value == Decimal("10.0")
    assert summed(reviews, []).state is State.NOT_APPLICABLE


def test_outside_readers_cannot_find_a_small_number_by_subtraction():
    spells = tuple(child(n, 1, START) for n in range(1, 31))
    sexes = {uid(3, n): "F" if n <= 3 else "M" for n in range(1, 31)}
    figure = follow.people_reached(Programme(spells=spells, sexes=sexes), YEAR, part="child")
    hidden = {c.key: c.state for c in hide_small(figure).cells if c.scheme == "sex"}
    assert hidden["F"] is hidden["M"] is State.SUPPRESSED
    assert hide_small(figure).value == 30
    few = follow.people_reached(Programme(spells=spells[:4]), YEAR, part="child")
    assert hide_small(few).state is State.SUPPRESSED
    assert hide_small(few).numerator is None


def test_outside_readers_cannot_find_the_few_who_were_not_counted():
    """(numerator, denominator) by sex, what is hidden: 5 of 9 says that 4 were not."""
    for girls, boys, hidden in [
        ((5, 9), (40, 80), {"F", "M"}),
        ((20, 40), (40, 80), set()),
        ((9, 9), (80, 80), set()),
        ((9, 9), (60, 80), {"F", "M"}),
    ]:
        cells = tuple(
            Cell("sex", key, State.COMPUTED, Decimal(top), top, whole)
            for key, (top, whole) in {"F": girls, "M": boys}.items()
        )
        whole = Figure(
            State.COMPUTED, Decimal(50), girls[0] + boys[0], girls[1] + boys[1], cells=cells
        )
        shut = {c.key for c in hide_small(whole).cells if c.state is State.SUPPRESSED}
        assert shut == hidden, (girls, boys)
