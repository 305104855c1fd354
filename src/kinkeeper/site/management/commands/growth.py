"""`./kinkeeper growth IN.csv --out OUT.csv [--reference 5-19]`: z-scores of many children.

Columns are named as in WHO's programs: `sex`, `age` (days; months where `age_unit` is m), `lenhei`,
`weight`, `headc`, `armc`, `triskin`, `subskin`, `measure`, `oedema`; for 5-19 years `sex`,
`age_in_months`, `height_in_cm`, `weight_in_kg`, `oedema`. Nothing is kept in the database.
Exit codes: 0 done, 2 unusable file or arguments.
"""

import time
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.mission.health.growth.files import compute_file
from kinkeeper.mission.health.growth.problems import BadTable
from kinkeeper.mission.health.growth.references import REFERENCES
from kinkeeper.site.command_line import OfficeCommand, unusable

UNUSABLE = 2


class Command(OfficeCommand):
    needs_database = False
    help = "WHO z-scores of a CSV of children: `growth IN.csv --out OUT.csv`."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="CSV with one child on each line")
        parser.add_argument("--out", type=Path, required=True, help="CSV to write")
        parser.add_argument(
            "--reference", choices=tuple(REFERENCES), default="0-5",
            help="0-5: WHO standards, birth to 60 months; 5-19: WHO reference 2007",
        )  # fmt: skip

    def handle(self, *_args: Any, **options: Any) -> None:
        source, out = options["file"], options["out"]
        began = time.monotonic()
        try:
            done = compute_file(source, out, REFERENCES[options["reference"]], tell=self._progress)
        except BadTable as problem:
            sentence = _(problem.sentence) % problem.facts
            told = f"{source}: {sentence}"
            raise CommandError(told, returncode=UNUSABLE) from problem
        except OSError as error:
            raise CommandError(unusable(error), returncode=UNUSABLE) from error
        seconds = f"{time.monotonic() - began:.1f} s"
        self.stdout.write(f"{_children(done)} · {seconds} · {out}")

    def _progress(self, done: int) -> None:
        if self.stderr.isatty():
            self.stderr.write(f"\r{_children(done)} ", ending="")


def _children(done: int) -> str:
    return ngettext("%(count)d child", "%(count)d children", done) % {"count": done}
