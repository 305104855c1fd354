"""Fixtures for every test: a data folder of its own, the cast and their places."""

import os
import tempfile

os.environ.setdefault("KINKEEPER_DATA", tempfile.mkdtemp(prefix="kinkeeper-test-"))
os.environ["KINKEEPER_DEMONSTRATION"] = "no"
os.environ["KINKEEPER_SECOND_FACTOR"] = "no"

import pytest

from tests.cast import Cast, Stage, build_cast, build_stage


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asks for the database
    return build_stage()


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return build_cast(stage)
