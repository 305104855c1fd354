"""`scripts/prove audit`: the ways of tampering with the chain that its tests plant, one after the
other, each found by `audit verify`; and the two that nobody could tell without a kept anchor."""

import json
import sys
from typing import Any

from django.core.management import call_command

from bench.machine import keep, on_this_engine
from bench.proofs.engines import again_on_postgres
from bench.proofs.world import undone
from kinkeeper.ground.audit.queries import head
from kinkeeper.ground.audit.tests import test_chain
from tests.cast import build_cast, build_stage

UNSEEN = (test_chain.truncate, test_chain.rewrite)


def main() -> None:
    call_command("migrate", verbosity=0)
    found = prove()
    keep(on_this_engine("tampering"), found, command="scripts/prove audit")
    print(json.dumps(found, indent=1), file=sys.stderr)
    if found["caught"] != found["attacks"] or found["found_before_any"]:
        sys.exit(1)
    again_on_postgres("proofs-audit")


def prove() -> dict[str, Any]:
    with undone():
        stage = build_stage()
        test_chain.a_busy_file(build_cast(stage), stage)
        anchor = head()
        before = test_chain.kinds(anchor)
        each = [_one(attack, kind, anchor) for attack, kind in test_chain.PLANTED]
        blind = {attack.__name__: sorted(_found(attack)) for attack in UNSEEN}
    return {
        "found_before_any": sorted(before), "attacks": len(each),
        "caught": sum(1 for one in each if one["caught"]), "each": each,
        "without_an_anchor": blind,
    }  # fmt: skip


def _one(attack: Any, kind: str, anchor: Any) -> dict[str, Any]:
    said = _found(attack, anchor)
    return {"attack": attack.__name__, "said": sorted(said), "caught": kind in said}


def _found(attack: Any, *anchors: Any) -> set[str]:
    with undone():
        attack()
        return test_chain.kinds(*anchors)
