"""Expressions, filling in and both sides, on small questionnaires; nothing of Django."""

import math
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.instruments.filling import (
    MISSING,
    NOT_OFFERED,
    REFUSED,
    WRONG_KIND,
    UnsettledError,
    fill,
)
from kinkeeper.ground.instruments.sides import both_sides
from kinkeeper.ground.instruments.tests.make import ANSWERS, VISIT, form, line
from kinkeeper.ground.instruments.xpath import (
    ExpressionError,
    Surroundings,
    evaluate,
    parsed,
    surroundings,
    tree_of,
)

TODAY = date(2026, 1, 10)
DATA = "<data><n>3</n><no/><d>20000</d><m>a b</m><r><x>2</x></r><r><x>5</x></r></data>"
LIST = fromstring("<root><item><name>k</name><of>3</of></item><item><name>s</name></item></root>")


def value(expression, tag="n", data=DATA):
    tree = tree_of(fromstring(data))
    node = [n for n in tree.iter() if getattr(n, "name", None) == tag][-1]
    with surroundings(Surroundings(TODAY, {"places": LIST})):
        return evaluate(expression, tree, node)[0]


@pytest.mark.parametrize(
    ("expression", "wanted"),
    [
        ("/data/n > 2 and /data/n <= 3", True),
        ("/data/no > 2 or /data/no <= 2", False),  # nothing is no number
        ("/data/no = ''", True),
        ("selected(/data/m, 'b')", True),
        ("selected(/data/m, 'c')", False),
        ("count-selected(/data/m)", 2.0),
        ("selected-at(/data/m, 1)", "b"),
        ("if(/data/n = 3, 'oui', 'non')", "oui"),
        ("coalesce(/data/no, 'vide')", "vide"),
        ("sum(/data/r/x) + count(/data/r)", 9.0),
        ("max(/data/r/x)", 5.0),
        ("min(/data/n, /data/no)", 3.0),
        ("round(2.345, 2)", 2.35),
        ("int(-3.7)", -3.0),
        ("today() - date('2026-01-01')", 9.0),
        ("format-date(/data/d, '%d/%n/%Y')", "04/10/2024"),
        ("regex('ML-12', '[A-Z]{2}-[0-9]+')", True),
        ("concat('n', /data/n + 1)", "n4"),
        ("join('-', /data/r/x)", "2-5"),
        ("not(/data/n = 4)", True),
        ("pow(2, 3)", 8.0),
        ("count-non-empty(/data/no)", 0.0),
        ("7 div 2", 3.5),
        ("instance('places')/root/item[of = current()]/name", "k"),
        ("boolean-from-string('1')", True),
    ],
)
def test_functions_of_the_standard(expression, wanted):
    assert value(expression) == wanted


def test_position_says_which_repetition():
    assert value("position(..)", tag="x") == 2.0


def test_arithmetic_with_nothing_is_no_number():
    assert math.isnan(value("/data/no + 1"))


@pytest.mark.parametrize("wrong", ["todayy()", "if(1, 2)", "/data/n >", "pulldata('a')", "foo(1"])
def test_what_cannot_be_read_is_said_before_anybody_depends_on_it(wrong):
    with pytest.raises(ExpressionError):
        parsed(wrong)


@given(st.integers(-999, 999), st.integers(-999, 999))
def test_comparing_numbers_is_what_python_says(a, b):
    data = f"<data><n>{a}</n><b>{b}</b></data>"
    assert value("/data/n < /data/b", data=data) == (a < b)
    assert value("/data/n >= /data/b", data=data) == (a >= b)


# --- filling in -----------------------------------------------------------------------------


def test_a_question_is_asked_only_under_its_condition_and_keeps_what_was_typed():
    asked = form(*VISIT)
    filled = fill(asked, {"ill": "n", "illness": "palu"}, today=TODAY)
    assert ("illness", 0) not in filled.asked
    assert filled.typed["illness", 0] == "palu"
    assert "illness" not in filled.kept()


def test_whole_answers_are_kept_with_what_is_computed():
    filled = fill(form(*VISIT), ANSWERS, today=TODAY)
    assert filled.problems == {}
    assert filled.kept() == {**ANSWERS, "ages": "11"}


def test_every_kind_of_wrong_answer_has_its_reason():
    typed = {"meals": "9", "ill": "?", "child": [{"given": ""}, {"given": "Ba", "age": "x"}]}
    found = fill(form(*VISIT), typed, today=TODAY).problems
    assert found == {
        ("meals", 0): REFUSED, ("ill", 0): NOT_OFFERED, ("given", 1): MISSING,
        ("age", 2): WRONG_KIND,
    }  # fmt: skip


def test_a_section_hides_all_its_questions_and_calculations():
    asked = form(
        line("integer", "n"),
        {"type": "begin group", "name": "g", "relevant": "${n} > 1"},
        line("integer", "inside", required="yes"),
        {"type": "calculate", "name": "twice", "calculation": "${n} * 2"},
        {"type": "end group"},
    )
    assert fill(asked, {"n": "1"}, today=TODAY).kept() == {"n": "1"}
    assert fill(asked, {"n": "2"}, today=TODAY).problems == {("inside", 0): MISSING}
    assert fill(asked, {"n": "2", "inside": "1"}, today=TODAY).kept()["twice"] == "4"


def test_a_group_inside_a_repetition_looks_at_its_own_row():
    asked = form(
        {"type": "begin repeat", "name": "child"},
        line("integer", "age"),
        {"type": "begin group", "name": "school", "relevant": "${age} > 5"},
        line("text", "class_now"),
        {"type": "end group"},
        {"type": "end repeat"},
    )
    filled = fill(asked, {"child": [{"age": "3"}, {"age": "9"}]}, today=TODAY)
    assert [k for k in filled.asked if k[0] == "class_now"] == [("class_now", 2)]


def test_choices_follow_the_answers_before():
    places = [
        {"list_name": "cercle", "name": "kita", "label::French (fr)": "Kita", "r": "kayes"},
        {"list_name": "cercle", "name": "mopti", "label::French (fr)": "Mopti", "r": "mopti"},
    ]
    asked = form(line("text", "region"),
                 line("select_one cercle", "cercle", choice_filter="r = ${region}"),
                 choices=places)  # fmt: skip
    filled = fill(asked, {"region": "kayes", "cercle": "mopti"}, today=TODAY)
    assert [c.code for c in filled.offered(("cercle", 0))] == ["kita"]
    assert filled.problems == {("cercle", 0): NOT_OFFERED}


@pytest.mark.parametrize("typed", ["31/12/2025", "2025-12-31"])
def test_days_are_read_as_people_write_them_and_compared(typed):
    asked = form(line("date", "day", constraint=". <= today()"))
    filled = fill(asked, {"day": typed}, today=TODAY)
    assert filled.kept() == {"day": "2025-12-31"}
    assert fill(asked, {"day": "11/01/2026"}, today=TODAY).problems == {("day", 0): REFUSED}
    assert fill(asked, {"day": "31/02/2025"}, today=TODAY).problems == {("day", 0): WRONG_KIND}


def test_conditions_in_a_circle_are_found_out():
    asked = form(
        {"type": "calculate", "name": "a", "calculation": "if(${b} = '1', '2', '1')"},
        {"type": "calculate", "name": "b", "calculation": "${a}"},
        line("text", "t"),
    )
    with pytest.raises(UnsettledError):
        fill(asked, {}, today=TODAY)


def test_values_stand_in_the_words():
    asked = form(line("integer", "n"), line("note", "said", "Il y en a ${n}"))
    filled = fill(asked, {"n": "4"}, today=TODAY)
    label = asked.questions["said"].label
    assert filled.words(label, "fr", ("said", 0)) == "Il y en a 4"


# --- both sides -----------------------------------------------------------------------------


def sides(*survey):
    return {(s.name, s.what): s for s in both_sides(form(*survey), today=TODAY)}


def test_answers_on_both_sides_of_each_condition_are_found():
    found = sides(*VISIT)
    assert set(found) == {("meals", "constraint"), ("illness", "relevant"), ("age", "relevant")}
    asked = form(*VISIT)
    for side in found.values():
        assert side.true is not None
        assert side.false is not None
    good = found["meals", "constraint"]
    assert ("meals", 0) not in fill(asked, good.true, today=TODAY).problems
    assert fill(asked, good.false, today=TODAY).problems["meals", 0] == REFUSED


def test_a_condition_that_can_never_be_true_is_reported():
    found = sides(
        line("integer", "age", constraint=". >= 0 and . <= 120"),
        line("text", "old", relevant="${age} > 120"),
        line("integer", "none", constraint=". > 5 and . < 3"),
        line("integer", "all", constraint=". > 5 or . <= 5"),
    )
    assert found["old", "relevant"].true is None
    assert found["none", "constraint"].true is None
    assert found["all", "constraint"].false is None
    assert found["age", "constraint"].true is not None


def test_a_long_chain_of_conditions_is_walked_to_its_end():
    chain = [line("select_one yn", "q0")]
    chain += [line("select_one yn", f"q{i}", relevant=f"${{q{i - 1}}} = 'y'") for i in range(1, 9)]
    found = sides(*chain)
    assert found["q8", "relevant"].true == {f"q{i}": "y" for i in range(8)}


def test_a_condition_on_what_is_computed_is_reached_through_its_parts():
    found = sides(
        line("integer", "a"), line("integer", "b"),
        {"type": "calculate", "name": "total", "calculation": "${a} + ${b}"},
        line("text", "much", relevant="${total} > 12"),
    )  # fmt: skip
    assert found["much", "relevant"].true is not None
