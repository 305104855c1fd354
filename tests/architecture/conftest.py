"""`planted` writes a bad example as a file of the project; guards must find it."""

from collections.abc import Callable

import pytest

from tests.architecture.guards.tree import File

Plant = Callable[..., File]


@pytest.fixture
def planted() -> Plant:
    def plant(text: str, *, at: str = "src/kinkeeper/mission/people/views.py") -> File:
        return File(at, text)

    return plant


def pytest_assertrepr_compare(op, left, right):
    """Shows every complaint of a guard, one a line, not the first few of a list."""
    if op == "==" and right == [] and isinstance(left, list):
        return ["the house does not hold:", *map(str, left)]
    return None
