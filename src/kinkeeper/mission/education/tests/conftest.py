"""One school for the tests of this room."""

import pytest

from kinkeeper.mission.education.tests.make import School


@pytest.fixture
def school(cast, stage):
    return School(stage.kita_town, cast.awa, cast.fatim, cast.machine)
