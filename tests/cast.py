"""The people of the tests, all invented, and the few places they work in.

Awa, field worker in Kita. Fatim, coordinator in Kita. Moussa, village director in Socoura, and
Salif, youth counsellor there. Bintou, teacher in Kita. Mariam, national office. Oumar, field
worker in another region. Claire, sponsor. Pierre, funder. Hawa, monitoring. Nadia, administrator.
Fanta and Yaya, child protection officers in Kita, and Drissa, their supervisor. Koro and Lassana,
safeguarding. And nobody: an account without any grant.
"""

from dataclasses import dataclass
from datetime import date
from functools import partial

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


def a_place(
    name: str, level: Level, parent: Place | None = None, *, by: Account | None = None
) -> Place:
    by = by or machine()
    place = Place(name=name, search_key=name.lower(), level=level)
    place.path = f"{parent.path if parent else ''}{place.pk.hex[-10:]}/"
    write(place, by=by)
    if parent:
        write(PlaceLink(place=place, parent=parent), by=by)
    return place


def build_stage() -> Stage:
    """One account writes it all: what it may is asked for once, in thousands of tests."""
    found = partial(a_place, by=machine())
    mali = found("Mali", Level.COUNTRY)
    kayes = found("Kayes", Level.REGION, mali)
    kita = found("Kita", Level.CERCLE, kayes)
    koulikoro = found("Koulikoro", Level.REGION, mali)
    mopti = found("Mopti", Level.REGION, mali)
    return Stage(
        mali=mali, kayes=kayes, kita=kita,
        kita_town=found("Kita ville", Level.VILLAGE, kita),
        badia=found("Badia", Level.VILLAGE, kita),
        koulikoro=koulikoro, sanankoroba=found("Sanankoroba", Level.COMMUNE, koulikoro),
        mopti=mopti, socoura=found("Socoura", Level.COMMUNE, mopti),
    )  # fmt: skip


def a_person_who_logs_in(
    name: str, role: str = "", place: Place | None = None, *, by: Account | None = None
) -> Account:
    account = invite(
        email=f"{name.lower()}@exemple.invalid", name=name, password=PASSWORD, invented=True
    )
    if role:
        grant(account, role=role, place=place, by=by or machine(), since=SINCE)
    return account


def build_cast(stage: Stage) -> Cast:
    by = machine()
    enters = partial(a_person_who_logs_in, by=by)
    return Cast(
        awa=enters("Awa", FIELD_WORKER, stage.kita),
        fatim=enters("Fatim", COORDINATOR, stage.kita),
        moussa=enters("Moussa", DIRECTOR, stage.socoura),
        mariam=enters("Mariam", NATIONAL),
        oumar=enters("Oumar", FIELD_WORKER, stage.mopti),
        salif=enters("Salif", YOUTH_COUNSELLOR, stage.socoura),
        bintou=enters("Bintou", TEACHER, stage.kita),
        claire=enters("Claire", SPONSOR),
        pierre=enters("Pierre", FUNDER),
        hawa=enters("Hawa", MONITOR),
        nadia=enters("Nadia", ADMINISTRATOR),
        fanta=enters("Fanta", PROTECTION_OFFICER, stage.kita),
        yaya=enters("Yaya", PROTECTION_OFFICER, stage.kita),
        drissa=enters("Drissa", PROTECTION_LEAD, stage.kita),
        koro=enters("Koro", SAFEGUARDER),
        lassana=enters("Lassana", SAFEGUARDER),
        nobody=enters("Personne"),
        machine=by,
    )
