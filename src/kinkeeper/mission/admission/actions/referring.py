"""An authority refers a child, or brothers and sisters together."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told, begin
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.codes import new_code
from kinkeeper.mission.admission.actions.days import Day, the_day
from kinkeeper.mission.admission.models import Admission, AdmissionChild
from kinkeeper.mission.admission.process import (
    ADMISSION,
    AUTHORITY,
    CHILDREN,
    OPEN,
    PROPOSE,
)
from kinkeeper.mission.admission.queries import holds, open_admission_of, state_of
from kinkeeper.mission.care.actions import name_siblings
from kinkeeper.mission.care.queries import placement_of
from kinkeeper.mission.people.actions import NewPerson, register_person
from kinkeeper.mission.people.queries import may_be_child

if TYPE_CHECKING:
    from kinkeeper.mission.care.queries import Village
    from kinkeeper.mission.people.queries import Person


def refer(
    *,
    by: Account,
    village: "Village",
    on: Day,
    authority: str,
    authority_name: str,
    children: Sequence["Person | NewPerson"],
    letter: str = "",
    situation: str = "",
    siblings: bool = False,
) -> Admission:
    """Register a referral; children nobody knows yet are written down in the village's place.

    siblings: they are brothers and sisters, and are placed together. Raises ValidationError with
    what is missing, for an adult, or for a child in care or in another open admission.
    """
    day, precision = the_day(on)
    _complete(authority, authority_name, children)
    with transaction.atomic():
        admission = write(
            Admission(village=village, code=_fresh_code()),
            by=by, occurred_on=day, referred_on=day, referred_precision=precision,
            authority=authority, authority_name=authority_name.strip(), letter=letter.strip(),
            situation=situation.strip(), siblings=siblings and len(children) > 1, worker=by,
        )  # fmt: skip
        if not holds(by, PROPOSE, admission):
            raise Refused
        for child in children:
            _name(admission, child, by=by)
        _group(admission, by=by)
        begin(ADMISSION, admission, verb="refer", place=village.place, by=by, told=Told(day))
    return admission


def add_child(
    admission: Admission, child: "Person | NewPerson", *, by: Account, sibling: bool
) -> AdmissionChild:
    """One more child of the same referral. sibling: brother or sister of those named.

    Raises ValidationError once the admission is concluded: a child who comes later has a referral
    of its own, and is placed with its brothers and sisters.
    """
    if not holds(by, PROPOSE, admission):
        raise Refused
    _still_open(admission)
    with transaction.atomic():
        named = _name(admission, child, by=by)
        if sibling and not admission.siblings:
            write(admission, by=by, siblings=True)
        _group(admission, by=by)
    return named


def take_off_child(named: AdmissionChild, *, by: Account) -> AdmissionChild:
    """The child is not referred after all. Raises ValidationError for the last, or one placed."""
    admission = named.admission
    if not holds(by, PROPOSE, admission):
        raise Refused
    _still_open(admission)
    left = AdmissionChild.objects.filter(admission=admission.pk, until=None).exclude(pk=named.pk)
    if named.placement or not left.exists():
        raise ValidationError(
            _("This child cannot be taken off: it is placed already, or the only one.")
        )
    return write(named, by=by, until=admission.referred_on, taken_off=True)


def _still_open(admission: Admission) -> None:
    if state_of(admission) not in OPEN:
        raise ValidationError(
            _("This admission is concluded. Register a referral of its own for this child: it is "
              "placed with its brothers and sisters.")
        )  # fmt: skip


def _complete(
    authority: str, authority_name: str, children: Sequence["Person | NewPerson"]
) -> None:
    problems = {}
    if not authority or not authority_name.strip():
        problems["authority_name"] = [AUTHORITY.missing]
    if not children:
        problems["children"] = [CHILDREN.missing]
    if problems:
        raise ValidationError(problems)


def _name(admission: Admission, child: "Person | NewPerson", *, by: Account) -> AdmissionChild:
    day = admission.referred_on
    if isinstance(child, NewPerson):
        place = admission.village.place
        child = register_person(by=by, place=place, occurred_on=day, **child.values)
    _may_be_named(admission, child)
    before = AdmissionChild.objects.filter(admission=admission.pk, person=child.pk).first()
    named = before or AdmissionChild(admission=admission, person=child)
    return write(named, by=by, occurred_on=day, until=None, taken_off=False)


def _may_be_named(admission: Admission, child: "Person") -> None:
    name = {"child": str(child)}
    if child.died_on:
        raise ValidationError({"children": _("%(child)s has died.") % name})
    if not may_be_child(child, admission.referred_on):
        raise ValidationError({"children": _("%(child)s is of age: only children.") % name})
    if placement_of(child):
        raise ValidationError({"children": _("%(child)s is in care already.") % name})
    if open_admission_of(child.pk):
        raise ValidationError(
            {"children": _("%(child)s is named in another admission that is open.") % name}
        )


def _group(admission: Admission, *, by: Account) -> None:
    """Brothers and sisters become a group in care, so that nothing later separates them."""
    rows = AdmissionChild.objects.filter(admission=admission.pk, until=None)
    persons = [child.person for child in rows.select_related("person__place")]
    if admission.siblings and len(persons) > 1:
        name_siblings(persons, by=by, on=admission.referred_on)


def _fresh_code() -> str:
    while Admission.objects.filter(code=(code := new_code("A"))).exists():
        pass
    return code
