"""`facts export --out FOLDER`: services given, without names, as Parquet."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.facts.engines import MissingEngine
from kinkeeper.ground.reports.facts.parquet import write_parquet
from kinkeeper.ground.reports.facts.table import facts
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

MISSING = 69


class Command(OfficeCommand):
    help = "Facts without names, one row a service, as Parquet files for the office's own analysis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="export")
        export = verbs.add_parser("export", help="export --out FOLDER")
        export.add_argument("--out", type=Path, required=True, help="folder of the files")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            count = write_parquet(facts(), options["out"])
        except MissingEngine as missing:
            raise CommandError(str(missing), returncode=MISSING) from missing
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        said = {"count": count, "folder": options["out"]}
        self.stdout.write(_("%(count)s services without names: %(folder)s") % said)
