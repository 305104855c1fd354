"""What is due, late and too late, on cards of invented children."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.casework.queries import Participant, people
from kinkeeper.mission.health.vaccines import rules
from kinkeeper.mission.health.vaccines.calendar import CalendarProblem, read, shipped
from kinkeeper.mission.health.vaccines.measures import BASIC, Children, fully_vaccinated
from kinkeeper.mission.health.vaccines.rules import Age, Born, Doubt, card, doubts

MALI = read(shipped())
BORN = date(2025, 1, 10)


def on_card(today, known=(), *, sex="F", born=BORN):
    """Status by dose."""
    found = card(Born(born, sex), dict(known), MALI, today=today, grace=28)
    return {line.dose.code: line for line in found}


def test_a_newborn_is_due_two_and_everything_else_comes_later():
    found = on_card(BORN)
    assert {code for code, line in found.items() if line.status == rules.DUE} == {
        ("bcg", 1), ("vpo", 0),
    }  # fmt: skip
    assert found["penta", 1].due_on == BORN + timedelta(weeks=6)
    assert found["hpv", 1].due_on == date(2035, 1, 10)
    assert found["penta", 2].status == rules.COMING


def test_four_weeks_after_its_day_a_dose_is_late():
    due = BORN + timedelta(weeks=6)
    assert on_card(due + timedelta(days=28))["penta", 1].status == rules.DUE
    assert on_card(due + timedelta(days=29))["penta", 1].status == rules.LATE


def test_who_comes_late_goes_on_from_the_day_of_the_dose_before():
    first = date(2025, 8, 1)
    found = on_card(date(2025, 8, 20), [(("penta", 1), first)])
    assert found["penta", 2].due_on == first + timedelta(days=28)
    assert found["penta", 2].status == rules.COMING
    assert found["penta", 3].status == rules.WAITS


def test_a_mark_without_a_day_counts_as_given():
    found = on_card(date(2025, 8, 20), [(("penta", 1), None)])
    assert found["penta", 1].status == rules.GIVEN
    assert found["penta", 2].status == rules.LATE


def test_what_only_some_districts_give_is_never_late_and_what_is_over_is_over():
    found = on_card(date(2026, 6, 1))
    assert found["r21", 1].status == rules.OFFERED
    assert found["vpo", 0].status == rules.TOO_OLD
    assert found["bcg", 1].status == rules.TOO_OLD


def test_a_vaccine_of_girls_is_not_on_a_boys_card_nor_on_that_of_who_was_too_old_then():
    assert ("hpv", 1) not in on_card(BORN, sex="M")
    assert ("hpv", 1) not in on_card(date(2026, 1, 1), born=date(2009, 10, 1))
    grown = on_card(date(2026, 1, 1), born=date(2013, 1, 1))
    assert grown["hpv", 1].status == rules.OFFERED  # eleven when the country began


def test_a_dose_that_was_given_stands_on_the_card_even_where_nobody_expects_it():
    assert on_card(BORN, [(("hpv", 1), BORN)], sex="M")["hpv", 1].status == rules.GIVEN


def test_days_that_hardly_can_be_are_asked_about():
    typed = {("penta", 1): BORN + timedelta(days=30), ("penta", 3): BORN + timedelta(days=120)}
    assert doubts(Born(BORN), typed, {}, MALI) == [
        Doubt("early", ("penta", 1)), Doubt("skipped", ("penta", 3)),
    ]  # fmt: skip
    close = {("penta", 2): BORN + timedelta(days=80)}
    known = {("penta", 1): BORN + timedelta(days=60)}
    assert doubts(Born(BORN), close, known, MALI) == [Doubt("close", ("penta", 2))]
    four_days_less = {("penta", 2): BORN + timedelta(days=84)}
    assert doubts(Born(BORN), four_days_less, known, MALI) == []


def test_the_last_day_of_a_short_month_is_taken_for_one_that_it_has_not():
    assert Age(1, "m").after(date(2025, 1, 31)) == date(2025, 2, 28)
    assert Age(10, "y").after(date(2024, 2, 29)) == date(2034, 2, 28)


@given(st.dates(date(2010, 1, 1), date(2026, 1, 1)), st.integers(0, 6000))
@settings(max_examples=60)
def test_every_dose_stands_once_and_only_the_last_is_late(born, days):
    found = card(Born(born, "F"), {}, MALI, today=born + timedelta(days=days), grace=28)
    codes = [line.dose.code for line in found]
    assert len(codes) == len(set(codes))
    assert all(line.dose.number < 2 for line in found if line.status == rules.LATE)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("bcg;1;0d", "Line 1: eight columns"),
        ("bcg;1;soon;;;;;", "Line 1: an age is written"),
        ("# a\nbcg;one;0d;;;;;", "Line 2: dose and days"),
        ("bcg;1;0d;;;X;;", "the sex is"),
        ("bcg;1;0d;;;;31/02/2025;", "a day is written"),
        ("bcg;1;0d;;;;;\nbcg;1;0d;;;;;", "stands there twice"),
        ("penta;2;10w;;28;;;", "the dose before it is missing"),
        ("# nothing", "at least one dose"),
    ],
)
def test_what_is_wrong_in_a_calendar_is_said_by_line(lines, said):
    with override("en"), pytest.raises(CalendarProblem, match=said):
        read(lines)


def test_the_calendar_of_mali_has_23_doses_in_the_order_of_their_ages():
    days = [dose.due.after(BORN) for dose in MALI]
    assert len(MALI) == 23
    assert days == sorted(days)


def test_a_child_of_one_year_has_the_basic_doses_or_not():
    last, ids = date(2025, 6, 30), [UUID(int=n) for n in range(1, 6)]
    whole = dict.fromkeys(BASIC, date(2025, 2, 1))
    children = Children(
        taking_part=tuple(Participant(i, None, date(2024, 1, 1), None) for i in ids),
        births={i: rough(date(2024, 5, 1), "day") for i in ids[:4]}
        | {ids[4]: rough(date(2022, 5, 1), "day")},
        given={
            ids[0]: whole, ids[1]: {**whole, ("var", 1): date(2025, 7, 1)},
            ids[2]: {**whole, ("var", 1): None}, ids[4]: whole,
        },
    )  # fmt: skip
    figure = fully_vaccinated(children, Asked(UUID(int=9), date(2025, 4, 1), last))
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (2, 3, 4)
    assert figure.counted.numerator == people([ids[0], ids[2]])
