"""The measures of this room, for any framework: their definitions, and what they are read from.

The children counted are those a project accompanies, whatever the kind of work, or those in care,
by the place of their village (see `casework.queries.participants`).
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text
from kinkeeper.ground.reports.measures import (
    Direction,
    Kind,
    Measure,
    Unit,
    offer_measure,
)
from kinkeeper.mission.casework.queries import (
    Participant,
    by_care,
    by_project,
    crowd_of,
    written_as,
)
from kinkeeper.mission.health import measures_rules as rules
from kinkeeper.mission.health.measures_rules import Children, Found, Reading
from kinkeeper.mission.health.models import Measurement, NutritionCase, Referral
from kinkeeper.mission.people.queries import ones

CHILDREN, CHILD = _("children"), _("child")


def _read(rows: Rows, taking_part: tuple[Participant, ...]) -> Children:
    one = ones(rows)
    written = written_as(one, taking_part)
    return Children(
        **vars(crowd_of(rows, taking_part)),
        readings=tuple(_readings(rows, written, one)),
        found=tuple(_found(rows, written, one)),
    )


def _readings(rows: Rows, persons: frozenset[UUID], one: Mapping[UUID, UUID]) -> Iterable[Reading]:
    found = rows.of(
        Measurement, "person_id", "on", "z", "flagged", "muac_mm", "oedema", person_id=persons,
        mistaken=False,
    )  # fmt: skip
    for person, on, z, flagged, muac, oedema in found:
        whz = None if "wfl" in flagged else z.get("wfl")
        haz = None if "len" in flagged else z.get("len")
        yield Reading(one.get(person, person), on, whz, muac, oedema not in {"", "0"}, haz)


def _found(rows: Rows, persons: frozenset[UUID], one: Mapping[UUID, UUID]) -> Iterable[Found]:
    cases = rows.of(NutritionCase, "id", "person_id", "since", person_id=persons)
    ids = frozenset(case for case, _person, _since in cases)
    seen: dict[UUID, date] = {}
    for case, seen_on in rows.of(Referral, "case_id", "seen_on", case_id=ids):
        if seen_on is not None and (case not in seen or seen_on < seen[case]):
            seen[case] = seen_on
    for case, person, since in cases:
        yield Found(one.get(person, person), since, seen.get(case))


children_of = by_project("health.children", _read)
in_care = by_care("health.children", _read)
Formula = Callable[[Children, Asked], Figure]
Group = Callable[[Rows, UUID], Children]


def _computed(formula: Formula, group: Group) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(group(rows, asked.project), asked)

    return compute


def _measure(
    code: str, label: Text, definition: Text, formula: Formula, *, kind: Kind = Kind.FLOW,
    direction: Direction = Direction.DOWN, group: Group = children_of,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"health.{code}", version=1, label=label, definition=definition,
        counts=CHILDREN, unit=Unit.PERCENT, kind=kind, direction=direction, additive=False,
        compute=_computed(formula, group), one=CHILD,
    )  # fmt: skip


MEASURES = (
    _measure(
        "acute_whz", _("Acute malnutrition by weight for height"),
        _("Counted: children from 6 to 59 months with weight for height below -2 SD, or oedema of "
          "both feet, at their last measurement of the period. Out of: children of that age the "
          "project accompanies in the period who were measured so; values outside WHO's limits "
          "are in neither. Coverage: these out of all such children. Never added to the figure "
          "by MUAC: the two find different children."),
        partial(rules.acute, by="whz"),
    ),
    _measure(
        "acute_muac", _("Acute malnutrition by MUAC"),
        _("Counted: children from 6 to 59 months with MUAC below 125 mm, or oedema of both feet, "
          "at their last measurement of the period. Out of: children of that age the project "
          "accompanies in the period whose arm was measured. Coverage: these out of all such "
          "children. Never added to the figure by weight for height."),
        partial(rules.acute, by="muac"),
    ),
    _measure(
        "stunted", _("Stunted children"),
        _("Counted: children from 6 to 59 months with height for age below -2 SD at their last "
          "measurement of the period. Out of: children of that age the project accompanies in "
          "the period whose height was measured; values outside WHO's limits are in neither. "
          "Coverage: these out of all such children."),
        partial(rules.acute, by="haz"),
    ),
    _measure(
        "screened", _("Children screened in the month"),
        _("Counted: children measured in the month of the last day. Out of: children the project "
          "accompanies in that month who are from 6 to 59 months old on the last day."),
        rules.screened, kind=Kind.STOCK, direction=Direction.UP,
    ),
    _measure(
        "referral_completed", _("Malnourished children seen at the health centre within 7 days"),
        _("Counted: children found malnourished in the period whom a health centre saw at most 7 "
          "days after. Out of: children the project accompanies who were found malnourished in "
          "the period, once each, by their first finding; who was found less than 7 days before "
          "the last day and is not seen yet is not due."),
        rules.referred, direction=Direction.UP,
    ),
    _measure(
        "acute_whz_in_care", _("Acute malnutrition of children in care, by weight for height"),
        _("As acute malnutrition by weight for height, among the children in care at least one "
          "day of the period, by the place of the village to which they belong."),
        partial(rules.acute, by="whz"), group=in_care,
    ),
    _measure(
        "acute_muac_in_care", _("Acute malnutrition of children in care, by MUAC"),
        _("As acute malnutrition by MUAC, among the children in care at least one day of the "
          "period, by the place of the village to which they belong."),
        partial(rules.acute, by="muac"), group=in_care,
    ),
    _measure(
        "stunted_in_care", _("Stunted children in care"),
        _("As stunted children, among the children in care at least one day of the period, by "
          "the place of the village to which they belong."),
        partial(rules.acute, by="haz"), group=in_care,
    ),
    _measure(
        "screened_in_care", _("Children in care screened in the month"),
        _("Counted: children measured in the month of the last day. Out of: children in care in "
          "that month who are from 6 to 59 months old on the last day, by the place of the "
          "village to which they belong."),
        rules.screened, kind=Kind.STOCK, direction=Direction.UP, group=in_care,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
