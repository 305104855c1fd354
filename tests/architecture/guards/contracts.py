"""Runs one import-linter contract on a skeleton of the package, with imports planted in it."""

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.guards.tree import PACKAGE, ROOT

LINTER = Path(sys.executable).parent / "lint-imports"


def skeleton(folder: Path) -> Path:
    """The package's modules without their contents, so that only planted imports count."""
    for source in (ROOT / PACKAGE).rglob("*.py"):
        copy = folder / "src" / "kinkeeper" / source.relative_to(ROOT / PACKAGE)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.touch()
    return folder


def plant(folder: Path, module: str, imported: str) -> None:
    """Adds `import imported` to a module; both, and the packages above, are made if missing."""
    for name in (module, imported):
        if name.startswith("kinkeeper"):
            _make(folder / "src", name)
    with _file(folder / "src", module).open("a") as file:
        file.write(f"import {imported}\n")


def _make(source: Path, module: str) -> None:
    parts = module.split(".")
    for depth in range(1, len(parts)):
        package = source.joinpath(*parts[:depth])
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    _file(source, module).touch()


def _file(source: Path, module: str) -> Path:
    path = source.joinpath(*module.split("."))
    return path / "__init__.py" if path.is_dir() else path.with_suffix(".py")


def broken(folder: Path, contract: str) -> bool:
    """Whether the contract is broken in the skeleton. Raises AssertionError if it did not run."""
    command = [LINTER, "--no-cache", "--no-logo", "--contract", contract]
    command += ["--config", ROOT / "pyproject.toml"]
    environment = {**os.environ, "PYTHONPATH": str(folder / "src")}
    answer = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    kept, lost = "1 kept, 0 broken" in answer.stdout, "0 kept, 1 broken" in answer.stdout
    assert kept or lost, answer.stdout + answer.stderr
    return lost
