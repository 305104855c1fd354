"""The invented families could live: nobody has a child before sixteen."""

from datetime import date
from itertools import pairwise
from random import Random

import pytest

from kinkeeper.ground.places.models import Place
from kinkeeper.site.demonstration.households import DAYS_A_YEAR, Inventor, shapes

ENTRY = date(2018, 3, 1)
A_PARENT_IS_OLDER = 16
MONTHS_OF_A_PREGNANCY = 9


@pytest.mark.parametrize("seed", [1, 7, 2003])
def test_every_parent_is_old_enough_for_every_child(seed):
    rng = Random(seed)
    inventor, place = Inventor(rng), Place(name="Badia")
    for shape in shapes(families=60, children=280, girls=130, men=25, rng=rng):
        home = inventor.household(shape, place, ENTRY)
        assert len(home.children) == shape.girls + shape.boys
        for child in home.children:
            assert child.birth_date is not None
            for adult in home.caregivers:
                assert adult.birth_date is not None
                years = (child.birth_date - adult.birth_date).days / DAYS_A_YEAR
                rough = 1 if child.birth_precision != "day" else 0
                assert years >= A_PARENT_IS_OLDER - rough
            assert child.birth_date <= ENTRY


@pytest.mark.parametrize("seed", [1, 7, 2003])
def test_brothers_and_sisters_are_born_one_after_the_other(seed):
    rng = Random(seed)
    inventor, place = Inventor(rng), Place(name="Badia")
    for shape in shapes(families=60, children=280, girls=130, men=25, rng=rng):
        home = inventor.household(shape, place, ENTRY)
        exact = [c.birth_date for c in home.children if c.birth_precision == "day"]
        born = sorted(day for day in exact if day)
        for earlier, later in pairwise(born):
            assert (later - earlier).days > MONTHS_OF_A_PREGNANCY * 30
