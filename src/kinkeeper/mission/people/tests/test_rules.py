"""What makes a family believable; pure."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.mission.people.rules import (
    ORDER,
    Member,
    Span,
    birth_problem,
    certainly_minor,
    certainly_of_age,
    certainly_younger,
    family_kind,
    kin_from_head,
    without_adult,
    years_before,
    younger_than,
)

TODAY = date(2026, 11, 25)
days = st.dates(date(1900, 1, 1), TODAY)
spans = st.builds(
    lambda day, width: Span(day, day + timedelta(days=width)), days, st.integers(0, 800)
)
members = st.lists(
    st.builds(Member, st.sampled_from(ORDER), st.sampled_from(["F", "M", ""]), spans, st.booleans())
)


def born(year):
    return Span(date(year, 1, 1), date(year, 12, 31))


@given(spans, spans)
def test_nobody_is_younger_both_ways(one, other):
    assert not (certainly_younger(one, other) and certainly_younger(other, one))


@given(spans)
def test_nobody_is_a_child_and_of_age(span):
    assert not (certainly_minor(span, on=TODAY) and certainly_of_age(span, on=TODAY))


@given(days, st.integers(0, 150))
def test_years_before_is_never_later(day, years):
    assert years_before(day, years) <= day


@given(members)
def test_any_family_gets_a_kind_and_never_an_error(found):
    assert isinstance(family_kind(found, on=TODAY), str)
    without_adult(found, on=TODAY)
    assert all(isinstance(younger_than(m, found, on=TODAY), list) for m in found)


def test_kinds_of_families():
    head, child = Member("head", "F", born(1980)), Member("child", "F", born(2015))
    assert family_kind([head, child], on=TODAY) == "single_parent"
    assert family_kind([head, Member("spouse"), child], on=TODAY) == "biological"
    assert family_kind([head, Member("grandchild")], on=TODAY) == "grandparent_headed"
    assert family_kind([Member("head", "F", born(2012)), child], on=TODAY) == "child_headed"
    assert family_kind([head, Member("co_wife"), child], on=TODAY) == "polygamous_unit"
    assert family_kind([head, child, Member("nephew_niece")], on=TODAY) == "extended"


def test_a_second_wife_may_be_younger_than_a_grown_son():
    wife = Member("co_wife", "F", born(2000), caregiver=True)
    assert younger_than(wife, [wife, Member("child", "M", born(1995), name="Ali")], on=TODAY) == []
    girl = Member("head", "F", born(2013), caregiver=True)
    assert younger_than(girl, [girl, Member("child", "M", born(2011), name="Ali")], on=TODAY)


def test_only_what_is_certain_about_a_birth_is_a_problem():
    assert birth_problem(born(2026), today=TODAY) == ""
    assert birth_problem(born(2027), today=TODAY) == "future"
    assert birth_problem(born(1826), today=TODAY) == "too_old"


def test_the_relation_to_the_head_says_what_the_head_is():
    mother = Member("head", "F", caregiver=True)
    assert kin_from_head(mother, Member("child")) == "mother_of"
    assert kin_from_head(mother, Member("nephew_niece")) == "guardian_of"
    assert kin_from_head(mother, Member("cousin")) == ""
