"""A PostgreSQL of our own for one run: in a temporary folder, on a socket, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

LEAST_VERSION = 15
DATABASE = "kinkeeper"
PROGRAMS = ("initdb", "pg_ctl", "createdb")
QUICK = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=60"]


def binaries() -> Path | None:
    """The folder of the newest PostgreSQL, 15 or later, in PATH or where Debian puts it."""
    found = [Path(p) for p in os.get_exec_path()]
    found += Path("/usr/lib/postgresql").glob("*/bin")
    whole = [p for p in found if all((p / name).exists() for name in PROGRAMS)]
    new_enough = [p for p in whole if version(p) >= LEAST_VERSION]
    return max(new_enough, key=version) if new_enough else None


def version(folder: Path) -> int:
    command = [folder / "initdb", "--version"]
    answer = subprocess.run(command, capture_output=True, text=True, check=False)
    digits = answer.stdout.rpartition(" (Debian")[0] or answer.stdout
    return int(digits.split()[2].split(".")[0]) if answer.returncode == 0 else 0


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Yields the DATABASE_URL of a running, empty PostgreSQL; stops and removes it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="kinkeeper-pg-"))
    as_whom = _unprivileged()
    if as_whom:
        shutil.chown(folder, as_whom["user"], as_whom["group"])
    options = " ".join([*(f"-c {o}" for o in QUICK), f"-c listen_addresses='' -k {folder}"])
    data, log = folder / "data", folder / "log"

    def run(program: str, *arguments: str) -> None:
        command = [programs / program, *arguments]
        subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL, **as_whom)

    try:
        run("initdb", "-D", str(data), "-U", "kinkeeper", "-A", "trust", "-E", "UTF8",
            "--locale=C.UTF-8", "--no-sync")  # fmt: skip
        run("pg_ctl", "-D", str(data), "-l", str(log), "-o", options, "-w", "start")
        run("createdb", "-h", str(folder), "-U", "kinkeeper", DATABASE)
        yield f"postgres://kinkeeper@/{DATABASE}?host={folder}"
    finally:
        if (data / "postmaster.pid").exists():
            run("pg_ctl", "-D", str(data), "-m", "immediate", "-w", "stop")
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root: the user and group to run it as instead."""
    if os.geteuid() != 0:
        return {}
    known = {entry.pw_name for entry in pwd.getpwall()}
    name = next(n for n in ("postgres", "nobody") if n in known)
    return {"user": name, "group": pwd.getpwnam(name).pw_gid, "extra_groups": []}
