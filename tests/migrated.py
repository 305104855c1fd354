"""A SQLite database that holds every migration, made once and kept with the Python environment.

Half a minute of migrations before the first test, in every process of every run, is spared: each
process copies this one. Its name holds a digest of all migrations, libraries and the command line,
so that another migration makes another. It is made as a machine makes it that asks `./kinkeeper`
for people in a new folder; what was answered stands beside it. PostgreSQL runs the migrations
itself, once in a run, as a new office does. `python -m tests.migrated` makes it beforehand.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from sqlite3 import connect

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ROOT / "requirements" / "dev.lock"
SITE = ROOT / "src" / "kinkeeper" / "site"
ASKED = ("people", "search", "Traore", "--json")


def migrated() -> Path:
    """The file; who comes first makes it, the others wait."""
    file = Path(sys.prefix) / f"migrated-{digest()}.sqlite3"
    with (Path(sys.prefix) / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in file.parent.glob("migrated-*"):
                old.unlink()
            _make(file)
    return file


def digest() -> str:
    found = sha256(LIBRARIES.read_bytes())
    asked = [*SITE.glob("*.py"), SITE / "management" / "commands" / f"{ASKED[0]}.py"]
    for file in sorted([*(ROOT / "src").rglob("migrations/*.py"), *asked]):
        found.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return found.hexdigest()[:16]


def answered() -> Path:
    """What `./kinkeeper` wrote on its standard output when it made the file."""
    return migrated().with_suffix(".answer")


def _make(file: Path) -> None:
    """As a new office makes its own: in a folder of its own, whole or not at all."""
    ours = ("DJANGO", "KINKEEPER", "DATABASE", "LC_", "LANG")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:
        data = Path(folder, "data")
        command = [sys.executable, "-m", "kinkeeper.site", *ASKED]
        environment["KINKEEPER_DATA"] = str(data)
        said = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE)
        file.with_suffix(".answer").write_bytes(said.stdout)
        made = data / "kinkeeper.sqlite3"
        _only_migrated(made)
        made.replace(file)


def _only_migrated(file: Path) -> None:
    """Without the account of the machine, which asked, and what SQLite learnt from its question."""
    with closing(connect(file)) as made, made:
        for table in ("access_grant", "access_account"):
            made.execute(f"DELETE FROM {table}")
        made.execute("DROP TABLE IF EXISTS sqlite_stat1")


def lay(at: Path) -> None:
    """A copy of it, where a test run or an office of a test begins with it."""
    shutil.copyfile(migrated(), at)


if __name__ == "__main__":
    migrated()
