"""EM-1: does every count of an evacuation come out? Computed on `Rows`, so the past can be asked.

Only evacuations that are over are counted, so that no figure tells anybody outside that people
are on the way (rule 42 of the domain dossier). The rows behind it are never opened from a project.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Detail, Figure, State, percent
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, offer_measure
from kinkeeper.mission.emergency.models import CheckIn, Checkpoint, Convoy, Line, Manifest
from kinkeeper.mission.emergency.process import MOVEMENT, PERMANENT, RETURNED
from kinkeeper.mission.emergency.rules import ARRIVAL, Fact, Listed, reckon


@dataclass(frozen=True)
class Way:
    """A list with its convoys' destinations, checkpoints and what was said, as plain values."""

    lines: tuple[tuple[Listed, UUID | None], ...]
    points: tuple[tuple[int, str, UUID | None], ...]
    facts: tuple[Fact, ...]

    def differences(self) -> Iterator[int]:
        """For each checkpoint where somebody was counted: how many names are left over."""
        counted = {fact.order for fact in self.facts}
        for order, kind, village in self.points:
            if order in counted:
                expected = [
                    line for line, to in self.lines
                    if kind != ARRIVAL or to is None or to == village
                ]  # fmt: skip
                yield reckon(expected, self.facts, order).difference


def ways(rows: Rows, asked: Asked) -> list[Way]:
    """The lists of evacuations that ended in the period."""
    ended = rows.of(
        Stage, "subject", "since", "place_id", process=MOVEMENT.name,
        state=frozenset({RETURNED, PERMANENT}),
    )  # fmt: skip
    over = {subject for subject, since, place in ended if _within(since, place, asked)}
    return [_way(rows, pk) for (pk,) in rows.of(Manifest, "id", movement_id=frozenset(over))]


def _within(since: date, place: UUID, asked: Asked) -> bool:
    return asked.since <= since <= asked.on and (asked.places is None or place in asked.places)


def _way(rows: Rows, manifest: UUID) -> Way:
    to: dict[UUID | None, UUID] = dict(
        rows.of(Convoy, "id", "destination_id", manifest_id=manifest)
    )
    points = rows.of(Checkpoint, "id", "order", "kind", "village_id", manifest_id=manifest)
    orders = {pk: order for pk, order, _kind, _village in points}
    said = rows.of(
        CheckIn, "line_id", "checkpoint_id", "status", withdrawn_at=None,
        checkpoint_id=frozenset(orders),
    )  # fmt: skip
    lines = rows.of(Line, "id", "goes", "convoy_id", manifest_id=manifest, taken_off_on=None)
    return Way(
        tuple((Listed(pk, goes), to.get(convoy)) for pk, goes, convoy in lines),
        tuple((order, kind, village) for _pk, order, kind, village in points),
        tuple(Fact(line, orders[point], status) for line, point, status in said),
    )


def reconciliation(rows: Rows, asked: Asked) -> Figure:
    differences = [n for way in ways(rows, asked) for n in way.differences()]
    if not differences:
        return Figure(State.NOT_APPLICABLE, numerator=0, denominator=0)
    right = sum(1 for n in differences if n == 0)
    left = Detail("unaccounted", _("names left over"), Decimal(sum(differences)), per_person=True)
    return Figure(
        State.COMPUTED, percent(right, len(differences)), right, len(differences), details=(left,)
    )


EM_1 = Measure(
    code="emergency.reconciliation", version=1, label=_("Head-counts by name that come out"),
    definition=_(
        "Counted: checkpoints at which everybody of the list was accounted for by name: arrived, "
        "stayed, missing, redirected, in hospital or died. Out of: checkpoints at which anybody "
        "was counted, of the evacuations that ended in the period. Evacuations that still go on "
        "are in neither. Beside it: names left over; 0 is required."
    ),
    counts=_("checkpoints"), one=_("checkpoint"), unit=Unit.PERCENT, kind=Kind.FLOW,
    direction=Direction.UP, additive=True, compute=reconciliation,
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(EM_1)
