"""What must hold before a child sleeps somewhere, each problem a sentence at its field."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.care.actions.days import not_before, said
from kinkeeper.mission.care.actions.villages import home_of
from kinkeeper.mission.care.models import (
    CareForm,
    House,
    HouseForm,
    Placement,
    Route,
    SosFamily,
    Stay,
    Village,
)
from kinkeeper.mission.care.queries.placements import stays_of
from kinkeeper.mission.care.queries.siblings import (
    approved_splits,
    exception_for,
    household_of,
    siblings_on,
)
from kinkeeper.mission.care.queries.villages import beds_of, most_taken
from kinkeeper.mission.care.rules import (
    FORM_OF_HOUSE,
    Household,
    Period,
    is_split,
    needs_exception,
)
from kinkeeper.mission.people.queries import may_be_child

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


@dataclass(frozen=True)
class Bed:
    """Where a child is going to sleep, and what form of care that is."""

    village: Village
    form: str
    house: House | None = None
    family: SosFamily | None = None
    host: str = ""

    @property
    def household(self) -> Household:
        return Household(
            self.family.pk if self.family else None, self.house.pk if self.house else None,
            self.host,
        )  # fmt: skip


def bed_in(
    village: Village, form: str, day: date, *,
    house: House | None, family: SosFamily | None, host: str,
) -> Bed:  # fmt: skip
    """Raises ValidationError (`family`, `house`, `host`): none, too many, full, or another form."""
    if form == CareForm.SOS_FAMILY:
        if family is None:
            raise ValidationError({"family": _("Choose the SOS family.")})
        house = house or home_of(family, day)
    if house is None:
        return _with_host(village, form, host)
    if house.village_id != village.pk:
        raise ValidationError({"house": _("This house stands in another village.")})
    if house.form != HouseForm.GUESTS and FORM_OF_HOUSE[house.form] != form:
        raise ValidationError({"house": _("This house is for another form of care.")})
    check_room(house, day)
    return Bed(village, form, house, family)


def _with_host(village: Village, form: str, host: str) -> Bed:
    if form in {CareForm.YOUTH_HOUSE, CareForm.RESIDENTIAL}:
        raise ValidationError({"house": _("Choose the house.")})
    if not host.strip():
        raise ValidationError({"host": _("Write with whom, or where, the child lives.")})
    return Bed(village, form, host=host.strip())


def check_room(house: House, day: date, *, but: Iterable[UUID] = ()) -> None:
    """The house is in use and has a bed from that day on."""
    not_before(day, house.since, _("The house is in use since %(day)s only."), field="house")
    if house.until and house.until <= day:
        raise ValidationError({"house": _("This house is closed.")})
    beds = beds_of(house, day)
    if most_taken(house, Period(day), but=but) >= beds:
        sentence = _("%(house)s is full (%(beds)d beds): choose a house with a free bed.")
        raise ValidationError({"house": sentence % {"house": house.name, "beds": beds}})


def check_child(person: "Person", day: date, *, route: str) -> None:
    """Born by that day, alive on it, and a child, or a young person who comes back."""
    not_before(day, person.birth.earliest, _("This child was born on %(day)s at the earliest."))
    if person.died_on and person.died_on <= day:
        sentence = _("A death is recorded for %(day)s.")
        raise ValidationError({"on": sentence % {"day": said(person.died_on)}})
    if route != Route.RETURNED and not may_be_child(person, day):
        raise ValidationError(_("This person was of age: a placement is for a child."))


def check_free_of_placement(person: "Person", day: date) -> None:
    rows = Placement.objects.filter(person=person.pk).select_related("village")
    for row in rows:
        if Period(row.since, row.until).meets(Period(day)):
            sentence = _(
                "This child is in care since %(day)s (%(village)s): end that placement first, or "
                "move the child."
            )
            names = {"day": said(row.since), "village": row.village.name}
            raise ValidationError({"on": sentence % names})


def check_young(person: "Person", form: str, day: date) -> None:
    age = age_on(person.birth, day)
    if not needs_exception(form, age.total_months if age else None):
        return
    if exception_for(person, day) is None:
        raise ValidationError(
            _("A child under three grows up in a family: an exception must be approved first.")
        )


def check_siblings(person: "Person", form: str, bed: Bed, day: date) -> None:
    """Brothers and sisters in care live where this child is going to, or a split is approved."""
    if not is_split(form):
        return
    elsewhere = [
        sibling for sibling in siblings_on(person, day)
        if sibling.stay and is_split(sibling.stay.form)
        and not household_of(sibling.stay).same_as(bed.household)
    ]  # fmt: skip
    if elsewhere and person.pk not in approved_splits([person.pk], day):
        sentence = _(
            "Brothers and sisters live elsewhere (%(where)s): place them together, or have the "
            "separation approved first."
        )
        raise ValidationError({"house": sentence % {"where": _where(elsewhere[0].stay)}})


def _where(stay: Stay | None) -> str:
    if stay is None:
        return ""
    return stay.family.name if stay.family else (stay.house.name if stay.house else stay.host)


def last_stay(placement: Placement) -> Stay:
    """Where the child sleeps now. Raises ValidationError when the placement has ended."""
    stays = stays_of(placement)
    if placement.until or not stays:
        raise ValidationError(_("This placement has ended already."))
    return stays[-1]
