"""Beside the records: sounds, tables, and boxes that a phone sealed for a desk."""

import gzip
import json
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from kinkeeper.ground.access.actions import end_grant
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.audit.actions import settle
from kinkeeper.ground.audit.queries import head, read_anchors
from kinkeeper.ground.sync import offers
from kinkeeper.ground.sync.actions import drop_sound, keep_sound
from kinkeeper.ground.sync.actions.devices import fresh_code, hashed
from kinkeeper.ground.sync.actions.sealed import MOST_A_DAY
from kinkeeper.ground.sync.keep import use_code
from kinkeeper.ground.sync.models import Ending, Taken
from kinkeeper.ground.sync.queries import heard, missing

OGG = b"OggS" + bytes(60)
BOX = {"v": 1, "to": "desk-1", "epk": "AA==", "iv": "AA==", "ct": "AA=="}


@pytest.fixture
def ask(device, cast):
    fresh_code(device, by=cast.fatim)
    device.refresh_from_db()
    use_code(device.link, secret_hash=hashed("s"))
    headers = {"Authorization": f"Bearer {device.pk}.s"}
    client = Client()

    def asked(path, body=None):
        if body is None:
            return client.get(f"/api/field/{path}", headers=headers)
        return client.post(
            f"/api/field/{path}", json.dumps(body), content_type="application/json", headers=headers
        )

    return asked


@pytest.fixture
def desk(monkeypatch):
    """A desk that keeps what comes."""
    kept = {}
    take = lambda pk, box, account, device: kept.update({pk: (box, account, device)})
    kind = offers.SealedKind("tests.box", lambda: ("desk-1", "BA=="), take)
    monkeypatch.setitem(offers._OFFERS.sealed, "tests.box", kind)
    return kept


def a_box():
    return {"id": str(uuid4()), "kind": "tests.box", "box": BOX}


def test_every_choice_has_a_place_for_a_sound_and_the_missing_ones_are_counted(db):
    before = missing(heard())
    keep_sound("scores.1", "bm", OGG, origin="recorded")
    assert missing(heard()) == before | {"bm": before["bm"] - 1}
    drop_sound("scores.1", "bm")
    assert missing(heard()) == before


@pytest.mark.parametrize(
    ("code", "language", "data"),
    [("scores.9", "fr", OGG), ("scores.1", "xx", OGG), ("scores.1", "fr", b"MZ no sound"),
     ("scores.1", "fr", OGG + bytes(200_000))],
)  # fmt: skip
def test_what_no_phone_could_play_is_refused_with_a_sentence(db, code, language, data):
    with pytest.raises(ValidationError):
        keep_sound(code, language, data, origin="recorded")


def test_a_phone_takes_the_sounds_of_its_language_one_by_one(ask):
    keep_sound("scores.1", "bm", OGG, origin="recorded")
    assert [s["code"] for s in ask("sounds/bm").json()] == ["scores.1"]
    assert ask("sounds/fr").json() == []
    answer = ask("sounds/bm/scores.1")
    assert (answer.content, answer.headers["Content-Type"]) == (OGG, "audio/ogg")
    assert ask("sounds/bm/scores.2").status_code == 404


def test_a_pack_has_the_mark_that_every_contact_tells(ask, phone):
    body, _sending = phone.request()
    told = ask("sync", json.loads(json.dumps(body, default=str))).json()["packs"]
    for name, mark in told.items():
        answer = ask(f"packs/{name}")
        assert answer.headers["Content-Encoding"] == "gzip"
        assert json.loads(gzip.decompress(answer.content))["mark"] == mark
    assert "growth" in told
    assert ask("packs/nothing").status_code == 404


def test_every_contact_leaves_the_head_of_the_chain_on_the_phone(ask, phone, cast):
    settle()
    body, _sending = phone.request()
    told = ask("sync", json.loads(json.dumps(body, default=str))).json()["anchor"]
    (anchor,) = read_anchors([told])
    assert anchor == head()


def test_a_sealed_box_is_taken_once_even_when_every_right_has_ended(ask, desk, cast, device):
    for held in Grant.objects.filter(account=cast.awa, until=None):
        end_grant(held, by=cast.nadia, on=held.since)
    body, box = {"n": 1, "store": str(uuid4())}, a_box()
    assert ask("sync", body).status_code == 404
    assert [ask("sealed", box).status_code for _twice in range(2)] == [200, 200]
    assert list(desk.values()) == [(BOX, cast.awa, device.pk)]


def test_also_from_an_account_that_was_shut_but_never_from_a_lost_phone(ask, desk, cast, device):
    type(cast.awa).objects.filter(pk=cast.awa.pk).update(is_active=False)
    assert ask("sealed", a_box()).status_code == 200
    type(device).objects.filter(pk=device.pk).update(ending=Ending.LOST)
    assert ask("sealed", a_box()).status_code == 404
    assert len(desk) == 1


def test_a_stolen_secret_does_not_fill_the_list_of_the_desk(ask, desk, device):
    Taken.objects.bulk_create(
        Taken(id=uuid4(), device=device, verb="tests.box", outcome="applied")
        for _n in range(MOST_A_DAY)
    )
    assert ask("sealed", a_box()).status_code == 422
    assert desk == {}


def test_a_kind_that_no_desk_takes_stays_on_the_phone(ask):
    assert ask("sealed", a_box() | {"kind": "tests.nobody"}).status_code == 422
