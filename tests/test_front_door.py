"""The shell commands, on machines where something is missing."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
TOOLS = ("sh", "dirname", "cat", "cmp", "mkdir", "rm", "df", "awk", "sed", "cp")


@pytest.fixture
def house(tmp_path):
    """A copy of the front door without environment, and a PATH that has no Python."""
    for name in ("start", "scripts/environment", "requirements/run.lock"):
        (tmp_path / "house" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / "house" / name)
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        (tmp_path / "bin" / tool).symlink_to(shutil.which(tool))
    return tmp_path


def start(folder, *arguments, **environment):
    return subprocess.run(
        [folder / "house" / "start", *arguments],
        env={"PATH": str(folder / "bin"), "HOME": str(folder), **environment},
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip


def python_that(folder, script):
    (folder / "bin" / "python3").write_text(f"#!/bin/sh\n{script}\n")
    (folder / "bin" / "python3").chmod(0o755)


def test_help_needs_nothing(house):
    answer = start(house, "--help")
    assert answer.returncode == 0
    assert "./start --empty" in answer.stdout


def test_a_machine_without_python_is_told_what_to_install(house):
    answer = start(house)
    assert answer.returncode == 69
    assert "Il faut Python 3.11" in answer.stderr
    assert "apt-get install python3 python3-venv" in answer.stderr


def test_an_old_python_is_not_taken(house):
    python_that(house, "exit 1")
    assert start(house).returncode == 69


def test_a_python_without_venv_is_told_the_package_of_its_version(house):
    script = 'case "$2" in *ensurepip*) exit 1 ;; *print*) echo 3.12 ;; esac'
    python_that(house, script)
    answer = start(house)
    assert answer.returncode == 69
    assert "apt-get install python3.12-venv" in answer.stderr


def test_packages_that_cannot_be_had_are_told_from_a_full_disk(house):
    (house / "bin" / "python3").symlink_to(sys.executable)
    nowhere = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(house), "PIP_CONFIG_FILE": os.devnull}
    answer = start(house, **nowhere)
    assert answer.returncode == 69
    assert "index des paquets" in answer.stderr
    assert not (house / "house/.venv/kinkeeper-run.lock").exists()


def test_ci_calls_the_test_command_and_nothing_cleverer():
    assert (ROOT / ".ci/run").read_text().splitlines()[1:] == [
        'cd "$(dirname "$0")/.." && exec ./test'
    ]
