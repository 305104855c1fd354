"""The figures of a project and period for DHIS2, as readers outside see them.

DHIS2 adds up whatever shares a data element: over category options and over places. Therefore each
breakdown has an element of its own (FSP-8, FSP-8_SEX, FSP-8_AGE, FSP-8_PLACE), and a percentage
goes out as its two counts (_NUM, _DEN), which add up where the percentage does not. What is hidden,
not collected or does not apply is left out: DHIS2 has no word for it, and a 0 would be a lie.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.interop.dhis2 import (
    DEFAULT_OPTION,
    Codes,
    DataValue,
    SameCell,
    data_value_set,
)
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_by_ids
from kinkeeper.ground.reports.figures import NOT_RECORDED, PLACE, Cell, Figure, State
from kinkeeper.mission.projects.framework import Framework, Line
from kinkeeper.mission.projects.report.content import Asked, figures_of
from kinkeeper.mission.projects.rules import quarters
from kinkeeper.mission.projects.transparency import place_ref

UNKNOWN_OPTION = "NR"
MOST = 200


@dataclass(frozen=True)
class ForDhis2:
    """The file, and what is not in it: cells of few people; indicators without any number."""

    data: bytes
    written: int
    hidden: int
    without: list[str]

    @property
    def sentences(self) -> list[str]:
        """What was left out, in words; empty when nothing was."""
        said = []
        if self.hidden:
            said.append(_("%(count)s cells with few people were left out.") % {
                "count": self.hidden})  # fmt: skip
        if self.without:
            said.append(_("Left out, no number in this period: %(codes)s") % {
                "codes": ", ".join(self.without)})  # fmt: skip
        return said


def for_dhis2(asked: Asked) -> ForDhis2:
    """Raises ValidationError where the mapping gives two values one address."""
    framework, codes = figures_of(asked), codes_of(asked.project.dhis2)
    values = list(_values(framework))
    try:
        data = data_value_set(values, period=_period(asked), codes=codes)
    except SameCell as error:
        sentence = _("Two values have the same address in DHIS2: %(address)s. Mend the mapping.")
        raise ValidationError(sentence % {"address": error}) from error
    lines = framework.lines
    return ForDhis2(
        data, len(values), sum(_hidden(line.figure) for line in lines),
        [line.indicator.code for line in lines if line.figure.value is None],
    )  # fmt: skip


def _period(asked: Asked) -> str:
    """2018Q4 at the end of a quarter, else the day."""
    project = asked.project
    found = quarters(project.since, project.last_day, most=MOST)
    quarter = next((q for q in found if q.on == asked.on), None)
    return quarter.code.replace("-", "") if quarter else f"{asked.on:%Y%m%d}"


def codes_of(told: Mapping[str, Any]) -> Codes:
    return Codes(
        told.get("data_set", ""), told.get("elements", {}), told.get("options", {}),
        told.get("units", {}),
    )  # fmt: skip


def _values(framework: Framework) -> Iterator[DataValue]:
    places = _places(framework)
    for line in framework.lines:
        yield from _of_line(line, framework.project.country, places)


def _places(framework: Framework) -> dict[str, Place]:
    cells = (c for line in framework.lines for c in line.figure.cells)
    keys = {c.key for c in cells if c.scheme == PLACE and c.key}
    return {str(pk): place for pk, place in places_by_ids(map(UUID, keys)).items()}


def _of_line(line: Line, country: str, places: Mapping[str, Place]) -> Iterator[DataValue]:
    figure, code = line.figure, line.indicator.code
    if figure.value is None:
        return
    comment = _("Cells with few people were left out.") if _hidden(figure) else ""
    for suffix, number in _counts(figure):
        yield DataValue(code + suffix, country, number, comment=comment)
    for cell in figure.cells:
        unit, option = _address(cell, country, places)
        for suffix, number in _counts(cell) if unit else ():
            yield DataValue(f"{code}{suffix}_{cell.scheme.upper()}", unit, number, option)


def _address(cell: Cell, country: str, places: Mapping[str, Place]) -> tuple[str, str]:
    """Place and category; no place where ours is not known any more."""
    if cell.scheme == PLACE:
        place = places.get(cell.key)
        return (place_ref(place) if place else "", DEFAULT_OPTION)
    key = UNKNOWN_OPTION if cell.key == NOT_RECORDED else cell.key
    return country, f"{cell.scheme.upper()}_{key}"


def _counts(found: Figure | Cell) -> Iterator[tuple[str, int]]:
    """Whole numbers only: the two counts of a percentage, or the number itself."""
    if found.value is None:
        return
    if found.denominator is not None and found.numerator is not None:
        yield "_NUM", found.numerator
        yield "_DEN", found.denominator
    elif found.value == found.value.to_integral_value():
        yield "", int(Decimal(found.value))


def _hidden(figure: Figure) -> int:
    whole = figure.state is State.SUPPRESSED
    return whole + sum(c.state is State.SUPPRESSED for c in figure.cells)
