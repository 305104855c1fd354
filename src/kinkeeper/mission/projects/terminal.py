"""The framework as lines for a terminal."""

import textwrap
from collections.abc import Iterable

from django.utils.translation import gettext as _

from kinkeeper.mission.projects.framework import Framework
from kinkeeper.mission.projects.shown import (
    Reader,
    ShownChapter,
    ShownLine,
    chapters_shown,
    in_language,
    moment_in_words,
)

NAME_WIDTH = 62
INDENT = " " * 13


def terminal_lines(built: Framework) -> Iterable[str]:
    """For each indicator: code, name, value, numerator / denominator, coverage; beneath it
    baseline and target, and the value by sex, or what it waits for."""
    yield f"{built.project.code}  {in_language(built.project, 'title')}"
    yield moment_in_words(built.moment)
    for chapter in chapters_shown(built, reader=Reader(opens=False, query={})):
        yield ""
        yield f"{chapter.code}  {chapter.text}"
        yield from _lines(chapter)


def _lines(chapter: ShownChapter) -> Iterable[str]:
    for line in chapter.lines:
        first, *rest = textwrap.wrap(line.name, NAME_WIDTH)
        parts = " / ".join(p.text for p in line.parts)
        number = "" if line.together else line.value
        value = f"{number:>14}  {parts:>27}  {line.coverage}"
        yield f"  {line.code:<11}{first:<{NAME_WIDTH + 1}}{value}".rstrip()
        yield from (f"{INDENT}{part}" for part in rest)
        yield from (f"{INDENT}{part}" for part in _beneath(line))


def _beneath(line: ShownLine) -> Iterable[str]:
    """What an indicator without a measure waits for; else where it began and should arrive."""
    if line.waits:
        yield from textwrap.wrap(line.waits, NAME_WIDTH)
        if line.together:
            yield " · ".join(f"{code} {value}" for code, value in line.together)
        return
    yield _("baseline: %(baseline)s · target: %(target)s") % {
        "baseline": line.baseline, "target": line.target,
    }  # fmt: skip
    if line.summary:
        yield line.summary
