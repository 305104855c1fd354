"""My day: each line says what its button does, and what else is worth knowing."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import override

from kinkeeper.ground.reports import offers
from kinkeeper.ground.reports.offers import DueLine

pytestmark = pytest.mark.django_db


def test_the_button_names_the_act_and_the_note_is_shown(cast, monkeypatch):
    today = timezone.localdate()
    lines = [
        DueLine(today, "Visit", "F-1", "/a/", note="last visit: 1 May", act="Record a visit"),
        DueLine(today, "Admission", "F-2", "/b/", tone="decision"),
        DueLine(today - timedelta(days=1), "A child lost care", "F-3", "/c/", "alarm", act="Take"),
    ]
    monkeypatch.setattr(offers._OFFERS, "due", [lambda _by, _today: lines])
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(cast.awa, backend="allauth.account.auth_backends.AuthenticationBackend")
    text = client.get("/").content.decode()
    for said in ("last visit: 1 May", ">Record a visit<", ">Decide<", ">Take<"):
        assert said in text
    assert "Do it" not in text


def test_an_administrator_with_an_empty_day_is_led_to_inviting(cast, monkeypatch):
    monkeypatch.setattr(offers._OFFERS, "due", [])
    for account, led in ((cast.nadia, True), (cast.awa, False)):
        client = Client()
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        assert ('href="/accounts/invite/"' in client.get("/").content.decode()) is led


def test_english_writes_the_day_before_the_month(db):
    with override("en"):
        assert date_format(date(2018, 5, 4), "SHORT_DATE_FORMAT") == "04/05/2018"
        assert date_format(date(2018, 5, 4), "DATE_FORMAT") == "4 May 2018"
