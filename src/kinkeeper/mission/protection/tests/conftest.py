"""The desk of Kita, and an empty throttle before each test."""

import pytest

from kinkeeper.mission.protection import marks, throttle
from kinkeeper.mission.protection.tests.make import Desk


@pytest.fixture(autouse=True)
def fresh_throttle(monkeypatch):
    """Slow hashes are proved slow by one test; the others use a quick one."""
    monkeypatch.setattr(marks, "MEMORY_KIB", 8)
    monkeypatch.setattr(marks, "ROUNDS", 1)
    for one in (throttle.TELLING, throttle.GUESSING):
        one.reset()


@pytest.fixture
def desk(cast, stage):
    return Desk(stage.kita, cast.fanta, cast.yaya, cast.drissa)
