"""Journeys run in Debian's Chromium against a Kinkeeper as `./start` runs it: the demonstration,
its own data folder, granian. Without Chromium they are skipped."""

import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from kinkeeper.site.processes import Family, wait_until_answers, web_command
from tests.browser import FLAGS, chromium

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Programme:
    """A running demonstration. passwords: by the first part of the e-mail address."""

    address: str
    data: Path
    passwords: dict[str, str]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    program = chromium()
    if program is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    return {"executable_path": program, "args": FLAGS, "headless": True}


@pytest.fixture(scope="session")
def browser_context_args() -> dict[str, Any]:
    screen = {"width": 1366, "height": 900}
    return {"locale": "fr-FR", "timezone_id": "Africa/Bamako", "viewport": screen}


@pytest.fixture(scope="session")
def programme(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Programme]:
    data = tmp_path_factory.mktemp("programme")
    environment = clean_environment() | {"KINKEEPER_DATA": str(data)}
    for command in ("migrate", "demo"):
        whole = [sys.executable, "-m", "kinkeeper.site", command]
        subprocess.run(whole, env=environment, check=True, capture_output=True)
    port = free_port()
    servers = Family({"web": web_command(HOST, port)}, environment)
    try:
        wait_until_answers(f"http://{HOST}:{port}/alive/", servers)
        yield Programme(f"http://{HOST}:{port}", data, logins(data / "demonstration"))
    finally:
        servers.stop()


def clean_environment() -> dict[str, str]:
    """Without the settings of the tests themselves."""
    ours = ("DJANGO", "KINKEEPER", "DATABASE")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def logins(file: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in file.read_text().splitlines()]
    return {row[0].split("@")[0]: row[1] for row in rows}


@pytest.fixture
def enter(page: Page, programme: Programme) -> Any:
    """`enter("awa")`: log in as one of the demonstration's people, in a fresh browser."""

    def log_in(name: str, *, language: str = "fr") -> Page:
        page.goto(f"{programme.address}/account/login/")
        page.fill("[name=login]", f"{name}@demo.invalid")
        page.fill("[name=password]", programme.passwords[name])
        page.press("[name=password]", "Enter")
        page.wait_for_url(f"{programme.address}/")
        if language != "fr":
            page.context.add_cookies(
                [{"name": "django_language", "value": language, "url": programme.address}]
            )
        return page

    return log_in
