"""Sealed reports from phones: only the desk's key opens them; sent twice they count once."""

from base64 import b64decode
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.vault.actions import new_box_key
from kinkeeper.mission.protection.field import box_key, take
from kinkeeper.mission.protection.models import BoxKey, Concern, Report
from kinkeeper.mission.protection.queries import story_of
from kinkeeper.mission.protection.tests.make import a_box


def test_a_box_of_a_phone_becomes_one_report(cast, stage):
    key, public = box_key()
    assert box_key()[0] == key
    pk = uuid4()
    for _twice in range(2):
        take(pk, a_box(stage.kita_town, b64decode(public)), cast.awa, uuid4())
    report = Report.objects.get(pk=pk)
    assert story_of(report).channel == "app"
    assert story_of(report).kinds == ["fgm"]
    assert report.place == stage.kita


def test_a_box_about_somebody_of_ours_enters_the_other_register(cast, stage):
    _key, public = box_key()
    take(uuid4(), a_box(stage.kita_town, b64decode(public), staff=True), cast.awa, uuid4())
    assert Concern.objects.count() == 1


@pytest.mark.parametrize("spoil", ["other key", "changed", "no place", "no box"])
def test_what_cannot_be_opened_is_refused(cast, stage, spoil):
    _key, public = box_key()
    box = a_box(stage.kita_town, b64decode(public))
    if spoil == "other key":
        box = a_box(stage.kita_town, new_box_key().public)
    elif spoil == "changed":
        box["ct"] = box["ct"][:-8] + "AAAAAAA="
    elif spoil == "no place":
        box = a_box(None, b64decode(public))
    else:
        box = {"v": 1, "to": box["to"]}
    with pytest.raises(ValidationError):
        take(uuid4(), box, cast.awa, uuid4())
    assert not Report.objects.exists()


def test_the_private_half_lies_sealed(cast, db):
    box_key()
    row = BoxKey.objects.get()
    assert "PRIVATE" not in row.sealed
    assert b"PRIVATE" not in b64decode(row.sealed)
