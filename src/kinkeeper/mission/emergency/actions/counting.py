"""The head-count by name. Three devices may say the same of the same names: it counts once.

Whoever counts locks the checkpoint for the moment of one batch; the database refuses a second fact
of a name in any case.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.records.actions import locked, write
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.actions import end_placement
from kinkeeper.mission.emergency.actions.bringing import bring_home, bring_to_hosts
from kinkeeper.mission.emergency.actions.days import check_day
from kinkeeper.mission.emergency.actions.lists import new_line
from kinkeeper.mission.emergency.models import (
    CheckIn,
    Checkpoint,
    CheckpointKind,
    Leg,
    Line,
    Status,
)
from kinkeeper.mission.emergency.process import (
    AWAY,
    DEPARTED,
    FROZEN,
    RETURN_FROZEN,
    RETURNED,
    RETURNING,
    SETTLED,
)
from kinkeeper.mission.emergency.queries import lines_among, lines_of, state_of
from kinkeeper.mission.emergency.rules import read_numbers
from kinkeeper.mission.people.actions import record_death

COUNT = "emergency.count"
NOTES = {
    Status.REDIRECTED: gettext_lazy("Write where this person went, and with whom."),
    Status.HOSPITAL: gettext_lazy("Write which hospital, and who is there too."),
    Status.STAYED: gettext_lazy(
        "Write why this person stays: it is their choice, and it is respected."
    ),
}


@dataclass(frozen=True)
class Said:
    """What somebody says of a name. note: where, with whom, why. at: the device's clock."""

    line: UUID
    status: str = Status.PRESENT
    note: str = ""
    at: datetime | None = None


@dataclass
class Counted:
    """What became of a batch. already: said before, by anybody. wrong: (line, sentence)."""

    written: list[CheckIn] = field(default_factory=list)
    already: list[UUID] = field(default_factory=list)
    wrong: list[tuple[UUID, str]] = field(default_factory=list)


def check_in(
    checkpoint: Checkpoint,
    said: Sequence[Said],
    *,
    by: Account,
    device: str = "",
    correct: bool = False,
) -> Counted:
    """Write what is new of a batch; what is wrong with a name stops that name only.

    correct: a name of which something else was said is corrected: the earlier fact is withdrawn
    and stays readable. Raises ValidationError when nobody may be counted there yet, Refused.
    """
    if not may(by, COUNT, checkpoint):
        raise Refused
    with transaction.atomic():
        held = locked(checkpoint)
        state = state_of(checkpoint.manifest.movement)
        _check_way(checkpoint, state)
        batch = _Batch(checkpoint, [one.line for one in said], by, device, correct=correct)
        for one in said:
            batch.take(one)
        batch.store()
        _begin(held, batch, by)
        _catch_up(checkpoint, state, batch, by)
    return batch.counted


def _check_way(checkpoint: Checkpoint, state: str) -> None:
    """Raises ValidationError: before the list is frozen, or an arrival before the departure."""
    back = checkpoint.manifest.leg == Leg.BACK
    leaving, on_the_way = (RETURN_FROZEN, RETURNING) if back else (FROZEN, DEPARTED)
    afterwards = {RETURNED} if back else {*AWAY, SETTLED}
    if state == on_the_way or state in afterwards:
        return
    if state != leaving:
        raise ValidationError(_("Nobody is counted on this way now."))
    if checkpoint.kind != CheckpointKind.DEPARTURE:
        raise ValidationError(
            _("There is no arrival before the departure: confirm the departure first.")
        )


class _Batch:
    """A batch against what is known of the checkpoint while it is locked."""

    def __init__(
        self, checkpoint: Checkpoint, names: Sequence[UUID], by: Account, device: str, *,
        correct: bool,
    ) -> None:  # fmt: skip
        self.checkpoint, self.by, self.device, self.correct = checkpoint, by, device, correct
        self.lines = lines_among(checkpoint.manifest, names)
        rows = CheckIn.objects.filter(
            checkpoint=checkpoint.pk, withdrawn_at=None, line__in=list(self.lines)
        )
        self.known = {row.line_id: row for row in rows.select_related("counted_by")}
        self.now = timezone.now()
        self.withdrawn: list[CheckIn] = []
        self.fresh: dict[UUID, CheckIn] = {}
        self.counted = Counted()

    def take(self, one: Said) -> None:
        line = self.lines.get(one.line)
        known = self.fresh.get(one.line) or self.known.get(one.line)
        if known and known.status == one.status and not (self.correct and one.note):
            self.counted.already.append(one.line)
        elif wrong := self._wrong(line, known, one):
            self.counted.wrong.append((one.line, wrong))
        else:
            self._keep(one, known)

    def _wrong(self, line: Line | None, known: CheckIn | None, one: Said) -> str:
        if line is None:
            return _("This name is not on the list: add the person first.")
        if one.status not in Status.values:
            return _("This is no answer of the list.")
        if one.status in NOTES and not one.note.strip():
            return str(NOTES[Status(one.status)])
        if one.status != Status.DIED and line.person and line.person.died_on:
            return _("A death is recorded: correct it on the person's page first.")
        if known and (not self.correct or one.line in self.fresh):
            words = {"status": known.get_status_display(), "who": known.counted_by.name}
            return _("Counted as “%(status)s” by %(who)s: say it as a correction.") % words
        return ""

    def _keep(self, one: Said, known: CheckIn | None) -> None:
        if known:
            self.withdrawn.append(known)
        at = min(one.at or self.now, self.now)
        self.fresh[one.line] = CheckIn(
            checkpoint=self.checkpoint, line_id=one.line, status=one.status, note=one.note.strip(),
            at=at, device=self.device, counted_by=self.by,
        )  # fmt: skip

    def store(self) -> None:
        """The earlier fact is withdrawn before the other is stated: one stands at any moment."""
        gone = (Entry(c, {"withdrawn_at": self.now}, reason="corrected") for c in self.withdrawn)
        write_many(gone, by=self.by)
        facts = sorted(self.fresh.values(), key=lambda c: c.line_id)
        write_many((Entry(c, occurred_on=_day(c)) for c in facts), by=self.by)
        self.counted.written = facts
        for fact in facts:
            if fact.status == Status.DIED:
                _mourn(self.lines[fact.line_id], _day(fact), self.by)


def _day(fact: CheckIn) -> date:
    return timezone.localtime(fact.at).date()


def _mourn(line: Line, day: date, by: Account) -> None:
    """A death on the way is written on the person; a placement ends with it, as nothing else does
    on the way."""
    if line.person is None or line.person.died_on:
        return
    if line.placement and line.placement.until is None:
        end_placement(line.placement, by=by, on=day, reason="deceased")
    else:
        record_death(line.person, by=by, on=day)


def _begin(held: Checkpoint, batch: _Batch, by: Account) -> None:
    """The day of a checkpoint is that of its first count."""
    if batch.counted.written and held.held_on is None:
        day = min(_day(c) for c in batch.counted.written)
        write(held, by=by, occurred_on=day, held_on=day)


def _catch_up(checkpoint: Checkpoint, state: str, batch: _Batch, by: Account) -> None:
    """Who is counted at an arrival after it was confirmed is brought there from that day."""
    if checkpoint.kind != CheckpointKind.ARRIVAL or not batch.counted.written:
        return
    movement = checkpoint.manifest.movement
    day = max(_day(c) for c in batch.counted.written)
    if checkpoint.manifest.leg == Leg.OUT and state in AWAY:
        bring_to_hosts(movement, by=by, on=day)
    elif checkpoint.manifest.leg == Leg.BACK and state == RETURNED:
        bring_home(movement, by=by, on=day)


def enter_paper(
    checkpoint: Checkpoint, numbers: str, *, by: Account, at: datetime | None = None
) -> Counted:
    """The ticks of a printed list, by running numbers: "1-12, 15, 17L".

    Raises ValidationError (`numbers`) with every part that names nobody; then nothing is written.
    """
    by_number = {line.number: line for line in lines_of(checkpoint.manifest) if line.number}
    read = read_numbers(numbers, last=max(by_number, default=0))
    lost = [*read.wrong, *(str(n) for n in read.found if n not in by_number)]
    if lost or not read.found:
        sentence = _("Not on the list, or the letter does not fit the number: %(parts)s")
        parts = ", ".join(lost) or _("nothing was written")
        raise ValidationError({"numbers": sentence % {"parts": parts}})
    said = [Said(by_number[n].pk, at=at) for n in read.found]
    return check_in(checkpoint, said, by=by, device="paper")


def add_at(
    checkpoint: Checkpoint,
    *,
    by: Account,
    on: date,
    name: str,
    role: str,
    household: str = "",
    health: str = "",
) -> Line:
    """Somebody who is there and not on the frozen list: added with the next number, and counted.

    The seal stands for the names of the freezing; who came later is shown apart.
    """
    manifest = checkpoint.manifest
    if not may(by, COUNT, checkpoint):
        raise Refused
    check_day(on, after=manifest.frozen_on)
    with transaction.atomic():
        locked(manifest)
        line = new_line(manifest, name=name, role=role, household=household, person=None)
        number = _next_number(lines_of(manifest))
        write(line, by=by, occurred_on=on, number=number, added_on=on, health=health)
        check_in(checkpoint, [Said(line.pk)], by=by)
    return line


def _next_number(lines: Iterable[Line]) -> int:
    return max((line.number for line in lines), default=0) + 1
