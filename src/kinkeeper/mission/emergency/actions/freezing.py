"""Freezing a list: running numbers by household, the seal, and the checkpoints of the way."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.mission.care.queries import Village
from kinkeeper.mission.emergency.models import Checkpoint, CheckpointKind, Leg, Manifest
from kinkeeper.mission.emergency.queries import away_now, convoys_of, lines_of
from kinkeeper.mission.emergency.queries.counts import FIRST, LAST
from kinkeeper.mission.emergency.queries.manifests import sealed_rows
from kinkeeper.mission.emergency.rules import seal


def freeze_list(manifest: Manifest, *, by: Account, on: date) -> Manifest:
    """From now on nobody is taken off or changed. Numbers go by household."""
    lines = lines_of(manifest)
    write_many((Entry(line, {"number": n}, on) for n, line in enumerate(lines, 1)), by=by)
    write_many((Entry(point, occurred_on=on) for point in _points(manifest)), by=by)
    mark = seal(sealed_rows(lines_of(manifest)))
    return write(manifest, by=by, occurred_on=on, frozen_on=on, frozen_by=by, seal=mark)


def _points(manifest: Manifest) -> Iterator[Checkpoint]:
    """A departure where people are, an arrival where convoys go."""
    for village in _leaving(manifest).values():
        name = _("Departure from %(village)s") % {"village": village.name}
        yield _point(manifest, CheckpointKind.DEPARTURE, FIRST, name, village)
    going = {c.destination_id: c.destination for c in convoys_of(manifest)}
    for village in going.values():
        name = _("Arrival in %(village)s") % {"village": village.name}
        yield _point(manifest, CheckpointKind.ARRIVAL, LAST, name, village)


def _leaving(manifest: Manifest) -> dict[UUID, Village]:
    home = manifest.movement.village
    if manifest.leg == Leg.OUT:
        return {home.pk: home}
    return {s.village_id: s.village for s in away_now(manifest.movement).values()}


def _point(manifest: Manifest, kind: str, order: int, name: str, village: Village) -> Checkpoint:
    return Checkpoint(manifest=manifest, kind=kind, order=order, name=name, village=village)
