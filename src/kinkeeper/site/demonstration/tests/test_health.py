"""The invented children grow as children do; who is told to be thin is thin by WHO's tables."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from kinkeeper.ground.places.models import Place
from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.vaccines.queries import calendar_on
from kinkeeper.mission.health.vaccines.rules import Born, doubts
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.health.cards import tell_cards
from kinkeeper.site.demonstration.health.measured import Kid, measurement, tell_measured
from kinkeeper.site.demonstration.health.thin import WAYS

TODAY = date(2026, 11, 25)
pytestmark = pytest.mark.django_db


def kid(days, sex="F"):
    born = TODAY - timedelta(days=days)
    person = Person(sex=sex, birth_date=born, birth_precision="day", place=Place(name="Kita"))
    return Kid(person, None, born)


@pytest.mark.parametrize("sex", ["F", "M"])
def test_each_story_begins_with_a_thin_child_and_those_that_are_over_end_with_a_well_one(sex):
    child = kid(1200, sex)
    for way in WAYS:
        found = [
            measurement(child, TODAY - timedelta(days=way.found - days), tall=-1.5, fat=fat).status
            for days, fat in way.fat.items()
        ]
        assert found[0] in {"severe", "moderate"}
        if way.steps and way.steps[-1][2] == "followed":
            assert found[-1] == "normal"


def test_children_who_are_measured_are_not_thin_by_chance_and_never_shrink():
    diary = Diary(Random(7), TODAY)
    for days in range(200, 1800, 40):
        tell_measured(diary, [kid(days)])
    rows = [deed.entry.record for deed in diary.deeds]
    assert len(rows) > 60
    assert {row.status for row in rows} == {"normal"}
    of_child: dict[Person, list[Decimal]] = {}
    for row in sorted(rows, key=lambda row: row.on):
        of_child.setdefault(row.person, []).append(row.lenhei)
    assert all(heights == sorted(heights) for heights in of_child.values())


def test_what_stands_on_a_card_could_stand_there():
    diary = Diary(Random(3), TODAY)
    children = [kid(days) for days in range(30, 1700, 60)]
    tell_cards(diary, children)
    doses = calendar_on(TODAY).doses
    for child in children:
        rows = [d.entry.record for d in diary.deeds if d.entry.record.person is child.person]
        given = {(row.vaccine, row.number): row.on for row in rows}
        assert doubts(Born(child.born, "F"), given, {}, doses) == []
    assert all(isinstance(deed.entry.record, Vaccination) for deed in diary.deeds)
