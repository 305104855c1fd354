"""`project CODE [--on DATE] [--as-known DATE] [--json]`: the results framework on a terminal."""

import json
from argparse import ArgumentParser
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
from kinkeeper.site.command_line import OfficeCommand, day_of

UNKNOWN = 1


class Command(OfficeCommand):
    help = "Le cadre logique, compté dans les dossiers · the framework, counted from the records"

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code du projet, ex. RECORDE · code of the project")
        parser.add_argument("--on", metavar="DATE", help="jour demandé, 2018-12-31 · day asked for")
        parser.add_argument(
            "--as-known",
            metavar="DATE",
            help="tel que connu ce jour-là · as it was known at the end of this day",
        )
        parser.add_argument(
            "--json", action="store_true", help="objet JSON · JSON on standard output"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = machine()
        on, known = day_of(options["on"], "--on"), day_of(options["as_known"], "--as-known")
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
