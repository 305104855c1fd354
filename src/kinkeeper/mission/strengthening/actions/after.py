"""A child lost parental care; a family was seen again after its exit."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, move
from kinkeeper.ground.process.queries import limit_days, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.queries import may_be_child
from kinkeeper.mission.strengthening import limits
from kinkeeper.mission.strengthening.actions.consequences import Given, Taken, follow
from kinkeeper.mission.strengthening.actions.targets import name_child
from kinkeeper.mission.strengthening.models import Enrolment, ExitContact, LossOfCare
from kinkeeper.mission.strengthening.process import DECIDE, EXITED, FAMILY, FOLLOWED
from kinkeeper.mission.strengthening.queries import enrolment_of_child, evidence
from kinkeeper.mission.strengthening.rules import contact_due

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def report_loss_of_care(
    child: "Person",
    *,
    by: Account,
    happened_on: date,
    cause: str,
    now_with: str = "",
    note: str = "",
) -> LossOfCare:
    """The child lost parental care: an event on the child; the family's way is not touched.

    It stands on the coordinator's list the same day. A child that lives in an accompanied family
    and was not named for the programme is named with it. Raises ValidationError for a child whose
    family never was in the programme, an adult, a day in the future, or an event told twice.
    """
    _not_in_future(happened_on, "happened_on")
    if not may_be_child(child, happened_on):
        raise ValidationError(_("Only a child loses parental care: this person was of age."))
    enrolment = enrolment_of_child(child)
    if enrolment is None:
        raise ValidationError(
            _("The family of this child is not in the programme: identify the family first.")
        )
    if LossOfCare.objects.filter(person=child, happened_on=happened_on).exists():
        raise ValidationError({"happened_on": _("This loss of care is recorded already.")})
    with transaction.atomic():
        name_child(enrolment, child, by=by, on=happened_on)
        return write(
            LossOfCare(person=child, enrolment=enrolment),
            by=by, occurred_on=happened_on, happened_on=happened_on, cause=cause,
            now_with=now_with, note=note, reported_by=by,
        )  # fmt: skip


def take_up_loss(loss: LossOfCare, *, by: Account, on: date) -> LossOfCare:
    """The coordinator has it in hand. Raises ValidationError when a colleague already has."""
    if not may(by, DECIDE, loss):
        raise Refused
    if loss.taken_up_on:
        raise ValidationError(_("A colleague has taken it up already."))
    if on < loss.happened_on:
        raise ValidationError(_("This day lies before the event."))
    return write(loss, by=by, occurred_on=on, taken_up_on=on, taken_up_by=by)


def record_exit_contact(
    enrolment: Enrolment,
    *,
    by: Account,
    held_on: date,
    months: int,
    children_with_family: bool,
    self_reliant: bool,
    by_whom: str = "",
) -> ExitContact:
    """The family was seen again: the first contact (6 months) also takes the step "followed up".

    Raises ValidationError when the family has not left, or this contact is recorded already.
    """
    _check_contact(enrolment, held_on, months)
    with transaction.atomic():
        contact = write(
            ExitContact(enrolment=enrolment),
            by=by, occurred_on=held_on, held_on=held_on, months=months, by_whom=by_whom,
            children_with_family=children_with_family, self_reliant=self_reliant,
        )  # fmt: skip
        _go_on(enrolment, by=by, on=held_on)
    return contact


def _check_contact(enrolment: Enrolment, held_on: date, months: int) -> None:
    _not_in_future(held_on, "held_on")
    if enrolment.until is None or enrolment.since is None:
        raise ValidationError(_("The family has not left the programme."))
    if held_on < enrolment.until:
        raise ValidationError({"held_on": _("This day lies before the exit.")})
    if ExitContact.objects.filter(enrolment=enrolment, months=months).exists():
        raise ValidationError({"months": _("This contact is recorded already.")})


def _go_on(enrolment: Enrolment, *, by: Account, on: date) -> None:
    """From `exited` to `followed up`; and nothing more is due once both contacts were made."""
    stage = stage_of(FAMILY, enrolment.pk)
    if stage and stage.state == EXITED:
        told = Told(on=on)
        proved = evidence(enrolment)
        stage = move(FAMILY, enrolment, verb="follow_up", by=by, told=told, evidence=proved)
        stage = follow("follow_up", Taken(enrolment, stage, by, told, Given()))
    if stage and stage.state == FOLLOWED and stage.due_on and not _contact_due(enrolment):
        write(stage, by=by, due_on=None)


def _contact_due(enrolment: Enrolment) -> bool:
    made = ExitContact.objects.filter(enrolment=enrolment).values_list("months", flat=True)
    first, second = limit_days(limits.AFTER_1), limit_days(limits.AFTER_2)
    if enrolment.until is None:
        return False
    due = contact_due(enrolment.until, made, first_days=first or 0, second_days=second or 0)
    return due is not None


def _not_in_future(day: date, field: str) -> None:
    if day > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future.")})
