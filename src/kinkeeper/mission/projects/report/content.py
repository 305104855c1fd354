"""The content of a report to a funder as plain values, the same for Word and PDF.

Figures are the frozen ones where the period was closed; otherwise they are computed now and the
report says that it is provisional. Everything passes the small-number rule for readers outside.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.figures import Figure
from kinkeeper.ground.reports.frozen import figure_from
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.ground.reports.pictures import printed
from kinkeeper.ground.reports.words import hidden_note
from kinkeeper.ground.text.language import spoken
from kinkeeper.mission.projects.budget import budget_shown
from kinkeeper.mission.projects.framework import Framework, Line, Moment, build, for_outside
from kinkeeper.mission.projects.models import FunderWord, Part, Partner, Project, ReportingPeriod
from kinkeeper.mission.projects.shown import (
    Reader,
    ShownLine,
    chapters_shown,
    in_language,
    light_in_words,
)

PLAIN = (
    "code", "name", "waits", "baseline", "target", "value", "coverage", "counts", "definition",
    "version", "means", "over", "target_source",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """Which report. period: None for a day that belongs to no period. partner: the funder whose
    codes and names stand beside ours; None for none."""

    project: Project
    on: date
    period: ReportingPeriod | None = None
    frozen: FrozenReport | None = None
    partner: Partner | None = None


@dataclass(frozen=True)
class Content:
    """data: plain values for the template. charts: PNG files by name. framework: what it shows."""

    data: dict[str, Any]
    charts: dict[str, bytes]
    framework: Framework


def content_of(asked: Asked) -> Content:
    """In the language that is active."""
    framework = figures_of(asked)
    charts = dict(_charts(framework))
    return Content(_data(asked, framework, charts), charts, framework)


def figures_of(asked: Asked) -> Framework:
    """The framework with the frozen figures in place, as readers outside see it."""
    moment = Moment(asked.on, seq=asked.frozen.seq if asked.frozen else None)
    built = build(asked.project, moment=moment)
    if asked.frozen is not None:
        built = _with_frozen(built, asked.frozen)
    return for_outside(built)


def _with_frozen(built: Framework, frozen: FrozenReport) -> Framework:
    kept = {entry["code"]: figure_from(entry["figure"]) for entry in frozen.numbers}
    chapters = tuple(
        replace(chapter, lines=tuple(_kept(line, kept) for line in chapter.lines))
        for chapter in built.chapters
    )
    return replace(built, chapters=chapters)


def _kept(line: Line, kept: Mapping[str, Figure]) -> Line:
    figure = kept.get(line.indicator.code)
    parts = tuple(_kept(part, kept) for part in line.parts)
    return replace(line, figure=_labelled(figure, line.figure) if figure else line.figure,
                   parts=parts)  # fmt: skip


def _labelled(kept: Figure, now: Figure) -> Figure:
    """A frozen figure keeps codes beside its numbers; their words are those of the measure."""
    labels = {detail.code: detail.label for detail in now.details}
    details = (replace(d, label=labels.get(d.code, d.label)) for d in kept.details)
    return replace(kept, details=tuple(details))


def _charts(framework: Framework) -> Iterator[tuple[str, bytes]]:
    for line in framework.lines:
        share = progress(line)
        if share is not None:
            yield f"bar-{line.indicator.code}", printed.bar(share, tone=line.light)
        points = trend_points(line)
        if sum(point is not None for point in points) > 1:
            yield f"trend-{line.indicator.code}", printed.trend(points)


def progress(line: Line) -> float | None:
    """The share of the target that is reached; None where higher is not better or nothing is
    known."""
    target = line.target.value if line.target else None
    if not target or line.figure.value is None or line.downward:
        return None
    return float(line.figure.value / target)


def trend_points(line: Line) -> list[float | None]:
    return [None if f.value is None else float(f.value) for _code, f in line.trend]


def _data(asked: Asked, framework: Framework, charts: Mapping[str, bytes]) -> dict[str, Any]:
    project = asked.project
    words = _words_of(asked.partner)
    return {
        "language": spoken(get_language()),
        "code": project.code,
        "title": in_language(project, "title"),
        "period": _period(asked),
        "made_on": f"{timezone.localdate():%d/%m/%Y}",
        "figures": _figures(asked),
        "provisional": asked.frozen is None,
        "facts": list(_facts(project)),
        "narrative": _narrative(asked.period),
        "chapters": list(_chapters(framework, words, charts)),
        "budget": _budget(asked),
        "notes": [hidden_note(), _("“n/a”, “not collected” and “hidden” are never 0.")],
        "says": _headings(),
    }  # fmt: skip


def _chapters(
    framework: Framework, words: Mapping[str, FunderWord], charts: Mapping[str, bytes]
) -> Iterator[dict[str, Any]]:
    lines = {line.indicator.code: line for line in framework.lines}
    for chapter in chapters_shown(framework, reader=Reader(opens=False, query={})):
        yield {
            "code": chapter.code, "level": chapter.level, "text": chapter.text,
            "lines": [_line(line, lines[line.code], words, charts) for line in chapter.lines],
        }  # fmt: skip


def _period(asked: Asked) -> str:
    if asked.period is None:
        return _("until %(day)s") % {"day": f"{asked.on:%d/%m/%Y}"}
    since, until = asked.period.since, asked.period.until
    return f"{asked.period.code} ({since:%d/%m/%Y} – {until:%d/%m/%Y})"


def _figures(asked: Asked) -> str:
    if asked.frozen is None:
        return _("Provisional: the period is not closed yet.")
    return _("Figures kept on %(day)s, ledger position %(seq)s, seal %(seal)s.") % {
        "day": f"{asked.frozen.frozen_at:%d/%m/%Y}", "seq": asked.frozen.seq,
        "seal": asked.frozen.digest[:16],
    }  # fmt: skip


def _facts(project: Project) -> Iterator[dict[str, str]]:
    for partner in project.partners.order_by("part"):
        label = str(Part(partner.part).label)
        yield {"label": label, "text": in_language(partner, "name")}
    places = project.places.select_related("place").order_by("place__name")
    yield {"label": _("Location"), "text": ", ".join(p.place.name for p in places)}
    yield {"label": _("Dates"), "text": f"{project.since:%d/%m/%Y} – {project.until:%d/%m/%Y}"}


def _narrative(period: ReportingPeriod | None) -> list[str]:
    text = in_language(period, "narrative") if period else ""
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _words_of(partner: Partner | None) -> dict[str, FunderWord]:
    return {word.of: word for word in partner.words.all()} if partner else {}


def _line(
    line: ShownLine, computed: Line, words: Mapping[str, FunderWord], charts: Mapping[str, bytes]
) -> dict[str, Any]:
    word = words.get(line.code)
    bar, trend = f"bar-{line.code}", f"trend-{line.code}"
    return {
        **{name: getattr(line, name) for name in PLAIN},
        "funder_code": word.code if word else "",
        "funder_name": in_language(word, "name") if word else "",
        "light": line.light_word, "light_text": light_in_words(line.light_word),
        "parts": " / ".join(part.text for part in line.parts),
        "together": [{"code": code, "value": value} for code, value in line.together],
        "details": [{"label": label, "value": value} for label, value in line.details],
        "tables": [
            {"title": t.title, "rows": [{"label": r.label, "value": r.value, "parts": r.parts}
                                        for r in t.rows]}
            for t in line.tables
        ],
        "share": progress(computed), "points": trend_points(computed),
        "bar": bar if bar in charts else "",
        "trend": trend if trend in charts else "",
    }  # fmt: skip


def _budget(asked: Asked) -> dict[str, Any]:
    moment = Moment(asked.on, seq=asked.frozen.seq if asked.frozen else None)
    shown = budget_shown(asked.project, moment)
    words = _words_of(asked.partner)
    rows = [
        {
            "code": words[line.code].code if line.code in words else line.code,
            "name": line.name, "amount": line.amount, "other": line.other, "rate": line.rate,
            "spent": line.spent, "share": line.share, "total": line.total,
        }
        for line in shown.lines
    ]  # fmt: skip
    return {"rows": rows, "currency": shown.currency, "other": shown.other,
            "source": shown.source}  # fmt: skip


def _headings() -> dict[str, str]:
    """Every fixed word of the template, in the language of the report."""
    return {
        "report": _("Report to the funder"), "summary": _("The project"),
        "narrative": _("What happened"), "framework": _("Results framework"),
        "budget": _("Budget by line"), "indicator": _("Indicator"), "baseline": _("Baseline"),
        "target": _("Target"), "value": _("Value"), "progress": _("Progress and trend"),
        "line": _("Line"), "planned": _("Planned"), "rate": _("Rate"), "spent": _("Spent"),
        "share": _("Share spent"), "total": _("Total"), "source": _("Source:"),
        "annex": _("Annex: definitions and breakdowns"), "definition": _("Definition"),
        "means": _("Means of verification:"), "no_text": _("Nothing written yet."),
        "made": _("Made on"), "read": _("read together"), "colon": _(": "), "then": _("; "),
    }  # fmt: skip
