"""The formulas of care: the tricky cases on plain facts; a naive second count; and the past."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from io import StringIO
from json import loads
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.reports.figures import Asked, State
from kinkeeper.ground.reports.measures import measure_of, measures
from kinkeeper.ground.text.dates import Precision, RoughDate
from kinkeeper.mission.care import measures_rules as rules
from kinkeeper.mission.care.actions import end_placement, relocate
from kinkeeper.mission.care.census import as_json, as_lines, census
from kinkeeper.mission.care.measures_facts import (
    Beds,
    Brotherhood,
    Care,
    Exempt,
    Nights,
    Paper,
    Time,
    days_in_care,
    in_places,
)
from kinkeeper.mission.care.rules import Household
from kinkeeper.mission.care.tests.make import a_child, a_family, a_house, a_village, placed

START, LAST = date(2012, 1, 1), date(2012, 12, 31)
YEAR = Asked(UUID(int=99), START, LAST)
REASONS = {"reintegrated_kin": "kin", "kafala": "kafala", "deceased": "dead", "ran_away": "away"}


def uid(kind: int, number: int) -> UUID:
    return UUID(int=kind * 1000 + number)


HOME, OTHER = uid(9, 1), uid(9, 2)
PLACES = {HOME: uid(8, 1), OTHER: uid(8, 2)}


def time(n, since, until=None, *, person=None, village=HOME, reason="", route="authority"):
    return Time(uid(1, n), uid(2, person or n), village, since, until, route, reason)


def nights(n, since, until=None, *, family=1, house=1, village=HOME, form="sos_family"):
    return Nights(uid(1, n), village, Household(family, house), form, since, until)


def test_a_child_with_two_placements_counts_once_and_who_left_that_day_does_not():
    care = Care(times=(
        time(1, START), time(2, START, person=1), time(3, START, LAST), time(4, LAST),
    ), places=PLACES)  # fmt: skip
    figure = rules.in_care_on(care, YEAR)
    assert {ref for _kind, ref in figure.counted.numerator} == {uid(2, 1), uid(2, 4)}


def test_who_sleeps_elsewhere_belongs_to_its_own_village():
    care = Care(times=(time(1, START),), nights=(nights(1, START, village=OTHER),), places=PLACES)
    figure = rules.in_care_on(care, YEAR)
    assert figure.details[0].value == 1
    assert {c.key: c.numerator for c in figure.cells if c.scheme == "place"} == {
        str(PLACES[HOME]): 1
    }


def test_sex_and_age_meet_the_total_and_age_is_that_of_the_event():
    born = RoughDate(date(2006, 7, 1), Precision.DAY)
    care = Care(
        times=(time(1, date(2012, 6, 30)), time(2, START)), places=PLACES,
        sexes={uid(2, 1): "F"}, births={uid(2, 1): born},
    )  # fmt: skip
    came = rules.admissions(care, YEAR, routes={"authority": "x"})
    stock = rules.in_care_on(care, YEAR)
    assert [c.key for c in came.cells if c.scheme == "age" and c.numerator] == ["3-5", ""]
    assert [c.key for c in stock.cells if c.scheme == "age" and c.numerator] == ["6-11", ""]
    assert {c.key: c.numerator for c in stock.cells if c.scheme == "sex"} == {"F": 1, "M": 0, "": 1}


def test_admissions_and_departures_are_events_of_the_period_by_code():
    care = Care(times=(
        time(1, date(2011, 12, 31), START, reason="kafala"),
        time(2, START, LAST, reason="ran_away"),
        time(3, LAST, date(2013, 1, 1), reason="kafala"),
    ))  # fmt: skip
    came = rules.admissions(care, YEAR, routes={"authority": "a", "emergency": "e"})
    left = rules.departures(care, YEAR, reasons=REASONS)
    assert (came.numerator, left.numerator) == (2, 2)
    assert {d.code: d.value for d in came.details} == {"route.authority": 2, "route.emergency": 0}
    assert {d.code: d.value for d in left.details}["exit.kafala"] == 1


def test_a_paper_holds_on_its_last_day_and_not_after():
    until = LAST - timedelta(days=1)
    care = Care(times=(time(1, START), time(2, START), time(3, START)), papers=(
        Paper(uid(1, 1), START, LAST), Paper(uid(1, 2), START, until),
        Paper(uid(1, 3), START, None),
    ))  # fmt: skip
    figure = rules.legal_basis(care, YEAR)
    assert (figure.numerator, figure.denominator) == (2, 3)


def test_brothers_and_sisters_are_together_only_when_all_in_care_share_a_household():
    groups = tuple(Brotherhood(uid(3, g), uid(2, p), START, None)
                   for g, p in ((1, 1), (1, 2), (2, 3), (2, 4), (3, 5), (3, 6)))  # fmt: skip
    care = Care(
        times=tuple(time(n, START) for n in (1, 2, 3, 4, 5)),
        nights=(nights(1, START), nights(2, START), nights(3, START), nights(4, START, family=2),
                nights(5, START)),
        siblings=groups, places=PLACES,
    )  # fmt: skip
    figure = rules.siblings_together(care, YEAR)
    assert (figure.numerator, figure.denominator) == (1, 2)
    grown = replace(
        care, nights=(*care.nights[:3], nights(4, START, form="youth_house", family=None))
    )
    assert rules.siblings_together(grown, YEAR).denominator == 1


def test_a_baby_counts_until_its_third_birthday_unless_an_exception_holds():
    care = Care(
        times=tuple(time(n, START) for n in (1, 2, 3, 4)),
        nights=(nights(1, START), nights(2, START), nights(3, START),
                nights(4, START, form="foster_care", family=None, house=None)),
        births={
            uid(2, 1): RoughDate(date(2010, 1, 1), Precision.DAY),
            uid(2, 2): RoughDate(date(2009, 12, 31), Precision.DAY),
            uid(2, 3): RoughDate(date(2011, 1, 1), Precision.DAY),
            uid(2, 4): RoughDate(date(2011, 1, 1), Precision.DAY),
        },
        exempt=(Exempt(uid(2, 3), START, LAST),),
    )  # fmt: skip
    figure = rules.under_three(care, YEAR)
    assert {i for _k, i in figure.counted.numerator} == {uid(2, 1)}
    assert figure.details[0].value == 1
    late = replace(care, exempt=(Exempt(uid(2, 3), START, LAST - timedelta(days=1)),))
    assert rules.under_three(late, YEAR).value == 2


def test_exits_to_a_family_out_of_all_exits():
    care = Care(times=(
        time(1, START, LAST, reason="reintegrated_kin"), time(2, START, LAST, reason="ran_away"),
        time(3, START, LAST, reason="kafala"),
    ))  # fmt: skip
    figure = rules.exits_to_family(care, YEAR, reasons=REASONS)
    assert (figure.numerator, figure.denominator) == (2, 3)


def test_who_came_back_within_twelve_months_was_not_reintegrated_for_good():
    out = date(2011, 6, 1)
    asked = replace(YEAR, since=date(2011, 1, 1))
    care = Care(times=(
        time(1, START - timedelta(days=400), out, reason="reintegrated_kin"),
        time(2, date(2012, 6, 1), person=1),
        time(3, START - timedelta(days=400), out, reason="reintegrated_kin"),
        time(4, date(2012, 6, 2), person=3),
        time(5, START - timedelta(days=400), LAST, reason="reintegrated_kin"),
        time(6, START - timedelta(days=400), out, reason="reintegrated_parents"),
    ), reached={uid(1, 3): [date(2012, 3, 1)], uid(1, 6): [date(2012, 2, 29)]})  # fmt: skip
    figure = rules.reintegration_stable(care, asked)
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (1, 2, 4)
    assert {i for _k, i in figure.counted.numerator} == {uid(1, 3)}


def test_who_was_not_reached_after_a_year_counts_only_when_it_came_back():
    out = date(2011, 6, 1)
    asked = replace(YEAR, since=date(2011, 1, 1))
    back = time(1, START - timedelta(days=400), out, reason="reintegrated_kin")
    care = Care(times=(back, time(2, date(2011, 9, 1), person=1)))
    figure = rules.reintegration_stable(care, asked)
    assert (figure.numerator, figure.denominator) == (0, 1)
    assert rules.reintegration_stable(Care(times=(back,)), asked).denominator == 0


def test_a_village_that_shelters_another_may_be_more_than_full():
    care = Care(
        times=(time(1, START), time(2, START, village=OTHER)),
        nights=(nights(1, START), nights(2, START)),
        beds=(Beds(HOME, 1, START, None), Beds(OTHER, 4, START, None)), places=PLACES,
    )  # fmt: skip
    figure = rules.occupancy(care, YEAR)
    assert (figure.numerator, figure.denominator, figure.value) == (2, 5, Decimal("40.0"))
    cells = {c.key: c.value for c in figure.cells}
    assert cells == {str(PLACES[HOME]): Decimal("200.0"), str(PLACES[OTHER]): Decimal("0.0")}
    assert rules.occupancy(Care(), YEAR).state is State.NOT_APPLICABLE


def test_deaths_per_thousand_child_years():
    care = Care(times=(time(1, START, date(2012, 7, 1), reason="deceased"), time(2, START)))
    figure = rules.deaths(care, YEAR)
    details = {d.code: d.value or Decimal(0) for d in figure.details}
    days = 182 + 366
    assert figure.value == 1
    assert details["rate"] == (1000 * Decimal("365.25") / days).quantize(Decimal("0.01"))
    assert details["rate_low"] < details["rate"] < details["rate_high"]


DAYS = st.integers(min_value=-400, max_value=800).map(lambda n: START + timedelta(days=n))


@given(st.lists(st.tuples(DAYS, st.none() | st.integers(1, 900)), max_size=6))
def test_days_in_care_are_counted_once_each(spans):
    times = [
        time(n, since, None if length is None else since + timedelta(days=length), person=1)
        for n, (since, length) in enumerate(sorted(spans, key=lambda s: s[0]))
    ]
    every = [START + timedelta(days=n) for n in range(366)]
    naive = sum(
        any(t.since <= d and (t.until is None or d < t.until) for t in times) for d in every
    )
    assert days_in_care(times, YEAR) == naive


def test_places_narrow_everything_to_their_villages():
    care = Care(times=(time(1, START), time(2, START, village=OTHER)), places=PLACES,
                beds=(Beds(OTHER, 4, START, None),))  # fmt: skip
    found = in_places(care, frozenset({PLACES[HOME]}))
    assert [t.village for t in found.times] == [HOME]
    assert found.beds == ()


def test_every_measure_has_its_definition_and_version():
    own = [m for m in measures() if m.code.startswith("care.")]
    assert len(own) == 13  # ten of the placements, three of what is followed
    assert all(m.definition and m.version == 1 and m.counted(1) for m in own)


# --- on the tables, and as known then ---------------------------------------------------------


@pytest.fixture
def two_villages(cast, stage):
    home = a_village(by=cast.moussa, place=stage.socoura)
    host = a_village(by=cast.mariam, place=stage.sanankoroba, name="Sanankoroba")
    family = a_family(home, by=cast.moussa)
    children = [a_child(by=cast.moussa, place=stage.socoura, given=n) for n in ("Ali", "Bah")]
    return home, host, [placed(child, family, by=cast.moussa) for child in children]


def test_how_many_where_and_of_which_village(cast, two_villages):
    _home, host, placements = two_villages
    guests = a_house(host, by=cast.mariam, name="Accueil", form="host_beds")
    relocate(placements[:1], by=cast.mariam, village=host, on=date(2012, 4, 11), movement=None,
             house=guests)  # fmt: skip
    found = as_json(census(LAST))
    assert [(x["belongs_to"], x["sleeps_in"], x["children"]) for x in found["lines"]] == [
        ("Socoura", "Sanankoroba", 1), ("Socoura", "Socoura", 1),
    ]  # fmt: skip
    assert found["lines"][0]["by_age"]["6-11"] == 1
    assert as_json(census(date(2010, 3, 3)))["children"] == 0
    assert "Sanankoroba" in "\n".join(as_lines(census(LAST)))


def test_the_census_agrees_with_the_measure_and_with_the_rows(cast, two_villages):
    asked = replace(YEAR, on=LAST)
    figure = measure_of("care.in_care").compute(Now(), asked)
    assert figure.value == census(LAST).total == 2


def test_what_was_learned_later_does_not_change_what_was_known(cast, two_villages):
    _home, _host, placements = two_villages
    yesterday = timezone.localdate() - timedelta(days=1)
    end_placement(placements[0], by=cast.moussa, on=date(2012, 6, 1), reason="ran_away")
    assert census(LAST).total == 1
    assert census(LAST, known=yesterday).total == 0
    assert census(LAST, known=timezone.localdate()).total == 1


def test_the_command_answers_in_a_table_and_in_json(two_villages):
    out = StringIO()
    call_command("care", "census", "--on", "2012-12-31", "--json", stdout=out)
    assert loads(out.getvalue())["children"] == 2
    out = StringIO()
    call_command("care", "census", "--on", "2012-12-31", stdout=out)
    assert "Socoura" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("care", "census", "--on", "yesterday")
