"""The write door: `write` for this server's people, `receive` for a writer who saw an older
version, `write_many` for bulk work. All make the same checks and the same ledger lines."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.utils import timezone

from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.records.classes import lowest_stands
from kinkeeper.ground.records.guard import Actor, Along, Guard, current_guard
from kinkeeper.ground.records.images import (
    Image,
    has_secrets,
    image_of,
    keys_of_records,
    read_image,
    seal_image,
)
from kinkeeper.ground.records.models import Change, Outcome, Record, Submission, new_id
from kinkeeper.ground.records.moving import MOVED, PLACE, left_behind
from kinkeeper.ground.records.origin import current_device
from kinkeeper.ground.records.rules import merge_by_field, texts_in
from kinkeeper.ground.records.trail import mark, tie
from kinkeeper.ground.vault.actions import forget, keys_of

R = TypeVar("R", bound=Record)
DOOR = "the write door asks the guard before and after"


NO_ZERO_BYTE = ProhibitNullCharactersValidator()


@dataclass(frozen=True)
class Note:
    """What a ledger line says beside the values. reason: a code, never free text."""

    occurred_on: date | None = None
    reason: str = ""
    device: str = ""
    change_id: UUID | None = None


@dataclass(frozen=True)
class Received:
    """Answer to a writer who saw an older version: the row now, and what clashed."""

    record: Record
    clash: Change | None


def write(
    record: R,
    *,
    by: Actor,
    occurred_on: date | None = None,
    reason: str = "",
    device: str = "",
    change_id: UUID | None = None,
    **values: Any,
) -> R:
    """Create or change one record. Sending the same `change_id` again does nothing.

    Raises Refused (not allowed), ValidationError (a value is wrong), IntegrityError
    (the database's own constraints).
    """
    note = Note(occurred_on, reason, device, change_id)
    with lifted(DOOR), transaction.atomic():
        stored = _resent(record, change_id)
        return stored if stored is not None else _write(record, by=by, note=note, values=values)


def receive(
    model: type[Record],
    record_id: UUID,
    *,
    base: int,
    by: Actor,
    note: Note | None = None,
    values: Mapping[str, Any],
) -> Received:
    """Apply what a writer wanted who had seen version `base`.

    Different fields merge; a field that someone else changed meanwhile becomes a clash, kept in
    the ledger until a person settles it. Raises DoesNotExist, Refused, ValidationError.
    """
    note = note or Note()
    with lifted(DOOR), transaction.atomic():
        record = _locked(model, record_id)
        if note.change_id and Change.objects.filter(id=note.change_id).exists():
            return Received(record, None)
        wanted = _by_attname(record, values)
        merge = merge_by_field(
            current={name: getattr(record, name) for name in wanted},
            wanted=wanted,
            changed_since=_changed_since(record, base),
            lowest={f.attname for f in record.kept_fields() if lowest_stands(f)},
        )
        if merge.clash or merge.beaten:
            current_guard().before(record, by=by)
        clash = _keep_clash(record, merge.clash, base=base, by=by, note=note)
        clash = _keep_beaten(record, merge.beaten, by=by) or clash
        if merge.apply:
            _write(record, by=by, note=note, values=dict(merge.apply), base=base)
        return Received(record, clash)


def settle_clash(clash: Change, *, model: type[R], by: Actor, keep: Mapping[str, Any]) -> R:
    """A person decides: `keep` holds the values to stand (either side, or a third)."""
    with lifted(DOOR), transaction.atomic():
        record = _locked(model, clash.record)
        return _write(
            record, by=by, note=Note(), values=_by_attname(record, keep), settles=clash.id
        )


def erase(record: R, *, by: Actor, reason: str, empty: Mapping[str, Any]) -> R:
    """Erase a person's values: the row gets `empty`, the ledger loses every image, and the key
    of the sealed ones is destroyed. That something was there, when and by whom, stays."""
    with lifted(DOOR), transaction.atomic():
        Change.objects.filter(record=record.pk).update(after={}, sealed=None, salt=None)
        forget(record.pk)
        return _write(record, by=by, note=Note(reason=reason), values=dict(empty), erased=True)


def once(form_id: UUID, answer: Callable[[], str]) -> str:
    """Run `answer` (which writes and returns where to go next) unless this form was accepted
    already; then only say where it led."""
    with transaction.atomic():
        if seen := Submission.objects.filter(id=form_id).first():
            return seen.answer
        address = answer()
        Submission.objects.create(id=form_id, answer=address)
        return address


def _resent(record: R, change_id: UUID | None) -> R | None:
    if change_id is None:
        return None
    change = Change.objects.filter(id=change_id).first()
    return type(record)._default_manager.get(pk=change.record) if change else None


def _write(
    record: R,
    *,
    by: Actor,
    note: Note,
    values: dict[str, Any],
    base: int | None = None,
    settles: UUID | None = None,
    erased: bool = False,
    guard: Guard | None = None,
) -> R:
    guard = guard or current_guard()
    creating = record._state.adding
    if not creating:
        _refresh_locked(record)
    guard.before(record, by=by)
    before = {} if creating else image_of(record).whole
    _set(record, values)
    check(record)
    record.version += 1
    change = _line(record, by=by, note=note, before=before, base=base)
    change.settles = settles
    if settles or erased:
        change.outcome = Outcome.ERASED if erased else Outcome.SETTLED
    if not change.changed and not creating and not settles and not erased:
        record.version -= 1
        return record
    record.save(force_insert=creating)
    image = image_of(record)
    _append(change, Image(image.clear, {}) if erased else image, record)
    guard.after(record, by=by)
    bring_along(record, change, by=by)
    return record


def bring_along(record: Record, change: Change, *, by: Actor) -> None:
    """What hangs on a record that moved comes to its place, with a ledger line of its own."""
    note = Note(change.occurred_on, MOVED, change.device)
    for row in left_behind(record, change):
        _write(row, by=by, note=note, values={PLACE: record.lies_in}, guard=Along())


def check(record: Record) -> None:
    """Every value fits its field; foreign keys and uniqueness are the database's to check."""
    record.clean_fields(exclude={f.name for f in record._meta.concrete_fields if _skips(f, record)})
    for field in record._meta.concrete_fields:
        _check_texts(field.name, getattr(record, field.attname))
    record.clean()


def _check_texts(name: str, value: Any) -> None:
    """No text holds a zero byte: PostgreSQL takes none, and what one engine keeps both must."""
    for text in texts_in(value):
        try:
            NO_ZERO_BYTE(text)
        except ValidationError as error:
            raise ValidationError({name: error}) from error


def _skips(field: Any, record: Record) -> bool:
    return bool(field.is_relation or (field.null and getattr(record, field.attname) is None))


def _line(
    record: Record,
    *,
    by: Actor,
    note: Note,
    before: Mapping[str, Any],
    base: int | None = None,
) -> Change:
    after = image_of(record).whole
    names = sorted(n for n in before.keys() | after.keys() if before.get(n) != after.get(n))
    return Change(
        id=note.change_id or (uuid4() if record.about.whole_days else new_id()),
        record=record.pk,
        kind=record.about.kind,
        version=record.version,
        base=record.version - 1 if base is None else base,
        actor=by.pk,
        device=note.device or current_device(),
        reason=note.reason,
        occurred_on=note.occurred_on,
        recorded_at=_moment(record),
        changed=names,
    )


def _moment(record: Record) -> datetime:
    now = timezone.now()
    if not record.about.whole_days:
        return now
    return timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)


def _append(change: Change, image: Image, record: Record) -> None:
    keys = keys_of_records([record]) if image.secret else {}
    seal_image(change, image, keys)
    mark(change)
    change.save(force_insert=True)
    tie([change])


def _keep_beaten(record: Record, values: Mapping[str, Any], *, by: Actor) -> Change | None:
    """The values that stood till now, as those of whoever wrote them."""
    if not values:
        return None
    lines = Change.objects.filter(record=record.pk).exclude(outcome=Outcome.CLASH)
    wrote = (c for c in lines.order_by("-version", "-seq") if values.keys() & set(c.changed))
    last = next(wrote, None)
    if last is None:
        return _keep_clash(record, values, base=record.version, by=by, note=Note())
    note = Note(last.occurred_on, last.reason, last.device)
    return _keep_clash(record, values, base=last.base, by=by, note=note, actor=last.actor)


def _keep_clash(
    record: Record,
    values: Mapping[str, Any],
    *,
    base: int,
    by: Actor,
    note: Note,
    actor: UUID | None = None,
) -> Change | None:
    """actor: who wrote the values, if it was not `by`."""
    if not values:
        return None
    ghost = type(record)(**{f.attname: getattr(record, f.attname) for f in record.kept_fields()})
    ghost.id, ghost.version = record.id, record.version
    _set(ghost, values)
    check(ghost)
    image = image_of(ghost)
    said = Note(note.occurred_on, note.reason, note.device)
    clash = _line(ghost, by=by, note=said, before={})
    clash.actor = actor or by.pk
    clash.outcome, clash.base, clash.changed = Outcome.CLASH, base, sorted(values)
    clash_image = Image(
        {n: v for n, v in image.clear.items() if n in values},
        {n: v for n, v in image.secret.items() if n in values},
    )
    _append(clash, clash_image, record)
    return clash


def _changed_since(record: Record, base: int) -> set[str]:
    """What others changed; a phone that writes twice without having come home saw its own."""
    lines = Change.objects.filter(record=record.pk, version__gt=base).exclude(outcome=Outcome.CLASH)
    if device := current_device():
        lines = lines.exclude(device=device)
    return {name for names in lines.values_list("changed", flat=True) for name in names}


@lifted(
    "on PostgreSQL only who may change a row can lock it; what is written passes the write door"
)
def locked(record: R) -> R:
    """The row as it stands now; another who asks for it waits until the transaction ends."""
    return _locked(type(record), record.pk)


def _locked(model: type[R], record_id: UUID) -> R:
    return model._default_manager.select_for_update().get(pk=record_id)


def _refresh_locked(record: Record) -> None:
    """On SQLite the write lock of BEGIN IMMEDIATE already holds everybody else."""
    fresh = type(record)._default_manager.select_for_update().get(pk=record.pk)
    for field in record._meta.concrete_fields:
        setattr(record, field.attname, getattr(fresh, field.attname))


def _by_attname(record: Record, values: Mapping[str, Any]) -> dict[str, Any]:
    """Column names, and typed values: a link as its key, a text from a form as its date."""
    named: dict[str, Any] = {}
    for name, value in values.items():
        field = record._meta.get_field(name.removesuffix("_id"))
        key = value.pk if isinstance(value, Record) else value
        named[field.attname] = field.to_python(key)  # type: ignore[union-attr]
    return named


def _set(record: Record, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        setattr(record, name, value)


def clash_values(clash: Change) -> dict[str, Any]:
    """The values that were not applied, in clear, for the person who settles."""
    return read_image(clash, keys_of([clash.record])).whole


__all__ = [
    "Note", "Received", "check", "clash_values", "erase", "has_secrets", "once", "receive",
    "settle_clash", "write",
]  # fmt: skip
