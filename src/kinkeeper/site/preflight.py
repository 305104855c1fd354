"""What must hold before anything starts, each with a sentence and an exit code that means it.

Everything here runs before Django is loaded. Both languages are said, French first, because
nobody has told the machine yet which one its people read.
"""

import errno
import fcntl
import shutil
import socket
import sys
import tempfile
from pathlib import Path
from typing import IO, TextIO

USAGE, MISSING, BROKEN, UNWRITABLE, DISK_FULL, WRONG_SETTING = 64, 69, 70, 73, 74, 78
DEFAULT_PORT = 8000
HERE_ONLY = "127.0.0.1"
LEAST_FREE_BYTES = 50_000_000


class Stop(Exception):
    """Ends the start with an exit code of sysexits.h and a sentence in French and English."""

    def __init__(self, code: int, french: str, english: str) -> None:
        super().__init__(english)
        self.code = code
        self.french = french
        self.english = english


def say(french: str, english: str, *, to: TextIO | None = None) -> None:
    print(french, f"  {english}", sep="\n", file=to or sys.stdout, flush=True)


def port_from(text: str) -> int:
    """The port of `PORT`. Raises Stop for anything that is not 1-65535."""
    value = text.strip() or str(DEFAULT_PORT)
    if value.isascii() and value.isdigit() and 0 < int(value) < 65536:
        return int(value)
    raise Stop(
        WRONG_SETTING,
        f"PORT doit être un nombre de 1 à 65535, pas « {text} ».",
        f'PORT must be a number from 1 to 65535, not "{text}".',
    )


def usable_folder(folder: Path, *, least_free: int = LEAST_FREE_BYTES) -> None:
    """Makes the data folder. Raises Stop where it cannot be written or its disk is full."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        raise unwritable(folder, error) from error
    if shutil.disk_usage(folder).free < least_free:
        raise disk_full(folder)


def unwritable(folder: Path, error: OSError) -> Stop:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return disk_full(folder)
    return Stop(
        UNWRITABLE,
        f"On ne peut pas écrire dans {folder} : changez les droits, ou donnez un autre dossier "
        "avec KINKEEPER_DATA.",
        f"{folder} cannot be written: change the rights, or name another folder with "
        "KINKEEPER_DATA.",
    )


def disk_full(folder: Path) -> Stop:
    return Stop(
        DISK_FULL,
        f"Le disque de {folder} est plein : libérez de la place et recommencez. Rien n'est perdu.",
        f"The disk of {folder} is full: free some space and start again. Nothing is lost.",
    )


def free_port(host: str, port: int) -> None:
    """Raises Stop where another program already listens, or the port is not allowed."""
    with socket.socket(_family(host), socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Stop(
                WRONG_SETTING,
                f"Le port {port} n'est pas permis ici : choisissez-en un autre, PORT=8080 ./start",
                f"Port {port} is not allowed here: choose another, PORT=8080 ./start",
            ) from error
        except OSError as error:
            raise _taken(host, port, error) from error


def _taken(host: str, port: int, error: OSError) -> Stop:
    french, english = "est déjà pris par un autre programme", "is already taken by another program"
    if error.errno != errno.EADDRINUSE:
        french = english = f": {error.strerror}"
    return Stop(
        MISSING,
        f"Le port {port} de {host} {french}. Choisissez-en un autre : PORT={another(port)} ./start",
        f"Port {port} of {host} {english}. Choose another: PORT={another(port)} ./start",
    )


def another(port: int) -> int:
    return port + 1 if port < 65535 else DEFAULT_PORT


def _family(host: str) -> socket.AddressFamily:
    return socket.AF_INET6 if ":" in host else socket.AF_INET


def hold(folder: Path, *, address: str) -> IO[str]:
    """Holds the folder for one start at a time; the lock ends with the returned file.

    Raises Stop with the address where Kinkeeper already runs on this folder.
    """
    file = (folder / "running").open("a+", encoding="utf-8")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        file.seek(0)
        where = file.read().strip()
        file.close()
        raise Stop(
            MISSING,
            f"Kinkeeper fonctionne déjà avec ce dossier : {where} ({folder}).",
            f"Kinkeeper already runs on this folder: {where} ({folder}).",
        ) from error
    file.truncate(0)
    file.write(address)
    file.flush()
    return file
