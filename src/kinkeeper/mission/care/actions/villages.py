"""Villages and their houses, SOS families, and the women and men who look after the children."""

from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import reaches
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.codes import new_code
from kinkeeper.mission.care.actions.days import Day, not_before, said, split_day
from kinkeeper.mission.care.models import (
    Capacity,
    Carer,
    CarerRole,
    FamilyHome,
    House,
    HouseForm,
    SosFamily,
    Stay,
    Training,
    Village,
    Why,
)
from kinkeeper.mission.care.queries.placements import on_day
from kinkeeper.mission.care.queries.villages import families_at, house_of, most_taken
from kinkeeper.mission.care.rules import Period

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

MANAGE = "care.manage"
MOST_BEDS = 40


def open_village(*, by: Account, place: Place, name: str, opened: Day) -> Village:
    """Raises Refused, ValidationError (`opened`, `name`)."""
    _manages(by, place)
    day, precision = split_day(opened, field="opened")
    if Village.objects.filter(name=name).exists():
        raise ValidationError({"name": _("A village of this name exists already.")})
    village = Village(place=place, name=name)
    return write(village, by=by, occurred_on=day, opened_on=day, opened_precision=precision)


def close_village(village: Village, *, by: Account, on: Day) -> Village:
    """Raises ValidationError while a child still sleeps there."""
    _manages(by, village.place)
    day, _precision = split_day(on)
    not_before(day, village.opened.earliest, _("The village opened on %(day)s only."))
    if Stay.objects.filter(on_day(day), village=village.pk).exists():
        raise ValidationError({"on": _("Children still sleep in this village: place them first.")})
    return write(village, by=by, occurred_on=day, closed_on=day)


def open_house(
    village: Village, *, by: Account, name: str, form: str, capacity: int, since: Day
) -> House:
    """Raises Refused, ValidationError (`name`, `capacity`, `since`)."""
    _manages(by, village.place)
    day, _precision = split_day(since, field="since")
    opened = _("The village opened on %(day)s only.")
    not_before(day, village.opened.earliest, opened, field="since")
    if House.objects.filter(village=village.pk, name=name, until=None).exists():
        raise ValidationError({"name": _("This village has a house of this name already.")})
    _check_beds(capacity)
    with transaction.atomic():
        house = House(village=village, name=name, form=form)
        write(house, by=by, occurred_on=day, since=day)
        write(Capacity(house=house), by=by, occurred_on=day, beds=capacity, since=day)
    return house


def change_capacity(house: House, *, by: Account, capacity: int, on: Day) -> House:
    """So many beds from that day. Raises ValidationError when more children live there."""
    _manages(by, house.village.place)
    day, _precision = split_day(on)
    _check_beds(capacity)
    last = Capacity.objects.filter(house=house.pk, until=None).first()
    if last:
        not_before(day, last.since, _("Its capacity was set on %(day)s: choose a later day."))
    if (taken := most_taken(house, Period(day))) > capacity:
        sentence = _("%(count)d children live there: so many beds are needed.")
        raise ValidationError({"capacity": sentence % {"count": taken}})
    with transaction.atomic():
        if last:
            write(last, by=by, occurred_on=day, until=day)
        write(Capacity(house=house), by=by, occurred_on=day, beds=capacity, since=day)
    return house


def close_house(house: House, *, by: Account, on: Day) -> House:
    """Raises ValidationError while somebody lives there."""
    _manages(by, house.village.place)
    day, _precision = split_day(on)
    not_before(day, house.since, _("The house is in use since %(day)s only."))
    if most_taken(house, Period(day)):
        raise ValidationError({"on": _("Children live in this house: move them first.")})
    if house.pk in families_at(house.village, day):
        raise ValidationError({"on": _("An SOS family lives in this house: move it first.")})
    with transaction.atomic():
        for beds in Capacity.objects.filter(house=house.pk, until=None):
            write(beds, by=by, occurred_on=day, until=day)
        return write(house, by=by, occurred_on=day, until=day)


def found_family(house: House, *, by: Account, name: str, since: Day) -> SosFamily:
    """An SOS family begins in a house. Raises ValidationError (`house`, `since`)."""
    _manages(by, house.village.place)
    day, _precision = split_day(since, field="since")
    _check_free(house, day)
    with transaction.atomic():
        family = SosFamily(village=house.village, code=_family_code(), name=name)
        write(family, by=by, occurred_on=day, since=day)
        write(FamilyHome(family=family, house=house), by=by, occurred_on=day, since=day)
    return family


def move_family(family: SosFamily, *, by: Account, house: House, on: Day) -> FamilyHome:
    """The whole family lives in another house of its village from that day, children and all."""
    _manages(by, family.village.place)
    day, _precision = split_day(on)
    left = FamilyHome.objects.filter(family=family.pk, until=None).first()
    if left:
        not_before(day, left.since, _("The family lives in its house since %(day)s only."))
    if house.village_id != family.village_id:
        raise ValidationError({"house": _("This house stands in another village.")})
    _check_free(house, day)
    with transaction.atomic():
        if left:
            write(left, by=by, occurred_on=day, until=day)
        for stay in Stay.objects.filter(family=family.pk, village=family.village_id, until=None):
            _follow(stay, house, day, by)
        return write(FamilyHome(family=family, house=house), by=by, occurred_on=day, since=day)


def _follow(stay: Stay, house: House, day: date, by: Account) -> None:
    write(stay, by=by, occurred_on=day, until=day)
    moved = Stay(
        placement_id=stay.placement_id, village_id=stay.village_id, family_id=stay.family_id,
        house=house, form=stay.form,
    )  # fmt: skip
    write(moved, by=by, occurred_on=day, since=day, why=Why.FAMILY)


def assign_carer(
    person: "Person",
    *,
    by: Account,
    role: str,
    on: Day,
    family: SosFamily | None = None,
    house: House | None = None,
) -> Carer:
    """Mother or aunt of a family, counsellor or educator of a house.

    Raises ValidationError: a mother in two houses, a second mother of a family, neither family nor
    house.
    """
    day, precision = split_day(on)
    village = _workplace(family, house)
    _manages(by, village.place)
    if role == CarerRole.MOTHER:
        _check_mother(person, family, day)
    elif _open_in(person, family, house):
        raise ValidationError({"person": _("This person works there already.")})
    carer = Carer(person=person, village=village, family=family, house=house, role=role)
    return write(carer, by=by, occurred_on=day, since=day, since_precision=precision)


def end_assignment(carer: Carer, *, by: Account, on: Day, reason: str = "") -> Carer:
    _manages(by, carer.village.place)
    day, _precision = split_day(on)
    if carer.until:
        raise ValidationError(_("This assignment has ended already."))
    not_before(day, carer.since, _("The assignment began on %(day)s only."))
    return write(carer, by=by, occurred_on=day, until=day, why_ended=reason)


def record_training(
    person: "Person", *, by: Account, topic: str, held_on: Day, days: int
) -> Training:
    day, _precision = split_day(held_on, field="held_on")
    return write(
        Training(person=person), by=by, occurred_on=day, topic=topic, held_on=day, days=days
    )


def _manages(by: Account, place: Place) -> None:
    if not reaches(by, MANAGE, place):
        raise Refused


def _check_beds(capacity: int) -> None:
    if not 1 <= capacity <= MOST_BEDS:
        sentence = _("A house holds from 1 to %(most)d children.")
        raise ValidationError({"capacity": sentence % {"most": MOST_BEDS}})


def _check_free(house: House, day: date) -> None:
    """No other SOS family lives there from that day on, and families live in houses for them."""
    not_before(day, house.since, _("The house is in use since %(day)s only."), field="since")
    if house.form != HouseForm.SOS:
        raise ValidationError({"house": _("This house is not one for an SOS family.")})
    homes = FamilyHome.objects.filter(house=house.pk).select_related("family")
    for home in homes:
        if Period(home.since, home.until).meets(Period(day)):
            sentence = _("%(family)s lives in this house.")
            raise ValidationError({"house": sentence % {"family": home.family.name}})


def _workplace(family: SosFamily | None, house: House | None) -> Village:
    if workplace := family or house:
        village: Village = workplace.village
        return village
    raise ValidationError(_("Choose the family or the house."))


def _check_mother(person: "Person", family: SosFamily | None, day: date) -> None:
    if family is None:
        raise ValidationError({"family": _("A mother looks after an SOS family: choose it.")})
    not_before(day, family.since, _("The family began on %(day)s only."))
    mothers = Carer.objects.filter(role=CarerRole.MOTHER).select_related("family", "person")
    for other in mothers.filter(person=person.pk):
        if Period(other.since, other.until).meets(Period(day)):
            raise ValidationError({"person": _already_mother(other)})
    for other in mothers.filter(family=family.pk):
        if Period(other.since, other.until).meets(Period(day)):
            raise ValidationError({"family": _has_mother(other)})


def _already_mother(other: Carer) -> str:
    names = {"family": other.family.name if other.family else "", "day": said(other.since)}
    return _("She is the mother of %(family)s since %(day)s: end that first.") % names


def _has_mother(other: Carer) -> str:
    sentence = _("%(person)s is its mother since %(day)s: end that first.")
    return sentence % {"person": other.person, "day": said(other.since)}


def _open_in(person: "Person", family: SosFamily | None, house: House | None) -> bool:
    rows = Carer.objects.filter(person=person.pk, until=None, family=family, house=house)
    return rows.exists()


def _family_code() -> str:
    while SosFamily.objects.filter(code=(code := new_code("S"))).exists():
        pass
    return code


def home_of(family: SosFamily, day: date) -> House:
    """The house in which the family lives. Raises ValidationError when it has none that day."""
    house = house_of(family, day)
    if house is None:
        raise ValidationError({"family": _("This family lives in no house on that day.")})
    return house
