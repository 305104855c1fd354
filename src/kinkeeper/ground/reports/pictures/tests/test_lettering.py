"""Text measured and cut without a font."""

from hypothesis import given
from hypothesis import strategies as st

from kinkeeper.ground.reports.pictures.lettering import clean, fit, width, wrap


@given(st.text(max_size=600), st.floats(0, 400))
def test_a_fitted_text_is_never_wider_than_its_room(text, room):
    assert width(fit(text, room=room, size=13), size=13) <= room + 0.01


@given(st.text(max_size=600), st.floats(20, 200), st.integers(1, 4))
def test_wrapped_lines_fit_and_are_not_too_many(text, room, lines):
    written = wrap(text, room=room, size=12, lines=lines)
    assert len(written) <= lines
    assert all(width(line, size=12) <= room + 0.01 for line in written)


def test_a_text_with_room_is_left_as_it_is():
    assert fit("Famille Traoré", room=300, size=13) == "Famille Traoré"


def test_a_cut_text_ends_with_an_ellipsis():
    assert fit("prise en charge de remplacement", room=80, size=13).endswith("…")


def test_invisible_and_turning_characters_are_taken_out():
    assert clean("A\u202ewa\x00 \ud800\n T\u200braoré\uffff") == "Awa Traoré"


def test_an_accent_written_apart_takes_no_room():
    assert width("Traore\u0301", size=10) == width("Traoré", size=10)
