"""What is given to a family: planned first, or given at once."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.casework.actions.problems import Problems
from kinkeeper.mission.casework.models import Service
from kinkeeper.mission.casework.queries import members_now


def plan_service(
    *,
    family: Record,
    kind: str,
    planned_on: date,
    by: Account,
    person: UUID | None = None,
    **details: Any,
) -> Service:
    """details: modality, provider, quantity, unit, cost_xof (XOF)."""
    return _new(family, person, by, planned_on, {"kind": kind, "planned_on": planned_on, **details})


def give_service(
    *,
    family: Record,
    kind: str,
    done_on: date,
    by: Account,
    person: UUID | None = None,
    **details: Any,
) -> Service:
    """Given without having been planned. details: as `plan_service`."""
    return _new(family, person, by, done_on, {"kind": kind, "done_on": done_on, **details})


def deliver_service(*, service: Service, done_on: date, by: Account, **details: Any) -> Service:
    """A planned service was given. Raises ValidationError when it was given already."""
    problems = Problems()
    if service.done_on:
        problems.add("done_on", _("This service was given already."))
    _check(problems, {"done_on": done_on, **details}, service.family_id)
    return write(service, by=by, occurred_on=done_on, done_on=done_on, **details)


def correct_service(
    *, service: Service, base: int, by: Account, values: Mapping[str, Any]
) -> Received:
    """base: version of the service when the form was shown."""
    dated = {"planned_on": service.planned_on, "done_on": service.done_on, **values}
    problems = Problems()
    person = values.get("person")
    if person and person != service.person_id:
        _check_member(problems, service.family, person)
    _check(problems, dated, service.family_id)
    return receive(Service, service.pk, base=base, by=by, values=values)


def _new(
    family: Record, person: UUID | None, by: Account, day: date, values: dict[str, Any]
) -> Service:
    problems = Problems()
    if person:
        _check_member(problems, family, person)
    _check(problems, values, family.pk)
    record = Service(family_id=family.pk, person_id=person)
    return write(record, by=by, occurred_on=day, **values)


def _check_member(problems: Problems, family: Record, person: UUID) -> None:
    if person not in {member.person_id for member in members_now(family)}:
        problems.add("person", _("This person does not belong to this family."))


def _check(problems: Problems, values: Mapping[str, Any], family: UUID) -> None:
    if values.get("done_on"):
        problems.happened("done_on", values["done_on"], family=family)
    elif not values.get("planned_on"):
        problems.add("done_on", _("Give the day it was given, or the day it is planned for."))
    problems.at_least_zero(values, "cost_xof", "quantity")
    problems.stop()
