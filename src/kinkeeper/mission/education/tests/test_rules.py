"""Absences, calls, repeats and marks on plain values."""

from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.education.levels import EXAMS, LEVELS, STAGES, grouped
from kinkeeper.mission.education.rules import (
    ABSENT,
    EXCUSED,
    PRESENT,
    Day,
    doubts_of_call,
    long_absence,
    mark_problem,
    repeats,
    scaled,
    share,
    uncalled,
)

MONDAY = date(2018, 11, 5)


def days(signs, start=MONDAY):
    marks = {"p": PRESENT, "a": ABSENT, "e": EXCUSED}
    return [Day(start + timedelta(days=n), marks[s]) for n, s in enumerate(signs)]


def test_five_school_days_in_a_row_call_for_a_visit_and_four_do_not():
    assert long_absence(days("ppaaaa"), run_of=5, month_of=10) is None
    found = long_absence(days("ppaaeaa"), run_of=5, month_of=10)
    assert (found.run, found.since) == (5, MONDAY + timedelta(days=2))


def test_a_day_present_ends_the_row_but_ten_days_in_a_month_count_all_the_same():
    assert long_absence(days("aaaaap"), run_of=5, month_of=10) is None
    scattered = long_absence(days("aapaapaapaapaap"), run_of=5, month_of=10)
    assert (scattered.run, scattered.month) == (0, 10)


def test_what_somebody_looked_into_is_settled_up_to_that_day():
    row = days("aaaaaa")
    assert long_absence(row, run_of=5, month_of=10, after=row[1].on) is None
    assert long_absence(row, run_of=5, month_of=10, after=row[0].on).run == 5
    assert long_absence([], run_of=5, month_of=10) is None


@given(st.text("pae", max_size=40), st.integers(1, 12), st.integers(1, 20))
def test_a_long_absence_always_names_a_day_on_which_the_child_was_away(signs, run_of, month_of):
    row = days(signs)
    found = long_absence(row, run_of=run_of, month_of=month_of)
    away = {d.on for d in row if d.mark != PRESENT}
    if found:
        assert found.since in away
        assert found.run >= run_of or found.month >= month_of
    else:
        assert len(row) - len(signs.rstrip("ae")) < run_of


def test_an_unusual_call_is_asked_about_again():
    thirty = dict.fromkeys(range(30), PRESENT)
    assert doubts_of_call(MONDAY, thirty, open_=True) == []
    assert doubts_of_call(MONDAY - timedelta(days=1), thirty, open_=True) == ["sunday"]
    assert doubts_of_call(MONDAY, thirty, open_=False) == ["closed"]
    assert doubts_of_call(MONDAY, dict.fromkeys(range(200), PRESENT), open_=True) == ["large"]
    assert doubts_of_call(MONDAY, dict.fromkeys(range(9), ABSENT), open_=True) == ["nobody"]
    assert doubts_of_call(MONDAY, {1: ABSENT}, open_=True) == []
    assert uncalled([1, 2, 3], {1: PRESENT}) == 2


def test_a_class_sat_in_before_is_repeated_and_a_child_without_a_past_is_not_recorded():
    assert repeats("f6", [("2016-2017", "f5"), ("2017-2018", "f6")]) == "yes"
    assert repeats("f6", [("2017-2018", "f5")]) == "no"
    assert repeats("f6", []) == ""


def test_marks_stay_on_the_scale_of_the_class_and_compare_out_of_twenty():
    assert mark_problem(Decimal("10.5"), out_of=10)
    assert mark_problem(Decimal("-0.5"), out_of=20)
    assert not mark_problem(Decimal(10), out_of=10)
    assert scaled(Decimal("7.5"), out_of=10) == 15


def test_a_share_of_nothing_is_none():
    assert share(0, 0) is None
    assert share(2, 3) == 67


def test_the_table_of_classes_leads_from_the_nursery_to_its_examinations():
    way, code = [], "ps"
    while code:
        way.append(code)
        code = LEVELS[code].after
    assert way[:4] == ["ps", "ms", "gs", "f1"]
    assert way[-1] == "higher"
    assert {LEVELS["f9"].exam, LEVELS["s12"].exam, LEVELS["cap2"].exam, LEVELS["bt4"].exam} == set(
        EXAMS
    )
    assert all(level.stage in STAGES for level in LEVELS.values())
    assert sum(len(levels) for _label, levels in grouped()) == len(LEVELS)
