"""Dates as registers write them, their bounds, ages and words."""

from datetime import UTC, date, datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.dates import (
    UNKNOWN_DATE,
    Age,
    DateProblem,
    Precision,
    RoughDate,
    age_band,
    age_in_words,
    age_on,
    in_month,
    in_words,
    in_year,
    months_after,
    parse_rough,
    rough,
)

TODAY = date(2018, 6, 30)
DAYS = st.dates(date(1900, 1, 1), TODAY)
PRECISE = st.sampled_from([Precision.DAY, Precision.MONTH, Precision.YEAR, Precision.ESTIMATED])


@pytest.mark.parametrize(
    ("written", "day"),
    [
        (datetime.fromisoformat("2017-04-23"), date(2017, 4, 23)),
        (datetime(2017, 4, 23, 12, tzinfo=UTC), date(2017, 4, 23)),
        (date(2017, 4, 23), date(2017, 4, 23)),
        (39767, date(2008, 11, 15)),
        (39767.5, date(2008, 11, 15)),
        ("39767", date(2008, 11, 15)),
        ("15/11/2008", date(2008, 11, 15)),
        ("25.07.2012", date(2012, 7, 25)),
        ("30-12-14", date(2014, 12, 30)),
        ("17-05-06", date(2006, 5, 17)),
        ("17-05-62", date(1962, 5, 17)),
        ("01/07/18", date(1918, 7, 1)),
        ("14 oct 2012", date(2012, 10, 14)),
        ("1er sept. 2010", date(2010, 9, 1)),
        ("07 déc 2002", date(2002, 12, 7)),
        ("07 dec. 2002", date(2002, 12, 7)),
        ("15 AOÛT 2010", date(2010, 8, 15)),
        ("05 juil 2005", date(2005, 7, 5)),
        ("3 February 2011", date(2011, 2, 3)),
        ("1st Sept 2010", date(2010, 9, 1)),
        ("October 14, 2012", date(2012, 10, 14)),
        ("2012-10-14", date(2012, 10, 14)),
        ("2012-10-14T00:00:00", date(2012, 10, 14)),
        ("20121014", date(2012, 10, 14)),
        ("14102012", date(2012, 10, 14)),
        ("１５／１１／２００８", date(2008, 11, 15)),
        ("\u200e15/11/2008 ", date(2008, 11, 15)),
        ("née le 15/11/2008", date(2008, 11, 15)),
        ("29/02/2012", date(2012, 2, 29)),
    ],
)
def test_a_day_is_read(written, day):
    assert parse_rough(written, today=TODAY) == RoughDate(day, Precision.DAY)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2001", in_year(2001)),
        (2001, in_year(2001)),
        (2001.0, in_year(2001)),
        ("né en 2001", in_year(2001)),
        ("03/2012", in_month(2012, 3)),
        ("2012-03", in_month(2012, 3)),
        ("mars 2012", in_month(2012, 3)),
        ("March 2012", in_month(2012, 3)),
        ("févr. 2012", in_month(2012, 2)),
        ("2018", RoughDate(TODAY, Precision.YEAR)),
    ],
)
def test_a_month_or_a_year_is_read_as_its_middle(written, expected):
    assert parse_rough(written, today=TODAY) == expected


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("vers 2015", date(2015, 7, 1)),
        ("~2015", date(2015, 7, 1)),
        ("env. 2015", date(2015, 7, 1)),
        ("environ 2015", date(2015, 7, 1)),
        ("about 2015", date(2015, 7, 1)),
        ("2015 ?", date(2015, 7, 1)),
        ("née vers 2015", date(2015, 7, 1)),
        ("vers mars 2015", date(2015, 3, 15)),
        ("6 ans", date(2011, 12, 30)),
        ("６ ans", date(2011, 12, 30)),
        ("6ans", date(2011, 12, 30)),
        ("6 years old", date(2011, 12, 30)),
        ("environ 6 ans", date(2011, 12, 30)),
        ("âgé de 6 ans", date(2011, 12, 30)),
        ("6 ans et demi", date(2011, 12, 30)),
        ("6 ans 3 mois", date(2012, 3, 15)),
        ("8 mois", date(2017, 10, 15)),
        ("3 semaines", date(2018, 6, 6)),
        ("10 jours", date(2018, 6, 20)),
        ("vers 2018", TODAY),
    ],
)
def test_a_guess_or_an_age_is_an_estimate(written, day):
    assert parse_rough(written, today=TODAY) == RoughDate(day, Precision.ESTIMATED)


@pytest.mark.parametrize(
    "written", [None, "", "  ", "-", "?", "néant", "N/A", "inconnue", "\u200b"]
)
def test_an_empty_cell_is_an_unknown_date(written):
    assert parse_rough(written, today=TODAY) == UNKNOWN_DATE


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("01/07/2018", "future"),
        ("2019", "future"),
        (datetime.fromisoformat("2030-01-01"), "future"),
        ("15/11/1818", "too_old"),
        ("150 ans", "too_old"),
        (date(1818, 1, 1), "too_old"),
        ("31/02/2010", "impossible"),
        ("29/02/2011", "impossible"),
        ("03/25/2012", "impossible"),
        ("00/00/2010", "impossible"),
        ("0000", "impossible"),
        ("13/2012", "impossible"),
        ("-1 ans", "negative_age"),
        ("−8 mois", "negative_age"),
        ("03/12", "unclear"),
        ("14 foo 2012", "unclear"),
        ("voir dossier", "unclear"),
        ("2010-2012", "unclear"),
        (6, "unclear"),
        (-5, "unclear"),
        (True, "unclear"),
        (float("nan"), "unclear"),
        (float("inf"), "unclear"),
        ("#REF!", "unclear"),
    ],
)
def test_what_cannot_be_a_birth_date_is_refused_with_a_sentence(written, code):
    with pytest.raises(DateProblem) as problem:
        parse_rough(written, today=TODAY)
    assert problem.value.code == code
    with translation.override("en"):
        assert str(written) in str(problem.value)


def test_limits_can_be_set():
    assert parse_rough("2030", today=TODAY, latest=date(2040, 1, 1)) == in_year(2030)
    assert parse_rough("01-01-30", today=TODAY, latest=date(2040, 1, 1)).day == date(2030, 1, 1)
    with pytest.raises(DateProblem, match="2010"):
        parse_rough("2009", today=TODAY, earliest=date(2010, 1, 1))


@given(
    st.one_of(
        st.text(st.characters(exclude_categories=()), max_size=40),
        st.text("0123456789/-. anmoisverdt~?١", max_size=14),
        st.integers(),
        st.floats(),
        st.booleans(),
        st.binary(max_size=5),
        st.dates(),
    )
)
def test_anything_gives_a_date_within_the_limits_or_a_problem(written):
    try:
        known = parse_rough(written, today=TODAY)
    except DateProblem as problem:
        _ = str(problem)
    else:
        assert known.day is None or known.day <= TODAY
        assert known.latest is None or known.latest >= date(1898, 6, 30)


@given(DAYS, PRECISE, st.sampled_from(["fr", "en"]))
def test_words_are_read_back_as_the_same_date(day, precision, language):
    known = {
        Precision.DAY: RoughDate(day, Precision.DAY),
        Precision.MONTH: RoughDate(min(day.replace(day=15), TODAY), Precision.MONTH),
        Precision.YEAR: RoughDate(min(date(day.year, 7, 1), TODAY), Precision.YEAR),
        Precision.ESTIMATED: RoughDate(min(date(day.year, 7, 1), TODAY), Precision.ESTIMATED),
    }[precision]
    assert parse_rough(in_words(known, language), today=TODAY) == known


@given(DAYS, st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%d-%m-%Y", "%d%m%Y", "%Y%m%d"]))
def test_days_in_figures_are_read_back(day, shape):
    assert parse_rough(day.strftime(shape), today=TODAY) == RoughDate(day, Precision.DAY)


@given(DAYS, PRECISE)
def test_the_day_lies_within_its_bounds(day, precision):
    known = RoughDate(day, precision)
    assert known.earliest <= day <= known.latest


@given(st.dates(), PRECISE)
def test_bounds_exist_for_every_day_of_the_calendar(day, precision):
    known = RoughDate(day, precision)
    assert known.earliest <= day <= known.latest


def test_bounds_of_each_precision():
    assert (in_year(2009).earliest, in_year(2009).latest) == (date(2009, 1, 1), date(2009, 12, 31))
    assert (in_month(2012, 2).earliest, in_month(2012, 2).latest) == (
        date(2012, 2, 1),
        date(2012, 2, 29),
    )
    guess = RoughDate(date(2015, 7, 1), Precision.ESTIMATED)
    assert (guess.earliest, guess.latest) == (date(2014, 7, 1), date(2016, 7, 1))
    assert UNKNOWN_DATE.earliest is None
    assert UNKNOWN_DATE.latest is None


def test_a_day_without_precision_or_the_other_way_round_is_no_rough_date():
    with pytest.raises(ValueError, match="unless its precision"):
        RoughDate(None, Precision.DAY)
    with pytest.raises(ValueError, match="unless its precision"):
        RoughDate(TODAY, Precision.UNKNOWN)
    with pytest.raises(ValueError, match="weeks"):
        RoughDate(TODAY, "weeks")
    assert rough(None, "day") == UNKNOWN_DATE
    assert rough(TODAY, "month") == RoughDate(TODAY, Precision.MONTH)


@pytest.mark.parametrize(
    ("known", "age"),
    [
        (RoughDate(date(2008, 6, 30), Precision.DAY), Age(10, 0, sure=True)),
        (RoughDate(date(2008, 7, 1), Precision.DAY), Age(9, 11, sure=True)),
        (RoughDate(date(2012, 2, 29), Precision.DAY), Age(6, 4, sure=True)),
        (in_year(2008), Age(9, 11, sure=False)),
        (in_month(2008, 3), Age(10, 3, sure=True)),
        (in_month(2008, 6), Age(10, 0, sure=True)),
        (RoughDate(date(2012, 1, 1), Precision.ESTIMATED), Age(6, 5, sure=False)),
        (RoughDate(date(2018, 7, 1), Precision.DAY), None),
        (in_year(2018), Age(0, 0, sure=False)),
        (in_year(2019), None),
        (UNKNOWN_DATE, None),
    ],
)
def test_the_age_counts_completed_years_and_months(known, age):
    assert age_on(known, TODAY) == age


@given(DAYS, DAYS, PRECISE)
def test_an_age_is_never_negative_and_a_band_always_exists(born, day, precision):
    age = age_on(RoughDate(born, precision), day)
    assert age is None or (age.years >= 0 and 0 <= age.months <= 11)
    assert (age is None) == (age_band(RoughDate(born, precision), day) == "unknown")


@given(DAYS, st.integers(0, 1500))
def test_months_later_and_age_agree(born, months):
    day = months_after(born, months)
    age = age_on(RoughDate(born, Precision.DAY), day)
    assert age.total_months in {months, months - 1}


@pytest.mark.parametrize(
    ("years", "band"),
    [
        *[(0, "0-2"), (2, "0-2"), (3, "3-5"), (5, "3-5"), (6, "6-11"), (11, "6-11")],
        *[(12, "12-14"), (14, "12-14"), (15, "15-17"), (17, "15-17"), (18, "18-24")],
        *[(24, "18-24"), (25, "25+"), (99, "25+")],
    ],
)
def test_bands_begin_and_end_with_birthdays(years, band):
    birthday = RoughDate(months_after(TODAY, -12 * years), Precision.DAY)
    assert age_band(birthday, TODAY) == band


def test_an_unknown_birth_date_has_its_own_band():
    assert age_band(UNKNOWN_DATE, TODAY) == "unknown"


@pytest.mark.parametrize(
    ("known", "french", "english"),
    [
        (RoughDate(date(2009, 3, 12), Precision.DAY), "12 mars 2009", "12 March 2009"),
        (RoughDate(date(2009, 8, 1), Precision.DAY), "1er août 2009", "1 August 2009"),
        (in_month(2009, 3), "mars 2009", "March 2009"),
        (in_year(2009), "2009", "2009"),
        (RoughDate(date(2009, 3, 12), Precision.ESTIMATED), "vers 2009", "about 2009"),
        (UNKNOWN_DATE, "date inconnue", "date not known"),
    ],
)
def test_words_follow_the_active_language(known, french, english):
    with translation.override("fr"):
        assert in_words(known) == french
    with translation.override("en"):
        assert in_words(known) == english


def test_ages_are_said_in_words():
    assert age_in_words(Age(6, 3, sure=True), "fr") == "6\u00a0ans"
    assert age_in_words(Age(6, 3, sure=False), "en") == "about 6\u00a0years"
    assert age_in_words(Age(1, 3, sure=True), "fr") == "15\u00a0mois"
    assert age_in_words(Age(0, 1, sure=True), "en") == "1\u00a0month"
    assert age_in_words(None, "fr") == "âge inconnu"


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("hivernage 2012", date(2012, 8, 1)), ("saison des pluies 2012", date(2012, 8, 1)),
        ("pendant l’hivernage 2012", None), ("Récoltes 1996", date(1996, 11, 1)),
        ("la saison sèche de 2001", date(2001, 2, 15)), ("hot season 1999", date(1999, 4, 15)),
        ("saison froide 2003", date(2003, 1, 15)), ("en hivernage 2010", date(2010, 8, 1)),
    ],
)  # fmt: skip
def test_a_season_counts_by_its_middle_and_is_an_estimate(written, day):
    if day is None:
        with pytest.raises(DateProblem):
            parse_rough(written, today=date(2020, 1, 1))
        return
    assert parse_rough(written, today=date(2020, 1, 1)) == RoughDate(day, Precision.ESTIMATED)
