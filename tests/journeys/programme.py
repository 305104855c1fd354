"""A Kinkeeper as `./start` runs it, with the demonstration: built once for all processes of a test
run, served to each of them by a web server and a worker of its own.

`python -m tests.journeys.programme FOLDER` builds it beforehand; JOURNEYS_BUILT names the folder.
"""

import fcntl
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kinkeeper.site.processes import Family, wait_until_answers, web_command, worker_command
from tests.migrated import lay

HOST = "127.0.0.1"
BUILT = "built"
DATA = "programme"


@dataclass(frozen=True)
class Programme:
    """A running demonstration. passwords: by the first part of the e-mail address."""

    address: str
    data: Path
    passwords: dict[str, str]


@contextmanager
def running(shared: Path) -> Iterator[Programme]:
    """Runs the demonstration whose data lies in `shared`; whoever comes first builds it.

    JOURNEYS_AT (an address) and JOURNEYS_DATA (its folder) name one that runs already: for
    writing a journey without waiting.
    """
    if at := os.environ.get("JOURNEYS_AT"):
        data = Path(os.environ["JOURNEYS_DATA"])
        yield Programme(at.rstrip("/"), data, logins(data / "demonstration"))
        return
    data = Path(os.environ.get("JOURNEYS_BUILT") or shared) / DATA
    build_once(data)
    port = free_port()
    commands = {"web": web_command(HOST, port), "worker": worker_command()}
    servers = Family(commands, environment_of(data))
    try:
        wait_until_answers(f"http://{HOST}:{port}/alive/", servers)
        yield Programme(f"http://{HOST}:{port}", data, logins(data / "demonstration"))
    finally:
        servers.stop()


def build_once(data: Path) -> None:
    """The second process waits at the lock and finds it built."""
    data.mkdir(parents=True, exist_ok=True)
    with (data.parent / "programme.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if (data.parent / BUILT).exists():
            return
        lay(data / "kinkeeper.sqlite3")
        for command in ("migrate", "demo"):
            whole = [sys.executable, "-m", "kinkeeper.site", command]
            subprocess.run(whole, env=environment_of(data), check=True, capture_output=True)
        (data.parent / BUILT).touch()


def environment_of(data: Path) -> dict[str, str]:
    return clean_environment() | {"KINKEEPER_DATA": str(data)}


def clean_environment() -> dict[str, str]:
    """Without the settings of the tests themselves."""
    ours = ("DJANGO", "KINKEEPER", "DATABASE")
    return {k: v for k, v in os.environ.items() if not k.startswith(ours)}


def free_port() -> int:
    with socket.socket() as found:
        found.bind((HOST, 0))
        return int(found.getsockname()[1])


def logins(file: Path) -> dict[str, str]:
    rows = [line.split("\t") for line in file.read_text().splitlines()]
    return {row[0].split("@")[0]: row[1] for row in rows}


if __name__ == "__main__":
    build_once(Path(sys.argv[1]) / DATA)
