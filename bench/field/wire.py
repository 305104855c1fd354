"""Phones without a browser: the Python phone of the tests, over HTTP."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.site.processes import web_command
from tests.journeys.programme import HOST, clean_environment, free_port

WAIT = 120


@dataclass
class Address:
    """Where the server listens now: it changes when it dies."""

    port: int


@dataclass
class Wire(Link):
    """seconds: how long each request that was answered took."""

    address: Address
    secret: str
    seconds: list[float] = field(default_factory=list)
    failures: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    def ask(self, device: UUID, body: dict[str, Any]) -> dict[str, Any] | None:
        began = time.monotonic()
        headers = {"Authorization": f"Bearer {device}.{self.secret}"}
        line = HTTPConnection(HOST, self.address.port, timeout=WAIT)
        try:
            line.request("POST", "/api/field/sync", json.dumps(body, default=str), headers)
            answer = line.getresponse()
            text = answer.read()
        except (OSError, HTTPException):
            self.failures += 1
            return None
        finally:
            line.close()
        if answer.status != 200:
            self.failures += 1
            return None
        self.seconds.append(time.monotonic() - began)
        return dict(json.loads(text))


@dataclass
class Hand:
    """A phone, its wire, and the families on it."""

    phone: Phone
    wire: Wire
    families: list[str]

    def write(self, texts: list[str]) -> None:
        today = timezone.localdate().isoformat()
        for n, text in enumerate(texts):
            family = self.families[n % len(self.families)]
            values = {"family": family, "held_on": today, "observations": text}
            self.phone.write("casework.visit", values, record=family)

    def settle(self, *, most: int = 400) -> bool:
        return self.phone.settle(self.wire, most=most)


def hands(
    environment: dict[str, str], address: Address, count: int, *, own: bool = False
) -> list[Hand]:
    """`count` phones of the demonstration's Awa, added and enrolled; own: of a worker each."""
    command = [sys.executable, "-m", "bench", "field-phones", str(count), *["own"] * own]
    made = subprocess.run(
        command, env=os.environ | environment, check=True, capture_output=True, text=True
    )
    rows = json.loads(made.stdout.splitlines()[-1])
    return [
        Hand(Phone(SimpleNamespace(pk=UUID(device))), Wire(address, secret), families)
        for device, secret, families in rows
    ]


def environment(data: Path, database: str = "") -> dict[str, str]:
    base = clean_environment() | {"KINKEEPER_DATA": str(data)}
    return base | ({"DATABASE_URL": database} if database else {})


@contextmanager
def served(
    env: dict[str, str], application: str = "", *, log: Path = Path(os.devnull)
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A web server of its own, as ./start runs it; `application` in place of ours. log: what it
    complains of."""
    port = free_port()
    command = web_command(HOST, port)
    if application:
        command = [application if part.endswith(":application") else part for part in command]
    with log.open("ab") as complaints:
        server = subprocess.Popen(command, env=env, stderr=complaints)
    try:
        _until_answers(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait()


def _until_answers(port: int, server: subprocess.Popen[bytes]) -> None:
    for _try in range(300):
        if server.poll() is not None:
            msg = f"the server on {port} ended before it answered"
            raise RuntimeError(msg)
        line = HTTPConnection(HOST, port, timeout=5)
        try:
            line.request("GET", "/alive/")
            if line.getresponse().status == 200:
                return
        except (OSError, HTTPException):
            time.sleep(0.1)
        finally:
            line.close()
