"""The framework as numbers to keep: what a frozen report of a project holds."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kinkeeper.ground.reports.frozen import Amount, Numbers, offer_frozen, plain_figure
from kinkeeper.ground.reports.words import number_in_words
from kinkeeper.mission.projects.framework import Chapter, Line, Moment, build
from kinkeeper.mission.projects.models import IndicatorTarget, Project
from kinkeeper.mission.projects.rules import SPENT_CODE, money

SOURCE = "projects.framework"


def numbers_of(parameters: Mapping[str, Any], seq: int) -> Numbers:
    """Raises DoesNotExist when the project is gone."""
    project = Project.objects.get(code=parameters["project"])
    known = parameters.get("known_at")
    moment = Moment(
        date.fromisoformat(parameters["on"]), datetime.fromisoformat(known) if known else None, seq
    )
    built = build(project, moment=moment, trends=False)
    return [_entry(chapter, line) for chapter in built.chapters for line in chapter.lines]


def _entry(chapter: Chapter, line: Line) -> dict[str, Any]:
    return {
        "code": line.indicator.code,
        "name_fr": line.indicator.name_fr,
        "name_en": line.indicator.name_en,
        "result": chapter.result.code,
        "measure": line.series,
        "unit": line.unit,
        "target": plain_target(line.target),
        "baseline": plain_target(line.baseline),
        "figure": plain_figure(line.figure),
    }


def plain_target(target: IndicatorTarget | None) -> dict[str, Any] | None:
    if target is None:
        return None
    return {
        "day": target.day.isoformat(),
        "value": None if target.value is None else format(target.value.normalize(), "f"),
        "numerator": target.numerator,
        "denominator": target.denominator,
        "source": target.source,
    }


def amounts(parameters: Mapping[str, Any], entry: Mapping[str, Any]) -> Amount:
    """Money is kept in cents and read in the project's currency."""
    if not entry["measure"].startswith(SPENT_CODE):
        return number_in_words
    found = Project.objects.filter(code=parameters["project"])
    currency = found.values_list("currency", flat=True).first() or ""
    return lambda minor: f"{number_in_words(money(minor, currency))} {currency}"


def offer_reports() -> None:
    """Called when the room is ready."""
    offer_frozen(SOURCE, numbers_of, amounts=amounts)
