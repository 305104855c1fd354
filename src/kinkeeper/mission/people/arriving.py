"""People and families as another program sends them, turned into what the actions take."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.dates import UNKNOWN_DATE, DateProblem, RoughDate, parse_rough
from kinkeeper.mission.people.actions import NewMember, NewPerson
from kinkeeper.mission.people.models import Relation, Residence
from kinkeeper.mission.people.shapes import MemberIn


def new_member(wanted: MemberIn, *, pk: UUID | None = None) -> NewMember:
    """pk: the id that the sender gave this person, if it gave one. Raises ValidationError."""
    if wanted.relation not in Relation.values:
        raise ValidationError({"relation": _("Choose how the member is related to the head.")})
    who = wanted.person
    more = {"alias": who.alias, "mother_name": who.mother_name, "phone": who.phone}
    own = {"id": pk} if pk else {}
    new = NewPerson(who.given_name, who.family_name, who.sex, birth_of(who.birth), {**more, **own})
    return NewMember(
        new, wanted.relation, wanted.caregiver, wanted.primary, Residence.PRESENT, wanted.since
    )


def birth_of(text: str) -> RoughDate:
    """As people say it: 15/11/2008, 2008, about 2008, 6 years. Raises ValidationError (`birth`)."""
    if not text.strip():
        return UNKNOWN_DATE
    try:
        return parse_rough(text, today=timezone.localdate())
    except DateProblem as problem:
        raise ValidationError({"birth": str(problem)}) from problem


def working_place(pk: UUID, *, by: Account, purpose: str) -> Place:
    """A place the writer works in; the write door checks it again. Raises ValidationError."""
    found = visible(Place, by=by, purpose=purpose).filter(pk=pk).first()
    if found is None:
        raise ValidationError({"place_id": _("Choose a place you work in.")})
    return found
