"""A child measured on a phone."""

import pytest
from django.utils import timezone

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.ground.text.dates import in_year
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.people.actions import NewMember, NewPerson, register_family


@pytest.fixture
def child(stage, cast):
    mother = NewMember(NewPerson("Awa", "Traoré", "F", in_year(1990)), "head", caregiver=True)
    small = NewMember(NewPerson("Fanta", "Traoré", "F", in_year(2023)), "child")
    family = register_family(
        by=cast.awa, place=stage.kita_town, name="Traoré", members=[mother, small]
    )
    return family.memberships.get(relation="child").person


@pytest.fixture
def phone(stage, cast, child):
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def measured(child, **values):
    return {"person": str(child.pk), "on": timezone.localdate().isoformat(), **values}


def test_it_is_classified_by_the_server_and_the_result_comes_back(phone, child):
    phone.write("health.measure", measured(child, muac_mm=112, oedema="0"))
    assert phone.settle(Link())
    kept = Measurement.objects.get()
    assert (kept.muac_mm, kept.status) == (112, "severe")
    statuses = [v["status"] for k, _n, v in phone.rows.values() if k == "health.measurement"]
    assert statuses == ["severe"]


def test_what_is_unusual_is_asked_on_the_phone_and_confirmed_there(phone, child):
    phone.write("health.measure", measured(child, weight="30", lenhei="88", position="h"))
    assert phone.settle(Link())
    asked = phone.boxed()[0]
    assert any(asked.sentences.values())
    phone.look_again(asked)
    assert phone.settle(Link())
    assert phone.queue == []
    assert Measurement.objects.get().confirmed


def test_what_cannot_be_stays_in_the_box(phone, child):
    phone.write("health.measure", measured(child, muac_mm=9, sure=["flag_ac"]))
    assert phone.settle(Link())
    assert len(phone.boxed()) == 1
    assert not Measurement.objects.exists()
