"""Every figure of docs/figures.md by one command: `python -m bench all` (an hour on two cores).

`python -m bench all FOLDER` keeps the large office in FOLDER, or finds it there. Then the same on
PostgreSQL, where its programs are installed. Each part is a process of its own.
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests import postgres

OFFICE, EMPTY = ("office", "pages"), ("import", "writers")


def main(folder: str = "") -> None:
    with tempfile.TemporaryDirectory() as fresh:
        data = {"KINKEEPER_DATA": folder or fresh, "DATABASE_URL": ""}
        for part in (*OFFICE, "demo", *EMPTY):
            _part(part, data)
    if programs := postgres.binaries():
        _on_postgres(programs)
    _part("table", {})


def _on_postgres(programs: Path) -> None:
    """The office and its pages share a database; the others begin with an empty one."""
    for parts in (OFFICE, *((part,) for part in EMPTY)):
        with tempfile.TemporaryDirectory() as data, postgres.cluster(programs) as address:
            for part in parts:
                _part(part, {"KINKEEPER_DATA": data, "DATABASE_URL": address})


def _part(name: str, environment: dict[str, str]) -> None:
    print(f"=== {name}", file=sys.stderr, flush=True)
    subprocess.run([sys.executable, "-m", "bench", name], env=os.environ | environment, check=True)
