"""A child comes into care, moves from house to house, and leaves care."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.care.actions.checks import (
    Bed,
    bed_in,
    check_child,
    check_free_of_placement,
    check_siblings,
    check_young,
    last_stay,
)
from kinkeeper.mission.care.actions.days import Day, not_before, split_day
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    EndReason,
    House,
    Placement,
    Route,
    SosFamily,
    Stay,
    Village,
    Why,
)
from kinkeeper.mission.care.queries.siblings import split_for
from kinkeeper.mission.care.rules import FAMILY_REASONS
from kinkeeper.mission.people.actions import record_death

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


@dataclass(frozen=True)
class NewDocument:
    """What the authority wrote. kind: a code of DocumentKind. expires_on: None where no end is."""

    kind: str
    number: str
    issued_on: date
    authority: str
    expires_on: date | None = None


def begin_placement(
    person: "Person",
    *,
    by: Account,
    village: Village,
    form: str,
    on: Day,
    house: House | None = None,
    family: SosFamily | None = None,
    host: str = "",
    route: str = Route.AUTHORITY,
    document: NewDocument | None = None,
) -> Placement:
    """The child belongs to the village from that day and sleeps in the house, family or with host.

    The child's record comes to the village's place, so that who looks after it may open its file.
    Raises ValidationError with the place of each problem: in care already, no bed, under three
    without an approved exception, brothers and sisters elsewhere, a document that has run out.
    """
    day, precision = split_day(on)
    check_child(person, day, route=route)
    not_before(day, village.opened.earliest, _("The village opened on %(day)s only."))
    check_free_of_placement(person, day)
    bed = bed_in(village, form, day, house=house, family=family, host=host)
    check_young(person, form, day)
    check_siblings(person, form, bed, day)
    with transaction.atomic():
        placement = Placement(person=person, village=village, route=route)
        write(placement, by=by, occurred_on=day, since=day, since_precision=precision)
        _sleep(placement, bed, day, by=by, why=Why.ARRIVAL, precision=precision)
        if document:
            add_document(placement, by=by, document=document, on=day)
        if person.place_id != village.place_id:
            write(person, by=by, occurred_on=day, place=village.place)
    return placement


def begin_placements(
    persons: Sequence["Person"],
    *,
    by: Account,
    village: Village,
    form: str,
    on: Day,
    house: House | None = None,
    family: SosFamily | None = None,
    host: str = "",
    route: str = Route.AUTHORITY,
    document: NewDocument | None = None,
) -> list[Placement]:
    """Brothers and sisters together: all of them are placed, or nobody."""
    with transaction.atomic():
        return [
            begin_placement(
                person, by=by, village=village, form=form, on=on, house=house, family=family,
                host=host, route=route, document=document,
            )
            for person in persons
        ]  # fmt: skip


def add_document(
    placement: Placement, *, by: Account, document: NewDocument, on: date | None = None
) -> AuthorityDocument:
    """on: a day on which it must be valid. Raises ValidationError (`expires_on`, `issued_on`)."""
    issued, _precision = split_day(document.issued_on, field="issued_on")
    if document.expires_on and document.expires_on < (on or issued):
        sentence = _("This document has run out: ask the authority for a new one.")
        raise ValidationError({"expires_on": sentence})
    return write(
        AuthorityDocument(placement=placement), by=by, occurred_on=issued, kind=document.kind,
        number=document.number, issued_on=issued, authority=document.authority,
        expires_on=document.expires_on,
    )  # fmt: skip


def move_house(
    placement: Placement,
    *,
    by: Account,
    on: Day,
    form: str,
    house: House | None = None,
    family: SosFamily | None = None,
    host: str = "",
    village: Village | None = None,
) -> Stay:
    """The child sleeps elsewhere from that day; `village`: where, when it is not the same.

    Raises ValidationError: a move before the arrival, no bed, brothers and sisters left behind.
    """
    day, precision = split_day(on)
    stay = last_stay(placement)
    not_before(day, stay.since, _("The child is there since %(day)s only: a move comes later."))
    bed = bed_in(village or stay.village, form, day, house=house, family=family, host=host)
    if (bed.house, bed.family, bed.host) == (stay.house, stay.family, stay.host):
        raise ValidationError(_("The child lives there already."))
    check_young(placement.person, form, day)
    check_siblings(placement.person, form, bed, day)
    with transaction.atomic():
        write(stay, by=by, occurred_on=day, until=day)
        return _sleep(placement, bed, day, by=by, why=Why.MOVE, precision=precision)


def _sleep(
    placement: Placement, bed: Bed, day: date, *, by: Account, why: str, precision: str
) -> Stay:
    stay = Stay(
        placement=placement, village=bed.village, house=bed.house, family=bed.family,
        host=bed.host, form=bed.form, why=why,
    )  # fmt: skip
    return write(stay, by=by, occurred_on=day, since=day, since_precision=precision)


def end_placement(
    placement: Placement,
    *,
    by: Account,
    on: Day,
    reason: str,
    destination: str = "",
    received_by: str = "",
) -> Placement:
    """The child leaves care. A death is written on the person as well.

    Raises ValidationError: an end before the last move, nobody named who receives the child.
    """
    day, precision = split_day(on)
    if placement.until:
        raise ValidationError(_("This placement has ended already."))
    stay = last_stay(placement)
    not_before(day, stay.since, _("The child is there since %(day)s only: an end comes later."))
    if reason in FAMILY_REASONS and not received_by.strip():
        raise ValidationError({"received_by": _("Write who receives the child.")})
    with transaction.atomic():
        if reason == EndReason.DECEASED and placement.person.died_on is None:
            record_death(placement.person, by=by, on=day)
        if split := split_for(placement.person):
            write(split, by=by, occurred_on=day, until=day)
        write(stay, by=by, occurred_on=day, until=day)
        return write(
            placement, by=by, occurred_on=day, until=day, until_precision=precision,
            end_reason=reason, destination=destination, received_by=received_by,
        )  # fmt: skip


def reopen_placement(
    placement: Placement,
    *,
    by: Account,
    on: Day,
    form: str,
    house: House | None = None,
    family: SosFamily | None = None,
    host: str = "",
) -> Placement:
    """The child comes back into care of the same village: a new placement, the old one stays."""
    if placement.until is None:
        raise ValidationError(_("This child is in care: nothing has ended."))
    return begin_placement(
        placement.person, by=by, village=placement.village, form=form, on=on, house=house,
        family=family, host=host, route=Route.RETURNED,
    )  # fmt: skip
