"""Break-glass: one file, an hour, to read; told, reviewed, and nothing else opens."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, visible
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.actions import end_membership
from kinkeeper.mission.people.glass.actions import break_glass, review
from kinkeeper.mission.people.models import BreakGlass, Family, Membership, Person
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.people.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHY = "L’enfant a été trouvée seule au marché de Mopti, blessée."


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


@pytest.fixture
def other(cast, stage):
    return a_family(by=cast.awa, place=stage.badia, name="Keïta", children=("Issa",))


def again(account: Account) -> Account:
    """As the next request meets it."""
    return Account.objects.get(pk=account.pk)


def opened(family, cast):
    return break_glass(family.code, by=cast.oumar, reason="danger", why=WHY)


def test_one_family_and_who_lives_there_opens_and_nobody_else(family, other, cast):
    assert not visible(Person, by=cast.oumar).exists()
    opened(family, cast)
    seen = set(visible(Person, by=again(cast.oumar)).values_list("pk", flat=True))
    assert seen == {m.person_id for m in members_of(family)}
    assert list(visible(Family, by=again(cast.oumar))) == [family]
    assert set(visible(Membership, by=again(cast.oumar)).values_list("family", flat=True)) == {
        family.pk
    }


def test_of_one_person_only_the_person_opens(family, cast):
    child = members_of(family)[1].person
    opened(child, cast)
    assert list(visible(Person, by=again(cast.oumar))) == [child]
    assert not visible(Family, by=again(cast.oumar)).exists()


def test_it_is_to_read_not_to_write(family, cast):
    opened(family, cast)
    oumar = again(cast.oumar)
    assert may(oumar, "people.read", family)
    assert not may(oumar, "people.write", family)
    membership = members_of(family)[1]
    with pytest.raises(Refused):
        end_membership(membership, by=oumar, on=timezone.localdate(), why="")


def test_after_an_hour_it_is_shut(family, cast):
    now = timezone.now()
    opened(family, cast)
    with time_machine.travel(now + timedelta(minutes=59), tick=False):
        assert visible(Person, by=again(cast.oumar)).exists()
    with time_machine.travel(now + timedelta(minutes=61), tick=False):
        assert not visible(Person, by=again(cast.oumar)).exists()


@pytest.mark.parametrize("name", ["mariam", "claire", "pierre", "hawa", "nadia", "nobody"])
def test_others_may_not_at_all(name, family, cast):
    with pytest.raises(Refused):
        break_glass(family.code, by=getattr(cast, name), reason="danger", why=WHY)


@pytest.mark.parametrize(("code", "why"), [("", WHY), ("F-9999", WHY), (None, "vite")])
def test_without_a_code_or_a_reason_nothing_opens(code, why, family, cast):
    with pytest.raises(ValidationError):
        break_glass(family.code if code is None else code, by=cast.oumar, reason="danger", why=why)
    assert not BreakGlass.objects.exists()


def test_the_fourth_time_in_a_day_is_refused(family, cast):
    for _ in range(3):
        opened(family, cast)
    with pytest.raises(ValidationError):
        opened(family, cast)


def test_the_coordinator_is_told_the_same_day_and_reviews(family, cast):
    opened(family, cast)
    row = BreakGlass.objects.get()
    url = reverse("break_glass_review", args=[row.pk])
    assert url in as_(cast.fatim).get("/").content.decode()
    assert url not in as_(cast.oumar).get("/").content.decode()
    page = as_(cast.fatim).get(url)
    assert WHY[:30] in page.content.decode()
    form_id = page.context["form"]["form_id"].value()
    done = as_(cast.fatim).post(url, {"form_id": form_id, "answer": "yes", "said": ""})
    assert done.status_code == 302
    row.refresh_from_db()
    assert (row.justified, row.reviewed_by) == (True, cast.fatim)
    assert url not in as_(cast.fatim).get("/").content.decode()


def test_nobody_reviews_his_own_and_not_justified_needs_words(family, cast):
    opened(family, cast)
    row = BreakGlass.objects.get()
    for name in ("oumar", "awa", "moussa", "hawa"):
        with pytest.raises(Refused):
            review(row, by=getattr(cast, name), justified=True, said="")
    with pytest.raises(ValidationError):
        review(row, by=cast.fatim, justified=False, said="")
    assert not review(row, by=cast.fatim, justified=False, said="aucun danger").justified


def as_(account):
    client = Client()
    client.cookies["django_language"] = "fr"
    client.force_login(account, backend=BACKEND)
    return client


def test_on_the_screen_it_leads_to_the_file_and_no_further(family, other, cast):
    client = as_(cast.oumar)
    page = client.get(reverse("break_glass"))
    form_id = page.context["form"]["form_id"].value()
    answer = client.post(
        reverse("break_glass"),
        {"form_id": form_id, "code": family.code.lower(), "reason": "found", "why": WHY},
    )
    assert answer.url == reverse("family", args=[family.pk])
    assert client.get(answer.url).status_code == 200
    assert client.get(reverse("family", args=[other.pk])).status_code == 404
    assert client.get(reverse("family_edit", args=[family.pk])).status_code == 404


@pytest.mark.parametrize("name", ["mariam", "fatim"])
def test_whoever_reviews_is_shown_what_was_read_meanwhile(name, family, cast):
    """Also who may not read the log of readings: of this opening it is told, and of no other."""
    opened(family, cast)
    address = reverse("break_glass_review", args=[BreakGlass.objects.get().pk])
    page = as_(getattr(cast, name)).get(address)
    assert page.status_code == 200
