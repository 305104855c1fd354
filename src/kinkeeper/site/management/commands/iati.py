"""`iati [CODE ...] [--period P] --out FILE`: a transparency file, checked before it is written."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.actions import machine
from kinkeeper.mission.projects.queries import Project, project_called, projects_for
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.report.content import figures_of
from kinkeeper.mission.projects.transparency import Published, published, published_as_kept
from kinkeeper.site.command_line import BAD_ARGUMENTS, OfficeCommand, unusable

UNKNOWN, INVALID = 1, 3
MOST_SAID = 20


class Command(OfficeCommand):
    help = "Projects as an IATI 2.03 activity file, valid or not written at all."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("codes", nargs="*", metavar="CODE", help="projects; none: all of them")
        parser.add_argument("--period", default="", help="as kept when it was closed, e.g. 2018-Q4")
        parser.add_argument("--out", metavar="FILE", required=True, help="the file to write")

    def handle(self, *args: Any, **options: Any) -> None:
        projects = _projects(options["codes"])
        made = _made(projects, options["period"])
        if made.sentences:
            first = _("The file is not valid and was not written:")
            raise CommandError("\n".join([first, *made.sentences[:MOST_SAID]]), returncode=INVALID)
        try:
            Path(options["out"]).write_bytes(made.data)
        except OSError as problem:
            raise CommandError(unusable(problem), returncode=BAD_ARGUMENTS) from problem
        self.stdout.write(
            ngettext(
                "%(count)s activity, valid by its schema and by the rules: %(file)s",
                "%(count)s activities, valid by their schema and by the rules: %(file)s",
                len(projects),
            )
            % {"count": len(projects), "file": options["out"]}
        )


def _made(projects: list[Project], period: str) -> Published:
    now = timezone.now()
    if not period:
        return published(projects, at=now, today=timezone.localdate())
    try:
        asked = [report_asked(project, period, by=machine()) for project in projects]
    except ValidationError as error:
        raise CommandError(" ".join(error.messages), returncode=BAD_ARGUMENTS) from error
    kept = [one.frozen.frozen_at for one in asked if one.frozen is not None]
    return published_as_kept(map(figures_of, asked), at=max(kept, default=now))


def _projects(codes: list[str]) -> list[Project]:
    by = machine()
    if not codes:
        return projects_for(by)
    found = {code: project_called(code, by=by) for code in codes}
    for code, project in found.items():
        if project is None:
            sentence = _("There is no project “%(code)s”.") % {"code": code}
            raise CommandError(sentence, returncode=UNKNOWN)
    return [project for project in found.values() if project is not None]
