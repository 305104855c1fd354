"""The ways of the invented children keep to what is published of the villages."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from kinkeeper.site.demonstration.villages.facts import BEDS, FLIGHT, HOME, SITES, Site
from kinkeeper.site.demonstration.villages.lives import Life, arrivals

TODAY = date(2026, 11, 25)
SEEDS = [1, 7, 2012]


def lives_of(site: Site, seed: int) -> list[list[tuple[date, Life]]]:
    """For each SOS family: (day of arrival, life)."""
    rng = Random(seed)
    return [
        [(arrival.on, life) for arrival in arrivals(site, founded, rng, TODAY)
         for life in arrival.lives]
        for founded in site.foundings()
    ]  # fmt: skip


def inside(home: list[tuple[date, Life]], day: date) -> int:
    return sum(on <= day < life.leaves for on, life in home)


@pytest.mark.parametrize("seed", SEEDS)
def test_exactly_140_children_of_14_families_sleep_in_socoura_on_the_day_of_the_flight(seed):
    socoura = next(site for site in SITES if site.key == "socoura")
    full = [inside(home, FLIGHT) for home in lives_of(socoura, seed)]
    assert [count for count in full if count] == [10] * 14


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_comes_to_socoura_or_leaves_it_while_it_is_empty(seed):
    socoura = next(site for site in SITES if site.key == "socoura")
    for home in lives_of(socoura, seed):
        for on, life in home:
            assert not FLIGHT <= on < HOME
            assert not FLIGHT <= life.leaves < HOME


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key)
def test_no_house_ever_holds_more_children_than_beds(site, seed):
    for home in lives_of(site, seed):
        for on, _life in home:
            assert inside(home, on) <= BEDS


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key)
def test_every_way_goes_forward(site):
    for home in lives_of(site, 5):
        for on, life in home:
            days = [life.born, on, life.leaves, *([life.alone] if life.alone else []), life.out]
            assert all(a <= b for a, b in pairwise(days))
            assert life.back is None or life.back > life.out


def test_the_four_villages_have_sixty_houses():
    assert {site.key: site.houses for site in SITES} == {
        "sanankoroba": 15, "socoura": 15, "kita": 15, "khouloum": 15,
    }  # fmt: skip


@pytest.mark.parametrize("site", SITES, ids=lambda site: site.key)
def test_who_came_with_brothers_and_sisters_does_not_come_back_alone(site):
    rng = Random(3)
    for founded in site.foundings():
        for arrival in arrivals(site, founded, rng, TODAY):
            assert len(arrival.lives) == 1 or not any(life.back for life in arrival.lives)
