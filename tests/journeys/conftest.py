"""Journeys run in Debian's Chromium against a live server; without Chromium they are skipped."""

import os
from typing import Any

import pytest

from tests.browser import FLAGS, chromium

# The browser's driver runs an event loop in the thread of the test; Django would refuse to query.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "1")


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return {"executable_path": program, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "fr-FR", "timezone_id": "Africa/Bamako"}
