"""What is wrong with a workbook is said in sentences with its sheet and line."""

import io
from datetime import date

import pytest
from django.utils import translation
from openpyxl import Workbook

from kinkeeper.ground.instruments.checking import check
from kinkeeper.ground.instruments.shipped import SHIPPED, shipped_book
from kinkeeper.ground.instruments.tests.make import FR, book, line, visit_book
from kinkeeper.ground.instruments.workbook import (
    Unreadable,
    as_workbook,
    convert_book,
    read_book,
)
from kinkeeper.mission.casework.models import Dimension, Score

TODAY = date(2026, 1, 10)


def problems(workbook):
    with translation.override("en"):
        found = check(workbook, before=None, today=TODAY).problems
        return [(p.sheet, p.row, str(p)) for p in found]


def said(workbook):
    ((sheet, row, sentence),) = problems(workbook)
    return sheet, row, sentence.split(":")[0].split(".")[0]


@pytest.mark.parametrize(
    ("survey", "row", "words"),
    [
        ([line("geopoint", "where")], 2, "Questions of the type “geopoint” are not asked here"),
        ([line("text", "a"), line("text", "a")], 3, "The name “a” stands already on line 2"),
        ([line("text", "âge")], 2, "“âge” cannot be a name"),
        ([line("select_one nope", "a")], 2, "The list of choices “nope” is not on the sheet"),
        ([line("text", "a", relevant="${b} = 1")], 2, "“relevant” names the question “b”, which"),
        ([{"type": "begin group", "name": "g"}], 2, "“begin group” is never closed"),
        ([{"type": "end group"}], 2, "“end group” closes nothing that was opened"),
        ([{"type": "text", "name": "a"}], 2, "This question has no words in any column “label”"),
        ([line("text", "a", relevant="todayy() > 1")], 2, "The condition “todayy() > 1” cannot"),
        ([line("text", "a", **{"class": "L7"})], 2, "“L7” is no class"),
    ],
)
def test_each_mistake_names_its_line(survey, row, words):
    sheet, where, sentence = said(book(*survey))
    assert (sheet, where) == ("survey", row)
    assert sentence.startswith(words)


def test_all_mistakes_are_said_at_once():
    found = problems(book(line("geopoint", "a"), line("text", "b"), line("text", "b")))
    assert [row for _sheet, row, _s in found] == [2, 4]


def test_the_sentences_are_french_for_a_french_reader():
    with translation.override("fr"):
        (found,) = check(book(line("text", "âge")), before=None, today=TODAY).problems
        assert str(found).startswith("«\u00a0âge\u00a0» ne peut pas être un nom")


def test_a_repetition_in_a_repetition_is_refused():
    begin = [{"type": "begin repeat", "name": n} for n in ("a", "b")]
    end = [{"type": "end repeat"}] * 2
    assert said(book(*begin, line("text", "t"), *end))[1] == 3


def test_the_sdq_is_refused_with_the_reason():
    workbook = book(line("text", "a"), code="sdq-parent")
    ((sheet, _row, sentence),) = problems(workbook)
    assert sheet == "settings"
    assert "Youth in Mind" in sentence


def test_what_only_pyxform_finds_is_said_with_its_line():
    found = convert_book(book(line("text", "a"), line("range", "b", parameters="start=x")))
    (one,) = found.problems
    assert one.row == 3


def test_scores_that_name_no_question_are_refused():
    wrong = [{"score": "fed", "question": "nope", "factor": "deux"}]
    found = problems(visit_book(score_parts=wrong))
    assert [row for _sheet, row, _s in found] == [2, 2]


def test_a_file_that_is_no_workbook_gets_a_sentence():
    for data in (b"", b"PK\x03\x04", b"hello", b"x" * 2_000_000):
        with pytest.raises(Unreadable):
            read_book(data)


def test_a_workbook_goes_out_and_comes_back_the_same():
    sheets = {name: [dict(li) for _n, li in visit_book().lines(name)]
              for name in visit_book().sheets}  # fmt: skip
    again = read_book(as_workbook(sheets))
    assert {n: [dict(li) for _r, li in again.lines(n)] for n in sheets} == sheets


def test_headings_numbers_and_days_of_a_real_sheet_are_read():
    made = Workbook()
    page = made.active
    page.title = "Survey"
    page.append(["Type", "name", FR, "Relevance"])
    page.append([None] * 4)
    page.append(["integer", "n", "Nombre", None])
    data = io.BytesIO()
    made.save(data)
    ((row, found),) = read_book(data.getvalue()).lines("survey")
    assert row == 3
    assert found == {"type": "integer", "name": "n", FR: "Nombre"}


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_what_comes_with_the_program_has_nothing_to_say_against_it(code):
    found = check(shipped_book(code), before=None, today=TODAY)
    assert (found.problems, found.doubts) == ([], [])
    assert found.form.languages == ("fr", "en")
    assert all(side.true and side.false for side in found.sides)


@pytest.mark.parametrize("code", sorted(SHIPPED))
def test_every_question_has_words_in_both_languages(code):
    form = check(shipped_book(code), before=None, today=TODAY).form
    asked = [q for q in form.questions.values() if q.asked]
    assert all(set(q.label) == {"fr", "en"} for q in asked)
    assert all(set(c.label) == {"fr", "en"} for cs in form.choices.values() for c in cs)


def test_the_grid_asks_the_eight_dimensions_of_the_file():
    form = check(shipped_book("eight-dimensions"), before=None, today=TODAY).form
    assert list(form.questions) == [d.value for d in Dimension]
    codes = {c.code for c in form.choices["levels"]}
    assert codes == {str(score.value) for score in Score} | {"0"}
