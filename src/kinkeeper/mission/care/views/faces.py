"""What the pages of a village show of its houses and children, for this reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from kinkeeper.ground.reports.pictures import house as picture
from kinkeeper.ground.text.dates import age_in_words, age_on
from kinkeeper.mission.care.models import Carer, House, SosFamily, Why
from kinkeeper.mission.care.queries.board import Household, Sleeper

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person, Reader


@dataclass(frozen=True)
class ChildLine:
    """A child in a list. pk: of its file, None where this reader may not open it. note: where it
    belongs or sleeps, when that is another village. kin: the letter of its brothers and sisters."""

    pk: UUID | None
    name: str
    age: str
    note: str
    kin: str
    placement: UUID


@dataclass(frozen=True)
class HouseFace:
    """A house on the page of a village."""

    house: House
    family: SosFamily | None
    name: str
    carers: list["CarerLine"]
    children: list[ChildLine]
    picture: SafeString
    full: str
    over: bool


@dataclass(frozen=True)
class CarerLine:
    pk: UUID
    person: UUID | None
    name: str
    role: str


def house_face(household: Household, *, reader: "Reader", on: date) -> HouseFace:
    taken = len(household.children)
    family = household.family
    return HouseFace(
        household.house, family, _family_name(family, reader),
        [carer_line(c, reader=reader) for c in household.carers],
        child_lines(household.children, reader=reader, on=on),
        picture.draw(
            beds=household.beds, home=taken - household.guests, guests=household.guests
        ),
        picture.said(beds=household.beds, taken=taken), taken > household.beds,
    )  # fmt: skip


def _family_name(family: SosFamily | None, reader: "Reader") -> str:
    if family is None:
        return ""
    return family.name if reader.names else family.code


def carer_line(carer: Carer, *, reader: "Reader") -> CarerLine:
    person = carer.person
    opens = person.pk if reader.reaches(person.place) else None
    return CarerLine(carer.pk, opens, shown(person, reader), str(carer.get_role_display()))


def shown(person: "Person", reader: "Reader") -> str:
    return str(person) if reader.names else person.code


def child_lines(
    children: Iterable[Sleeper], *, reader: "Reader", on: date, away: bool = False
) -> list[ChildLine]:
    found = list(children)
    letters, near = _letters(found), _places_reached(found, reader)
    return [
        _child_line(c, reader, on, letters.get(c.group, ""), away=away,
                    opens=c.stay.placement.person.place_id in near)
        for c in found
    ]  # fmt: skip


def _places_reached(children: list[Sleeper], reader: "Reader") -> set[UUID]:
    """Places are few and children many: each is asked about once."""
    places = {c.stay.placement.person.place_id: c.stay.placement.person.place for c in children}
    return {pk for pk, place in places.items() if reader.reaches(place)}


def _letters(children: list[Sleeper]) -> dict[UUID | None, str]:
    """a, b, c ... for groups of whom more than one is here."""
    groups = [c.group for c in children if c.group]
    several = [g for g in dict.fromkeys(groups) if groups.count(g) > 1]
    return {group: chr(ord("a") + n % 26) for n, group in enumerate(several)}


def _child_line(
    child: Sleeper, reader: "Reader", on: date, kin: str, *, away: bool, opens: bool
) -> ChildLine:
    stay, person = child.stay, child.stay.placement.person
    age = age_in_words(age_on(person.birth, on)) if reader.names and person.birth.day else ""
    note = _sleeps(child) if away else _belongs(child)
    pk = person.pk if opens else None
    return ChildLine(pk, shown(person, reader), age, note, kin, stay.placement_id)


def _belongs(child: Sleeper) -> str:
    if not child.guest:
        return ""
    return _("of %(village)s") % {"village": child.stay.placement.village.place.name}


def _sleeps(child: Sleeper) -> str:
    stay = child.stay
    if stay.why == Why.RELOCATION:
        return _("at %(village)s for a time") % {"village": stay.village.place.name}
    return _("at %(village)s") % {"village": stay.village.place.name}


def hosted_note(child: Sleeper, reader: "Reader") -> str:
    """The form of care, and with whom for those who may meet it."""
    form = str(child.stay.get_form_display())
    return f"{form}: {child.stay.host}" if reader.notes and child.stay.host else form
