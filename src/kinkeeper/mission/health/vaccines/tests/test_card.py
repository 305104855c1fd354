"""A vaccination card is typed, asked about, taken back; what follows from it on other pages."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.reports.offers import due_lines, life_facts
from kinkeeper.mission.health.models import Calendar, Vaccination
from kinkeeper.mission.health.tests.make import a_girl
from kinkeeper.mission.health.vaccines import queries
from kinkeeper.mission.health.vaccines.actions import (
    AskAgain,
    Given,
    record_vaccinations,
    set_calendar,
    take_back_vaccination,
)

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = timezone.localdate()
BORN = TODAY - timedelta(days=200)


@pytest.fixture
def girl(cast, stage):
    return a_girl(by=cast.awa, place=stage.kita_town, born=BORN)


def after(days):
    return BORN + timedelta(days=days)


def gave(girl, cast, doses, **more):
    given = Given(doses=doses, source="card", **more)
    return record_vaccinations(girl, by=cast.awa, given=given)


def test_what_was_given_is_kept_with_how_it_is_known(girl, cast):
    rows = gave(girl, cast, {("bcg", 1): after(2), ("penta", 1): None}, where=" CSCom ")
    assert [(r.vaccine, r.number, r.on, r.source, r.where) for r in rows] == [
        ("bcg", 1, after(2), "card", "CSCom"), ("penta", 1, None, "card", "CSCom"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "days"), [(("bcg", 1), -1), (("penta", 1), 201)], ids=["before birth", "ahead"]
)
def test_a_day_that_cannot_be_is_refused_beside_its_dose_and_nothing_is_written(
    girl, cast, code, days
):
    with pytest.raises(ValidationError) as told:
        gave(girl, cast, {code: after(days), ("vpo", 1): after(45)})
    assert set(told.value.error_dict) == {f"{code[0]}_{code[1]}"}
    assert not Vaccination.objects.exists()


def test_unusual_days_are_asked_about_and_kept_when_they_are_confirmed(girl, cast):
    doses = {("penta", 2): after(30)}
    with pytest.raises(AskAgain) as told:
        gave(girl, cast, doses)
    assert set(told.value.error_dict) == {"penta_2"}
    (row,) = gave(girl, cast, doses, confirmed=True)
    assert row.confirmed == ["early", "skipped"]


def test_a_dose_is_recorded_once_and_again_after_it_was_taken_back(girl, cast):
    (row,) = gave(girl, cast, {("bcg", 1): after(2)})
    with pytest.raises(ValidationError):
        gave(girl, cast, {("bcg", 1): after(3)})
    take_back_vaccination(row, by=cast.awa)
    gave(girl, cast, {("bcg", 1): after(3)})
    assert Vaccination.objects.count() == 2


def test_a_session_has_a_day(girl, cast):
    given = Given(doses={("bcg", 1): None}, source="session")
    with pytest.raises(ValidationError):
        record_vaccinations(girl, by=cast.awa, given=given)


@pytest.mark.parametrize("name", ["oumar", "moussa", "mariam", "pierre", "hawa", "nobody"])
def test_nobody_outside_writes_here(girl, cast, name):
    given = Given(doses={("bcg", 1): after(2)}, source="card")
    with pytest.raises(Refused):
        record_vaccinations(girl, by=getattr(cast, name), given=given)


def test_only_a_child_whose_card_was_read_stands_on_the_list(girl, cast):
    def missing():
        return [line for line in due_lines(cast.awa, TODAY) if "accin" in str(line.what)]

    assert not missing()
    gave(girl, cast, {("bcg", 1): after(2)})
    (line,) = missing()
    assert line.due_on == after(42)
    assert line.url == reverse("vaccinate", args=[girl.pk])
    assert not [li for li in due_lines(cast.oumar, TODAY) if li.url == line.url]


def test_the_life_line_has_a_dot_for_each_day(girl, cast):
    gave(girl, cast, {("penta", 1): after(45), ("vpo", 1): after(45), ("bcg", 1): after(2)})
    days = [f.since for f in life_facts("people.person", girl, cast.awa) if not f.bar]
    assert days.count(after(45)) == 1
    assert after(2) in days
    assert after(45) not in [f.since for f in life_facts("people.person", girl, cast.mariam)]


@pytest.fixture
def awa(cast):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(cast.awa, backend=BACKEND)
    return client


def typed(**more):
    return {"form_id": str(uuid4()), "source": "card", "where": "", **more}


def test_the_screen_asks_again_without_losing_what_was_typed(girl, awa):
    url = reverse("vaccinate", args=[girl.pk])
    first = typed(bcg_1=after(2).isoformat(), penta_1=after(20).isoformat(), marked=["vpo_1"])
    page = awa.post(url, first).content.decode()
    assert "This day lies before the age for this dose." in page
    assert after(2).isoformat() in page
    assert not Vaccination.objects.exists()
    page = awa.post(url, {**first, "again": "on"}, follow=True).content.decode()
    assert "3 doses are recorded." in page
    assert Vaccination.objects.count() == 3


def test_the_31st_of_february_is_asked_again_beside_its_dose(girl, awa):
    url = reverse("vaccinate", args=[girl.pk])
    page = awa.post(url, typed(bcg_1="31/02/2025")).content.decode()
    assert "31/02/2025" in page
    assert not Vaccination.objects.exists()


def test_the_card_and_the_page_of_the_child_say_what_is_late(girl, cast, awa):
    gave(girl, cast, {("bcg", 1): after(2)})
    card = awa.get(reverse("vaccinations", args=[girl.pk])).content.decode()
    assert "Pentavalent 1" in card
    assert "late" in card
    person = awa.get(reverse("person", args=[girl.pk])).content.decode()
    assert "1 dose given" in person


def test_the_office_sets_another_calendar_from_a_day_on(girl, cast):
    doses = "bcg;1;0d;1y;;;;\nvar;1;9m;5y;;;;"
    with pytest.raises(Refused):
        set_calendar(by=cast.fatim, since=TODAY, name="x", source="y", doses=doses)
    told = {"by": cast.mariam, "name": "PEV essai", "source": "essai", "doses": doses}
    set_calendar(**told, since=TODAY)
    assert queries.calendar_on(TODAY).name == "PEV essai"
    assert queries.calendar_on(TODAY - timedelta(days=1)).since is None
    assert len(queries.card_of(girl, by=cast.awa, today=TODAY).lines) == 2
    with pytest.raises(ValidationError):
        set_calendar(**told, since=TODAY)
    with pytest.raises(ValidationError, match=r"(Line|Ligne) 1"):
        set_calendar(**{**told, "doses": "bcg"}, since=date(2030, 1, 1))
    assert Calendar.objects.count() == 1


def test_the_api_answers_the_card_and_asks_again(girl, awa):
    url = f"/api/people/{girl.pk}/vaccinations"
    body = {"source": "card", "doses": [{"vaccine": "penta", "number": 2, "on": str(after(80))}]}
    asked = awa.post(url, body, content_type="application/json")
    assert asked.status_code == 422
    sure = body | {"confirmed": True}
    assert awa.post(url, sure, content_type="application/json").status_code == 200
    found = awa.get(url).json()
    assert found["read"] is True
    (dose,) = [d for d in found["doses"] if (d["vaccine"], d["number"]) == ("penta", 2)]
    assert (dose["status"], dose["on"]) == ("given", str(after(80)))
