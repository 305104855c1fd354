"""`python -m bench proofs-matrix`: the whole walk, then the planted mistakes."""

import json
import logging
import pickle
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.test import override_settings

from bench.machine import keep
from bench.proofs import planted, rows, world
from bench.proofs.bent import Bender
from bench.proofs.filling import kinds
from bench.proofs.matrix import KNOWN, OTHER_VERBS, Cell, Result, Walk, cells
from bench.proofs.objects import Finder, Found
from bench.proofs.policy import Policy, live
from bench.proofs.reach import Reached
from bench.proofs.routes import Route, routes
from kinkeeper.ground.access.models import Account

REFUSALS_OF = ("field_worker-own", "sponsor-whole", "anonymous")
SECOND = frozenset({
    "coordinator-far", "director-far", "teacher-far", "youth_counsellor-far", "not-yet",
    "monitor-other-project", "protection_lead-far",
})  # fmt: skip
"""Whose role somebody else has: they are asked only below the addresses."""
SHOWN = 40


def main(part: str = "") -> None:
    """part: names of people, with commas, whose walk is kept in the world; "objects", "bent",
    "below" or "planted-0" and so on for that alone. Without it what is missing is asked and all is
    put together."""
    logging.disable(logging.CRITICAL)
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        world.build()
        if part:
            walk_part(part)
            return
        found = prove()
    keep("matrix", found, command="scripts/prove matrix")
    say(json.dumps(found, indent=1, ensure_ascii=False))
    if found["leaks"] or found["server_errors"] or found["planted"] != found["caught"]:
        sys.exit(1)


@dataclass
class Asking:
    """The parts of the proof; what each found is kept in the world: interrupted, it goes on."""

    every: list[Route]
    objects: dict[str, dict[str, Found]]
    walk: Walk

    def bent(self) -> Result:
        return in_the_world("bent", lambda: Bender(self.walk).ask_all(self.every, self.objects))

    def below(self) -> dict[str, Any]:
        return in_the_world("below", lambda: below_addresses(self.walk.policy, self.walk.reached))

    def planted(self, number: int) -> list[Any]:
        def found() -> list[Any]:
            return planted.some_of(self.walk, self.every, self.objects, number)

        return in_the_world(f"planted-{number}", found)

    def all_planted(self) -> list[Any]:
        return [one for number in planted.portions() for one in self.planted(number)]


def in_the_world(name: str, find: Callable[[], Any]) -> Any:
    kept = settings.DATA / f"proof-{name}.pickle"
    if not kept.exists():
        found = find()
        kept.write_bytes(pickle.dumps(found))
    return pickle.loads(kept.read_bytes())


def asking() -> Asking:
    every, policy = routes(), Policy()
    return Asking(every, found_objects(every), Walk(policy, Reached(policy)))


def prove() -> dict[str, Any]:
    began, at = time.monotonic(), asking()
    result = walked(at.walk, at.every, at.objects, walkers())
    bent, below, broken = at.bent(), at.below(), at.all_planted()
    told(bent, 0, 0)
    return {
        **counted(result, bent, below), "routes": len(at.every),
        "classified": sum(1 for r in at.every if r.door), "not_as_declared": drift(at.walk.policy),
        "askers": len(walkers()), "people": sorted(a.name for a in walkers()),
        "known_exceptions": KNOWN, "objects": of_objects(at.every, at.objects),
        "planted": len(broken), "caught": sum(1 for b in broken if b["by"]),
        "planted_bugs": broken, "seconds": round(time.monotonic() - began),
    }  # fmt: skip


def walk_part(names: str) -> None:
    at = asking()
    if names.startswith("planted-"):
        say(str(at.planted(int(names.partition("-")[2]))))
    elif names in {"bent", "below"}:
        say(str(getattr(at, names)()))
    elif names != "objects":
        wanted = [asker for asker in walkers() if asker.name in names.split(",")]
        walked(at.walk, at.every, at.objects, wanted)


def walkers() -> list[world.Asker]:
    """One of each role, and each relation at least once: every address is asked by all of them."""
    return [asker for asker in world.askers() if asker.name not in SECOND]


def walked(walk: Walk, every: list[Route], objects: Any, people: list[world.Asker]) -> Result:
    """Each person's walk is kept in the world: interrupted, it goes on."""
    whole = Result()
    for asker in people:
        kept = settings.DATA / f"proof-{asker.name}.pickle"
        if not kept.exists():
            result = Result()
            for cell in all_cells(every, objects, walk.reached, asker):
                asked(walk, cell, result)
            kept.write_bytes(pickle.dumps(result))
        whole.add(pickle.loads(kept.read_bytes()))
        said = f"{len(whole.leaks)} leaks, {len(whole.errors)} errors"
        say(f"{asker.name}: {whole.cells} cells, {said}")
    return whole


def asked(walk: Walk, cell: Cell, result: Result) -> None:
    leaks, errors = len(result.leaks), len(result.errors)
    walk.ask(cell, result)
    told(result, leaks, errors)


def told(result: Result, leaks: int, errors: int) -> None:
    for one in (*result.leaks[leaks:], *result.errors[errors:]):
        say(f"  {one}")


def counted(result: Result, bent: Result, below: dict[str, Any]) -> dict[str, Any]:
    leaks = [*result.leaks, *bent.leaks, *below["leaks"]]
    errors = [*result.errors, *bent.errors]
    return {
        "cells": result.cells + bent.cells + below["cells"], "asked": result.cells,
        "bent": bent.cells, "bent_that_wrote_something": bent.relations["written"],
        "rights_rows_and_fields": below["cells"], "leaks": len(leaks),
        "server_errors": len(errors), "what_leaked": leaks[:SHOWN],
        "what_failed": errors[:SHOWN], "relations": dict(result.relations),
        "verbs": dict(result.verbs), "statuses": dict(sorted(result.statuses.items())),
    }  # fmt: skip


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def found_objects(every: list[Route]) -> dict[str, dict[str, Found]]:
    """Looked for once in a world; minutes."""
    kept = settings.DATA / "proof-objects.pickle"
    known = pickle.loads(kept.read_bytes()) if kept.exists() else {}
    finder = Finder({"own": world.own(), "far": world.far()})
    for route in every:
        if route.name not in known:
            known[route.name] = finder.objects(route)
    kept.write_bytes(pickle.dumps(known))
    return {route.name: known[route.name] for route in every}


def all_cells(
    every: list[Route], objects: Any, reached: Reached, asker: world.Asker
) -> Iterator[Cell]:
    def relation(who: world.Asker, found: Found) -> str:
        return related(who, found, reached)

    yield from cells(every, objects, [asker], relation)
    for route in every:
        first, *others = objects[route.name].values()
        if asker.name.endswith(("-own", "-far")):  # what lies in the other area
            for found in others:
                verb = route.method or "GET"
                yield Cell(asker, route, relation(asker, found), verb, found)
        if asker.name in REFUSALS_OF:
            for verb in OTHER_VERBS:
                if verb != route.method:
                    yield Cell(asker, route, relation(asker, first), verb, first)


def related(asker: world.Asker, found: Found, reached: Reached) -> str:
    if asker.account is None:
        return "not logged in"
    if asker.name in {"ended", "not-yet", "nobody"}:
        return {"ended": "ended grant", "not-yet": "grant to come"}.get(asker.name, "no grant")
    if not found.rows:
        return "a list"
    named = reached.named.get(asker.account.pk, set())
    if any(reached.subjects.get(pk, pk) in named for _model, pk in found.rows):
        return "named in it"
    if asker.name.endswith("other-project"):
        return "other project"
    lies = all(_near(reached, asker.account, model, pk) for model, pk in found.rows)
    return "own line" if lies else "other place"


def _near(reached: Reached, account: Account, model: Any, pk: Any) -> bool:
    paths = [h.path for h in reached.policy.held(account)]
    places = reached.places.get(model, {}).get(pk, set())
    return None in paths or not places or any(p.startswith(str(q)) for p in places for q in paths)


def below_addresses(policy: Policy, reached: Reached) -> dict[str, Any]:
    """Rights, rows and fields of everybody, without any page."""
    count, leaks = 0, []
    for asker in world.askers():
        if asker.account is None:
            continue
        for one in below_of(asker.account, reached, policy.purposes()):
            count += 1
            leaks += [one] if one else []
    return {"cells": count, "leaks": leaks}


def below_of(account: Account, reached: Reached, purposes: list[str]) -> Any:
    yield from rows.rights(account, reached, purposes)
    yield from rows.met(account, reached, kinds(), purposes)
    yield from rows.fields(account, reached, kinds(), purposes)
    yield from rows.written(account, reached, kinds())


def drift(policy: Policy) -> list[str]:
    """What the program declares otherwise than the kept table."""
    now = live()
    return [
        f"{part} {name}" for part, said in policy.table.items()
        for name in sorted({*said, *now[part]}) if said.get(name) != now[part].get(name)
    ]  # fmt: skip


def of_objects(every: list[Route], objects: dict[str, dict[str, Found]]) -> dict[str, Any]:
    with_one = [r for r in every if r.parameters]
    how = {r.name: next(iter(objects[r.name].values())).how for r in with_one}
    return {
        "addresses_of_an_object": len(with_one),
        "answered_for_a_real_one": sum(1 for said in how.values() if said == "answers"),
        "asked_with_a_real_id_only": sorted(n for n, said in how.items() if said == "is an id"),
        "asked_with_a_stand_in": sorted(n for n, said in how.items() if said == "stand-in"),
        "data": str(settings.DATA.name),
    }  # fmt: skip
