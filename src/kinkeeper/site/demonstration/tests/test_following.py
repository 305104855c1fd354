"""The invented children that went home are looked after there; the others are not."""

from datetime import date, timedelta
from random import Random
from types import SimpleNamespace

import pytest

from kinkeeper.ground.access.models import Account
from kinkeeper.mission.care.models import FollowUp, Placement, Stay
from kinkeeper.mission.people.models import Person
from kinkeeper.site.demonstration.diary import Diary
from kinkeeper.site.demonstration.villages.following import tell_followed
from kinkeeper.site.demonstration.villages.telling import Child, Narrator

TODAY = date(2026, 11, 25)
LEFT = TODAY - timedelta(days=400)


def contacts_after(reason):
    by, diary = Account(name="Awa"), Diary(Random(3), TODAY)
    placement = Placement(since=date(2020, 1, 1))
    child = Child(Person(), None, SimpleNamespace(by=by), None, placement, [Stay()])
    narrator = Narrator(diary, None, by, {}, [child])
    narrator.end(child, LEFT, reason)
    tell_followed(narrator)
    told = [deed.entry.record for deed in diary.deeds]
    return [row for row in told if isinstance(row, FollowUp)]


@pytest.mark.parametrize("reason", ["reintegrated_kin", "reintegrated_parents"])
def test_who_went_home_is_seen_there_until_a_year_has_passed(reason):
    found = contacts_after(reason)
    assert len(found) >= 3
    assert all(LEFT < row.held_on <= TODAY for row in found)
    assert all(bool(row.at_home) == row.reached for row in found)


def test_who_left_for_a_life_alone_is_not():
    assert contacts_after("independent_living") == []
