"""A structure becomes known; its papers, its members, who holds a mandate."""

from collections.abc import Mapping
from datetime import date
from typing import IO, Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told, begin
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.ground.records.attachments import attach_image
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    counted,
)
from kinkeeper.mission.community.models import Member, Membership, Norm, Paper, Structure
from kinkeeper.mission.community.models.structures import PaperKind, Sort
from kinkeeper.mission.community.norms import DEFAULTS
from kinkeeper.mission.community.process import PROCESS_OF, PROPOSE, beginning
from kinkeeper.mission.people import queries as people


def record_structure(
    *, by: Account, sort: str, name: str, place: Place, since: date, **details: Any
) -> Structure:
    """A structure is known from a day on; its way begins. details: the other fields.

    Raises ValidationError for a name that is there already, a day ahead; Refused."""
    check_day(since, field="since")
    if not name.strip():
        raise ValidationError({"name": _("Write the name of the structure.")})
    if Structure.objects.filter(sort=sort, place=place, name=name.strip(), until=None).exists():
        raise ValidationError({"name": _("There is one of this name here already.")})
    if not reaches(by, PROPOSE, place):
        raise Refused
    process = PROCESS_OF[sort]
    with transaction.atomic():
        of = write(
            Structure(sort=sort, place=place), by=by, occurred_on=since, name=name.strip(),
            since=since, **details,
        )  # fmt: skip
        begin(process, of, verb=beginning(process), place=place, by=by, told=Told(since))
    return of


def change_structure(
    of: Structure, *, by: Account, base: int, values: Mapping[str, Any]
) -> Received:
    """base: version of the structure when the form was shown."""
    return receive(Structure, of.pk, base=base, by=by, values=values)


def record_paper(
    of: Structure,
    *,
    by: Account,
    kind: str,
    dated_on: date,
    number: str = "",
    authority: str = "",
    until: date | None = None,
    scan: IO[bytes] | None = None,
) -> Paper:
    """A paper of the structure, with its scan. Raises ValidationError by field."""
    check_day(dated_on, field="dated_on")
    if until and until < dated_on:
        raise ValidationError({"until": _("This day lies before the date of the paper.")})
    if kind == PaperKind.RECEIPT and not (number.strip() and authority.strip()):
        raise ValidationError(
            {"number": _("A receipt has a number and the authority that gave it.")}
        )
    with transaction.atomic():
        paper = write(
            Paper(structure=of, kind=kind), by=by, occurred_on=dated_on, number=number.strip(),
            dated_on=dated_on, authority=authority.strip(), until=until,
        )  # fmt: skip
        if scan is not None:
            attach_image(paper.pk, place_id=of.place_id, upload=scan, by=by, taken_on=None)
    return paper


def count_members(
    of: Structure,
    *,
    by: Account,
    counted_on: date,
    counts: Mapping[str, Mapping[str, int]],
    said: int | None = None,
    sure: Sure = NOBODY_SURE,
) -> Membership:
    """How many members on a day. said: the total of the sheet. Errors as `counted`."""
    check_day(counted_on, field="counted_on", of=of)
    kind = "organisation" if of.sort == Sort.ORGANISATION else "activity"
    kept = counted(counts, kind=kind, sure=sure, said=said)
    return write(
        Membership(structure=of), by=by, occurred_on=counted_on, counted_on=counted_on, counts=kept
    )


def name_member(
    of: Structure,
    *,
    by: Account,
    role: str,
    since: date,
    person: UUID | None = None,
    name: str = "",
) -> Member:
    """Somebody holds a mandate: a person of the register whom the writer may meet, else a name.
    Raises ValidationError, Refused."""
    check_day(since, field="since")
    if person and people.person(person, by=by) is None:
        raise Refused
    if person is None and not name.strip():
        raise ValidationError({"name": _("Write the name, or choose the person of the register.")})
    if person and of.members.filter(person=person, role=role, until=None).exists():
        raise ValidationError(
            {"person": _("This person is written down with this mandate already.")}
        )
    return write(
        Member(structure=of, person_id=person), by=by, occurred_on=since, role=role, since=since,
        name="" if person else name.strip(),
    )  # fmt: skip


def end_mandate(member: Member, *, by: Account, until: date) -> Member:
    check_day(until, field="until")
    if until < member.since:
        raise ValidationError({"until": _("This day lies before the mandate began.")})
    return write(member, by=by, occurred_on=until, until=until)


def set_norm(*, by: Account, key: str, value: int) -> Norm:
    """The office's own threshold. Raises ValidationError for one that is not asked."""
    if key not in DEFAULTS:
        raise ValidationError(_("This threshold is not known."))
    norm = Norm.objects.filter(key=key).first() or Norm(key=key)
    return write(norm, by=by, value=value)
