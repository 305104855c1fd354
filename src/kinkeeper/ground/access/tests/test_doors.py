"""Doors: shut by default, the same answer for "not there" and "not allowed"."""

import time

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path, resolve

from kinkeeper.ground.access.doors import Asked, _shut, door
from kinkeeper.ground.access.models import Account, Refusal
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.access.sessions import LAST
from kinkeeper.ground.records.guard import Refused
from tests.cast import PASSWORD, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def without_door(request: HttpRequest) -> HttpResponse:
    return HttpResponse("open")


urlpatterns = [path("without/", without_door, name="without")]


@pytest.fixture
def awa(client: Client, cast: Cast) -> Client:
    client.force_login(cast.awa, backend=BACKEND)
    return client


def test_what_the_write_door_refuses_is_not_found_either(awa: Client, cast: Cast) -> None:
    """Somebody who passes the door of a page, and not the guard of the record behind it."""

    @door("people.read", purpose=CARE)
    def view(request: Asked) -> HttpResponse:
        raise Refused

    request = RequestFactory().get("/")
    request.user = cast.awa
    with pytest.raises(Http404):
        view(request)


@override_settings(ROOT_URLCONF="kinkeeper.ground.access.tests.test_doors")
def test_a_view_without_a_door_is_shut(client: Client, db: None) -> None:
    assert resolve("/without/").func is without_door
    with pytest.raises(Http404):
        _shut(RequestFactory().get("/without/"), without_door, [], {})


def test_before_login_every_page_leads_to_the_login(client: Client, cast: Cast) -> None:
    response = client.get("/")
    assert response.status_code == 302
    assert "/account/login/" in response["Location"]


def test_what_one_may_not_see_is_not_found_and_the_refusal_is_written_down(
    awa: Client, cast: Cast
) -> None:
    assert awa.get("/accounts/").status_code == 404
    assert Refusal.objects.get().door == "accounts"


def test_the_administrator_invites_and_the_new_colleague_chooses_a_password(
    client: Client, cast: Cast
) -> None:
    client.force_login(cast.nadia, backend=BACKEND)
    values = {"name": "Issa", "email": "issa@exemple.invalid", "language": "fr", "role": "national"}
    page = client.post("/accounts/invite/", values)
    link = page.context["link"]
    other = Client()
    form = other.get(link, follow=True)
    assert form.status_code == 200
    new = {"password1": PASSWORD, "password2": PASSWORD}
    other.post(form.request["PATH_INFO"], new)
    assert Account.objects.get(email="issa@exemple.invalid").check_password(PASSWORD)


def test_a_field_role_needs_a_place(client: Client, cast: Cast) -> None:
    client.force_login(cast.nadia, backend=BACKEND)
    values = {"name": "Issa", "email": "i@e.invalid", "language": "fr", "role": "field_worker"}
    page = client.post("/accounts/invite/", values)
    assert "place" in page.context["form"].errors
    assert not Account.objects.filter(email="i@e.invalid").exists()


def test_a_session_ends_after_fifteen_idle_minutes(awa: Client) -> None:
    assert awa.get("/").status_code == 200
    session = awa.session
    session[LAST] = int(time.time()) - 16 * 60
    session.save()
    assert awa.get("/").status_code == 302


def test_a_wrong_password_locks_the_address_not_the_person(client: Client, cast: Cast) -> None:
    wrong = {"login": cast.awa.email, "password": "autre chose"}
    for _attempt in range(8):
        answer = client.post("/account/login/", wrong, REMOTE_ADDR="10.9.8.7")
    assert answer.status_code == 429
    right = {"login": cast.awa.email, "password": PASSWORD}
    elsewhere = Client(REMOTE_ADDR="10.1.1.1")
    assert elsewhere.post("/account/login/", right).status_code == 302


@override_settings(SECOND_FACTOR_REQUIRED=True)
def test_whoever_may_meet_personal_values_sets_up_a_second_factor_first(awa: Client) -> None:
    response = awa.get("/")
    assert response.status_code == 302
    assert "2fa" in response["Location"] or "mfa" in response["Location"]


def test_the_page_speaks_the_accounts_language_until_another_is_chosen(awa: Client) -> None:
    assert awa.get("/").wsgi_request.LANGUAGE_CODE == "fr"
    awa.post("/language/", {"language": "en", "next": "/"})
    assert awa.get("/").wsgi_request.LANGUAGE_CODE == "en"


def test_wrong_passwords_for_one_person_lock_nobody_else_at_that_address(
    client: Client, cast: Cast
) -> None:
    wrong = {"login": cast.awa.email, "password": "autre chose"}
    for _attempt in range(9):
        client.post("/account/login/", wrong, REMOTE_ADDR="10.9.8.7")
    right = {"login": cast.fatim.email, "password": PASSWORD}
    assert Client(REMOTE_ADDR="10.9.8.7").post("/account/login/", right).status_code == 302
