"""`./kinkeeper places import FILE ...` loads an official list; `places where NAME --on DATE`."""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError, CommandParser
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.places.actions import import_official
from kinkeeper.ground.places.listing import Columns
from kinkeeper.ground.places.models import Level
from kinkeeper.ground.places.queries import parents_on, places_called_on
from kinkeeper.site.command_line import OfficeCommand, day_of, unusable

NOT_FOUND = 1


class Command(OfficeCommand):
    help = "Les lieux : liste officielle, où se trouvait un lieu · places"

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="import|where")
        _add_import(
            verbs.add_parser("import", help="une liste officielle · one level of an official list")
        )
        where = verbs.add_parser("where", help="où se trouvait un lieu · where a place lay")
        where.add_argument("name")
        where.add_argument("--on", metavar="DATE", help="jour demandé, 2018-12-31 · day asked for")
        where.add_argument("--json", action="store_true")

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        if verb == "import":
            self._import(options)
        else:
            self._where(options)

    def _import(self, options: dict[str, Any]) -> None:
        columns = Columns(
            level=options["level"], name=options["name_column"], code=options["code_column"],
            parent_code=options["parent_column"], scheme=options["scheme"],
            vintage=options["vintage"], latitude=options["latitude_column"],
            longitude=options["longitude_column"],
        )  # fmt: skip
        try:
            loaded = import_official(options["file"], columns, by=machine())
        except OSError as error:
            raise CommandError(unusable(error), returncode=2) from error
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=2) from error
        said = {"added": loaded.added, "known": loaded.known}
        self.stdout.write(json.dumps(said))

    def _where(self, options: dict[str, Any]) -> None:
        day = day_of(options["on"], "--on") or timezone.localdate()
        there = places_called_on(options["name"], day)
        found = [[p.name for p in parents_on(place, day)] for place in there]
        if not found:
            sentence = _("There was no place called “%(name)s” on %(day)s.")
            facts = {"name": options["name"], "day": date_format(day, "SHORT_DATE_FORMAT")}
            raise CommandError(sentence % facts, returncode=NOT_FOUND)
        if options["json"]:
            self.stdout.write(json.dumps(found, ensure_ascii=False))
        else:
            self.stdout.write("\n".join(" < ".join(names) for names in found))


def _add_import(parser: CommandParser) -> None:
    parser.add_argument("file", type=Path)
    parser.add_argument("--level", choices=Level.values, required=True)
    parser.add_argument("--scheme", required=True, help="whose codes, for example ocha")
    parser.add_argument("--vintage", required=True, help="of which year, for example 2015")
    parser.add_argument("--name-column", required=True)
    parser.add_argument("--code-column", required=True)
    parser.add_argument("--parent-column", required=True, help="code of the parent, same scheme")
    parser.add_argument("--latitude-column", default="")
    parser.add_argument("--longitude-column", default="")
