"""How long a stranger waits for the demonstration: `python -m bench demo`, in an empty folder."""

import os
import resource
import subprocess
import sys
import tempfile
import time

from bench.machine import keep

SECONDS = 60


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "KINKEEPER_DATA": folder, "DATABASE_URL": ""}
        _command("migrate", environment)
        cpu, began = _cpu(), time.monotonic()
        _command("demo", environment)
        found = {
            "seconds": round(time.monotonic() - began, 1), "cpu_seconds": round(_cpu() - cpu, 1),
            "limits": {"seconds": SECONDS},
        }  # fmt: skip
    keep("demonstration", found, command="python -m bench demo")
    print(found)


def _command(name: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "kinkeeper.site", name]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
