"""The measures of this room with their exact definitions: CO, EC, and P-7 to P-12 of RECORDE."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Text
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, offer_measure
from kinkeeper.mission.community import measures_money as money
from kinkeeper.mission.community import measures_rules as rules
from kinkeeper.mission.community.measures_facts import Community, community_of

ORGANISATIONS, FAMILIES, GUARDIANS = _("organisations"), _("families"), _("guardians")
HOUSEHOLDS, STRUCTURES, ATTENDANCES = _("households"), _("structures"), _("attendances")
PEOPLE, FRANCS, KILOS = _("people"), _("francs (XOF)"), _("kg")
ONE: dict[Text, Text] = {
    ORGANISATIONS: _("organisation"), FAMILIES: _("family"), GUARDIANS: _("guardian"),
    HOUSEHOLDS: _("household"), STRUCTURES: _("structure"), ATTENDANCES: _("attendance"),
    PEOPLE: _("person"),
}  # fmt: skip


def _computed(formula: Callable[[Community, Asked], Figure]) -> Callable[[Rows, Asked], Figure]:
    return lambda rows, asked: formula(community_of(rows, asked), asked)


def _measure(
    code: str, label: Text, counts: Text, definition: Text,
    formula: Callable[[Community, Asked], Figure], *,
    unit: Unit = Unit.PERCENT, kind: Kind = Kind.FLOW, direction: Direction = Direction.UP,
    version: int = 1,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"community.{code}", version=version, label=label, definition=definition,
        counts=counts, unit=unit, kind=kind, direction=direction, additive=False,
        compute=_computed(formula), one=ONE.get(counts, counts),
    )  # fmt: skip


MEASURES = (
    _measure(
        "savings_for_children", _("Guardians in a savings group that pays for children"), GUARDIANS,
        _("Counted: target guardians who, in the period, were members of a savings group that "
          "paid something for a child in the period. Out of: target guardians accompanied at "
          "least one day of the period. Beside it: these groups, and the francs they paid."),
        money.savings_for_children,
    ),
    _measure(
        "real_income", _("Households whose real income grew"), HOUSEHOLDS,
        _("Counted: households whose monthly income, at their last answer of the period, is above "
          "the one of the first answer times the price index of now over the one of then. Out of: "
          "households asked twice with the same questionnaire, where both indices are known. "
          "Coverage: these out of all families of the period. Beside it: the median change."),
        money.real_income,
    ),
    _measure(
        "child_share", _("Households that spend a larger part on their children"), HOUSEHOLDS,
        _("Counted: households whose part of the spending for children (school, health, food, "
          "birth papers, clothes) rose by five points of percent or more from the first answer to "
          "the last of the period. Out of: households asked twice with the same questionnaire. "
          "Coverage: these out of all families of the period."),
        money.child_share,
    ),
    _measure(
        "own_help", _("Vulnerable families helped with the community's own"), FAMILIES,
        _("Counted: families of the project that got, in the period, food or money of a structure "
          "of the community. Out of: families of the project in the period. Beside it: francs or "
          "worth, kg, and the times a family outside the register was helped."),
        money.own_help,
    ),
    _measure(
        "organisations_active", _("Organisations that act for children's protection"),
        ORGANISATIONS,
        _("Counted: community organisations with an activity for children's protection or an "
          "awareness event in every whole quarter of the period since they joined. Out of: "
          "organisations there on the last day that had such a quarter. Coverage: these out of "
          "all there on the last day. Beside it: activities by kind."),
        rules.organisations_active, version=2,
    ),
    _measure(
        "structures_working", _("Structures of the community that work"), STRUCTURES,
        _("Committees and clubs that met in the last 92 days, name whom they refer to and have "
          "done something; savings groups with a meeting in the last 62 days; gardens with a "
          "harvest in the last 365 days. Beside it: each sort, and how many there are."),
        rules.structures_working, unit=Unit.NUMBER, kind=Kind.STOCK,
    ),
    _measure(
        "capacity", _("Organisations whose capacity is assessed"), ORGANISATIONS,
        _("Organisations with an assessment until the last day. Beside it: the mean level (1-4) "
          "of the last assessments for each domain and under each of the funder's headings; never "
          "one number for all. Coverage: assessed out of all."),
        rules.capacity, unit=Unit.NUMBER, kind=Kind.STOCK,
    ),
    _measure(
        "capacity_better", _("Organisations whose capacity has grown"), ORGANISATIONS,
        _("Counted: organisations whose mean level over all items rose by half a level or more "
          "since the first assessment. Out of: organisations assessed twice or more with the same "
          "questionnaire. Coverage: these out of all."),
        rules.capacity_better, kind=Kind.STOCK,
    ),
    _measure(
        "autonomous", _("Autonomous organisations"), ORGANISATIONS,
        _("Counted: organisations declared autonomous, by two persons and with their own "
          "agreement, that stand so on the last day: governed, paying part of their activities, "
          "acting without staff, committed to safeguard children. Out of: organisations there on "
          "the last day."),
        rules.autonomous, kind=Kind.STOCK,
    ),
    _measure(
        "awareness_attendances", _("Attendances at awareness events"), ATTENDANCES,
        _("Everybody who was at the awareness events of the period, each time: attendances, not "
          "people. Beside it: events."),
        rules.awareness_attendances, unit=Unit.NUMBER,
    ),
    _measure(
        "awareness_people", _("Different people at awareness events, estimated"), PEOPLE,
        _("The sum of the estimates of different people made at the events of the period. "
          "Coverage: events with an estimate out of all events. Beside it: their attendances."),
        rules.awareness_people, unit=Unit.NUMBER,
    ),
    _measure(
        "club_attendances", _("Attendances at children's clubs"), ATTENDANCES,
        _("Everybody who was at the sessions of children's clubs in the period, each time. Beside "
          "it: sessions."),
        rules.club_attendances, unit=Unit.NUMBER,
    ),
    _measure(
        "savings", _("Saved in the groups"), FRANCS,
        _("Shares bought in the period times the value of a share. Beside it: groups, francs for "
          "each member, percent of women at the meetings, cycles shared out and those in time."),
        money.savings, unit=Unit.MONEY,
    ),
    _measure(
        "savings_return", _("Return on savings"), FRANCS,
        _("Counted: paid out less saved. Out of: saved. Of the cycles shared out in the period."),
        money.savings_return,
    ),
    _measure(
        "loans_late", _("Loans late by more than 30 days"), FRANCS,
        _("Counted: francs late by more than 30 days at the last meeting. Out of: francs lent and "
          "not paid back in the open cycles, on the last day."),
        money.loans_late, kind=Kind.STOCK, direction=Direction.DOWN,
    ),
    _measure(
        "harvest", _("Harvest of the gardens"), KILOS,
        _("Kilograms harvested in the period. Beside it: what went to vulnerable families."),
        rules.harvest, unit=Unit.NUMBER,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
