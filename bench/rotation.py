"""The keys of 100,000 records sealed anew, of 50 places with a wrapping key each, with progress.

`python -m bench rotation` with KINKEEPER_DATA at an empty folder. No database is needed: the store
of keys is a file of its own.
"""

import sys
import time
from typing import Any
from uuid import uuid4

from bench.machine import keep
from kinkeeper.ground.vault.actions import keys_for, keys_of, rotate

KEYS, PLACES, LIMIT_S = 100_000, 50, 30


def main() -> None:
    found = measured()
    print(found, file=sys.stderr)
    keep("rotation", found, command="python -m bench rotation")


def measured() -> dict[str, Any]:
    made = {}
    for _place in range(PLACES):
        made |= keys_for(
            (uuid4() for _key in range(KEYS // PLACES)), purpose="protection", place=uuid4()
        )
    told: list[int] = []
    used = time.process_time()
    done = rotate(lambda now, _of: told.append(now))
    cpu = time.process_time() - used
    opened = keys_of(made)
    return {
        "keys": done.records, "wrappings": done.wrappings, "limit_s": LIMIT_S,
        "seconds": round(done.seconds, 2), "cpu_seconds": round(cpu, 2), "told": len(told),
        "opened_afterwards": sum(1 for record, key in made.items() if opened[record] == key),
    }  # fmt: skip
