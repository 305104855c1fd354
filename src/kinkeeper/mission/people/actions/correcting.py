"""Corrections by somebody who saw an older version, deaths, and settled clashes."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import (
    Note,
    Received,
    clash_values,
    receive,
    settle_clash,
    write,
)
from kinkeeper.ground.records.models import Outcome, Record
from kinkeeper.ground.records.queries import history
from kinkeeper.mission.people.actions.checks import (
    check_caregivers,
    check_day,
    clean_names,
    clean_person,
    span,
)
from kinkeeper.mission.people.actions.membership import as_member
from kinkeeper.mission.people.models import Alive, Family, Membership, Person
from kinkeeper.mission.people.queries import Clash, members_of, memberships_of, side_of
from kinkeeper.mission.people.rules import Member

BIRTH = ("birth_date", "birth_precision")


def correct_person(
    person_id: UUID,
    *,
    by: Account,
    base: int,
    occurred_on: date | None = None,
    **values: Any,
) -> Received:
    """Change what `values` names, seen at version `base`. Raises ValidationError by field."""
    cleaned = clean_person(values)
    if "birth_date" in cleaned:
        _check_families(person_id, values)
    note = Note(occurred_on=occurred_on)
    with transaction.atomic():
        birth = {name: cleaned.pop(name) for name in BIRTH if name in cleaned}
        first = receive(Person, person_id, base=base, by=by, note=note, values=cleaned)
        if not birth:
            return first
        seen = 0 if _birth_changed(first.record, base) else base
        then = receive(Person, person_id, base=seen, by=by, note=note, values=birth)
        return Received(then.record, first.clash or then.clash)


def _birth_changed(record: Record, base: int) -> bool:
    """Somebody else changed the day or its precision: then both clash, never one alone."""
    lines = history(record).filter(version__gt=base).exclude(outcome=Outcome.CLASH)
    return any(set(names) & set(BIRTH) for names in lines.values_list("changed", flat=True))


def correct_family(family_id: UUID, *, by: Account, base: int, **values: Any) -> Received:
    cleaned, problems = clean_names(values, ("name",))
    if "name" in values and not cleaned.get("name") and not problems:
        problems["name"] = [_("Write the name the family is called by.")]
    if problems:
        raise ValidationError(problems)
    return receive(Family, family_id, base=base, by=by, values=cleaned)


def record_death(person: Person, *, by: Account, on: date, why: str = "died") -> Person:
    """The person died on that day; open memberships end with it. Raises ValidationError (`on`)."""
    check_day(on, field="on", after=person.birth.earliest)
    with transaction.atomic():
        for row in memberships_of(person):
            if row.until is None and (row.since is None or row.since <= on):
                write(row, by=by, occurred_on=on, reason=why, until=on, why_left=why)
        return write(person, by=by, occurred_on=on, alive=Alive.DEAD, died_on=on)


def settle(clash: Clash, *, by: Account, theirs: Mapping[str, bool]) -> Record:
    """`theirs` says for each field whether the other person's value shall stand; a date and how
    well it is known go by the name of the date."""
    other = clash_values(clash.change)
    model, record = type(clash.record), clash.record
    keep = {
        name: other.get(name) if theirs.get(side_of(name)) else getattr(record, name)
        for name in clash.change.changed
    }
    blank = {name: "" if _is_text(model, name) else None for name, v in keep.items() if v is None}
    return settle_clash(clash.change, model=model, by=by, keep={**keep, **blank})


def _is_text(model: type[Record], name: str) -> bool:
    field = model._meta.get_field(name.removesuffix("_id"))
    return not getattr(field, "null", False)


def _check_families(person_id: UUID, values: Mapping[str, Any]) -> None:
    """The corrected birth still fits every family the person is in."""
    person = Person.objects.get(pk=person_id)
    rows = Membership.objects.filter(person=person, until=None).select_related("family")
    for row in rows:
        others = [m for m in members_of(row.family) if m.until is None]
        check_caregivers([_corrected(m, person_id, values) for m in others])


def _corrected(row: Membership, person_id: UUID, values: Mapping[str, Any]) -> Member:
    member = as_member(row)
    if row.person_id != person_id or "birth" not in values:
        return member
    return Member(member.relation, member.sex, span(values["birth"]), member.caregiver, member.name)
