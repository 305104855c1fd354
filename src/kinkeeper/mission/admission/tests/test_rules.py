"""The rules of an admission, in milliseconds."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.admission.rules import (
    BEST,
    ECONOMIC,
    NO,
    OPTIONS,
    Candidate,
    Case,
    Decided,
    Entry,
    Paper,
    Weighed,
    best_of,
    compared,
    decided_in_time,
    evidence,
    only_poverty,
    too_young,
)

DAYS = st.dates(date(2000, 1, 1), date(2030, 1, 1))
TODAY = date(2023, 4, 1)
CHILD = Candidate("spoken", TODAY, 90)
FULL = Case(
    grounds=("neglect",), visited=True, parents_known=True, kin_explored=True,
    siblings_explained=True, children=(CHILD,), papers=(Paper(TODAY, None),),
    options=tuple(Weighed(k, BEST if k == "foster" else NO, "vu") for k in OPTIONS),
)  # fmt: skip


@given(st.sets(st.sampled_from(sorted(ECONOMIC)), min_size=1))
def test_any_mix_of_economic_grounds_is_poverty_alone_until_one_other_is_added(grounds):
    assert only_poverty(grounds)
    assert not only_poverty({*grounds, "neglect"})


def test_no_ground_is_not_poverty_alone():
    assert not only_poverty([])


def test_a_full_file_proves_everything():
    assert len(evidence(FULL, today=TODAY)) == 14


@given(st.integers(0, len(OPTIONS) - 1))
def test_one_option_without_a_sentence_is_no_comparison(silent):
    options = [replace(o, why=" ") if n == silent else o for n, o in enumerate(FULL.options)]
    assert compared(FULL.options)
    assert not compared(options)


def test_staying_at_home_is_never_a_form_of_care():
    options = [Weighed(k, BEST if k == "family" else NO, "vu") for k in OPTIONS]
    assert not compared(options)
    assert best_of(options) == "family"
    assert best_of([]) == ""


@given(DAYS, DAYS, DAYS)
def test_a_document_is_valid_from_its_day_to_its_last(issued, expires, day):
    assert Paper(issued, expires).valid_on(day) == (issued <= day <= expires)
    assert Paper(issued, None).valid_on(day) == (issued <= day)


@given(st.integers(0, 60), st.booleans())
def test_only_a_house_and_only_below_three_years_ask_for_the_exception(months, exception):
    child = Candidate(age_months=months, exception=exception)
    assert too_young(child, "sos_family") == (months < 36 and not exception)
    assert not too_young(child, "kafala")
    assert not too_young(Candidate(), "sos_family")


@given(DAYS, st.integers(-30, 30), st.integers(-30, 30))
def test_both_decisions_lie_before_the_admission_or_within_seven_days_of_an_emergency(on, n, s):
    decided = Decided(on + timedelta(days=n), on + timedelta(days=s))
    assert decided_in_time(Entry("x", on, emergency=False), decided) == (max(n, s) <= 0)
    assert decided_in_time(Entry("x", on, emergency=True), decided) == (max(n, s) <= 7)


def test_one_question_undecided_or_none_is_not_in_time():
    entry = Entry("x", TODAY, emergency=True)
    assert not decided_in_time(entry, None)
    assert not decided_in_time(entry, Decided(TODAY, None))
    assert not decided_in_time(entry, Decided(None, TODAY))
