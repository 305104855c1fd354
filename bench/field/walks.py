"""`python -m bench field-walks [WALKS] [STEPS]`: the state machine over the protocol of the phones,
walked long; writes docs/figures/sync.json. A walk in which anything is lost, doubled or overwritten
unseen fails, and nothing is written.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.machine import keep
from tests.journeys.programme import clean_environment

MACHINE = "src/kinkeeper/ground/sync/tests/test_machine.py"


def main(walks: str = "1000", steps: str = "40") -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        asked = {"WALKS": walks, "STEPS": steps, "FIGURES": str(told)}
        env = clean_environment() | {f"KINKEEPER_{name}": value for name, value in asked.items()}
        command = [sys.executable, "-m", "pytest", "-q", "-n", "0", MACHINE]
        subprocess.run(command, env=env, check=True)
        found = json.loads(told.read_text())
    keep(
        "sync",
        {**found, "lost": 0, "doubled": 0},
        command=f"KINKEEPER_WALKS={walks} KINKEEPER_STEPS={steps} scripts/prove sync",
    )
