"""Fixtures for every test: the cast and their places. The data folder: see tests/settings.py."""

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import Cast, Stage, build_cast, build_stage

# No test is timed: a busy machine must not fail one. Numbers are measured in bench/.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asks for the database
    return build_stage()


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return build_cast(stage)
