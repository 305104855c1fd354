"""`project CODE [--on DATE] [--as-known DATE] [--json]`: the results framework on a terminal."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.mission.projects.queries import (
    framework,
    framework_json,
    moment_of,
    project_called,
    terminal_lines,
)
from kinkeeper.site.command_line import OfficeCommand

BAD_ARGUMENTS, UNKNOWN = 2, 1


class Command(OfficeCommand):
    help = "The results framework of a project, computed from the records."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the project, e.g. RECORDE")
        parser.add_argument("--on", metavar="DATE", help="day asked for, YYYY-MM-DD")
        parser.add_argument(
            "--as-known", metavar="DATE", help="what was known at the end of this day, YYYY-MM-DD"
        )
        parser.add_argument("--json", action="store_true", help="JSON on standard output")

    def handle(self, *args: Any, **options: Any) -> None:
        by = machine()
        on, known = _day(options["on"], "--on"), _day(options["as_known"], "--as-known")
        found = project_called(options["code"], by=by)
        if found is None:
            sentence = _("There is no project “%(code)s”.") % {"code": options["code"]}
            raise CommandError(sentence, returncode=UNKNOWN)
        built = framework(found, moment=moment_of(found, on=on, known=known), by=by)
        if options["json"]:
            text = json.dumps(framework_json(built), ensure_ascii=False, indent=2)
        else:
            text = "\n".join(terminal_lines(built))
        self.stdout.write(text)


def _day(text: str | None, option: str) -> date | None:
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        sentence = _("%(option)s: “%(text)s” is not a day; write it as 2018-12-31.")
        raise CommandError(
            sentence % {"option": option, "text": text}, returncode=BAD_ARGUMENTS
        ) from error
