"""`./kinkeeper care census --on DATE [--as-known DATE] [--json]`: children in care on a day."""

import json
from typing import Any

from django.core.management.base import CommandParser
from django.utils import timezone

from kinkeeper.mission.care.queries import as_json, as_lines, census
from kinkeeper.site.command_line import OfficeCommand, day_of


class Command(OfficeCommand):
    help = "Children in care on a day, by the village where they belong and where they sleep."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True, metavar="census")
        count = verbs.add_parser("census", help="census --on DATE")
        count.add_argument("--on", metavar="DATE", help="day counted, YYYY-MM-DD (today)")
        count.add_argument(
            "--as-known", metavar="DATE", help="what was known at the end of this day, YYYY-MM-DD"
        )
        count.add_argument("--json", action="store_true", help="one JSON object")

    def handle(self, *_args: Any, **options: Any) -> None:
        on = day_of(options["on"], "--on") or timezone.localdate()
        found = census(on, known=day_of(options["as_known"], "--as-known"))
        if options["json"]:
            self.stdout.write(json.dumps(as_json(found), ensure_ascii=False, indent=2))
            return
        self.stdout.write("\n".join(as_lines(found)))
