"""AC-7, AC-8 and AC-9: reviews on time, plans in force, contact with the family."""

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Ref, Text, Traits, ratio
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, offer_measure
from kinkeeper.mission.care.following.rules import Turn, lately, turns
from kinkeeper.mission.care.measures_facts import (
    Care,
    Time,
    children,
    holds,
    in_care,
    in_period,
    of_person,
)
from kinkeeper.mission.care.models.reviews import ChildPlan, ContactBar, FamilyContact, Review
from kinkeeper.mission.care.queries.figures import care_figures

PERSON, REVIEW, PLACEMENT = "people.person", "care.review", "care.placement"


def reviews_on_time(rows: Rows, asked: Asked) -> Figure:
    """AC-7. A review is due while the child is in care; one held earlier counts as in time."""
    care, held = care_figures(rows, asked), _held(rows)
    traits: dict[Ref, Traits] = {}
    in_time: set[Ref] = set()
    for row in care.times:
        known = {day: pk for day, pk in held.get(row.id, {}).items() if day <= asked.on}
        for turn in _due(row, turns(row.since, known), asked):
            ref = _ref(turn, row, known)
            traits[ref] = {} if asked.bare else of_person(care, row, turn.due_on)
            if turn.in_time(asked.on):
                in_time.add(ref)
    return ratio(frozenset(in_time), frozenset(traits), traits=traits)


def _due(row: Time, found: Iterable[Turn], asked: Asked) -> Iterable[Turn]:
    return [t for t in found if in_period(t.due_on, asked) and holds(row, t.due_on)]


def _ref(turn: Turn, row: Time, known: dict[date, UUID]) -> Ref:
    """The review that was held, or the placement that waits for one."""
    return (REVIEW, known[turn.held_on]) if turn.held_on else (PLACEMENT, row.id)


def _held(rows: Rows) -> dict[UUID, dict[date, UUID]]:
    found: dict[UUID, dict[date, UUID]] = {}
    for pk, placement, held_on in rows.of(Review, "id", "placement_id", "held_on"):
        found.setdefault(placement, {})[held_on] = pk
    return found


def plan_in_force(rows: Rows, asked: Asked) -> Figure:
    """AC-8, on the last day."""
    care = care_figures(rows, asked)
    valid = {
        placement
        for placement, since, valid_until, until in rows.of(
            ChildPlan, "placement_id", "since", "valid_until", "until"
        )
        if since <= asked.on <= valid_until and (until is None or asked.on < until)
    }
    here = in_care(care, asked.on)
    return _children(care, here, lambda row: row.id in valid, asked)


def contact_with_family(rows: Rows, asked: Asked) -> Figure:
    """AC-9, on the last day: a contact in the three months before it."""
    care = care_figures(rows, asked)
    touched = {
        placement
        for placement, held_on, refused in rows.of(
            FamilyContact, "placement_id", "held_on", "refused"
        )
        if not refused and lately(held_on, asked.on)
    }
    barred = {
        placement
        for placement, since, until in rows.of(ContactBar, "placement_id", "since", "until")
        if since <= asked.on and (until is None or asked.on < until)
    }
    here = {p: row for p, row in in_care(care, asked.on).items() if row.id not in barred}
    return _children(care, here, lambda row: row.id in touched, asked)


def _children(
    care: Care, here: dict[UUID, Time], met: Callable[[Time], bool], asked: Asked
) -> Figure:
    known = {} if asked.bare else {p: of_person(care, row, asked.on) for p, row in here.items()}
    traits = {(PERSON, person): found for person, found in known.items()}
    counted = children(row for row in here.values() if met(row))
    return ratio(counted, children(here.values()), traits=traits)


CHILDREN, CHILD = _("children"), _("child")


def _measure(
    code: str, label: Text, definition: Text, compute: Callable[[Rows, Asked], Figure], *,
    counts: Text = CHILDREN, one: Text = CHILD, kind: Kind = Kind.STOCK, additive: bool = False,
) -> Measure:  # fmt: skip
    return Measure(
        code=f"care.{code}", version=1, label=label, definition=definition, counts=counts,
        one=one, unit=Unit.PERCENT, kind=kind, direction=Direction.UP, additive=additive,
        compute=compute,
    )  # fmt: skip


MEASURES = (
    _measure(
        "reviews_on_time", _("Reviews of placements held on time"),
        _("Counted: reviews held at most three months after the one before, the first after the "
          "arrival. Out of: reviews due in the period while the child was in care. Age: on the "
          "day the review was due."),
        reviews_on_time, counts=_("reviews"), one=_("review"), kind=Kind.FLOW, additive=True,
    ),
    _measure(
        "plan_in_force", _("Children in care with a development plan in force"),
        _("Counted: children in care on the last day with a plan agreed by then and not due for "
          "renewal. Out of: children in care on the last day, each once."),
        plan_in_force,
    ),
    _measure(
        "family_contact", _("Children in care in contact with their family"),
        _("Counted: children in care on the last day with at least one visit, call or letter in "
          "the three months before it; refused ones do not count. Out of: children in care on "
          "the last day, without those for whom an authority has excluded contact."),
        contact_with_family,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
