"""`scripts/prove fuzz`: requests made by schemathesis from the contract of the API, valid and not,
asked as each role. None may be a server error; almost each operation succeeds for somebody.
"""

import json
import logging
import pickle
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

import schemathesis
from django.conf import settings
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given
from hypothesis import seed as seeded
from hypothesis import settings as how
from ninja.operation import Operation
from requests import Request
from schemathesis import GenerationMode

from bench.machine import keep
from bench.proofs import world
from bench.proofs.bodies import contract
from bench.proofs.matrix import Walk, _place
from bench.proofs.policy import Policy
from bench.proofs.prepared import PREPARED
from bench.proofs.reach import Reached
from bench.proofs.routes import Route, routes
from bench.proofs.run import say
from bench.proofs.succeed import Reacher, Success
from bench.proofs.world import Asker, undone

SEED, EACH = 2003, 7
LEAST_CASES, LEAST_REACHED = 5_000, 0.95
BASE = "http://testserver"


@dataclass
class Found:
    """What the questions met."""

    cases: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    reached: set[str] = field(default_factory=set)


def main(part: str = "") -> None:
    """part: "reach" looks for the first success of each operation only; it is kept in the world."""
    logging.disable(logging.CRITICAL)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        world.build()
        policy = Policy()
        fuzzer = Fuzzer(Walk(policy, Reached(policy)))
        if part == "reach":
            fuzzer.reach()
            return
        found = fuzzer.prove()
    keep("fuzz", found, command="scripts/prove fuzz")
    say(json.dumps(found, indent=1, ensure_ascii=False))
    if found["server_errors"] or found["cases"] < LEAST_CASES or not found["control_caught"]:
        sys.exit(1)
    if found["reached"] < LEAST_REACHED * found["operations"]:
        sys.exit(1)


class Fuzzer:
    """Asks every operation as everybody."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.every = walk, [r for r in routes() if r.method]
        self.contract = schemathesis.openapi.from_dict(contract())
        self.people = world.askers()
        self.reacher = Reacher(walk)
        self.kept = settings.DATA / "proof-successes.pickle"
        self.known: dict[str, Success] = {}

    def prove(self) -> dict[str, Any]:
        self.reach(again=False)
        found = Found()
        for number, route in enumerate(reversed(self.every)):
            self.ask_all(route, found, number)
            if number % 20 == 19:
                say(f"{number + 1} operations, {found.cases} cases, {len(found.errors)} errors")
        found.reached |= self.known.keys()
        laid = {n: one.laid for n, one in self.known.items() if one.laid}
        return {
            "operations": len(self.every), "cases": found.cases, "askers": len(self.people),
            "server_errors": len(found.errors), "what_failed": found.errors[:40],
            "statuses": dict(sorted(found.statuses.items())), "reached": len(found.reached),
            "never_reached": sorted({route.name for route in self.every} - found.reached),
            "after_the_work_before_it": sorted(n for n in laid if n in PREPARED),
            "state_laid_by_hand": sorted(n for n in laid if n not in PREPARED),
            "control_caught": self.control(), "schemathesis": schemathesis.__version__,
        }  # fmt: skip

    def reach(self, *, again: bool = True) -> None:
        """What was found before is kept; with `again` the others are looked for once more."""
        before = self.kept.exists()
        if before:
            self.known = pickle.loads(self.kept.read_bytes())
        for route in self.every if again or not before else ():
            if route.name in self.known:
                continue
            success, tried = self.reacher.success(route)
            if success is None:
                say(f"  {route.name}: {tried.statuses} {tried.said}")
                continue
            self.known[route.name] = success
            self.kept.write_bytes(pickle.dumps(self.known))
        say(f"{len(self.known)} of {len(self.every)} operations reached")

    def ask_all(self, route: Route, found: Found, number: int) -> None:
        cases = self.cases(route)
        if not cases:
            return
        for turn in range(2 * EACH):
            asker = self.people[(number + turn) % len(self.people)]
            self.ask(route, asker, cases[turn % len(cases)], found, known=turn % 3 > 0)
        if success := self.known.get(route.name):
            holder = next(a for a in self.people if a.name == success.asker)
            for case in cases:
                self.ask(route, holder, case, found, known=True)

    def cases(self, route: Route) -> list[Any]:
        operation = self.contract[route.path][route.method]
        made: list[Any] = []
        for mode, most in ((GenerationMode.POSITIVE, EACH), (GenerationMode.NEGATIVE, EACH // 2)):
            made += collected(operation, mode, most)
        return made

    def ask(self, route: Route, asker: Asker, case: Any, found: Found, *, known: bool) -> None:
        success = self.known.get(route.name)
        if known and success is not None:
            case.path_parameters = {**(case.path_parameters or {}), **success.values}
        answer = sent(self.reacher.client_for(route, asker), case)
        found.cases += 1
        found.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            found.errors.append(f"{asker.name} {route.name}: {_place(answer)} {said(case)}")
            say(f"  {found.errors[-1]}")
        if 200 <= answer.status_code < 300:
            found.reached.add(route.name)

    def control(self) -> bool:
        """An operation that raises is met as a server error."""
        route = next(r for r in self.every if r.name == "GET /api/people")
        asker = next(a for a in self.people if a.name == "field_worker-own")
        found = Found()
        with patch.object(Operation, "run", broken):
            self.ask(route, asker, self.cases(route)[0], found, known=True)
        return len(found.errors) == 1


def broken(*_said: Any, **_more: Any) -> Any:
    planted = "planted"
    raise RuntimeError(planted)


def said(case: Any) -> str:
    return f"{case.path_parameters} {case.query} {str(case.body)[:300]}"


def collected(operation: Any, mode: GenerationMode, most: int) -> list[Any]:
    made: list[Any] = []

    @seeded(SEED)
    @how(max_examples=most, database=None, deadline=None, phases=[Phase.generate],
         suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(case=operation.as_strategy(generation_mode=mode))
    def collect(case: Any) -> None:
        made.append(case)

    try:
        collect()
    except Exception as problem:  # noqa: BLE001 - nothing can be made wrong where nothing is told
        if type(problem).__name__ not in {"Unsatisfiable", "SkipTest", "Skipped"}:
            say(f"  {operation.label}: no {mode.value} cases ({type(problem).__name__})")
    return made


def sent(client: Client, case: Any) -> Any:
    """Through the program itself, in this process; whatever it does is undone."""
    ready = Request(**case.as_transport_kwargs(base_url=BASE)).prepare()
    body = ready.body or b""
    with undone():
        return client.generic(
            ready.method, ready.path_url, body.encode() if isinstance(body, str) else body,
            content_type=ready.headers.get("Content-Type", "application/json"),
        )  # fmt: skip
