"""A village with a youth house and a young woman in it."""

import pytest

from kinkeeper.mission.leaving.tests.make import Journey, Village


@pytest.fixture
def village(cast, stage):
    return Village(stage.socoura, cast.salif, cast.moussa)


@pytest.fixture
def journey(village):
    return Journey(village, village.young())
