"""Head-counts by name: who is accounted for at a checkpoint, who is not, and what was said."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.emergency.models import CheckIn, Checkpoint, CheckpointKind, Line, Manifest
from kinkeeper.mission.emergency.rules import Fact, Listed, Reckoning, reckon

FIRST, LAST = 0, 99


@dataclass(frozen=True)
class Count:
    """A checkpoint and how the list comes out there. facts: line -> what was said here."""

    checkpoint: Checkpoint
    reckoning: Reckoning
    facts: Mapping[UUID, CheckIn]
    unaccounted: tuple[Line, ...]

    @property
    def begun(self) -> bool:
        return bool(self.facts)


def checkpoint(pk: UUID, *, by: Account) -> Checkpoint | None:
    rows = visible(Checkpoint, by=by).filter(pk=pk)
    return rows.select_related("manifest__movement__village__place", "village").first()


def checkpoints_of(manifest: Manifest) -> list[Checkpoint]:
    rows = Checkpoint.objects.filter(manifest=manifest.pk).select_related("village__place")
    return list(rows.order_by("order", "pk"))


def said_of(manifest: Manifest) -> list[CheckIn]:
    """Everything said of anybody on this list that is not withdrawn, in the order of the way."""
    rows = CheckIn.objects.filter(checkpoint__manifest=manifest.pk, withdrawn_at=None)
    found = rows.select_related("checkpoint__village", "counted_by")
    return list(found.order_by("checkpoint__order", "at"))


def corrections_of(line: Line) -> list[CheckIn]:
    """Everything ever said of a name, withdrawn or not, the newest first."""
    rows = CheckIn.objects.filter(line=line.pk).select_related("checkpoint", "counted_by")
    return list(rows.order_by("-at", "-pk"))


def facts_of(said: Iterable[CheckIn]) -> list[Fact]:
    return [Fact(c.line_id, c.checkpoint.order, c.status) for c in said]


def listed(lines: Iterable[Line]) -> list[Listed]:
    return [Listed(line.pk, line.goes) for line in lines]


def reckoned(lines: Sequence[Line], said: Sequence[CheckIn], order: int) -> Reckoning:
    return reckon(listed(lines), facts_of(said), order)


def counts(
    manifest: Manifest, lines: Sequence[Line], said: Sequence[CheckIn] | None = None
) -> list[Count]:
    """Every checkpoint of the way, in order."""
    spoken = said_of(manifest) if said is None else said
    return [_count(point, lines, spoken) for point in checkpoints_of(manifest)]


def count_at(checkpoint: Checkpoint, lines: Sequence[Line]) -> Count:
    return _count(checkpoint, lines, said_of(checkpoint.manifest))


def _count(point: Checkpoint, lines: Sequence[Line], said: Sequence[CheckIn]) -> Count:
    expected = [line for line in lines if is_expected(line, point)]
    reckoning = reckoned(expected, said, point.order)
    left = set(reckoning.open)
    facts = {c.line_id: c for c in said if c.checkpoint_id == point.pk}
    return Count(point, reckoning, facts, tuple(x for x in expected if x.pk in left))


def is_expected(line: Line, point: Checkpoint) -> bool:
    """Everybody at a stop; at an arrival those whose convoy goes there, and who stays behind."""
    if point.village_id is None or line.convoy is None or point.kind != CheckpointKind.ARRIVAL:
        return True
    return bool(line.convoy.destination_id == point.village_id)


def outcome(lines: Sequence[Line], said: Sequence[CheckIn], order: int = LAST) -> Reckoning:
    """The identity of the whole list: at the arrival, or at the departure (order 0)."""
    return reckoned(lines, said, order)


def arrivals(said: Iterable[CheckIn]) -> dict[UUID, CheckIn]:
    """Line -> its presence at an arrival."""
    return {
        c.line_id: c for c in said
        if c.status == "present" and c.checkpoint.kind == CheckpointKind.ARRIVAL
    }  # fmt: skip
