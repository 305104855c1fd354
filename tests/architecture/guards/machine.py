"""No committed file tells on which machine it was written."""

import getpass
import os
import socket
from pathlib import Path

from tests.architecture.guards.tree import ROOT, File

EVERYWHERE = {"root", "localhost", "user", "debian", "ubuntu", "runner", "build", "kinkeeper"}
INDEX_SETTINGS = ("PIP_INDEX_URL", "PIP_EXTRA_INDEX_URL", "PIP_FIND_LINKS", "UV_INDEX_URL",
                  "UV_DEFAULT_INDEX", "HTTPS_PROXY", "https_proxy")  # fmt: skip


def names_of_this_machine() -> set[str]:
    """Where the project lies, who and what the machine is called, where it gets packages."""
    places = {str(ROOT)} if len(ROOT.parts) > 2 else set()
    if Path.home().is_relative_to("/home"):
        places.add(str(Path.home()))
    called = {socket.gethostname(), getpass.getuser()}
    called = {name for name in called if len(name) > 5 and name.lower() not in EVERYWHERE}
    packages = {os.environ[s] for s in INDEX_SETTINGS if len(os.environ.get(s, "")) > 8}
    return places | called | packages


def tells(file: File, names: set[str]) -> list[str]:
    return [
        f"{file.path}:{number} names this machine ({name})"
        for name in sorted(names)
        for number, line in enumerate(file.text.splitlines(), 1)
        if name in line
    ]


def places_in_lock(file: File) -> list[str]:
    """A lock holds versions and hashes only: no address, no folder."""
    return [
        f"{file.path}:{number} holds a place: {line.strip()}"
        for number, line in enumerate(file.text.splitlines(), 1)
        if "://" in line or "file:" in line or line.startswith("-")
    ]
