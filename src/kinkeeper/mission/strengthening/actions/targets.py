"""The children and caregivers a family's enrolment is for."""

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.people.queries import members_on
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

Named = tuple[UUID, str]  # person, part


def name_targets(
    enrolment: Enrolment, people: Iterable[Named], *, by: Account, on: date
) -> list[TargetPerson]:
    """Exactly these are the children and caregivers from `on`; the others are taken off.

    Before the admission they are only named. Raises ValidationError for somebody who does not
    belong to the family, or when no child is left.
    """
    wanted = set(people)
    _check(enrolment, wanted, on)
    with transaction.atomic():
        held = {(t.person_id, t.part): t for t in open_targets(enrolment)}
        for named in held.keys() - wanted:
            write(held[named], by=by, occurred_on=on, until=on)
        fresh = [
            write(
                new_target(enrolment, person=person, part=part),
                by=by, occurred_on=on, since=on if enrolment.since else None,
            )
            for person, part in sorted(wanted - held.keys())
        ]  # fmt: skip
    return [t for named, t in held.items() if named in wanted] + fresh


def name_child(enrolment: Enrolment, child: "Person", *, by: Account, on: date) -> None:
    """A child of the family that nobody had named, accompanied from `on` at the latest. Nothing
    happens for one who was ever named here, nor once the family has left."""
    named = TargetPerson.objects.filter(enrolment=enrolment, person=child.pk)
    if enrolment.until is not None or named.filter(part=TargetPerson.Part.CHILD).exists():
        return
    write(
        new_target(enrolment, person=child.pk, part=TargetPerson.Part.CHILD),
        by=by, occurred_on=on, since=max(on, enrolment.since) if enrolment.since else None,
    )  # fmt: skip


def new_target(enrolment: Enrolment, *, person: UUID, part: str) -> TargetPerson:
    place = enrolment.family.place_id
    return TargetPerson(enrolment=enrolment, person_id=person, place_id=place, part=part)


def admit_targets(enrolment: Enrolment, *, by: Account, on: date) -> None:
    """Those who were named are accompanied from the admission."""
    for target in open_targets(enrolment):
        write(target, by=by, occurred_on=on, since=on)


def close_targets(enrolment: Enrolment, *, by: Account, on: date) -> None:
    for target in open_targets(enrolment):
        write(target, by=by, occurred_on=on, until=on)


def open_targets(enrolment: Enrolment) -> list[TargetPerson]:
    return list(TargetPerson.objects.filter(enrolment=enrolment, until=None))


def _check(enrolment: Enrolment, wanted: set[Named], on: date) -> None:
    if not any(part == TargetPerson.Part.CHILD for _person, part in wanted):
        raise ValidationError({"children": _("Name at least one child.")})
    members = {m.person_id for m in members_on(enrolment.family, on)}
    if any(person not in members for person, _part in wanted):
        raise ValidationError(
            {"children": _("Somebody named here does not belong to the family on that day.")}
        )
