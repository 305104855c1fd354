"""The wheel of capacities: both sizes stand in the page as pictures, with every side named."""

from kinkeeper.ground.reports.pictures.radar import NARROW, Series, draw, figure

SIDES = ["A Governance", "B Organisation and its members", "C Money & papers"]
TWICE = [Series("2018", (2.0, 1.0, None)), Series("2020", (4.0, 3.0, 2.0))]


def test_a_page_holds_a_wheel_for_computers_and_one_for_phones():
    page = figure(SIDES, TWICE, most=4, title="Capacity")
    assert page.count("<svg") == 2
    assert "&lt;svg" not in page


def test_a_long_side_is_written_on_several_lines_and_not_cut():
    drawn = draw(SIDES, TWICE, most=4, title="Capacity", wheel=NARROW)
    assert all(f">{word}<" in drawn or word in drawn for word in ("Organisation", "members"))
    assert "…" not in drawn
