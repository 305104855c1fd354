"""The daycare group of the demonstration, whatever the hour at which it is built."""

from datetime import UTC, datetime, time

import pytest
import time_machine

from kinkeeper.site.demonstration.schools import not_yet_to_come


@pytest.mark.parametrize(
    ("hour", "minute", "brought"), [(0, 3, time(0, 3)), (7, 20, time(7, 20)), (15, 0, time(7, 40))]
)
def test_no_child_of_today_was_brought_later_than_it_is_now(hour, minute, brought):
    with time_machine.travel(datetime(2026, 11, 20, hour, minute, 40, tzinfo=UTC), tick=False):
        assert not_yet_to_come(time(7, 40)) == brought
