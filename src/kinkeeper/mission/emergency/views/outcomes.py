"""A list with its identity, ready for a page: listed = arrived + stayed + ..., and the rest."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from kinkeeper.mission.emergency.models import CheckpointKind, Status
from kinkeeper.mission.emergency.queries import (
    Count,
    Line,
    Manifest,
    counts,
    is_intact,
    lines_of,
    outcome,
    said_of,
)
from kinkeeper.mission.emergency.rules import Reckoning


@dataclass(frozen=True)
class Part:
    """One term of the identity."""

    label: str
    number: int


@dataclass(frozen=True)
class Identity:
    """The equation in sight, and the names of who is not accounted for."""

    listed: int
    parts: tuple[Part, ...]
    difference: int
    names: tuple[Line, ...]


@dataclass(frozen=True)
class Outcome:
    """A list: its people, its counts, and how it comes out on arrival."""

    manifest: Manifest
    lines: Sequence[Line]
    counts: Sequence[Count]
    identity: Identity
    intact: bool

    @property
    def going(self) -> int:
        return sum(line.goes for line in self.lines)

    @property
    def added(self) -> int:
        return sum(1 for line in self.lines if line.added_on)


def outcome_of(manifest: Manifest) -> Outcome:
    lines, said = lines_of(manifest), said_of(manifest)
    return Outcome(
        manifest, lines, counts(manifest, lines, said),
        identity(outcome(lines, said), lines, arrival=True),
        not manifest.frozen_on or is_intact(manifest, lines),
    )  # fmt: skip


def identity_at(count: Count, lines: Sequence[Line]) -> Identity:
    arrival = count.checkpoint.kind == CheckpointKind.ARRIVAL
    return identity(count.reckoning, lines, arrival=arrival)


def identity(found: Reckoning, lines: Sequence[Line], *, arrival: bool) -> Identity:
    """Deaths are a term of their own, shown only where there is one."""
    words = {
        Status.PRESENT: _("arrived") if arrival else _("present"), Status.STAYED: _("stayed"),
        Status.MISSING: _("missing"), Status.REDIRECTED: _("gone elsewhere"),
        Status.HOSPITAL: _("in hospital"), Status.DIED: _("died"),
    }  # fmt: skip
    parts = tuple(
        Part(label, found.counts[status]) for status, label in words.items()
        if status != Status.DIED or found.counts[status]
    )  # fmt: skip
    left = set(found.open)
    names = tuple(line for line in lines if line.pk in left)
    return Identity(found.listed, parts, found.difference, names)
