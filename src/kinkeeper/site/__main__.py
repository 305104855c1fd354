"""`./kinkeeper COMMAND`: the command line of an office's machine."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kinkeeper.site.settings")
    execute_from_command_line(["./kinkeeper", *sys.argv[1:]])


if __name__ == "__main__":
    main()
