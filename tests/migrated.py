"""A SQLite database that holds every migration, made once and kept with the Python environment.

Half a minute of migrations before the first test, in every process of every run, is spared: each
process copies this one. Its name holds a digest of all migrations and libraries, so that another
migration makes another. PostgreSQL runs the migrations itself, as a new office does.
`python -m tests.migrated` makes it beforehand.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIBRARIES = ROOT / "requirements" / "dev.lock"


def migrated() -> Path:
    """The file; who comes first makes it, the others wait."""
    file = Path(sys.prefix) / f"migrated-{digest()}.sqlite3"
    with (Path(sys.prefix) / "migrated.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not file.exists():
            for old in file.parent.glob("migrated-*.sqlite3"):
                old.unlink()
            _make(file)
    return file


def digest() -> str:
    found = sha256(LIBRARIES.read_bytes())
    for file in sorted((ROOT / "src").rglob("migrations/*.py")):
        found.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return found.hexdigest()[:16]


def _make(file: Path) -> None:
    """As a new office makes its own: in a folder of its own, whole or not at all."""
    ours = ("DJANGO", "KINKEEPER", "DATABASE")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(ours)}
    with tempfile.TemporaryDirectory(dir=file.parent) as data:
        command = [sys.executable, "-m", "kinkeeper.site", "migrate", "--verbosity=0"]
        subprocess.run(command, env=environment | {"KINKEEPER_DATA": data}, check=True)
        Path(data, "kinkeeper.sqlite3").replace(file)


def lay(at: Path) -> None:
    """A copy of it, where a test run or an office of a test begins with it."""
    shutil.copyfile(migrated(), at)


if __name__ == "__main__":
    migrated()
