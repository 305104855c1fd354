"""Lines over time: days where they belong, nothing outside the sheet, unknown is a gap."""

import re
from datetime import date

import pytest

from kinkeeper.ground.reports.pictures.lines import Line, draw, figure, listed

DAYS = [date(2018, 1, 1), date(2018, 7, 1), date(2020, 1, 1)]
LINES = [Line("Épargné <b>", (0, 12_500, 31_000)), Line("Prêté", (None, 8_000, 9_500.5))]


def spots(svg):
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)"', svg)
    return [(float(x), float(y)) for x, y in found]


def test_days_lie_where_they_belong_and_inside_the_sheet():
    found = spots(draw(DAYS, LINES, title="Épargne"))
    assert len(found) == 5
    assert all(0 < x < 660 and 0 < y < 290 for x, y in found)
    (x0, y0), (x1, y1), (x2, y2) = found[:3]
    assert (x1 - x0) / (x2 - x0) == pytest.approx(181 / 730, abs=0.01)
    assert y0 > y1 > y2


def test_what_is_not_known_is_a_gap_and_a_dash_in_the_list():
    svg = draw(DAYS, LINES, title="Épargne")
    dashed = re.findall(r'stroke-dasharray="6 4"', svg)
    assert len(dashed) == 2  # one stretch and the legend
    assert ">–<" in listed(DAYS, LINES, title="Épargne", day_word="Jour")


def test_names_are_escaped_and_one_day_is_no_line():
    assert "<b>" not in figure(DAYS, LINES, title="Épargne", day_word="Jour")
    assert figure(DAYS[:1], [Line("x", (1,))], title="Épargne", day_word="Jour") == ""


def test_too_many_lines_and_missing_values_are_refused():
    with pytest.raises(ValueError, match="at most"):
        figure(DAYS, [Line("x", (1, 2, 3))] * 5, title="", day_word="")
    with pytest.raises(ValueError, match="each day"):
        figure(DAYS, [Line("x", (1, 2))], title="", day_word="")
