"""The framework as plain JSON: the same for the API and for the command line."""

from dataclasses import asdict
from typing import Any

from django.utils.translation import override

from kinkeeper.ground.reports.frozen import plain_figure
from kinkeeper.mission.projects.framework import Chapter, Framework, Line
from kinkeeper.mission.projects.frozen import plain_target
from kinkeeper.mission.projects.shown import why_absent


def framework_json(framework: Framework) -> dict[str, Any]:
    known = framework.moment.known_at
    return {
        "code": framework.project.code,
        "on": framework.moment.on.isoformat(),
        "known_at": known.date().isoformat() if known else None,
        "since": framework.project.since.isoformat(),
        "indicators": [
            _indicator(chapter, line) for chapter in framework.chapters for line in chapter.lines
        ],
    }


def _why(line: Line, language: str) -> str:
    with override(language):
        return why_absent(line)


def _indicator(chapter: Chapter, line: Line) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "code": indicator.code,
        "result": chapter.result.code,
        "name_fr": indicator.name_fr,
        "name_en": indicator.name_en,
        "measure": line.series,
        "unit": line.unit,
        "read_from": [part.indicator.code for part in line.parts],
        **plain_figure(line.figure),
        "coverage": line.coverage and asdict(line.coverage),
        "baseline": plain_target(line.baseline),
        "target": plain_target(line.target),
        "light": line.light,
        "trend": [[code, plain_figure(figure)["value"]] for code, figure in line.trend],
        **{f"waits_{language}": _why(line, language) for language in ("fr", "en")},
    }
