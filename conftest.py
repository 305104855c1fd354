"""Fixtures for every test: the cast and their places. The data folder: see tests/settings.py."""

import pytest

from tests.cast import Cast, Stage, build_cast, build_stage


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asks for the database
    return build_stage()


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return build_cast(stage)
