"""Cells of a register: sex, yes or no, telephone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.cells import Phone, read_phone, read_sex, read_yes_no
from kinkeeper.ground.text.problems import CellProblem

ANYTHING = st.one_of(
    st.none(),
    st.text(st.characters(exclude_categories=()), max_size=40),
    st.integers(),
    st.floats(),
)


@pytest.mark.parametrize(
    "written", ["F", "f", "Fille", "FILLE ", "fém", "Fém.", "femme", "2", 2, 2.0]
)
def test_a_girl_is_read(written):
    assert read_sex(written) == "F"


@pytest.mark.parametrize("written", ["M", "m", "Garçon", "garcon", "G", "homme", "Masc.", "1", 1])
def test_a_boy_is_read(written):
    assert read_sex(written) == "M"


@pytest.mark.parametrize("written", [None, "", " ", "-", "?", "néant", "\u200b"])
def test_an_empty_cell_has_no_sex_no_answer_no_phone(written):
    assert read_sex(written) == ""
    assert read_yes_no(written) is None
    assert read_phone(written) == Phone()


def test_another_word_is_no_sex_and_the_sentence_says_what_to_write():
    with pytest.raises(CellProblem, match="jumeau"):
        read_sex("jumeau")


@pytest.mark.parametrize(
    ("written", "answer"),
    [
        *[("oui", True), ("Oui.", True), ("x", True), ("✓", True), (True, True), (1, True)],
        *[("non", False), ("NON", False), (False, False), (0, False)],
    ],
)
def test_yes_and_no_are_read(written, answer):
    assert read_yes_no(written) is answer


def test_another_word_is_neither_yes_nor_no():
    with pytest.raises(CellProblem, match="en cours"):
        read_yes_no("en cours")


@pytest.mark.parametrize(
    "written",
    [
        *("69 13 87 51", "69.13.87.51", "69138751", "+223 69 13 87 51", "0022369138751"),
        *("(+223) 69-13-87-51", "Tél : 69 13 87 51", 69138751, 69138751.0, "６９ １３ ８７ ５１"),
    ],
)
def test_a_number_of_mali_is_read_in_every_shape(written):
    phone = read_phone(written)
    assert phone.number == "+22369138751"
    assert phone.problem is None


def test_the_owner_beside_the_number_is_kept():
    assert read_phone("69 13 87 51/fils") == Phone("+22369138751", "fils")
    assert read_phone("69 13 87 51 (voisine)") == Phone("+22369138751", "voisine")
    assert read_phone("oncle Moussa: 69138751").owner_note == "oncle Moussa"


def test_two_numbers_are_both_kept():
    phone = read_phone("69 13 87 51 / 76 66 70 24")
    assert (phone.number, phone.others) == ("+22369138751", ("+22376667024",))


def test_a_number_of_another_country_is_read():
    assert read_phone("+33 6 12 34 56 78").number == "+33612345678"


@pytest.mark.parametrize("written", ["1234", "voir dossier", "69 13 87", "9" * 60])
def test_what_is_no_number_is_said(written):
    phone = read_phone(written)
    assert phone.number == ""
    assert phone.problem is not None
    assert written[:20] in str(phone.problem)


def test_a_number_not_in_use_is_kept_with_a_problem():
    phone = read_phone("00 00 00 01", country="ML")
    assert phone.problem is not None


@given(ANYTHING)
def test_anything_is_an_answer_or_a_problem(written):
    for read in (read_sex, read_yes_no):
        try:
            assert read(written) in {"F", "M", "", True, False, None}
        except CellProblem as problem:
            _ = str(problem)
    phone = read_phone(written)
    assert phone.number == "" or phone.number.startswith("+")
