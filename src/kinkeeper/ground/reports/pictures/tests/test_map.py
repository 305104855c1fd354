"""The map: every place is there, few people are grey and unsaid, nothing lies outside the sheet."""

import re
from itertools import combinations
from math import dist

from kinkeeper.ground.places.outlines import region_outlines
from kinkeeper.ground.reports.pictures.map import Spot, draw, figure, listed

SPOTS = [
    Spot("Namala", 13.05, -9.43, 40),
    Spot("Sirakoro", 13.09, -9.52, None),
    Spot("Dafara <b>", 12.42, -7.9, 160),
]


def circles(svg):
    return [
        tuple(float(re.search(rf' {name}="([^"]+)"', c).group(1)) for name in ("cx", "cy", "r"))
        for c in re.findall(r"<circle[^>]*>", svg)
    ]


def test_every_place_lies_on_the_sheet_and_more_people_make_a_larger_spot():
    svg = draw(SPOTS, region_outlines(), title="Carte")
    found = circles(svg)
    height = float(re.search(r'viewBox="0 0 680 ([\d.]+)"', svg).group(1))
    assert len(found) == 3
    assert all(0 < x < 680 and 0 < y < height for x, y, _r in found)
    assert found[2][2] > found[0][2] > 0


def test_few_people_are_not_said_in_the_picture_nor_in_the_list():
    for said in (draw(SPOTS, {}, title="Carte"), listed(SPOTS, title="Carte")):
        assert "Sirakoro" in said
        assert not re.search(r"Sirakoro: \d", said)


def test_names_are_escaped_and_without_places_there_is_no_map():
    assert "<b>" not in figure(SPOTS, {}, title="Carte")
    assert figure([], {}, title="Carte") == ""


def test_the_outlines_are_mali():
    rings = [ring for rings in region_outlines().values() for ring in rings]
    assert {"Kayes", "Koulikoro", "Mopti"} <= region_outlines().keys()
    assert all(-12.5 < x < 4.5 and 10 < y < 25.1 for ring in rings for x, y in ring)


def test_neighbours_do_not_hide_each_other_and_regions_are_named():
    near = [Spot(f"V{n}", 12.4 + n % 3 / 100, -7.9 + n // 3 / 100, 80) for n in range(7)]
    svg = draw([*near, Spot("Kita", 13.05, -9.43, 40)], region_outlines(), title="Carte")
    found = circles(svg)
    assert min(dist(a[:2], b[:2]) for a, b in combinations(found, 2)) > 20
    assert ">Kayes<" in svg.replace("<title>Kayes</title>", "")


def test_a_page_holds_a_map_for_computers_and_one_for_phones():
    page = figure(SPOTS, region_outlines(), title="Carte")
    assert page.count("<svg") == 2
    assert "&lt;svg" not in page
