import pytest

from kinkeeper.mission.emergency.tests.make import Walk


@pytest.fixture
def walk(cast, stage):
    return Walk(cast, stage)
