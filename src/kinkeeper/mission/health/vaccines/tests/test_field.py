"""Doses written down on a phone."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kinkeeper.ground.sync.offers import pack
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.tests.make import a_girl


def days(number):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def girl(stage, cast):
    return a_girl(by=cast.awa, place=stage.kita_town, born=days(-80))


@pytest.fixture
def phone(stage, cast, girl):
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def given(girl, *doses, on=0, **more):
    told = {"person": str(girl.pk), "on": days(on).isoformat(), "doses": list(doses)}
    return told | {"source": "card"} | more


def test_the_doses_of_a_session_are_one_change(phone, girl):
    phone.write("health.vaccinate", given(girl, "penta_1", "vpo_1", source="session", on=-20))
    assert phone.settle(Link())
    assert phone.queue == []
    rows = Vaccination.objects.values_list("vaccine", "number", "on", "source")
    assert sorted(rows) == [("penta", 1, days(-20), "session"), ("vpo", 1, days(-20), "session")]


def test_a_dose_before_its_age_is_asked_about_beside_it(phone, girl):
    phone.write("health.vaccinate", given(girl, "var_1"))
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert ([*asked.sentences], asked.doubts) == (["var_1"], ["var_1 early"])
    phone.look_again(asked)
    assert phone.settle(Link())
    assert Vaccination.objects.get().confirmed == ["early"]


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"doses": ["bcg_9"]}, "bcg_9"), ({"doses": []}, ""), ({"on": "2026-02-31"}, "on"),
        ({"on": days(1).isoformat()}, "penta_1"), ({"on": days(-90).isoformat()}, "penta_1"),
        ({"source": "rumour"}, "source"),
    ],
)  # fmt: skip
def test_what_cannot_be_stays_in_the_box(phone, girl, told, field):
    phone.write("health.vaccinate", given(girl, "penta_1") | told)
    assert phone.settle(Link())
    assert [*phone.boxed()[0].sentences] == [field]
    assert not Vaccination.objects.exists()


def test_a_dose_that_stands_there_already_is_said(phone, girl):
    for _twice in range(2):
        phone.write("health.vaccinate", given(girl, "bcg_1"))
    assert phone.settle(Link())
    assert [*phone.boxed()[0].sentences] == ["bcg_1"]
    assert Vaccination.objects.count() == 1


def test_the_phone_names_the_doses_in_both_languages(db):
    doses = {name: words for name, *words in pack("vaccines").content()["doses"]}
    assert doses["var_1"] == [["Rougeole (VAR) 1", "9 mois"], ["Measles 1", "9 months"]]
    assert all(french[0] and english[0] for french, english in doses.values())
