"""Which tables of families and people may leave, column by column with the class of its field."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.interop.exports.registry import (
    Asking,
    Column,
    Export,
    Text,
    level_of,
    register_export,
)
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.dates import in_words
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.lists import places_to_choose
from kinkeeper.mission.people.queries.outward import (
    FamilyRow,
    PersonRow,
    family_rows,
    person_rows,
)

TYPED = {"day": "%d/%m/%Y", "month": "%m/%Y", "year": "%Y"}
PROGRAMME = 1  # class of what is of the programme and of nobody in particular


def _column(
    model: type[Record], field: str, label: Text, value: Callable[[Any], object], width: int = 16
) -> Column:
    return Column(field, label, level_of(model, field), value, width)


def _birth(row: PersonRow) -> str:
    """As precisely as it is known, in a form that an import reads again."""
    birth = row.person.birth
    if birth.day is None:
        return ""
    form = TYPED.get(birth.precision)
    return birth.day.strftime(form) if form else in_words(birth)


def _relation(row: PersonRow) -> str:
    return row.home.get_relation_display() if row.home else ""


FAMILY_COLUMNS = (
    _column(Family, "code", _("code"), lambda r: r.family.code, 12),
    _column(Family, "name", _("name of the family"), lambda r: r.family.name, 28),
    _column(Family, "kind", _("kind of family"), lambda r: r.family.get_kind_display(), 22),
    _column(Family, "place", _("place"), lambda r: r.family.place.name, 20),
    _column(Family, "quarter", _("where to find it"), lambda r: r.family.quarter, 28),
    _column(Family, "number", _("number in the office's register"), lambda r: r.family.number),
    Column("members", _("members now"), PROGRAMME, lambda r: r.members, 10),
    Column("caregivers", _("caregivers now"), PROGRAMME, lambda r: r.caregivers, 10),
    _column(Family, "invented", _("invented"), lambda r: r.family.invented, 10),
)
PERSON_COLUMNS = (
    _column(Person, "code", _("code"), lambda r: r.person.code, 12),
    _column(Person, "given_name", _("given name"), lambda r: r.person.given_name, 20),
    _column(Person, "family_name", _("family name"), lambda r: r.person.family_name, 20),
    _column(Person, "alias", _("also called"), lambda r: r.person.alias),
    _column(Person, "sex", _("sex"), lambda r: r.person.get_sex_display(), 10),
    _column(Person, "birth_date", _("date of birth"), _birth),
    _column(Person, "alive", _("alive"), lambda r: r.person.get_alive_display(), 12),
    _column(Person, "phone", _("phone"), lambda r: r.person.phone),
    _column(Person, "birth_act", _("birth act"), lambda r: r.person.get_birth_act_display(), 24),
    _column(Person, "schooling", _("school"), lambda r: r.person.get_schooling_display()),
    _column(Person, "mother_alive", _("mother"), lambda r: r.person.get_mother_alive_display()),
    _column(Person, "father_alive", _("father"), lambda r: r.person.get_father_alive_display()),
    _column(Person, "note", _("note"), lambda r: r.person.note, 40),
    _column(Person, "place", _("place"), lambda r: r.person.place.name, 20),
    Column("family", _("code of the family"), level_of(Family, "code"),
           lambda r: r.home.family.code if r.home else "", 12),
    Column("family_name_now", _("name of the family"), level_of(Family, "name"),
           lambda r: r.home.family.name if r.home else "", 28),
    _column(Membership, "relation", _("relation"), _relation, 20),
    _column(Person, "invented", _("invented"), lambda r: r.person.invented, 10),
)  # fmt: skip


def _families(asking: Asking) -> list[FamilyRow]:
    return family_rows(by=asking.by, purpose=asking.purpose, below=asking.below, most=asking.most)


def _people(asking: Asking) -> list[PersonRow]:
    return person_rows(by=asking.by, purpose=asking.purpose, below=asking.below, most=asking.most)


def _places(by: Any, purpose: str) -> Any:
    return places_to_choose(by, "people.read", purpose)


FAMILIES = Export(
    "families", _("Families"), _("One line for each family where you work, as it stands today."),
    "people.read", FAMILY_COLUMNS, _families, lambda row: row.family, _places,
)  # fmt: skip
PEOPLE = Export(
    "people", _("People"), _("One line for each person where you work, with the present family."),
    "people.read", PERSON_COLUMNS, _people, lambda row: row.person, _places,
)  # fmt: skip


def offer_exports() -> None:
    """Called once when the room is ready."""
    register_export(FAMILIES, PEOPLE)
