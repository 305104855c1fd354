"""The framework as lines for a terminal."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from kinkeeper.mission.projects.framework import Framework
from kinkeeper.mission.projects.shown import Reader, ShownChapter, chapters_shown, in_language


def terminal_lines(built: Framework) -> Iterable[str]:
    """One line per indicator: code, name, value, numerator / denominator, coverage."""
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
