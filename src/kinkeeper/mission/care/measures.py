"""The measures of care with their exact definitions (AC-1, 2, 4, 5, 6, 10 to 13)."""

from collections.abc import Callable
from functools import partial

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
from kinkeeper.mission.care import measures_rules as rules
from kinkeeper.mission.care.measures_facts import Care
from kinkeeper.mission.care.models import EndReason, Route
from kinkeeper.mission.care.queries.figures import care_figures, taking_part
from kinkeeper.mission.casework.queries import offer_in_care

Formula = Callable[[Care, Asked], Figure]
ROUTES: dict[str, Text] = {route.value: route.label for route in Route}
REASONS: dict[str, Text] = {reason.value: reason.label for reason in EndReason}
CHILDREN, ARRIVALS, EXITS = _("children"), _("admissions"), _("exits")
PLACEMENTS, GROUPS = _("placements"), _("groups of brothers and sisters")
ONE: dict[Text, Text] = {
    CHILDREN: _("child"), ARRIVALS: _("admission"), EXITS: _("exit"), PLACEMENTS: _("placement"),
    GROUPS: _("group of brothers and sisters"),
}  # fmt: skip


def _computed(formula: Formula) -> Callable[[Rows, Asked], Figure]:
    def compute(rows: Rows, asked: Asked) -> Figure:
        return formula(care_figures(rows, asked), asked)

    return compute


def _measure(
    code: str, label: Text, counts: Text, definition: Text, formula: Formula, *,
    unit: Unit = Unit.NUMBER, kind: Kind = Kind.STOCK, direction: Direction = Direction.NONE,
    additive: bool = False,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"care.{code}", version=1, label=label, definition=definition, counts=counts,
        unit=unit, kind=kind, direction=direction, additive=additive, compute=_computed(formula),
        one=ONE[counts],
    )  # fmt: skip


MEASURES = (
    _measure(
        "in_care", _("Children in care"), CHILDREN,
        _("Children with a placement that is open on the last day, each once, in all villages or "
          "in those asked for. Who leaves on a day is not in care that day. By locality: the "
          "village where the child belongs, also while it sleeps in another. Age: on the last "
          "day."),
        rules.in_care_on,
    ),
    _measure(
        "admissions", _("Admissions to care"), ARRIVALS,
        _("Placements that began in the period; a child who comes twice is counted twice. Beside "
          "it: by route. A relocation is no admission. Age: on the day of admission."),
        partial(rules.admissions, routes=ROUTES), kind=Kind.FLOW, additive=True,
    ),
    _measure(
        "departures", _("Departures from care"), EXITS,
        _("Placements that ended in the period. Beside it: by reason. A relocation is no "
          "departure. Age: on the day of leaving."),
        partial(rules.departures, reasons=REASONS), kind=Kind.FLOW, additive=True,
    ),
    _measure(
        "legal_basis", _("Placements with a valid document of the authority"), PLACEMENTS,
        _("Counted: placements open on the last day with a document issued by then and not "
          "expired. Out of: placements open on the last day."),
        rules.legal_basis, unit=Unit.PERCENT, direction=Direction.UP,
    ),
    _measure(
        "siblings_together", _("Brothers and sisters in one household"), GROUPS,
        _("Counted: groups whose members in care all sleep in one household on the last day. Out "
          "of: groups with at least two members in care that day. Who moved to a youth house or "
          "lives alone is grown up and not looked at."),
        rules.siblings_together, unit=Unit.PERCENT, direction=Direction.UP,
    ),
    _measure(
        "under_three", _("Children under three in care without a valid exception"), CHILDREN,
        _("Children under 36 months on the last day in an SOS family, a house or other "
          "residential care, without an approved exception that holds that day. Beside it: those "
          "with one. A birth that is not known is not counted."),
        rules.under_three, direction=Direction.DOWN,
    ),
    _measure(
        "exits_to_family", _("Exits to a family"), EXITS,
        _("Counted: exits of the period to parents, kin, kafala, adoption or a foster family. Out "
          "of: all exits of the period. Beside it: by reason. Age: on the day of leaving."),
        partial(rules.exits_to_family, reasons=REASONS), unit=Unit.PERCENT, kind=Kind.FLOW,
        direction=Direction.UP, additive=True,
    ),
    _measure(
        "reintegration_stable", _("Reintegrated and not back within 12 months"), EXITS,
        _("Counted: exits after which the child did not come back into care within 12 months. Out "
          "of: exits of the period to parents or kin, at least 12 months old on the last day, of "
          "which the outcome is known: the child was seen or spoken to from the ninth month on, "
          "or came back. Coverage: these out of all exits of the period to parents or kin."),
        rules.reintegration_stable, unit=Unit.PERCENT, kind=Kind.FLOW, direction=Direction.UP,
    ),
    _measure(
        "occupancy", _("Places in the villages that are filled"), CHILDREN,
        _("Counted: children who sleep in a house of a village on the last day, guests too. Out "
          "of: beds of the houses in use that day. By locality: the village of the house. More "
          "than 100 per cent is possible while a village takes in another."),
        rules.occupancy, unit=Unit.PERCENT,
    ),
    _measure(
        "deaths", _("Deaths of children in care"), EXITS,
        _("Placements that ended in the period by death. Beside it: deaths per 1,000 child-years "
          "(days in care, each once, divided by 365.25) with their 95 per cent interval. Serious "
          "incidents are counted by protection."),
        rules.deaths, kind=Kind.FLOW, direction=Direction.DOWN, additive=True,
    ),
)  # fmt: skip


def offer() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
    offer_in_care(taking_part)
