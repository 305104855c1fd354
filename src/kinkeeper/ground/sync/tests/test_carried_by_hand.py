"""The last net: a file that a phone exported, opened and taken by the office."""

import json
from base64 import b64decode
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from kinkeeper.ground.sync.actions import open_carried
from kinkeeper.ground.sync.offers import sealed_keys
from kinkeeper.ground.sync.tests.phone import Link
from kinkeeper.ground.vault.boxes import seal_box
from kinkeeper.mission.casework.models import Visit


def exported(device, *changes, public=None):
    """As src/box.jsx writes it."""
    told = {"device": str(device.pk), "changes": list(changes), "files": {}}
    point = public or b64decode(sealed_keys()["sync.export"][1])
    box = seal_box(json.dumps(told).encode(), public=point)
    return json.dumps({"kinkeeper": "sync.export", "box": box}).encode()


def a_visit(family, said="par fichier", **more):
    values = {"family": str(family.pk), "held_on": timezone.localdate().isoformat()}
    return {"id": str(uuid4()), "verb": "casework.visit", "base": 0, "files": [],
            "values": {**values, "observations": said, **more}}  # fmt: skip


def test_what_could_not_be_sent_is_taken_once_with_the_rights_of_its_writer(device, traore, cast):
    change, early = a_visit(traore), a_visit(traore, held_on="2099-01-01")
    data = exported(device, change, early)
    for _twice in range(2):
        opened = open_carried(data, by=cast.fatim)
        assert [answer.outcome for _verb, answer in opened.answers] == ["applied", "refused"]
    assert Visit.objects.get().observations == "par fichier"


def test_the_phone_that_sends_it_later_all_the_same_is_told_what_became_of_it(phone, device, traore,
                                                                              cast):  # fmt: skip
    change = a_visit(traore)
    open_carried(exported(device, change), by=cast.fatim)
    phone.write("casework.visit", change["values"], record=str(traore.pk))
    phone.queue[0].id = change["id"]
    assert phone.settle(Link())
    assert phone.queue == []
    assert Visit.objects.count() == 1


def test_a_file_of_a_phone_out_of_reach_is_refused(device, traore, cast):
    with pytest.raises(ValidationError, match="parmi les vôtres"):
        open_carried(exported(device, a_visit(traore)), by=cast.moussa)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"\xff\xfe", b'{"kinkeeper": "sync.export"}'])
def test_anything_else_is_no_file_of_a_phone(data, cast):
    with pytest.raises(ValidationError):
        open_carried(data, by=cast.fatim)


def test_a_file_sealed_for_another_office_says_so(device, traore, cast, tmp_path, settings):
    data = exported(device, a_visit(traore))
    settings.LEDGER_KEY_FILE = tmp_path / "other" / "ledger.key"
    with pytest.raises(ValidationError, match="un autre bureau"):
        open_carried(data, by=cast.fatim)


def test_the_screen_says_what_became_of_each_line(client, device, traore, cast):
    client.cookies["django_language"] = "en"
    client.force_login(cast.fatim, backend="allauth.account.auth_backends.AuthenticationBackend")
    file = SimpleUploadedFile("x.json", exported(device, a_visit(traore, held_on="2099-01-01")))
    page = client.post("/phones/file/", {"file": file}).content.decode()
    assert "sent back to be corrected" in page
    assert device.label in page
