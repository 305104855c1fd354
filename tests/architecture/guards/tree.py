"""The files of the project as the guards read them: a path from the root, and its text."""

import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = "src/kinkeeper"
LINK_OR_DATA = ("data/", ".venv/", "kinkeeper/")


@dataclass(frozen=True)
class File:
    """A file by its path from the root, `src/kinkeeper/site/urls.py`."""

    path: str
    text: str

    @property
    def name(self) -> str:
        return self.path.rpartition("/")[2]

    @property
    def is_test(self) -> bool:
        return self.path.startswith("tests/") or "/tests/" in self.path

    @property
    def is_migration(self) -> bool:
        return "/migrations/" in self.path


@cache
def paths() -> tuple[str, ...]:
    """Every file that is or would be committed, without what is ignored."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        found = listed.stdout.splitlines()
    except (OSError, subprocess.CalledProcessError):  # a tree without git, as from an archive
        found = [str(p.relative_to(ROOT)) for p in ROOT.rglob("*") if p.is_file()]
    kept = (p for p in found if not p.startswith(LINK_OR_DATA) and "__pycache__" not in p)
    return tuple(sorted(p for p in kept if (ROOT / p).is_file()))


def files(*endings: str, under: str = "") -> Iterator[File]:
    """Text files by ending, below a folder."""
    for path in paths():
        if path.startswith(under) and path.endswith(endings or ""):
            try:
                text = (ROOT / path).read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            yield File(path, text)


def code() -> Iterator[File]:
    """The Python of the package, without tests and migrations."""
    for file in files(".py", under=f"{PACKAGE}/"):
        if not file.is_test and not file.is_migration:
            yield file
