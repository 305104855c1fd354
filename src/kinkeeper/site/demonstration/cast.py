"""Who logs in to the demonstration, and where they work. All invented."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import cos, radians, sin

from django.utils.translation import gettext_noop

from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import (
    ADMINISTRATOR,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    FINANCE,
    FUNDER,
    MONITOR,
    NATIONAL,
    PROTECTION_LEAD,
    PROTECTION_OFFICER,
    SAFEGUARDER,
    TEACHER,
    YOUTH_COUNSELLOR,
)
from kinkeeper.ground.places.actions import add_place, load_mali
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import place_by_code
from kinkeeper.ground.records.actions import write

BEGAN = date(2005, 1, 1)
DOMAIN = "demo.invalid"


@dataclass(frozen=True)
class Member:
    key: str
    name: str
    role: str
    places: tuple[str, ...]
    who_fr: str
    who_en: str


KITA, SANANKOROBA, KHOULOUM, SOCOURA = "kita", "sanankoroba", "khouloum", "socoura"
MEMBERS = (
    Member("awa", "Awa Dembélé", FIELD_WORKER, (KITA, SANANKOROBA),
           "agente sociale, Kita", "field worker, Kita"),
    Member("fatim", "Fatim Keïta", COORDINATOR, (KITA, SANANKOROBA),
           "coordinatrice PRF, Kita", "coordinator, Kita"),
    Member("bakary", "Bakary Traoré", FIELD_WORKER, (SANANKOROBA,),
           "agent social, Sanankoroba", "field worker, Sanankoroba"),
    Member("moussa", "Moussa Guindo", DIRECTOR, (SOCOURA,),
           "directeur de village, Socoura", "village director, Socoura"),
    Member("salif", "Salif Diakité", YOUTH_COUNSELLOR, (SANANKOROBA, KITA),
           "conseiller des jeunes, Sanankoroba et Kita", "youth counsellor, Sanankoroba and Kita"),
    Member("bintou", "Bintou Cissé", TEACHER, (SANANKOROBA,),
           "enseignante, Sanankoroba", "teacher, Sanankoroba"),
    Member("sekou", "Sékou Tolo", TEACHER, (SOCOURA,),
           "enseignant, Socoura", "teacher, Socoura"),
    Member("oumar", "Oumar Sissoko", FIELD_WORKER, (KHOULOUM,),
           "agent social, Khouloum", "field worker, Khouloum"),
    Member("mariam", "Mariam Coulibaly", NATIONAL, (),
           "bureau national, Bamako", "national office, Bamako"),
    Member("hawa", "Hawa Diarra", MONITOR, (),
           "suivi-évaluation", "monitoring and evaluation"),
    Member("seydou", "Seydou Koné", FINANCE, (),
           "finances", "finance"),
    Member("pierre", "Pierre Martin", FUNDER, (),
           "bailleur, Monaco (chiffres seulement)", "funder, Monaco (figures only)"),
    Member("fanta", "Fanta Sangaré", PROTECTION_OFFICER, (),
           "chargée de la protection de l’enfant", "child protection officer"),
    Member("drissa", "Drissa Konaté", PROTECTION_LEAD, (),
           "superviseur de la protection", "child protection supervisor"),
    Member("koro", "Korotoumou Ba", SAFEGUARDER, (),
           "chargée de la sauvegarde", "safeguarding person"),
    Member("lassana", "Lassana Sidibé", SAFEGUARDER, (),
           "chargé de la sauvegarde", "safeguarding person"),
    Member("nadia", "Nadia Maïga", ADMINISTRATOR, (),
           "administratrice (comptes)", "administrator (accounts)"),
)  # fmt: skip

COMMUNES = {
    KITA: "ML010513", SANANKOROBA: "ML020531", KHOULOUM: "ML010114", SOCOURA: "ML050114",
}  # fmt: skip
# The 11 localities of seed 003 are not named there: 4 around Kita and 7 around Sanankoroba.
# These are stand-ins.
LOCALITIES = {
    KITA: ("Namala", "Moribougou", "Kotouba", "Sirakoro"),
    SANANKOROBA: (
        "Tiénabougou", "Dafara", "Bankoni-Sud", "Fadjida", "Sinzani", "Kolondialan", "Niamana",
    ),
    KHOULOUM: ("Diaguina", "Sadiola-Ba", "Gakoura"),
    SOCOURA: ("Dialango", "Barbé", "Ouro-Modi"),
}  # fmt: skip


@dataclass(frozen=True)
class Setting:
    """Accounts by key; the commune and the localities of each location."""

    accounts: Mapping[str, Account]
    machine: Account
    communes: Mapping[str, Place]
    localities: Mapping[str, tuple[Place, ...]]
    passwords: Mapping[str, str]

    def worker_of(self, location: str) -> Account:
        keys = {KITA: "awa", SANANKOROBA: "bakary", KHOULOUM: "oumar", SOCOURA: "moussa"}
        return self.accounts[keys[location]]

    def decider_of(self, location: str) -> Account:
        return self.accounts["moussa" if location == SOCOURA else "fatim"]


def build_setting() -> Setting:
    by = machine()
    load_mali(by=by)
    communes = {location: _commune(location) for location in COMMUNES}
    localities = {
        location: tuple(
            _locality(name, number, communes[location], by=by) for number, name in enumerate(names)
        )
        for location, names in LOCALITIES.items()
    }
    passwords = {m.key: _password() for m in MEMBERS}
    accounts = {m.key: _account(m, passwords[m.key], communes, by) for m in MEMBERS}
    return Setting(accounts, by, communes, localities, passwords)


def _locality(name: str, number: int, commune: Place, *, by: Account) -> Place:
    """On a ring around the seat of its commune: as invented as its name."""
    place = add_place(name=name, level=Level.VILLAGE, parent=commune, by=by)
    angle, far = radians(51 * number + 20), 0.06 + 0.025 * (number % 3)
    if commune.latitude is None or commune.longitude is None:
        return place
    return write(
        place, by=by, latitude=round(commune.latitude + far * sin(angle), 3),
        longitude=round(commune.longitude + far * cos(angle), 3),
    )  # fmt: skip


def _commune(location: str) -> Place:
    place = place_by_code(scheme="ocha", vintage="2015", code=COMMUNES[location])
    if place is None:
        message = gettext_noop("the table of places is not loaded")
        raise LookupError(message)
    return place


def _account(member: Member, password: str, communes: Mapping[str, Place], by: Account) -> Account:
    account = invite(
        email=f"{member.key}@{DOMAIN}", name=member.name, password=password, invented=True
    )
    reached: list[Place | None] = [communes[p] for p in member.places]
    for place in reached or [None]:
        grant(account, role=member.role, place=_reach(place), by=by, since=BEGAN)
    return account


def _reach(place: Place | None) -> Place | None:
    """Awa and Fatim of Kita look after the whole cercle."""
    kita = place_by_code(scheme="ocha", vintage="2015", code="ML0105")
    return kita if place is not None and place.name.startswith("Kita") else place


def _password() -> str:
    """Three short groups: easy to type from a screen, made anew for each installation."""
    letters = "abcdefghjkmnpqrstuvwxyz23456789"
    groups = ("".join(secrets.choice(letters) for _i in range(4)) for _g in range(3))
    return "-".join(groups)
