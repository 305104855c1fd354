"""Ages, savings, rhythm, attempts, papers: the pure rules, some against every possible date."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.dates import UNKNOWN_DATE, Precision, RoughDate, in_year, months_after
from kinkeeper.mission.leaving.reckoning import (
    DEFAULT,
    Entry,
    PaperStands,
    Rhythm,
    Try,
    absent,
    balance,
    begins_late,
    contact_due,
    contact_meant,
    early_enough,
    failed_since,
    leaving_day,
    lowest_from,
    may_be_lost,
    old_enough,
    period_begins,
    rhythm_over,
    unpaid,
    unsettled,
)

LEFT = date(2020, 1, 31)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2060, 1, 1))
entries = st.lists(st.builds(Entry, days, st.integers(-90_000, 90_000)), max_size=30)


def test_contacts_come_one_three_six_twelve_and_24_months_after_leaving():
    assert contact_due(LEFT, [], DEFAULT) == (1, date(2020, 2, 29))
    assert contact_due(LEFT, [1], DEFAULT) == (3, date(2020, 4, 30))
    assert contact_due(LEFT, [12], DEFAULT) == (24, date(2022, 1, 31))
    assert contact_due(LEFT, [24], DEFAULT) is None


def test_the_office_chooses_its_own_rhythm():
    assert contact_due(LEFT, [2], Rhythm(months=(2, 9))) == (9, date(2020, 10, 31))


@given(days, st.sampled_from(DEFAULT.months))
def test_a_contact_on_its_own_day_answers_itself(left, months):
    assert contact_meant(left, months_after(left, months), DEFAULT) == months


@given(days, st.integers(0, 2000))
def test_a_later_day_never_answers_an_earlier_contact(left, ahead):
    on = left + timedelta(days=ahead)
    assert contact_meant(left, on, DEFAULT) <= contact_meant(left, on + timedelta(days=9), DEFAULT)


def test_the_rhythm_is_over_after_its_last_contact():
    assert not rhythm_over(LEFT, date(2022, 1, 30), DEFAULT)
    assert rhythm_over(LEFT, date(2022, 1, 31), DEFAULT)


def test_lost_needs_three_attempts_on_two_ways_since_the_last_answer():
    day = date(2020, 5, 1)
    calls = [Try(day + timedelta(days=n), "phone", False) for n in range(3)]
    assert not may_be_lost(calls, DEFAULT)
    assert may_be_lost([*calls, Try(day, "visit", False)], DEFAULT)
    answered = Try(day + timedelta(days=1), "visit", True)
    assert failed_since([*calls, answered]) == calls[2:]


@given(entries)
def test_the_balance_is_the_sum_whatever_the_order(found):
    assert balance(found) == balance(reversed(found)) == sum(e.francs for e in found)


@given(entries, days)
def test_taking_out_the_lowest_balance_leaves_no_later_day_below_zero(found, day):
    most = lowest_from(found, day)
    after = [*found, Entry(day, -most)]
    ends = {e.on for e in after if e.on >= day}
    assert all(balance(e for e in after if e.on <= end) >= 0 for end in ends)


def test_a_late_withdrawal_does_not_empty_what_was_taken_out_after_it():
    book = [Entry(date(2020, 1, 1), 10_000), Entry(date(2020, 3, 1), -8_000)]
    assert lowest_from(book, date(2020, 2, 1)) == 2_000
    assert lowest_from(book, date(2019, 12, 1)) == 0


def test_an_allowance_is_due_for_each_period_that_has_begun():
    since = date(2020, 1, 31)
    asked = unpaid(since, None, "month", [date(2020, 2, 29)], today=date(2020, 4, 1))
    assert asked == [date(2020, 1, 31), date(2020, 3, 31)]
    assert unpaid(since, date(2020, 2, 1), "month", [], today=date(2020, 9, 1)) == [since]
    assert period_begins(since, 2, "quarter") == date(2020, 7, 31)


@given(days, st.integers(1, 60))
def test_every_month_is_asked_for_once(since, months):
    today = months_after(since, months)
    asked = unpaid(since, None, "month", [], today=today)
    assert len(asked) == len(set(asked)) == months + 1


def test_an_unknown_or_rough_age_refuses_nobody():
    assert old_enough(UNKNOWN_DATE, LEFT, 14)
    assert old_enough(in_year(2006), date(2020, 1, 1), 14)
    assert not old_enough(in_year(2007), date(2020, 1, 1), 14)
    assert not old_enough(RoughDate(date(2006, 5, 2), Precision.DAY), date(2020, 5, 1), 14)


def test_the_day_of_leaving_is_the_planned_one_or_the_leaving_age():
    birth = RoughDate(date(2000, 5, 2), Precision.DAY)
    assert leaving_day(date(2021, 7, 1), birth, DEFAULT) == date(2021, 7, 1)
    assert leaving_day(None, birth, DEFAULT) == date(2023, 5, 2)
    assert leaving_day(None, UNKNOWN_DATE, DEFAULT) is None


def test_two_years_ahead_is_early_enough_and_a_day_later_is_not():
    assert early_enough(date(2019, 7, 1), date(2021, 7, 1), 24)
    assert not early_enough(date(2019, 7, 2), date(2021, 7, 1), 24)
    assert begins_late(date(2019, 7, 2), date(2021, 7, 1), DEFAULT)
    assert not begins_late(date(2019, 7, 1), None, DEFAULT)


def test_a_paper_is_settled_when_handed_over_not_needed_or_its_absence_explained():
    kinds = ("a", "b", "c", "d", "e")
    papers = [
        PaperStands("a", "in_hand", handed=True, explained=False),
        PaperStands("b", "in_hand", handed=False, explained=True),
        PaperStands("c", "missing", handed=False, explained=True),
        PaperStands("d", "not_needed", handed=False, explained=False),
    ]
    assert unsettled(papers, kinds) == ["b", "e"]
    assert absent(papers, kinds) == ["c", "e"]
