"""Everything a change must pass, stage by stage: what `./test` runs once the environment stands.

All stages run, also after one failed, and the last lines name what failed and what was skipped.
`--fast` leaves PostgreSQL and the browser out. Paths or pytest options run only those, on SQLite.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests import postgres
from tests.browser import chromium

ROOT = Path(__file__).resolve().parent.parent
TWO = ["-n", "2", "--dist", "worksteal"]
# Compiled once for a dozen processes and the next run, and nothing is left in the tree.
COMPILED = Path(sys.prefix) / "compiled"
JOURNEYS = ROOT / "tests" / "journeys"


@dataclass
class Report:
    """What happened, for the last lines."""

    lines: list[str] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def stage(self, name: str, run: Callable[[], int]) -> None:
        print(f"\n=== {name}", flush=True)
        began = time.monotonic()
        code = run()
        word = "ok" if code == 0 else "FAILED"
        self.lines.append(f"{word:7} {time.monotonic() - began:5.0f} s  {name}")
        if code:
            self.failed.append(name)

    def skip(self, name: str, why: str) -> None:
        self.skipped.append(f"{name}: {why}")


def main(arguments: list[str]) -> int:
    """Returns 0 only where every stage that ran passed and tests were run."""
    os.environ["KINKEEPER_DATA"] = tempfile.mkdtemp(prefix="kinkeeper-check-")
    os.environ["PYTHONPYCACHEPREFIX"] = str(COMPILED)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ.pop("DATABASE_URL", None)
    try:
        if arguments and arguments != ["--fast"]:
            return pytest(*arguments)
        return everything(fast=bool(arguments))
    finally:
        shutil.rmtree(os.environ["KINKEEPER_DATA"], ignore_errors=True)
        for folder in (COMPILED / tempfile.gettempdir().lstrip("/")).glob("pytest-of-*"):
            shutil.rmtree(folder, ignore_errors=True)


def everything(*, fast: bool) -> int:
    """What takes one processor leaves the other to what later stages need."""
    report = Report()
    with beside("-m", "tests.migrated") as migrated:
        if fast:
            read_alone(report)
            migrated.wait()  # a migration that fails says so again in the first test
            on_sqlite(report)
            report.skip("tests on PostgreSQL", "--fast")
            report.skip("journeys in the browser", "--fast")
            return close(report)
        with demonstration(), migrated_postgres() as server:
            read_alone(report)
            migrated.wait()
            on_sqlite(report)
            on_postgres(report, server)
            journeys(report)
    return close(report)


def read_alone(report: Report) -> None:
    """What is found by reading the code, without running it."""
    report.stage("format (ruff)", lambda: tool("ruff", "format", "--check"))
    report.stage("lint (ruff)", lambda: tool("ruff", "check"))
    report.stage("types (mypy)", lambda: tool("mypy"))
    report.stage("contracts (import-linter)", lambda: tool("lint-imports", "--no-logo"))


@contextmanager
def beside(*arguments: str, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A Python that works beside the stages, where they leave a processor free."""
    command = ["nice", sys.executable, *arguments]
    working = subprocess.Popen(command, cwd=ROOT, env=os.environ | environment)
    try:
        yield working
    finally:
        working.terminate()
        working.wait()


@contextmanager
def demonstration() -> Iterator[None]:
    """The one that the journeys meet."""
    folder = os.environ["JOURNEYS_BUILT"] = os.environ["KINKEEPER_DATA"]
    with beside("-m", "tests.journeys.programme", folder):
        yield


@dataclass(frozen=True)
class Server:
    """A PostgreSQL; its database is migrated as that of a new office, and the tests copy it."""

    address: str
    migrating: subprocess.Popen[bytes]


@contextmanager
def migrated_postgres() -> Iterator[Server | None]:
    programs = postgres.binaries() or (installed("postgresql") and postgres.binaries())
    if not programs:
        yield None
        return
    migrate = ("-m", "kinkeeper.site", "migrate", "--verbosity=0")
    with (
        postgres.cluster(programs) as address,
        beside(*migrate, DATABASE_URL=address) as migrating,
    ):
        yield Server(address, migrating)


def tool(name: str, *arguments: str) -> int:
    return run([str(Path(sys.executable).parent / name), *arguments])


def pytest(*arguments: str) -> int:
    return run([sys.executable, "-m", "pytest", *arguments])


def run(command: list[str], **environment: str) -> int:
    return subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=False).returncode


def on_sqlite(report: Report) -> None:
    report.stage("tests on SQLite", lambda: pytest(*TWO, "-m", "not journey"))


def on_postgres(report: Report, server: Server | None) -> None:
    if not server:
        report.skip("tests on PostgreSQL", "no PostgreSQL 15 or newer: apt-get install postgresql")
        return
    report.stage("migrations on PostgreSQL", server.migrating.wait)
    template = {} if server.migrating.returncode else {"MIGRATED_TEMPLATE": postgres.DATABASE}
    command = [sys.executable, "-m", "pytest", "src", *TWO, "-m", "not journey"]
    report.stage(
        "tests on PostgreSQL", lambda: run(command, DATABASE_URL=server.address, **template)
    )


def journeys(report: Report) -> None:
    if not list(JOURNEYS.glob("test_*.py")):
        report.skip("journeys in the browser", "there are none yet")
    elif chromium() or (installed("chromium") and chromium()):
        report.stage("journeys in the browser", lambda: pytest(str(JOURNEYS), *TWO))
    else:
        report.skip("journeys in the browser", "no Chromium: apt-get install chromium")


def installed(package: str) -> bool:
    """Installs a Debian package where that is possible, and says so."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return False
    print(f"\n=== apt-get install {package} (the tests need it)", flush=True)
    quiet = ["-qq", "-o=Dpkg::Use-Pty=0", "--no-install-recommends", "--yes"]
    update = run(["apt-get", "-qq", "update"])
    return not update and not run(
        ["apt-get", "install", *quiet, package], DEBIAN_FRONTEND="noninteractive"
    )


def close(report: Report) -> int:
    print("\n=== ./test")
    for line in report.lines:
        print(line)
    for line in report.skipped:
        print(f"skipped  {line}")
    if report.failed:
        print(f"failed   {', '.join(report.failed)}")
    return 1 if report.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
