"""One page asked for many times: CPU, statements to the database, bytes."""

import gzip
import re
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

WARM_UP, LEAST, LEAST_SLOW, SLOW = 3, 30, 9, 0.4  # SLOW: seconds from which fewer will do
FRAME_WORDS = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
STATIC = re.compile(r'(?:src|href)="(/static/[^"?#]+)')
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Seen:
    """What one page cost. Times in milliseconds, bytes of the answer and of all it brings."""

    cpu: list[float] = field(default_factory=list)
    wall: list[float] = field(default_factory=list)
    statements: list[int] = field(default_factory=list)
    html: list[int] = field(default_factory=list)
    html_gzip: list[int] = field(default_factory=list)
    with_files_gzip: list[int] = field(default_factory=list)

    def summary(self) -> dict[str, Any]:
        return {
            "requests": len(self.cpu),
            "cpu_ms": round(statistics.median(self.cpu), 1),
            "cpu_ms_worst_tenth": round(_tenth(self.cpu), 1),
            "wall_ms": round(statistics.median(self.wall), 1),
            "statements": max(self.statements),
            "html_bytes": max(self.html),
            "html_gzip_bytes": max(self.html_gzip),
            "page_gzip_bytes": max(self.with_files_gzip),
        }


def _tenth(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.9)]


class Statements:
    """Counts statements that reach the database, without those that only frame transactions."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def __call__(
        self, run: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        if not sql.lstrip().upper().startswith(FRAME_WORDS):
            self.texts.append(sql)
        return run(sql, params, many, context)


def logged_in(account: Any) -> Client:
    client = Client(headers={"accept-encoding": "gzip", "accept-language": "fr"})
    client.force_login(account, backend=BACKEND)
    return client


def ask(client: Client, addresses: Sequence[str]) -> Seen:
    """Asks for the addresses in turn. Raises AssertionError where one does not answer 200."""
    seen, files = Seen(), Files()
    for address in [*addresses, *addresses[:1] * WARM_UP][:WARM_UP]:
        _get(client, address)
    began = time.monotonic()
    turn = 0
    while turn < LEAST_SLOW or (turn < LEAST and (time.monotonic() - began) / turn < SLOW):
        _once(client, addresses[turn % len(addresses)], seen, files)
        turn += 1
    return seen


def _once(client: Client, address: str, seen: Seen, files: "Files") -> None:
    statements = Statements()
    with connection.execute_wrapper(statements):
        cpu, wall = time.process_time(), time.monotonic()
        response = _get(client, address)
        seen.cpu.append((time.process_time() - cpu) * 1000)
        seen.wall.append((time.monotonic() - wall) * 1000)
    body = _plain(response)
    packed = len(gzip.compress(body, 6))
    seen.statements.append(len(statements.texts))
    seen.html.append(len(body))
    seen.html_gzip.append(packed)
    seen.with_files_gzip.append(packed + files.weight(body.decode()))


def _get(client: Client, address: str) -> HttpResponseBase:
    response = client.get(address)
    assert response.status_code == 200, f"{address} answers {response.status_code}"
    return response


def _plain(response: HttpResponseBase) -> bytes:
    body: bytes = response.content  # type: ignore[attr-defined]
    return gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body


class Files:
    """Style, script and pictures that a page names, each once, as they travel."""

    def __init__(self) -> None:
        self.known: dict[str, int] = {}

    def weight(self, html: str) -> int:
        return sum(self._size(name) for name in set(STATIC.findall(html)))

    def _size(self, name: str) -> int:
        if name not in self.known:
            path = finders.find(name.removeprefix("/static/"))
            assert path, f"{name} is named by a page and does not exist"
            self.known[name] = len(gzip.compress(Path(str(path)).read_bytes(), 6))
        return self.known[name]
