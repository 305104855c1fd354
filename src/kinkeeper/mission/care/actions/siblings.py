"""Brothers and sisters stay together; apart, or very young, only as somebody else approved."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.codes import new_code
from kinkeeper.ground.text.dates import months_after
from kinkeeper.mission.care.actions.days import Day, not_before, split_day
from kinkeeper.mission.care.models import (
    ExceptionCode,
    SiblingGroup,
    SiblingMember,
    SiblingSplit,
    UnderThreeException,
)
from kinkeeper.mission.care.queries.siblings import sibling_group_of, split_for
from kinkeeper.mission.care.rules import PLANNED_STAY_MONTHS, YOUNG_MONTHS

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

DECIDE, APPROVE_YOUNG = "care.decide", "care.approve_young"


def name_siblings(persons: Sequence["Person"], *, by: Account, on: Day) -> SiblingGroup:
    """Make these one group; whoever has a group already brings the others into it.

    Raises ValidationError for one person alone, or when two different groups meet.
    """
    day, _precision = split_day(on)
    if len({p.pk for p in persons}) < 2:
        raise ValidationError(_("A group of brothers and sisters has at least two children."))
    known = {group for p in persons if (group := sibling_group_of(p))}
    if len(known) > 1:
        raise ValidationError(_("They belong to two groups of brothers and sisters already."))
    with transaction.atomic():
        group = known.pop() if known else _new_group(persons[0], by, day)
        for person in persons:
            if sibling_group_of(person) is None:
                member = SiblingMember(group=group, person=person)
                write(member, by=by, occurred_on=day, since=day)
    return group


def _new_group(person: "Person", by: Account, day: date) -> SiblingGroup:
    while SiblingGroup.objects.filter(code=(code := new_code("G"))).exists():
        pass
    return write(SiblingGroup(code=code, place=person.place), by=by, occurred_on=day)


def propose_split(
    group: SiblingGroup,
    person: "Person",
    *,
    by: Account,
    reason: str,
    contact_plan: str,
    review_on: date,
    on: Day,
) -> SiblingSplit:
    """Ask that `person` may live apart. Raises ValidationError (`contact_plan`, `review_on`)."""
    day, _precision = split_day(on)
    if not SiblingMember.objects.filter(group=group.pk, person=person.pk, until=None).exists():
        raise ValidationError(_("This child is not one of the group."))
    if split_for(person):
        raise ValidationError(_("It is proposed or decided already that this child lives apart."))
    if len(contact_plan.split()) < 2:
        sentence = _("Write how they keep in contact: visits, calls, how often.")
        raise ValidationError({"contact_plan": sentence})
    not_before(review_on, day, _("The review comes after %(day)s."), field="review_on")
    split = SiblingSplit(group=group, person=person, reason=reason, contact_plan=contact_plan)
    return write(
        split, by=by, occurred_on=day, review_on=review_on, proposed_by=by, proposed_on=day
    )


def approve_split(split: SiblingSplit, *, by: Account, on: Day) -> SiblingSplit:
    """Raises Refused for who may not decide and for who proposed; ValidationError when decided."""
    day, _precision = split_day(on)
    if not reaches(by, DECIDE, split.person.place) or by.pk == split.proposed_by_id:
        raise Refused
    if split.approved_on:
        raise ValidationError(_("This is approved already."))
    not_before(day, split.proposed_on, _("It was proposed on %(day)s only."))
    return write(split, by=by, occurred_on=day, approved_by=by, approved_on=day)


def end_split(split: SiblingSplit, *, by: Account, on: Day) -> SiblingSplit:
    """They are together again, or the proposal is taken back."""
    day, _precision = split_day(on)
    not_before(day, split.proposed_on, _("It was proposed on %(day)s only."))
    return write(split, by=by, occurred_on=day, until=day)


def propose_exception(
    person: "Person", *, by: Account, code: str, must_end_by: date, on: Day
) -> UnderThreeException:
    """Ask that a child under three may come into care. Raises ValidationError (`must_end_by`).

    A short stay lasts at most six months; every exception ends by the third birthday.
    """
    day, _precision = split_day(on)
    latest = _latest_end(person, code, day)
    not_before(must_end_by, day, _("It must end after %(day)s."), field="must_end_by")
    if latest and must_end_by > latest:
        raise ValidationError({"must_end_by": _too_long(code)})
    exception = UnderThreeException(person=person, code=code, must_end_by=must_end_by)
    return write(exception, by=by, occurred_on=day, proposed_by=by, proposed_on=day)


def _latest_end(person: "Person", code: str, day: date) -> date | None:
    if code == ExceptionCode.SHORT:
        return months_after(day, PLANNED_STAY_MONTHS)
    born = person.birth.latest
    return months_after(born, YOUNG_MONTHS) if born else None


def _too_long(code: str) -> str:
    if code == ExceptionCode.SHORT:
        sentence = ngettext(
            "A short stay lasts at most %(count)d month.",
            "A short stay lasts at most %(count)d months.", PLANNED_STAY_MONTHS,
        )  # fmt: skip
        return sentence % {"count": PLANNED_STAY_MONTHS}
    return _("The exception ends with the third birthday at the latest.")


def approve_exception(
    exception: UnderThreeException, *, by: Account, on: Day
) -> UnderThreeException:
    """By the national office, not by who proposed. Raises Refused, ValidationError."""
    day, _precision = split_day(on)
    allowed = reaches(by, APPROVE_YOUNG, exception.person.place)
    if not allowed or by.pk == exception.proposed_by_id:
        raise Refused
    if exception.approved_on:
        raise ValidationError(_("This is approved already."))
    not_before(day, exception.proposed_on, _("It was proposed on %(day)s only."))
    return write(exception, by=by, occurred_on=day, approved_by=by, approved_on=day)
