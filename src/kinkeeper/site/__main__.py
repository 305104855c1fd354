"""`./kinkeeper COMMAND`: the command line of an office's machine."""

import os
import sys
from pathlib import Path
from typing import NoReturn

from django.core.management import execute_from_command_line, get_commands

from kinkeeper.site import databases, preflight
from kinkeeper.site.help_text import overview

BAD_ARGUMENTS = 2
FOR_HELP: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])


def main() -> None:
    try:
        run()
        sys.stdout.flush()
    except BrokenPipeError:
        nobody_reads()


def run() -> None:
    if sys.argv[1:] in FOR_HELP:
        sys.stdout.write(f"{overview()}\n")
        return
    try:
        load()
        known(sys.argv[1])
    except preflight.Stop as stop:
        preflight.say(stop.french, stop.english, to=sys.stderr)
        sys.exit(stop.code)
    execute_from_command_line(["./kinkeeper", *sys.argv[1:]])


def nobody_reads() -> NoReturn:
    """Whoever read on, as `| head`, has seen enough: no error, and nothing more to flush."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)


def known(command: str) -> None:
    """Raises Stop for a command that is none: Django would say it in English only."""
    if command not in {"help", "version", "--version", *get_commands()}:
        raise preflight.Stop(
            BAD_ARGUMENTS,
            f"Il n’y a pas de commande « {command} » : ./kinkeeper seul les montre toutes.",
            f"There is no command “{command}”: ./kinkeeper alone shows them all.",
        )


def load() -> None:
    """Django with its settings. Raises Stop for a folder or a setting that cannot be."""
    data = Path(os.environ.get("KINKEEPER_DATA") or "data").resolve()
    preflight.usable_folder(data)
    with databases.clear_sentences(data):
        databases.load()


if __name__ == "__main__":
    main()
