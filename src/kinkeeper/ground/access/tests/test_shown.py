"""What a person is told of the readings of a file."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.roles import ROLES
from kinkeeper.ground.access.shown import Stay, room_of, shown, title_of


@pytest.fixture
def file(stage):
    return stage.badia


def told(file, **values):
    return shown([Stay(file.pk, **values)], near=file.path)


def test_a_line_says_day_role_place_part_and_purpose_and_no_name(cast, file):
    seen(cast.awa, [file], door="family", purpose="care")
    seen(cast.awa, [file], door="family", purpose="care")
    (line,) = told(file)
    assert line.day == timezone.localdate()
    assert (line.role, line.times, line.emergency) == (ROLES["field_worker"].label, 2, False)
    assert line.place == cast.awa.grants.get().place.name
    assert line.part == title_of("person")
    assert "Awa" not in repr(line)


def test_what_is_read_to_protect_is_never_told(cast, file):
    seen(cast.fanta, [file], door="protection_case", purpose="protection")
    seen(cast.koro, [file], door="concern", purpose="safeguarding")
    seen(cast.awa, [file], door="concern_of_child", purpose="care")
    assert told(file) == []


def test_lists_and_other_times_are_not_counted(cast, file):
    seen(cast.awa, [file], door="families", purpose="care")
    seen(cast.awa, [file], door="family", purpose="care")
    today = timezone.localdate()
    assert told(file, until=today) == []
    assert told(file, since=today + timedelta(days=1)) == []
    assert len(told(file, since=today)) == 1


def test_a_door_has_words_and_one_that_is_gone_too():
    assert room_of("protection_case").label == "protection"
    assert room_of("no_such_door") is None
    assert title_of("no_such_door")
