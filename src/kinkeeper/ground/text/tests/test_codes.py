"""Codes copied by hand: their check sign notices slips."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.text.codes import SIGNS, check_sign, is_valid_code, new_code, read_code

PREFIXES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=1, max_size=3)
BODIES = st.text(SIGNS, min_size=3, max_size=11)


def _code(prefix, body):
    return f"{prefix}-{body}{check_sign(prefix, body)}"


def test_a_new_code_is_valid_and_not_one_of_those_taken():
    codes = {new_code("E") for _turn in range(200)}
    assert all(is_valid_code(code, prefix="E") for code in codes)
    assert new_code("E", taken=codes) not in codes
    assert len(new_code("F", size=5)) == len("F-7K3M9")


def test_no_sign_looks_like_another():
    assert not set(SIGNS) & set("01ILOUSBZ")
    assert len(set(SIGNS)) == 27


@pytest.mark.parametrize(("prefix", "size"), [("", 6), ("f", 6), ("ABCD", 6), ("F", 3), ("F", 13)])
def test_a_code_of_another_shape_is_not_made(prefix, size):
    with pytest.raises(ValueError, match="prefix"):
        new_code(prefix, size=size)


@given(PREFIXES, BODIES)
def test_every_wrong_sign_and_every_exchange_of_neighbours_is_noticed(prefix, body):
    code = _code(prefix, body)
    assert is_valid_code(code)
    start = len(prefix) + 1
    for at in range(start, len(code)):
        for sign in SIGNS:
            slip = code[:at] + sign + code[at + 1 :]
            assert is_valid_code(slip) == (slip == code)
    for at in range(start, len(code) - 1):
        slip = code[:at] + code[at + 1] + code[at] + code[at + 2 :]
        assert is_valid_code(slip) == (slip == code)


def test_the_prefix_belongs_to_the_check():
    code = new_code("F")
    assert not is_valid_code("E" + code[1:])
    assert not is_valid_code(code, prefix="E")


@given(st.sampled_from(["F", "E"]), st.text(SIGNS, min_size=5, max_size=5))
def test_a_typed_code_is_read_whatever_its_case_and_spaces(prefix, body):
    code = _code(prefix, body)
    assert read_code(code) == code
    assert read_code(f" {code.lower()} ") == code
    assert read_code(f"{code[:5]} {code[5:]}") == code


def test_letters_mistaken_for_figures_are_read():
    code = _code("F", "25852")
    assert read_code(f"f-{code[2:].translate(str.maketrans('258', 'ZSB'))}") == code


@given(st.text(max_size=20))
def test_other_text_is_no_code(text):
    code = read_code(text)
    assert code == "" or is_valid_code(code)
