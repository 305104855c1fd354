"""`project CODE [--on DATE] [--as-known DATE] [--json]`: the results framework on a terminal."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import machine
from kinkeeper.mission.projects.as_json import framework_json
from kinkeeper.mission.projects.forms import end_of
from kinkeeper.mission.projects.queries import Framework, Moment, framework, project_called
from kinkeeper.mission.projects.shown import Reader, ShownChapter, chapters_shown, in_language

BAD_ARGUMENTS, UNKNOWN = 2, 1


class Command(BaseCommand):
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
        moment = Moment(
            on or min(timezone.localdate(), found.until), end_of(known) if known else None
        )
        built = framework(found, moment=moment, by=by)
        if options["json"]:
            json.dump(framework_json(built), sys.stdout, ensure_ascii=False, indent=2)
            self.stdout.write("")
            return
        with translation.override(translation.get_language() or "fr"):
            self.stdout.write("\n".join(_table(built)))


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


def _table(built: Framework) -> Iterable[str]:
    yield f"{built.project.code}  {in_language(built.project, 'title')}"
    yield _("On %(day)s") % {"day": f"{built.moment.on:%d/%m/%Y}"}
    for chapter in chapters_shown(built, reader=Reader(opens=False, query={})):
        yield ""
        yield f"{chapter.code}  {chapter.text}"
        yield from _lines(chapter)


def _lines(chapter: ShownChapter) -> Iterable[str]:
    for line in chapter.lines:
        parts = " / ".join(p.text for p in line.parts)
        value = f"{line.value:>14}  {parts:>19}  {line.coverage}"
        yield f"  {line.code:<11}{line.name[:62]:<63}{value}".rstrip()
