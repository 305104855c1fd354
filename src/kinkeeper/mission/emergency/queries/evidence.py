"""What is proved of the needs of the next steps. Each need is proved by records, never a click."""

from collections.abc import Callable
from functools import cached_property

from django.utils import timezone

from kinkeeper.ground.process.queries import stage_of
from kinkeeper.mission.care.queries import stays_on
from kinkeeper.mission.emergency.models import Hazard, Leg, Line, Manifest, Movement
from kinkeeper.mission.emergency.process import MOVEMENT
from kinkeeper.mission.emergency.queries.away import (
    AwayChild,
    assessments_of,
    away_children,
)
from kinkeeper.mission.emergency.queries.counts import FIRST, LAST, outcome, said_of
from kinkeeper.mission.emergency.queries.manifests import convoys_of, leg_in, lines_of, manifest_of
from kinkeeper.mission.emergency.queries.movements import hosts_of
from kinkeeper.mission.emergency.rules import over_full, torn


def evidence(movement: Movement) -> frozenset[str]:
    """The codes of the needs that are met, of those that the next steps ask for."""
    found = Proof(movement)
    asked = {need.code for t in MOVEMENT.leaving(found.state) for need in t.needs}
    return frozenset(code for code in asked if PROVED[code](found))


class Proof:
    """The records of a movement, each read when a need first asks for it."""

    def __init__(self, movement: Movement) -> None:
        self.movement = movement
        stage = stage_of(MOVEMENT, movement.pk)
        self.state = stage.state if stage else ""
        self.since = stage.since if stage else movement.alerted_on

    @cached_property
    def manifest(self) -> Manifest | None:
        return manifest_of(self.movement, leg_in(self.state))

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.manifest) if self.manifest else []

    @cached_property
    def going(self) -> list[Line]:
        return [line for line in self.lines if line.goes]

    @cached_property
    def children(self) -> list[AwayChild]:
        return away_children(self.movement, timezone.localdate())

    def counted(self, order: int) -> bool:
        """Somebody was counted there, and nobody of the list is left over."""
        said = said_of(self.manifest) if self.manifest else []
        here = any(c.checkpoint.order == order for c in said)
        return here and outcome(self.lines, said, order).difference == 0

    def all_listed(self) -> bool:
        """Everybody who sleeps in the village when the list is asked for stands on it."""
        if self.manifest is None or self.manifest.leg == Leg.BACK:
            return bool(self.lines)
        there = stays_on(self.since).filter(village=self.movement.village_id)
        listed = {line.placement_id for line in self.lines}
        return set(there.values_list("placement_id", flat=True)) <= listed

    def seated(self) -> bool:
        seats = {c.pk: c.seats for c in convoys_of(self.manifest)} if self.manifest else {}
        return not over_full(seats, [x.convoy_id for x in self.going if x.convoy_id])

    def together(self) -> bool:
        return not torn((x.household, x.convoy_id, bool(x.apart)) for x in self.going)

    def capacity(self) -> bool:
        hosts = hosts_of(self.movement)
        known = [n for h in hosts for n in (h.beds, h.mothers, h.school_places)]
        return bool(hosts) and None not in known

    def safe(self) -> bool:
        """The last assessment says so; after a war only with the ground checked for mines."""
        last = next(iter(assessments_of(self.movement)), None)
        if last is None or not last.safe:
            return False
        return last.mines_checked or self.movement.hazard != Hazard.CONFLICT


PROVED: dict[str, Callable[[Proof], bool]] = {
    "threat": lambda p: bool(p.movement.threat and p.movement.sources),
    "options": lambda p: bool(p.movement.options),
    "host": lambda p: bool(hosts_of(p.movement)),
    "capacity": Proof.capacity,
    "transport": lambda p: bool(p.movement.transport),
    "authority": lambda p: p.movement.authority_informed_on is not None,
    "listed": lambda p: bool(p.lines),
    "all_listed": Proof.all_listed,
    "convoys": lambda p: all(x.convoy_id for x in p.going),
    "seats": Proof.seated,
    "together": Proof.together,
    "reasons": lambda p: all(x.goes or x.why_stays for x in p.lines),
    "informed": lambda p: p.movement.families_informed_on is not None,
    "departure_counted": lambda p: p.counted(FIRST),
    "arrival_counted": lambda p: p.counted(LAST),
    "beds": lambda p: all(c.has_bed for c in p.children),
    "school": lambda p: all(c.has_school for c in p.children),
    "health": lambda p: all(c.has_check for c in p.children),
    "return_assessment": lambda p: bool(assessments_of(p.movement)),
    "safe": Proof.safe,
    "opinions": lambda p: all(c.opinion for c in p.children),
}
