"""`measure NAME --engine database|duckdb|polars|spark --json`: one definition on several engines.

Numbers of a few people are hidden unless `--inside` asks for them.
"""

import json
from argparse import ArgumentParser
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.facts.declared import MEASURES, Cell, FactMeasure
from kinkeeper.ground.reports.facts.engines import ENGINES, MissingEngine, measured
from kinkeeper.ground.reports.facts.hiding import Told, for_inside, for_outside
from kinkeeper.ground.reports.facts.parquet import write_parquet
from kinkeeper.ground.reports.facts.table import facts
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

UNKNOWN, MISSING = 1, 69


class Command(OfficeCommand):
    help = "A measure over the services given, on the engine of your choice."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help=", ".join(MEASURES))
        parser.add_argument("--engine", choices=ENGINES, default="database")
        parser.add_argument("--facts", type=Path, help="folder of an export, else made anew")
        parser.add_argument("--quarter", default="", help="only this one, as 2018-Q4")
        parser.add_argument(
            "--inside", action="store_true", help="small numbers too: not to be handed on"
        )
        parser.add_argument("--json", action="store_true", help="JSON on standard output")

    def handle(self, *_args: Any, name: str, **options: Any) -> None:
        if name not in MEASURES:
            sentence = _("There is no measure “%(name)s”. There are: %(names)s.")
            said = {"name": name, "names": ", ".join(MEASURES)}
            raise CommandError(sentence % said, returncode=UNKNOWN)
        measure = MEASURES[name].in_quarter(options["quarter"])
        try:
            cells = _cells(measure, options["engine"], options["facts"])
        except MissingEngine as missing:
            raise CommandError(str(missing), returncode=MISSING) from missing
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        told = for_inside(cells) if options["inside"] else for_outside(cells)
        self.stdout.write(_json(told) if options["json"] else _lines(told))


def _cells(measure: FactMeasure, engine: str, folder: Path | None) -> list[Cell]:
    if engine == "database" or folder is not None:
        return measured(measure, engine=engine, folder=folder)
    with TemporaryDirectory() as made:
        write_parquet(facts(), Path(made))
        return measured(measure, engine=engine, folder=Path(made))


def _json(cells: list[Told]) -> str:
    return json.dumps([cell._asdict() for cell in cells], ensure_ascii=False, indent=1)


def _lines(cells: list[Told]) -> str:
    return "\n".join(_line(cell) for cell in cells)


def _line(cell: Told) -> str:
    numbers = (cell.people, cell.services, cell.quantity)
    shown = (f"{_('hidden') if number is None else number:>9}" for number in numbers)
    return f"{cell.quarter}  {cell.by:<24} {cell.key:<40} {' '.join(shown)}"
