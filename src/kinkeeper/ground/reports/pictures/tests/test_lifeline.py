"""The life line under ordinary and extreme lives."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.reports.pictures import lifeline
from kinkeeper.ground.reports.pictures.lifeline import Fact, Moment
from kinkeeper.ground.reports.pictures.tests.reading import (
    SVG,
    assert_sound,
    letters,
    overlapping,
    parse,
    rectangles,
)
from kinkeeper.ground.text.dates import UNKNOWN_DATE, in_year

TODAY = date(2018, 12, 31)
NARROW = pytest.mark.parametrize("narrow", [False, True])


def lanes(svg):
    return [group for group in svg.iter(f"{SVG}g") if group.get("class") == "lane"]


def draw(facts, moments=(), *, born=None, narrow=False):
    return lifeline.draw(facts, moments, born=born, today=TODAY, narrow=narrow)


def assert_lanes_readable(svg):
    for lane in lanes(svg):
        assert not overlapping(list(letters(lane)))


@NARROW
def test_a_life_of_which_nothing_is_known_says_so(narrow):
    svg = assert_sound(draw([], born=UNKNOWN_DATE, narrow=narrow))
    said = " ".join(text for text, _box in letters(svg))
    assert "not known" in said or "inconnu" in said
    assert not lanes(svg)


@NARROW
def test_thirty_lanes_stand_under_each_other_in_the_order_given(narrow):
    facts = [Fact(f"Part {n}", f"fact {n}", date(1988 + n, 1, 1), None) for n in range(30)]
    svg = assert_sound(draw(facts, born=in_year(1988), narrow=narrow))
    tops = [min(box[1] for box in rectangles(lane)) for lane in lanes(svg)]
    assert len(tops) == 30
    assert tops == sorted(tops)


@NARROW
def test_bars_that_overlap_in_time_never_overlap_in_the_picture(narrow):
    facts = [
        Fact("Services", f"service {n}", date(2010 + n % 4, 1, 1), date(2014 + n % 3, 6, 1))
        for n in range(20)
    ]
    svg = assert_sound(draw(facts, narrow=narrow))
    (lane,) = lanes(svg)
    boxes = [("bar", box) for box in rectangles(lane)]
    assert len(boxes) == 20
    assert not overlapping(boxes)
    assert_lanes_readable(svg)


@NARROW
def test_a_name_of_five_hundred_letters_is_shortened_in_the_picture_and_whole_in_its_title(narrow):
    name = "Abdoulaye" * 56
    svg = assert_sound(
        draw([Fact("Vit avec", name, date(2010, 1, 1), date(2010, 1, 2))], narrow=narrow)
    )
    assert any(name in (title.text or "") for title in svg.iter(f"{SVG}title"))


def test_markup_in_a_name_stays_text():
    drawn = draw(
        [Fact("<b>", "<script>alert(1)</script>", date(2010, 1, 1), None, "<i>")],
        [Moment("<b>", '"><img src=x onerror=alert(1)>', date(2011, 1, 1))],
    )
    assert_sound(drawn)
    assert "<script" not in drawn
    assert "<img" not in drawn


@NARROW
def test_a_hundred_years_fit(narrow):
    facts = [
        Fact("Vit avec", f"maison {n}", date(1918 + 5 * n, 1, 1), date(1923 + 5 * n, 1, 1))
        for n in range(20)
    ]
    svg = assert_sound(draw(facts, born=in_year(1918), narrow=narrow))
    years = [text for text, _box in letters(svg) if text.isdigit()]
    assert years == sorted(years)
    assert_lanes_readable(svg)


@NARROW
def test_one_day_stays_can_be_seen(narrow):
    facts = [
        Fact("Accueil", "une nuit", TODAY - timedelta(n), TODAY - timedelta(n - 1))
        for n in (1, 400)
    ]
    svg = assert_sound(draw(facts, born=in_year(2005), narrow=narrow))
    assert all(box[2] - box[0] >= 4 for box in rectangles(lanes(svg)[0]))
    assert_lanes_readable(svg)


def test_an_uncertain_fact_is_dashed():
    (lane,) = lanes(
        parse(
            draw(
                [
                    Fact(
                        "Vit avec",
                        "ses parents",
                        date(2008, 1, 1),
                        date(2010, 1, 1),
                        uncertain=True,
                    )
                ]
            )
        )
    )
    assert any(rect.get("stroke-dasharray") for rect in lane.iter(f"{SVG}rect"))


def test_a_label_said_often_is_written_once():
    reviews = [Moment("Suivi", "revue", date(year, 5, 1), "review") for year in range(2010, 2018)]
    svg = assert_sound(draw([], reviews))
    assert [text for text, _box in letters(svg)].count("revue") == 1


def test_facts_of_the_future_and_of_the_deep_past_keep_inside():
    facts = [
        Fact("A", "avant", date(1, 1, 1), date(1, 1, 2)),
        Fact("A", "après", date(9999, 1, 1), None),
    ]
    assert_sound(draw(facts, [Moment("A", "loin", date(9999, 12, 31))]))


def test_the_list_beside_tells_every_fact_and_moment():
    beside = lifeline.listed(
        [Fact("Vit avec", "Awa & fils", date(2010, 1, 1), None)],
        [Moment("Suivi", "revue", date(2011, 1, 1))],
    )
    rows = list(parse(beside).iter("tr"))
    assert len(rows) == 3
    assert "Awa &amp; fils" in beside


DAYS = st.dates(date(1990, 1, 1), date(2020, 12, 31))
FACTS = st.builds(
    Fact, st.sampled_from(["A", "B"]), st.text(max_size=40), st.none() | DAYS, st.none() | DAYS,
    st.sampled_from(["family", "care", ""]), st.booleans(),
)  # fmt: skip
MOMENTS = st.builds(Moment, st.sampled_from(["A", "B"]), st.text(max_size=30), DAYS)


@settings(max_examples=60, deadline=None)
@given(st.lists(FACTS, max_size=12), st.lists(MOMENTS, max_size=12), st.booleans())
def test_whatever_happened_labels_of_a_lane_never_cover_each_other(facts, moments, narrow):
    svg = assert_sound(draw(facts, moments, narrow=narrow))
    assert_lanes_readable(svg)
    for lane in lanes(svg):
        bars = [group for group in lane.iter(f"{SVG}g") if group.get("class") == "fact"]
        assert not overlapping([("bar", rectangles(bar)[0]) for bar in bars])
