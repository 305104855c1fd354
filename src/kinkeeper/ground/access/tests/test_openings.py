"""The log of readings on the administrator's screen."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.access.openings import Wanted, openings

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def read(cast, stage):
    seen(cast.fatim, [stage.kita, stage.badia], door="village", purpose="care")
    seen(cast.awa, [stage.badia], door="village", purpose="care")
    return stage


def as_(account):
    client = Client()
    client.cookies["django_language"] = "en"
    client.force_login(account, backend=BACKEND)
    return client


def test_the_administrator_reads_who_when_by_which_door_and_no_name(cast, read):
    page = as_(cast.nadia).get(reverse("readings"))
    text = page.content.decode()
    assert "Fatim" in text
    assert "village" in text
    assert str(read.kita.pk) in text
    assert "Badia" not in text
    assert [line.met for line in page.context["lines"]] == [1, 2]


def test_the_log_is_narrowed_to_an_account_a_day_or_a_record(cast, read):
    def lines(**wanted):
        return openings(Wanted(**wanted), by=cast.nadia)[0]

    assert [line.who for line in lines(account=cast.awa.pk)] == ["Awa"]
    assert [line.who for line in lines(record=read.kita.pk)] == ["Fatim"]
    assert len(lines(day=timezone.localdate())) == 2
    assert lines(day=timezone.localdate() - timedelta(days=1)) == []


def test_a_page_holds_a_hundred_lines(cast, read):
    for _number in range(101):
        seen(cast.awa, [read.badia], door="village", purpose="care")
    first, more = openings(Wanted(), by=cast.nadia)
    rest, last = openings(Wanted(), by=cast.nadia, page=2)
    assert (len(first), more, len(rest), last) == (100, True, Reading.objects.count() - 100, False)


@pytest.mark.parametrize("name", ["awa", "fatim", "mariam", "claire", "hawa", "nobody"])
def test_nobody_else_reads_it(cast, read, name):
    assert as_(getattr(cast, name)).get(reverse("readings")).status_code == 404
    assert openings(Wanted(), by=getattr(cast, name)) == ([], False)


def test_an_odd_filter_shows_what_is_wrong_with_it(cast, read):
    page = as_(cast.nadia).get(reverse("readings"), {"record": "x", "day": "y"})
    assert page.status_code == 200
    assert page.context["form"].errors.keys() == {"record", "day"}
