"""The people of the tests, all invented, and the few places they work in.

Awa, field worker in Kita. Fatim, coordinator in Kita. Moussa, village director in Socoura, and
Salif, youth counsellor there. Bintou, teacher in Kita. Mariam, national office. Oumar, field
worker in another region. Claire, sponsor. Pierre, funder. Hawa, monitoring. Nadia, administrator.
Fanta and Yaya, child protection officers in Kita, and Drissa, their supervisor. Koro and Lassana,
safeguarding. And nobody: an account without any grant.
"""

from dataclasses import dataclass
from datetime import date

from kinkeeper.ground.access.actions import grant, invite, machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import (
    ADMINISTRATOR,
    COORDINATOR,
    DIRECTOR,
    FIELD_WORKER,
    FUNDER,
    MONITOR,
    NATIONAL,
    PROTECTION_LEAD,
    PROTECTION_OFFICER,
    SAFEGUARDER,
    SPONSOR,
    TEACHER,
    YOUTH_COUNSELLOR,
)
from kinkeeper.ground.places.models import Level, Place, PlaceLink
from kinkeeper.ground.records.actions import write

PASSWORD = "une phrase de passe inventée"
SINCE = date(2017, 1, 1)


@dataclass(frozen=True)
class Stage:
    """Mali: Kayes > Kita (cercle) > Kita, Badia; Koulikoro > Sanankoroba; Mopti > Socoura."""

    mali: Place
    kayes: Place
    kita: Place
    kita_town: Place
    badia: Place
    koulikoro: Place
    sanankoroba: Place
    mopti: Place
    socoura: Place


@dataclass(frozen=True)
class Cast:
    awa: Account
    fatim: Account
    moussa: Account
    mariam: Account
    oumar: Account
    salif: Account
    bintou: Account
    claire: Account
    pierre: Account
    hawa: Account
    nadia: Account
    fanta: Account
    yaya: Account
    drissa: Account
    koro: Account
    lassana: Account
    nobody: Account
    machine: Account


def a_place(name: str, level: Level, parent: Place | None = None) -> Place:
    place = Place(name=name, search_key=name.lower(), level=level)
    place.path = f"{parent.path if parent else ''}{place.pk.hex[-10:]}/"
    write(place, by=machine())
    if parent:
        write(PlaceLink(place=place, parent=parent), by=machine())
    return place


def build_stage() -> Stage:
    mali = a_place("Mali", Level.COUNTRY)
    kayes = a_place("Kayes", Level.REGION, mali)
    kita = a_place("Kita", Level.CERCLE, kayes)
    koulikoro = a_place("Koulikoro", Level.REGION, mali)
    mopti = a_place("Mopti", Level.REGION, mali)
    return Stage(
        mali=mali, kayes=kayes, kita=kita,
        kita_town=a_place("Kita ville", Level.VILLAGE, kita),
        badia=a_place("Badia", Level.VILLAGE, kita),
        koulikoro=koulikoro, sanankoroba=a_place("Sanankoroba", Level.COMMUNE, koulikoro),
        mopti=mopti, socoura=a_place("Socoura", Level.COMMUNE, mopti),
    )  # fmt: skip


def a_person_who_logs_in(name: str, role: str = "", place: Place | None = None) -> Account:
    account = invite(
        email=f"{name.lower()}@exemple.invalid", name=name, password=PASSWORD, invented=True
    )
    if role:
        grant(account, role=role, place=place, by=machine(), since=SINCE)
    return account


def build_cast(stage: Stage) -> Cast:
    return Cast(
        awa=a_person_who_logs_in("Awa", FIELD_WORKER, stage.kita),
        fatim=a_person_who_logs_in("Fatim", COORDINATOR, stage.kita),
        moussa=a_person_who_logs_in("Moussa", DIRECTOR, stage.socoura),
        mariam=a_person_who_logs_in("Mariam", NATIONAL),
        oumar=a_person_who_logs_in("Oumar", FIELD_WORKER, stage.mopti),
        salif=a_person_who_logs_in("Salif", YOUTH_COUNSELLOR, stage.socoura),
        bintou=a_person_who_logs_in("Bintou", TEACHER, stage.kita),
        claire=a_person_who_logs_in("Claire", SPONSOR),
        pierre=a_person_who_logs_in("Pierre", FUNDER),
        hawa=a_person_who_logs_in("Hawa", MONITOR),
        nadia=a_person_who_logs_in("Nadia", ADMINISTRATOR),
        fanta=a_person_who_logs_in("Fanta", PROTECTION_OFFICER, stage.kita),
        yaya=a_person_who_logs_in("Yaya", PROTECTION_OFFICER, stage.kita),
        drissa=a_person_who_logs_in("Drissa", PROTECTION_LEAD, stage.kita),
        koro=a_person_who_logs_in("Koro", SAFEGUARDER),
        lassana=a_person_who_logs_in("Lassana", SAFEGUARDER),
        nobody=a_person_who_logs_in("Personne"),
        machine=machine(),
    )
