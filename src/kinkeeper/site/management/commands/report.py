"""`report CODE --period P --language fr --format docx|pdf|xlsx`: what is handed to a funder."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.reports.word import WrongTemplate
from kinkeeper.mission.projects.queries import project_called
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.report.files import FORMATS, file_name, report_file
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

UNKNOWN = 1


class Command(OfficeCommand):
    help = "The report of a project and period, with the figures kept when it was closed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", help="code of the project, e.g. RECORDE")
        parser.add_argument("--period", required=True, help="a quarter (2018-Q4) or a day")
        parser.add_argument("--language", choices=["fr", "en"], default="fr")
        parser.add_argument("--format", choices=list(FORMATS), default="docx")
        parser.add_argument("--funder", default="", help="whose codes and names are shown")
        parser.add_argument("--template", type=Path, help="the funder's own Word file")
        parser.add_argument("--out", type=Path, help="the file to write, else named by itself")

    def handle(self, *args: Any, **options: Any) -> None:
        by, form, language = machine(), options["format"], options["language"]
        found = project_called(options["code"], by=by)
        if found is None:
            sentence = _("There is no project “%(code)s”.") % {"code": options["code"]}
            raise CommandError(sentence, returncode=UNKNOWN)
        try:
            asked = report_asked(found, options["period"], by=by, funder=options["funder"])
            data = report_file(asked, form=form, language=language, template=options["template"])
            out = options["out"] or Path(file_name(asked, form=form, language=language))
            out.write_bytes(data)
        except (ValidationError, WrongTemplate) as error:
            raise CommandError(_sentence(error), returncode=BAD_ARGUMENTS) from error
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        self.stdout.write(str(out))


def _sentence(error: Exception) -> str:
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    return _("The Word template cannot be filled: %(why)s") % {"why": error}
