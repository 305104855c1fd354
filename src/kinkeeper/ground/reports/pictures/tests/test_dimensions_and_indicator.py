"""Dimensions before and now; lights, bars and trends."""

import pytest

from kinkeeper.ground.reports.pictures import dimensions, indicator
from kinkeeper.ground.reports.pictures.tests.reading import (
    SVG,
    assert_sound,
    letters,
    overlapping,
    parse,
)

LABELS = [f"Dimension {n}" for n in range(8)]
NOTHING = [None] * 8


@pytest.mark.parametrize("narrow", [False, True])
@pytest.mark.parametrize("before", [NOTHING, [1, 2, 3, 4, 1, 2, 3, 4]])
@pytest.mark.parametrize("now", [NOTHING, [4, 3, 2, 1, 1, 2, None, 4]])
def test_every_mix_of_levels_is_drawn_inside_its_sheet(before, now, narrow):
    svg = assert_sound(dimensions.draw(before, now, LABELS, narrow=narrow))
    assert not overlapping(list(letters(svg)))


def test_better_worse_and_same_are_said_in_signs_not_only_in_colour():
    svg = parse(dimensions.draw([1, 4, 2], [3, 3, 2], LABELS[:3]))
    said = [text for text, _box in letters(svg)]
    assert {"+2", "−1", "="} <= set(said)


def test_a_level_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="1 to 4"):
        dimensions.draw([5], [1], ["x"])


def test_long_and_hostile_labels_stay_text():
    drawn = dimensions.draw([1, 1], [2, 2], ["<script>", "y" * 500])
    assert_sound(drawn)
    assert "<script" not in drawn


def test_the_table_of_dimensions_says_what_was_not_assessed():
    rows = [
        [cell.text for cell in row]
        for row in parse(dimensions.listed([None], [3], ["Care"])).iter("tr")
    ]
    assert rows[1][2:] == ["3", "–"]


def test_lights_differ_in_shape():
    shapes = {
        parse(indicator.light(tone)).find(f"{SVG}path").get("d")
        for tone in ("good", "warn", "bad", "")
    }
    assert len(shapes) == 4


@pytest.mark.parametrize("value", [None, 0, -3, 5, 1e9])
@pytest.mark.parametrize("target", [None, 0, 70, -1])
def test_a_bar_keeps_inside_its_frame(value, target):
    assert_sound(indicator.bar(value=value, target=target, tone="good"))


def test_a_trend_breaks_where_a_value_is_missing():
    svg = assert_sound(indicator.trend([1, 2, None, 4, 5, 6]))
    assert len(list(svg.iter(f"{SVG}line"))) == 3


@pytest.mark.parametrize("points", [[], [None, None], [7], [3, 3, 3], [None, 2, None]])
def test_a_trend_of_next_to_nothing_is_drawn(points):
    assert_sound(indicator.trend(points))
