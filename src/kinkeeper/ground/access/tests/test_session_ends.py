"""What ends a session, and what a login takes: each a row of one table."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from time_machine import TimeMachineFixture

from kinkeeper.ground.access.actions import end_grant, shut_account
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.access.sessions import BEGAN, LAST
from tests.cast import PASSWORD, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
LOGIN, FACTOR = "/account/login/", "/account/2fa/authenticate/"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
IN, OUT, NOT_FOUND = 200, 302, 404


@pytest.fixture(autouse=True)
def no_counts_of_others() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


def log_in(client: Client, cast: Cast) -> Any:
    return client.post(LOGIN, {"login": cast.awa.email, "password": PASSWORD})


# --- the ends ------------------------------------------------------------------------------------


def nothing(client: Client, cast: Cast) -> None:
    """The control: without an end the session goes on."""


def log_out(client: Client, cast: Cast) -> None:
    client.post("/account/logout/")


def password_changed_elsewhere(client: Client, cast: Cast) -> None:
    cast.awa.set_password("une autre phrase inventée")
    cast.awa.save()


def idle(client: Client, cast: Cast) -> None:
    _set(client, LAST, time.time() - 16 * 60)


def nearly_idle(client: Client, cast: Cast) -> None:
    _set(client, LAST, time.time() - 14 * 60)


def twelve_hours_old(client: Client, cast: Cast) -> None:
    _set(client, BEGAN, time.time() - 12 * 60 * 60 - 1)


def a_clock_set_back(client: Client, cast: Cast) -> None:
    """What was asked lies in the future: the session must not live on for ever."""
    _set(client, LAST, time.time() + 90 * 24 * 60 * 60)
    _set(client, BEGAN, time.time() + 90 * 24 * 60 * 60)


def person_disabled(client: Client, cast: Cast) -> None:
    shut_account(cast.awa, by=cast.nadia)


def session_deleted(client: Client, cast: Cast) -> None:
    client.session.delete()


def role_revoked(client: Client, cast: Cast) -> None:
    end_grant(Grant.objects.get(account=cast.awa), by=cast.nadia, on=timezone.localdate())


def _set(client: Client, name: str, value: float) -> None:
    session = client.session
    session[name] = int(value)
    session.save()


ENDS: list[tuple[Callable[[Client, Cast], None], int]] = [
    (nothing, IN),
    (nearly_idle, IN),
    (log_out, OUT),
    (password_changed_elsewhere, OUT),
    (idle, OUT),
    (twelve_hours_old, OUT),
    (a_clock_set_back, OUT),
    (person_disabled, OUT),
    (session_deleted, OUT),
    (role_revoked, NOT_FOUND),
]


@pytest.mark.parametrize(("end", "then"), ENDS, ids=[end.__name__ for end, _then in ENDS])
def test_what_ends_a_session_ends_it_at_the_next_page(
    end: Callable[[Client, Cast], None], then: int, client: Client, cast: Cast
) -> None:
    assert log_in(client, cast).status_code == 302
    assert client.get("/families/").status_code == IN
    cookies = {name: morsel.value for name, morsel in client.cookies.items()}
    end(client, cast)
    assert client.get("/families/").status_code == then
    thief = Client()
    thief.cookies.load(cookies)
    assert thief.get("/families/").status_code == then, "nor with the cookie as it was before"


# --- the second factor ---------------------------------------------------------------------------


@pytest.fixture
def code(cast: Cast, time_machine: TimeMachineFixture) -> str:
    """Awa has a second factor; this is its code of now, and now stands still: it ends in 30 s."""
    time_machine.move_to(timezone.now(), tick=False)
    TOTP.activate(cast.awa, SECRET)
    return format_hotp_value(hotp_value(SECRET, next(iter(yield_hotp_counters_from_time()))))


def test_a_password_alone_is_not_enough(client: Client, cast: Cast, code: str) -> None:
    assert FACTOR in log_in(client, cast)["Location"]
    assert client.get("/families/").status_code == OUT


def test_a_code_opens_once(client: Client, cast: Cast, code: str) -> None:
    log_in(client, cast)
    assert client.post(FACTOR, {"code": code}).status_code == 302
    assert client.get("/families/").status_code == IN
    other = Client()
    log_in(other, cast)
    assert other.post(FACTOR, {"code": code}).status_code == 200, "the same code, asked again"
    assert other.get("/families/").status_code == OUT


def test_a_recovery_code_opens_once(client: Client, cast: Cast, code: str) -> None:
    spare = RecoveryCodes.activate(cast.awa).get_unused_codes()[0]
    log_in(client, cast)
    assert client.post(FACTOR, {"code": spare}).status_code == 302
    other = Client()
    log_in(other, cast)
    assert other.post(FACTOR, {"code": spare}).status_code == 200
    assert other.get("/families/").status_code == OUT


def test_codes_cannot_be_tried_without_end(client: Client, cast: Cast, code: str) -> None:
    log_in(client, cast)
    wrong = [f"{number:06d}" for number in range(31) if f"{number:06d}" != code]
    for guess in wrong:
        client.post(FACTOR, {"code": guess})
    assert client.post(FACTOR, {"code": code}).status_code == 200, "the right one comes too late"
    assert client.get("/families/").status_code == OUT


def test_the_factor_cannot_be_taken_away_with_the_password_alone(
    client: Client, cast: Cast, code: str
) -> None:
    log_in(client, cast)
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=cast.awa).exists()


# --- the lock ------------------------------------------------------------------------------------


def test_the_right_password_is_no_use_at_an_address_that_is_locked(
    client: Client, cast: Cast
) -> None:
    for _attempt in range(8):
        wrong = client.post(LOGIN, {"login": cast.awa.email, "password": "autre chose"})
    assert wrong.status_code == 429
    assert log_in(client, cast).status_code == 429
    assert client.get("/families/").status_code == OUT


def test_a_locked_person_and_an_unknown_one_are_told_the_same(client: Client, cast: Cast) -> None:
    """Nobody finds out by trying who has an account."""
    said = []
    for name in (cast.awa.email, "personne@exemple.invalid"):
        tries = [client.post(LOGIN, {"login": name, "password": "x"}) for _attempt in range(9)]
        said.append([answer.status_code for answer in tries])
    assert said[0] == said[1]
