"""`scripts/prove fence`: ways round the program, by the ORM and in plain SQL, tried as each role in
the middle of its own request. The control: without the fence every one of them works."""

import json
import logging
import sys
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.machine import keep, on_this_engine
from bench.proofs.engines import again_on_postgres
from bench.proofs.world import undone
from kinkeeper.ground.access.tests import test_fencing as ways
from tests.cast import build_cast, build_stage

LEAST = 20


def main() -> None:
    logging.disable(logging.CRITICAL)
    call_command("migrate", verbosity=0)
    found = prove()
    keep(on_this_engine("bypasses"), found, command="scripts/prove fence")
    print(json.dumps(found, indent=1), file=sys.stderr)
    if found["answered"] or found["least_of_a_role"] < LEAST or found["control_refused"]:
        sys.exit(1)
    again_on_postgres("proofs-fence")


def prove() -> dict[str, Any]:
    with undone():
        build_cast(build_stage())
        roles = {role or "before any door": _of(role) for role in ways.SHUT}
    return {
        "database": connection.vendor, "tried": sum(r["tried"] for r in roles.values()),
        "least_of_a_role": min(r["tried"] for r in roles.values()),
        "answered": [name for r in roles.values() for name in r["answered"]],
        "control_refused": [name for r in roles.values() for name in r["control_refused"]],
        "roles": {name: {k: r[k] for k in ("reads", "writes")} for name, r in roles.items()},
    }  # fmt: skip


def _of(role: str) -> dict[str, Any]:
    model, column = ways.SHUT[role]
    reads, writes = ways.secrets(model, column), _writes(role)
    with ways.in_a_request(role):
        answered = [way.__name__ for way in (*reads, *writes) if not ways.refused(way)]
    control = [way.__name__ for way in reads if ways.refused(way)]
    return {
        "reads": len(reads), "writes": len(writes), "tried": len(reads) + len(writes),
        "answered": [f"{role}: {name}" for name in answered],
        "control_refused": [f"{role}: {name}" for name in control],
    }  # fmt: skip


def _writes(role: str) -> list[Any]:
    """Who has passed no door yet is at the login library's own rows."""
    found = ways.writes()
    login = {"open accounts", *(w.__name__ for w in found if "access_account" in w.__name__)}
    return [way for way in found if role or way.__name__ not in login]
