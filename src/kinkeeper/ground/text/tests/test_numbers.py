"""Figures, percentages, money: written and read back."""

from decimal import Decimal

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.numbers import in_figures, money, parse_amount, parse_number, percent
from kinkeeper.ground.text.problems import AmountProblem

NARROW, WIDE = "\u202f", "\u00a0"


def test_money_is_written_for_the_reader():
    with translation.override("fr"):
        assert money(25_000_000, "EUR") == f"250{NARROW}000,00{WIDE}€"
        assert money(-150_000, "XOF") == f"-150{NARROW}000{WIDE}F{WIDE}CFA"
        assert money(150, "CHF") == f"1,50{WIDE}CHF"
    with translation.override("en"):
        assert money(25_000_000, "EUR") == "€250,000.00"
        assert money(1_500, "XOF") == f"1,500{WIDE}F{WIDE}CFA"
        assert money(-150, "USD") == "-US$1.50"


def test_figures_and_percentages_are_written_for_the_reader():
    assert in_figures(1_234_567, language="fr") == f"1{NARROW}234{NARROW}567"
    assert in_figures(Decimal("12.345"), decimals=2, language="fr") == "12,35"
    assert in_figures(-1000, language="en") == "-1,000"
    assert in_figures(Decimal("-0.4"), language="en") == "0"
    assert percent(2, 3, language="fr") == f"66,7{NARROW}%"
    assert percent(2, 3, decimals=0, language="en") == "67%"
    assert percent(0, 0, language="fr") == "s.o."
    assert percent(0, 5, language="en") == "0.0%"


@pytest.mark.parametrize(
    ("written", "currency", "minor"),
    [
        ("250 000,00 €", "EUR", 25_000_000),
        ("250.000,00", "EUR", 25_000_000),
        ("250,000.00", "EUR", 25_000_000),
        ("1.500", "XOF", 1500),
        ("1 500 F CFA", "XOF", 1500),
        ("1500F", "XOF", 1500),
        ("1500,00 FCFA", "XOF", 1500),
        ("1 500,5", "EUR", 150_050),
        ("€0.5", "EUR", 50),
        ("-€5.00", "EUR", -500),
        ("- 5", "EUR", -500),
        ("１５００", "XOF", 1500),
        (1500, "XOF", 1500),
        (12.5, "EUR", 1250),
        (0.1, "EUR", 10),
    ],
)
def test_an_amount_is_read_in_the_smallest_unit(written, currency, minor):
    assert parse_amount(written, currency) == minor


@pytest.mark.parametrize(
    ("written", "currency", "code"),
    [
        ("1500,50", "XOF", "too_fine"),
        (0.125, "EUR", "too_fine"),
        ("", "EUR", "unclear"),
        ("€", "EUR", "unclear"),
        ("beaucoup", "EUR", "unclear"),
        ("1,2,3", "EUR", "unclear"),
        ("12 34", "EUR", "unclear"),
        ("9" * 500, "EUR", "unclear"),
        (float("nan"), "EUR", "unclear"),
        (float("inf"), "EUR", "unclear"),
        (True, "EUR", "unclear"),
        (None, "EUR", "unclear"),
    ],
)
def test_an_amount_that_is_none_is_refused(written, currency, code):
    with pytest.raises(AmountProblem) as problem:
        parse_amount(written, currency)
    assert problem.value.code == code
    assert str(problem.value)


def test_a_number_keeps_its_decimals():
    assert parse_number("12,5") == Decimal("12.5")
    assert parse_number("0,125") == Decimal("0.125")
    assert parse_number("1 905") == parse_number("1.905") == 1905
    assert parse_number(",5") == Decimal("0.5")


@given(
    st.integers(-(10**15), 10**15),
    st.sampled_from(["EUR", "XOF", "USD", "GBP"]),
    st.sampled_from(["fr", "en"]),
)
def test_written_money_is_read_back(minor, currency, language):
    assert parse_amount(money(minor, currency, language=language), currency) == minor


@given(st.one_of(st.text(st.characters(exclude_categories=()), max_size=30), st.floats()))
def test_anything_is_an_amount_or_a_problem(written):
    try:
        assert isinstance(parse_amount(written, "EUR"), int)
    except AmountProblem as problem:
        _ = str(problem)
