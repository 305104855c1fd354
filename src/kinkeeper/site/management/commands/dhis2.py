"""`dhis2 CODE --period P --out FILE`: the figures of a project and period for DHIS2."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.mission.projects.dhis2 import for_dhis2
from kinkeeper.mission.projects.queries import project_called
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

UNKNOWN = 1


class Command(OfficeCommand):
    help = "The figures of a project and period as data values for DHIS2."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the project, e.g. RECORDE")
        parser.add_argument("--period", required=True, help="a quarter (2018-Q4) or a day")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")

    def handle(self, *_args: Any, **options: Any) -> None:
        by = machine()
        found = project_called(options["code"], by=by)
        if found is None:
            sentence = _("There is no project “%(code)s”.") % {"code": options["code"]}
            raise CommandError(sentence, returncode=UNKNOWN)
        try:
            made = for_dhis2(report_asked(found, options["period"], by=by))
            options["out"].write_bytes(made.data)
        except ValidationError as error:
            raise CommandError(" ".join(error.messages), returncode=BAD_ARGUMENTS) from error
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        said = {"count": made.written, "file": options["out"]}
        self.stdout.write(_("%(count)s data values: %(file)s") % said)
        for sentence in made.sentences:
            self.stdout.write(sentence)
