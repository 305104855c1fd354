"""Journeys run in Debian's Chromium against a Kinkeeper as `./start` runs it: the demonstration,
its own data folder, granian. Without Chromium they are skipped."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser import FLAGS, chromium
from tests.journeys.hands import log_in
from tests.journeys.programme import Programme, running

expect.set_options(timeout=15_000)  # a busy machine must not fail one
WIDE = {"width": 1366, "height": 900}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return {"executable_path": program, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    return {"locale": "fr-FR", "timezone_id": "Africa/Bamako", "viewport": WIDE}


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Iterator[Programme]:
    """worker_id: processes of one test run have their folders beside each other."""
    mine = tmp_path_factory.getbasetemp()
    with running(mine if worker_id == "master" else mine.parent) as found:
        yield found


@pytest.fixture(scope="session")
def known_sessions() -> dict[str, Any]:
    """Cookies of those who logged in already, so that each logs in once."""
    return {}


@pytest.fixture
def enter(
    new_context: Callable[..., BrowserContext],
    programme: Programme,
    known_sessions: dict[str, Any],
) -> Callable[..., Page]:
    """`enter("awa")`: My day of one of the demonstration's people, in a browser of her own."""

    def come_in(name: str, *, language: str = "fr", **options: Any) -> Page:
        context = new_context(
            base_url=programme.address, storage_state=known_sessions.get(name), **options
        )
        page = context.new_page()
        if name not in known_sessions:
            log_in(page, f"{name}@demo.invalid", programme.passwords[name])
            page.wait_for_url("/")
            known_sessions[name] = context.storage_state()
        if language != "fr":
            speak(context, language, programme.address)
        page.goto("/")
        return page

    return come_in


def speak(context: BrowserContext, language: str, address: str) -> None:
    context.add_cookies([{"name": "django_language", "value": language, "url": address}])


@pytest.fixture
def stranger(new_context: Callable[..., BrowserContext], programme: Programme) -> Page:
    """A browser in which nobody is logged in."""
    return new_context(base_url=programme.address).new_page()
