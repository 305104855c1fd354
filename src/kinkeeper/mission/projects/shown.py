"""The framework made ready for a page or a table: words, pictures and links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from kinkeeper.ground.places.queries import places_by_ids
from kinkeeper.ground.reports.figures import PLACE, SEX, Figure, State
from kinkeeper.ground.reports.pictures import indicator as pictures
from kinkeeper.ground.reports.words import (
    Table,
    absence_in_words,
    breakdown,
    coverage_in_words,
    details_in_words,
    number_in_words,
    parts_in_words,
    value_in_words,
)
from kinkeeper.ground.text.language import spoken
from kinkeeper.mission.projects.framework import Framework, Line, Moment
from kinkeeper.mission.projects.models import Indicator, IndicatorTarget, Result
from kinkeeper.mission.projects.rules import money


def in_language(record: object, name: str) -> str:
    """A text kept in both languages, in the reader's."""
    return str(getattr(record, f"{name}_{spoken(get_language())}"))


@dataclass(frozen=True)
class Part:
    """One side of a ratio, which opens its rows; url is "" where the reader may not."""

    side: str
    text: str
    url: str
    title: str


@dataclass(frozen=True)
class ShownLine:
    code: str
    name: str
    waits: str
    baseline: str
    target: str
    target_source: str
    target_url: str
    progress: SafeString | str
    value: str
    value_url: str
    state: str
    parts: tuple[Part, ...]
    counts: str
    coverage: str
    light: SafeString | str
    light_word: str
    trend: SafeString | str
    trend_list: SafeString | str
    summary: str
    tables: list[Table]
    details: list[tuple[str, str]]
    definition: str
    version: str
    means: str
    entered: bool
    over: str
    together: list[tuple[str, str]]


@dataclass(frozen=True)
class ShownChapter:
    code: str
    level: str
    text: str
    lines: list[ShownLine]


@dataclass(frozen=True)
class Reader:
    """Where a number leads for this reader. query: the day asked for, for the links. promises:
    may set targets."""

    opens: bool
    query: Mapping[str, str]
    promises: bool = False


def chapters_shown(framework: Framework, *, reader: Reader) -> list[ShownChapter]:
    places = locality_names(line.figure for line in framework.lines)
    code = framework.project.code
    return [
        ShownChapter(
            chapter.result.code, level_of(chapter.result), in_language(chapter.result, "text"),
            [_line(line, code, reader, places, framework.project.currency)
             for line in chapter.lines],
        )
        for chapter in framework.chapters
    ]  # fmt: skip


def locality_names(figures: Iterable[Figure]) -> dict[str, str]:
    """Names of the localities that occur in breakdowns, by id."""
    keys = {c.key for f in figures for c in f.cells if c.scheme == PLACE and c.key}
    return {str(pk): p.name for pk, p in places_by_ids(UUID(k) for k in keys).items()}


def level_of(result: Result) -> str:
    return str(result.get_level_display())


def _line(
    line: Line, project: str, reader: Reader, places: Mapping[str, str], currency: str
) -> ShownLine:
    measure, figure, unit = line.measure, line.figure, line.unit
    tables = breakdown(figure, unit=unit, places=places)
    return ShownLine(
        code=line.indicator.code,
        name=in_language(line.indicator, "name"),
        waits=_sentences(why_absent(line), _changed(line)) if line.waits else "",
        baseline=target_in_words(line.baseline, unit) or _("none recorded"),
        target=target_in_words(line.target, unit) or _("none set"),
        target_source=line.target.source if line.target else "",
        target_url=_target_url(line, project) if reader.promises else "",
        progress=_progress(line),
        value=value_in_words(figure.value, unit=unit, state=figure.state),
        value_url=_value_url(line, project, reader),
        state=figure.state.value,
        parts=tuple(_parts(line, project, reader, currency)),
        counts=measure.counted(_last_part(figure)) if measure else "",
        coverage=_sentences(_coverage(line), _changed(line)),
        light=pictures.light(line.light) if line.light else "",
        light_word=line.light,
        trend=_trend(line),
        trend_list=pictures.listed(_points(line)) if _points(line) else "",
        summary=_summary(tables),
        tables=tables,
        details=details_in_words(figure.details),
        definition=str(measure.definition)
        if measure
        else in_language(line.indicator, "definition"),
        version=line.series,
        means=in_language(line.indicator, "means"),
        entered=figure.state is State.ENTERED,
        over=_over(line.indicator),
        together=[
            (p.indicator.code, value_in_words(p.figure.value, unit=p.unit, state=p.figure.state))
            for p in line.parts
        ],
    )


def _progress(line: Line) -> SafeString | str:
    """The way to a target above; nothing where less is better."""
    target, value = line.target.value if line.target else None, line.figure.value
    if not target or value is None or line.downward:
        return ""
    return pictures.bar(value=float(value), target=float(target), tone=line.light)


def _target_url(line: Line, project: str) -> str:
    """None for what is read from others together."""
    return "" if line.parts else reverse("project_target", args=[project, line.indicator.code])


def _over(indicator: Indicator) -> str:
    return _("Over periods: %(periods)s; over places: %(places)s.") % {
        "periods": indicator.get_over_periods_display(),
        "places": indicator.get_over_places_display(),
    }


def why_absent(line: Line) -> str:
    """Why there is no number, in the indicator's own words where it has some; else ""."""
    return in_language(line.indicator, "waits") if line.waits else absence_in_words(line.figure)


def _changed(line: Line) -> str:
    """Said where people entered values before the definition became another."""
    sentence = _("The definition has changed: what was entered under version %(versions)s is kept "
                 "apart and not counted here.")  # fmt: skip
    return sentence % {"versions": ", ".join(map(str, line.earlier))} if line.earlier else ""


def _sentences(*told: str) -> str:
    return " ".join(sentence for sentence in told if sentence)


LIGHTS = {
    "good": gettext_lazy("on track"), "warn": gettext_lazy("to watch"),
    "bad": gettext_lazy("off track"),
}  # fmt: skip


def light_in_words(light: str) -> str:
    return str(LIGHTS.get(light, ""))


def _coverage(line: Line) -> str:
    """What the number rests on; without a number, why there is none."""
    if line.parts:
        return ""
    if line.figure.value is None:
        return absence_in_words(line.figure)
    if line.coverage and line.figure.coverage is None:
        return _("coverage: all of them")
    return coverage_in_words(line.figure)


def _last_part(figure: Figure) -> int | None:
    """The number that the word for the counted rows stands behind."""
    return figure.numerator if figure.denominator is None else figure.denominator


def _summary(tables: Iterable[Table]) -> str:
    """As in "female 56,1 % · male 60 %": what is seen before the breakdown is opened."""
    rows = [row for table in tables if table.code == SEX for row in table.rows]
    return " · ".join(f"{row.label} {row.value}" for row in rows)


def target_in_words(target: IndicatorTarget | None, unit: str) -> str:
    """As in "905 (01/10/2020)"; empty for none: a target that nobody set is not 0."""
    if target is None or target.value is None:
        return ""
    value = target.value.normalize()
    whole = value.quantize(Decimal(1)) if value == value.to_integral() else value
    return f"{value_in_words(whole, unit=unit)} ({target.day:%d/%m/%Y})"


def _value_url(line: Line, project: str, reader: Reader) -> str:
    """A plain count opens its rows itself; a ratio by its two parts."""
    plain = line.figure.denominator is None
    return _part_url(line, project, "numerator", reader) if plain else ""


def _parts(line: Line, project: str, reader: Reader, currency: str) -> Iterable[Part]:
    figure = line.figure
    if figure.denominator is None:
        return
    titles = {"numerator": _("counted"), "denominator": _("out of")}
    for part, title in titles.items():
        number = getattr(figure, part)
        if number is None:
            continue
        text = (
            f"{number_in_words(money(number, currency))} {currency}"
            if line.in_money
            else (number_in_words(number))
        )
        yield Part(part, text, _part_url(line, project, part, reader), title)


def _part_url(line: Line, project: str, part: str, reader: Reader) -> str:
    if not reader.opens or not getattr(line.figure.counted, part):
        return ""
    address = reverse("indicator_rows", args=[project, line.indicator.code])
    return f"{address}?{urlencode({'part': part, **reader.query})}"


def _points(line: Line) -> list[tuple[str, float | None]]:
    return [
        (_quarter(code), None if figure.value is None else float(figure.value))
        for code, figure in line.trend
    ]


def _quarter(code: str) -> str:
    year, number = code.split("-Q")
    return _("Q%(number)s %(year)s") % {"number": number, "year": year}


def _trend(line: Line) -> SafeString | str:
    """A line needs two known points."""
    points = [value for _label, value in _points(line)]
    known = [value for value in points if value is not None]
    return pictures.trend(points) if len(known) > 1 else ""


def moment_in_words(moment: Moment) -> str:
    """As in "On 31/12/2018, as known on 15/01/2019"."""
    on = _("On %(day)s") % {"day": f"{moment.on:%d/%m/%Y}"}
    if moment.known_at is None:
        return on
    return on + _(", as known on %(day)s") % {"day": f"{moment.known_at:%d/%m/%Y}"}


def figure_tables(figure: Figure, unit: str) -> list[Table]:
    return breakdown(figure, unit=unit, places=locality_names([figure]))


@dataclass(frozen=True)
class ShownFigure:
    """One figure for a page of its own."""

    value: str
    parts: str
    details: list[tuple[str, str]]


def shown_figure(figure: Figure, unit: str) -> ShownFigure:
    return ShownFigure(
        value_in_words(figure.value, unit=unit, state=figure.state),
        parts_in_words(figure.numerator, figure.denominator),
        details_in_words(figure.details),
    )
