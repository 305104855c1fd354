"""Why a page is slow: its statements by time, each with the database's plan, and the functions.

`python -m bench explain awa /programme/`
"""

import cProfile
import pstats
import time
from collections.abc import Callable
from typing import Any

from django.db import connection

from bench.requests import FRAME_WORDS, logged_in
from kinkeeper.ground.access.models import Account

WIDEST, FUNCTIONS = 600, 25


class Timed:
    """Statements as the database gets them, with their milliseconds."""

    def __init__(self) -> None:
        self.found: list[tuple[float, str, Any]] = []

    def __call__(
        self, run: Callable[..., Any], sql: str, params: Any, many: Any, context: Any
    ) -> Any:
        began = time.monotonic()
        try:
            return run(sql, params, many, context)
        finally:
            self.found.append(((time.monotonic() - began) * 1000, sql, params))


def main(who: str, address: str) -> None:
    client = logged_in(Account.objects.get(email=f"{who}@demo.invalid"))
    print(client.get(address).status_code)
    timed, profile = Timed(), cProfile.Profile()
    with connection.execute_wrapper(timed):
        client.get(address)
    for number, (milliseconds, sql, params) in enumerate(timed.found):
        print(f"\n{number}. {milliseconds:.1f} ms  {_short(sql)}")
        if milliseconds > 2 and not sql.startswith(FRAME_WORDS):
            _plan(sql, params)
    profile.runcall(client.get, address)
    pstats.Stats(profile).sort_stats("cumulative").print_stats("kinkeeper", FUNCTIONS)


def _short(sql: str) -> str:
    chosen, _from, rest = sql.partition(" FROM ")
    text = f"{chosen[:80]} FROM {rest}" if rest else sql
    return text if len(text) < WIDEST else f"{text[: WIDEST // 2]} … {text[-WIDEST // 2 :]}"


def _plan(sql: str, params: Any) -> None:
    word = "EXPLAIN QUERY PLAN " if connection.vendor == "sqlite" else "EXPLAIN ANALYZE "
    with connection.cursor() as cursor:
        cursor.execute(word + sql, params)
        for row in cursor.fetchall():
            print("      ", row[-1])
