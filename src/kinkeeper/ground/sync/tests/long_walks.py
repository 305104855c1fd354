"""Many walks, for scripts/prove sync, which chooses how many; no part of ./test."""

import json
import os
from pathlib import Path

import pytest

from kinkeeper.ground.sync.tests.machine import Field
from kinkeeper.ground.sync.tests.walking import BUGS, walk, walk_with


@pytest.fixture
def how():
    names = ("walks", "steps", "number")
    return {name: int(os.environ[f"KINKEEPER_{name.upper()}"]) for name in names}


def test_walks(stage, cast, how):
    _tell(walk(stage, cast, **how), met=dict(Field.met))


@pytest.mark.parametrize("bug", BUGS)
def test_seeded(bug, stage, cast, how):
    _tell(walk_with(bug, stage, cast, **how))


def _tell(told, **more):
    whole = {"told": told, **more}
    Path(os.environ["KINKEEPER_FIGURES"]).write_text(json.dumps(whole, ensure_ascii=False))
