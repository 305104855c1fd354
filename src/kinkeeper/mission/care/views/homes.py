"""The page of an SOS family and of a house: who carries it, who grows up in it, where it lived."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.process.asking import run
from kinkeeper.mission.care import actions, queries
from kinkeeper.mission.care.forms import VillageForm
from kinkeeper.mission.care.models import Carer, SosFamily, Stay, Training
from kinkeeper.mission.care.views.asking import found_or_404
from kinkeeper.mission.care.views.deeds import Button, deeds_for
from kinkeeper.mission.care.views.faces import shown
from kinkeeper.mission.people.queries import Reader, places_to_choose, reader_of

READ, MANAGE = "care.read", "care.manage"


@dataclass(frozen=True)
class Served:
    """Somebody who carries or carried the family. person: of the file, where it may be opened."""

    carer: Carer
    person: UUID | None
    name: str
    trainings: list[Training]
    deeds: list[Button]


@dataclass(frozen=True)
class GrewUp:
    """A child's whole time with the family."""

    person: UUID | None
    name: str
    since: date
    until: date | None


@door(READ, purpose=MONITORING)
def family(request: Asked, pk: UUID) -> HttpResponse:
    reader = reader_of(request.user)
    record = found_or_404(queries.family(pk, by=reader.by, purpose=reader.purpose))
    carers, stays = queries.carers_of(record), queries.children_of(record)
    persons = [*(c.person for c in carers), *(s.placement.person for s in stays)]
    seen(reader.by, [record, *persons], door="care_family", purpose=reader.purpose)
    children = _grew_up(stays, reader)
    context = {
        "family": record, "name": record.name if reader.names else record.code,
        "carers": _served(carers, reader), "homes": queries.homes_of(record),
        "now": [c for c in children if c.until is None],
        "before": [c for c in children if c.until], "reader": reader,
        "deeds": deeds_for("family", record, by=reader.by),
    }  # fmt: skip
    return render(request, "care/family.html", context)


def _served(carers: list[Carer], reader: Reader) -> list[Served]:
    trained = queries.trainings_of(c.person_id for c in carers)
    return [
        Served(
            c, c.person_id if reader.reaches(c.person.place) else None, shown(c.person, reader),
            trained.get(c.person_id, []), deeds_for("carer", c, by=reader.by),
        )
        for c in carers
    ]  # fmt: skip


def _grew_up(stays: list[Stay], reader: Reader) -> list[GrewUp]:
    """Stays of a child one after the other are one time: houses change, the family stays."""
    found: dict[UUID, GrewUp] = {}
    for stay in stays:
        person = stay.placement.person
        since = found[person.pk].since if person.pk in found else stay.since
        opens = person.pk if reader.reaches(person.place) else None
        found[person.pk] = GrewUp(opens, shown(person, reader), since, stay.until)
    return list(found.values())


@door(READ, purpose=MONITORING)
def house(request: Asked, pk: UUID) -> HttpResponse:
    reader = reader_of(request.user)
    record = found_or_404(queries.house(pk, by=reader.by, purpose=reader.purpose))
    seen(reader.by, [record], door="care_house", purpose=reader.purpose)
    homes = queries.families_in(record)
    context = {
        "house": record, "capacities": queries.capacities_of(record), "reader": reader,
        "homes": [(home, _called(home.family, reader)) for home in homes],
        "deeds": deeds_for("house", record, by=reader.by),
    }  # fmt: skip
    return render(request, "care/house.html", context)


def _called(family: SosFamily, reader: Reader) -> str:
    return family.name if reader.names else family.code


@door(MANAGE, purpose=CARE)
def open_village(request: Asked) -> HttpResponse:
    """A village opens; who manages the place opens it."""
    places = places_to_choose(request.user, MANAGE)
    form = VillageForm(request.POST or None, places=places)
    if request.method == "POST" and (url := run(form, lambda: _opened(request, form))):
        return redirect(url)
    return render(request, "care/village_new.html", {"form": form})


def _opened(request: Asked, form: VillageForm) -> str:
    village = actions.open_village(by=request.user, **form.values())
    messages.success(request, _("The village is open. Open its houses next."))
    return reverse("care_village", args=[village.pk])
