"""`./kinkeeper COMMAND`: the command line of an office's machine."""

import os
import sys

from django.core.management import execute_from_command_line

from kinkeeper.site.help_text import overview

FOR_HELP: tuple[list[str], ...] = ([], ["help"], ["--help"], ["-h"])


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.site.settings")
    if sys.argv[1:] in FOR_HELP:
        sys.stdout.write(f"{overview()}\n")
        return
    execute_from_command_line(["./kinkeeper", *sys.argv[1:]])


if __name__ == "__main__":
    main()
