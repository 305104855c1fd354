"""Adding a phone, its door, its pictures, and how it ends."""

import gzip
import io
import json
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Attachment
from kinkeeper.ground.sync.actions import add_phone, end_phone
from kinkeeper.ground.sync.models import Piece
from kinkeeper.mission.people.models import Person
from tests.cast import PASSWORD

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
STORE = str(uuid4())


@pytest.fixture
def added(stage, cast):
    return add_phone(by=cast.fatim, account=cast.awa, place=stage.kita, label="Tecno bleu")


def enrol(client, code, *, email="awa@exemple.invalid", password=PASSWORD, **more):
    body = {"code": code, "email": email, "password": password, **more}
    return client.post("/api/field/enrol", body, content_type="application/json")


@pytest.fixture
def token(client, added):
    found = enrol(client, added[1]).json()
    return f"{found['device']}.{found['secret']}"


def ask(client, token, path="/api/field/sync", *, headers=None, **body):
    text = json.dumps({"n": 1, "store": STORE, **body})
    return post(client, token, path, text, headers)


def post(client, token, path, body, headers=None):
    held = {"Authorization": f"Bearer {token}", **(headers or {})}
    return client.post(path, body, content_type="application/json", headers=held)


def test_the_person_of_the_phone_enrols_it_once(client, added):
    first = enrol(client, added[1])
    assert first.json()["name"] == "Awa"
    assert first.json()["children"] == 50
    assert enrol(client, added[1]).status_code == 422


@pytest.mark.parametrize(
    "wrong", [{"email": "fatim@exemple.invalid"}, {"password": "autre"}, {"code": "autre"}]
)
def test_anything_wrong_is_answered_by_one_sentence(client, added, wrong):
    answer = enrol(client, **({"code": added[1]} | wrong))
    assert answer.status_code == 422
    assert len(answer.json()["detail"][""]) == 1


def test_an_old_code_opens_nothing(client, added):
    with time_machine.travel(timezone.now() + timedelta(hours=49)):
        assert enrol(client, added[1]).status_code == 422


def test_whoever_has_a_second_factor_shows_it(client, added, cast):
    secret = generate_totp_secret()
    TOTP.activate(cast.awa, secret)
    assert Authenticator.objects.filter(user=cast.awa).exists()
    assert enrol(client, added[1]).status_code == 422
    counter = next(iter(yield_hotp_counters_from_time()))
    code = format_hotp_value(hotp_value(secret, counter))
    assert enrol(client, added[1], otp=code).status_code == 200


def test_where_it_is_asked_of_everybody_nobody_enrols_without(client, added, settings):
    settings.SECOND_FACTOR_REQUIRED = True
    assert enrol(client, added[1]).status_code == 422


def test_too_many_wrong_passwords_shut_the_door(client, added):
    for _ in range(9):
        enrol(client, added[1], password="autre")
    assert enrol(client, added[1]).status_code != 200


def test_without_its_secret_the_door_does_not_exist(client, token, cast):
    client.force_login(cast.awa, backend=BACKEND)
    for wrong in ("", "x", f"{token}x", f"{uuid4()}.x"):
        assert ask(client, wrong).status_code == 404
    assert ask(client, token).status_code == 200


def test_a_code_or_secret_is_kept_as_a_hash_only(client, added, token):
    link = added[0].link
    link.refresh_from_db()
    kept = f"{link.code_hash}{link.secret_hash}"
    assert added[1] not in kept
    assert token.split(".")[1] not in kept


def test_the_body_may_be_packed_and_never_bursts(client, token):
    packed = {"Content-Encoding": "gzip"}
    body = json.dumps({"n": 7, "store": STORE}).encode()
    answer = post(client, token, "/api/field/sync", gzip.compress(body), packed)
    assert answer.json()["n"] == 7
    bomb = gzip.compress(b" " * 3_000_000)
    assert post(client, token, "/api/field/sync", bomb, packed).status_code == 400
    assert post(client, token, "/api/field/sync", b"no gzip", packed).status_code == 400


def test_a_lost_phone_meets_a_closed_door_and_is_told_to_erase(client, token, added, cast):
    end_phone(added[0], by=cast.fatim, ending="lost")
    answer = ask(client, token)
    assert (answer.status_code, answer.json()) == (410, {"erase": "now"})
    assert ask(client, token, "/api/field/erased").status_code == 204
    assert ask(client, token).status_code == 404


@pytest.mark.parametrize(
    ("asked", "said"),
    [("en", "not in your files"), ("fr", "plus dans vos dossiers"), ("bm", "plus")],
)
def test_the_office_answers_in_the_language_of_the_phone(client, token, cast, asked, said):
    """One that it does not speak gives way to that of the account."""
    change = {"id": str(uuid4()), "verb": "casework.visit", "values": {
        "family": str(uuid4()), "held_on": timezone.localdate().isoformat()}}  # fmt: skip
    answer = ask(client, token, headers={"Accept-Language": asked}, changes=[change]).json()
    assert said in answer["answers"][0]["sentences"][""][0]


def test_a_retired_phone_may_still_send_and_gets_nothing(client, token, added, cast, traore):
    ask(client, token)
    end_phone(added[0], by=cast.fatim, ending="retired")
    day = timezone.localdate().isoformat()
    visit = {"family": str(traore.pk), "held_on": day, "observations": "dernière"}
    change = {"id": str(uuid4()), "verb": "casework.visit", "values": visit}
    said = ask(client, token, changes=[change]).json()
    assert said["answers"][0]["outcome"] == "applied"
    assert (said["rows"], said["erase"]) == ([], "when_sent")


def test_a_shut_account_syncs_nothing_and_erases_nothing(client, token, cast):
    cast.awa.is_active = False
    cast.awa.save()
    assert ask(client, token).status_code == 404


def test_who_does_not_work_in_the_place_gets_no_phone_for_it(stage, cast):
    with pytest.raises(ValidationError):
        add_phone(by=cast.fatim, account=cast.oumar, place=stage.kita, label="x")
    with pytest.raises(Refused):
        add_phone(by=cast.moussa, account=cast.awa, place=stage.kita, label="x")
    with pytest.raises(Refused):
        add_phone(by=cast.awa, account=cast.awa, place=stage.kita, label="x")


def test_a_picture_comes_in_pieces_and_is_drawn_anew(client, token, traore):
    child = Person.objects.get(given_name="Fanta")
    data, file = picture(), str(uuid4())
    for start in range(0, len(data), 500):
        path = f"/api/field/piece?id={file}&size={len(data)}&at={start}"
        for _twice in range(2):
            have = post(client, token, path, data[start : start + 500]).json()["have"]
    assert have == len(data)
    values = {"person": str(child.pk), "file": file, "label": "Fanta devant la maison"}
    change = {"id": str(uuid4()), "verb": "people.picture", "values": values}
    for _again in range(2):
        said = ask(client, token, changes=[change]).json()
        assert said["answers"][0]["outcome"] == "applied"
    assert Attachment.objects.get().subject == child.pk
    assert not Piece.objects.exists()


def test_a_picture_that_came_again_after_a_lost_answer_does_not_stay_as_it_came(
    client, token, traore
):
    child = Person.objects.get(given_name="Fanta")
    data, file = picture(), str(uuid4())
    values = {"person": str(child.pk), "file": file}
    change = {"id": str(uuid4()), "verb": "people.picture", "values": values}
    for _again in range(2):
        post(client, token, f"/api/field/piece?id={file}&size={len(data)}&at=0", data)
        ask(client, token, changes=[change])
    assert Attachment.objects.count() == 1
    assert not Piece.objects.exists()


def test_a_picture_that_nobody_asked_for_is_gone_a_month_later(client, token, traore):
    first, second = str(uuid4()), str(uuid4())
    post(client, token, f"/api/field/piece?id={first}&size=9&at=0", b"abc")
    with time_machine.travel(timezone.now() + timedelta(days=31)):
        post(client, token, f"/api/field/piece?id={second}&size=9&at=0", b"abc")
    assert [str(piece.pk) for piece in Piece.objects.all()] == [second]


def test_a_picture_that_did_not_come_whole_is_sent_back(client, token, traore):
    child = Person.objects.get(given_name="Fanta")
    values = {"person": str(child.pk), "file": str(uuid4())}
    change = {"id": str(uuid4()), "verb": "people.picture", "values": values}
    said = ask(client, token, changes=[change]).json()
    assert said["answers"][0]["outcome"] == "refused"


def picture():
    out = io.BytesIO()
    Image.effect_noise((60, 60), 80).convert("RGB").save(out, "JPEG")
    return out.getvalue()
