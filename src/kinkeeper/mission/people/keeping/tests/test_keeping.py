"""Pictures, consents and openings in the file of a person."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from PIL import Image

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.access.queries import highest_class, readings_of
from kinkeeper.ground.records.attachments import path_of
from kinkeeper.ground.records.models import Attachment, Consent
from kinkeeper.mission.people.actions import move_family
from kinkeeper.mission.people.keeping import sections
from kinkeeper.mission.people.keeping.consents import answers_of, standing_for, standings
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.people.queries import person as person_by_id

DAY = date(2018, 5, 2)


def photo(*, size=(800, 600)):
    exif = Image.Exif()
    exif[0x010E] = "canari-de-Kita"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    Image.new("RGB", size, "brown").save(out, "JPEG", exif=exif)
    return SimpleUploadedFile("moi.jpg", out.getvalue(), content_type="image/jpeg")


def upload(client, child, **more):
    form = {"form_id": uuid4(), "upload": photo(), "label": "Fanta à l'école", **more}
    return client.post(f"/people/{child.pk}/pictures/add/", form)


def address(child, picture):
    return f"/people/{child.pk}/pictures/{picture.pk}/"


def answered(client, child, **more):
    form = {
        "form_id": uuid4(), "purpose": "photo_story", "answer": "given",
        "given_by": "caregiver", "form": "thumbprint", "since": DAY, **more,
    }  # fmt: skip
    return client.post(f"/people/{child.pk}/consents/add/", form)


def page(client, child):
    return client.get(f"/people/{child.pk}/").content.decode()


def test_a_picture_is_kept_without_what_the_camera_wrote(as_, child):
    awa = as_("awa")
    answer = upload(awa, child)
    assert answer.url == f"/people/{child.pk}/#pictures"
    kept = Attachment.objects.get()
    served = awa.get(address(child, kept))
    assert b"canari" in photo().read()
    assert b"canari" not in served.content
    with Image.open(io.BytesIO(served.content)) as found:
        assert (found.format, found.size) == ("JPEG", (800, 600))
        assert not found.getexif()


def test_a_served_picture_can_do_nothing(as_, child):
    awa = as_("awa")
    upload(awa, child)
    answer = awa.get(address(child, Attachment.objects.get()))
    assert answer["Content-Type"] == "image/jpeg"
    assert answer["Content-Disposition"].startswith("inline")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"


def test_a_list_shows_a_small_version(as_, child):
    awa = as_("awa")
    upload(awa, child)
    kept = Attachment.objects.get()
    assert f"{address(child, kept)}?small" in page(awa, child)
    with Image.open(io.BytesIO(awa.get(f"{address(child, kept)}?small").content)) as small:
        assert max(small.size) == 240


def test_each_look_at_a_picture_is_written_down(as_, child, cast):
    awa = as_("awa")
    upload(awa, child)
    awa.get(address(child, Attachment.objects.get()))
    looks = Reading.objects.filter(door="person_picture")
    assert {r.kind for r in looks} == {"people.person", "records.attachment"}
    assert {r.account for r in looks} == {cast.awa.pk}


@pytest.mark.parametrize(
    "name", ["oumar", "moussa", "mariam", "hawa", "claire", "pierre", "nadia", "nobody"]
)
def test_a_picture_is_not_found_by_anybody_else(as_, child, name):
    upload(as_("awa"), child)
    kept = Attachment.objects.get()
    client = as_(name)
    assert client.get(address(child, kept)).status_code == 404
    assert upload(client, child).status_code == 404
    assert address(child, kept) not in page(client, child)
    assert Attachment.objects.count() == 1


def test_a_picture_is_found_in_its_own_file_only(as_, child, family):
    awa = as_("awa")
    upload(awa, child)
    mother = next(m.person for m in members_of(family) if m.relation == "head")
    kept = Attachment.objects.get()
    assert awa.get(address(mother, kept)).status_code == 404
    path_of(kept.file).unlink()
    assert awa.get(address(child, kept)).status_code == 404


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"upload": SimpleUploadedFile("a.jpg", b"GIF89a....")}, "not a picture"),
        ({"upload": SimpleUploadedFile("a.jpg", b"")}, "This file is empty"),
        ({"upload": ""}, "This field is required"),
        ({"taken_on": "2999-01-01"}, "has not come yet"),
    ],
)
def test_what_is_wrong_with_a_picture_is_said(as_, child, wrong, sentence):
    answer = upload(as_("awa"), child, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert not Attachment.objects.exists()


def test_a_picture_sent_twice_is_kept_once(as_, child):
    awa, number = as_("awa"), uuid4()
    for _ in range(2):
        assert upload(awa, child, form_id=number).status_code == 302
    assert Attachment.objects.count() == 1


def test_without_consent_a_note_says_the_picture_stays_inside(as_, child):
    awa = as_("awa")
    assert "stays inside the file" in page(awa, child)
    answered(awa, child)
    assert "stays inside the file" not in page(awa, child)
    answered(awa, child, answer="refused", since=DAY + timedelta(days=3))
    assert "stays inside the file" in page(awa, child)


def test_every_purpose_has_its_own_answer(as_, child):
    answered(as_("awa"), child)
    found = {s.purpose: s.state for s in standings(answers_of(child.pk), on=timezone.localdate())}
    assert found.pop("photo_story") == "given"
    assert set(found.values()) == {"not_asked"}
    assert len(found) == 6


def test_an_answer_says_since_when_by_whom_and_how(as_, child):
    awa = as_("awa")
    answered(awa, child)
    text = page(awa, child)
    assert "the caregiver" in text
    assert "thumb print" in text
    assert "never stops a family from being accompanied" in text


def test_a_withdrawal_ends_the_answer_and_keeps_it_in_the_history(as_, child):
    awa = as_("awa")
    answered(awa, child)
    consent = Consent.objects.get()
    where = f"/people/{child.pk}/consents/{consent.pk}/withdraw/"
    assert "must be called back" in awa.get(where).content.decode()
    day = DAY + timedelta(days=9)
    assert awa.post(where, {"form_id": uuid4(), "since": day}).status_code == 302
    before, after = (
        standing_for("photo_story", answers_of(child.pk), on=on)
        for on in (DAY, day)
    )  # fmt: skip
    assert (before.state, after.state, after.since) == ("given", "withdrawn", day)
    assert Consent.objects.get().until == day


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"since": "2999-01-01"}, "has not come yet"),
        ({"answer": ""}, "This field is required"),
        ({"purpose": "marketing"}, "Select a valid choice"),
        ({"since": DAY - timedelta(days=2)}, "before the answer it replaces"),
    ],
)
def test_what_is_wrong_with_an_answer_is_said(as_, child, wrong, sentence):
    awa = as_("awa")
    answered(awa, child)
    answer = answered(awa, child, **wrong)
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert Consent.objects.count() == 1


def test_an_answer_sent_twice_is_written_once(as_, child):
    awa, number = as_("awa"), uuid4()
    for _ in range(2):
        answered(awa, child, form_id=number)
    assert Consent.objects.count() == 1


@pytest.mark.parametrize(
    "name", ["oumar", "moussa", "mariam", "hawa", "claire", "pierre", "nadia", "nobody"]
)
def test_consents_are_for_those_who_accompany(as_, child, name):
    answered(as_("awa"), child)
    consent, client = Consent.objects.get(), as_(name)
    assert client.get(f"/people/{child.pk}/consents/add/").status_code == 404
    where = f"/people/{child.pk}/consents/{consent.pk}/withdraw/"
    assert client.post(where, {"form_id": uuid4(), "since": DAY}).status_code == 404
    assert answered(client, child).status_code == 404
    assert Consent.objects.filter(until=None).count() == 1


def test_a_coordinator_sees_who_opened_the_file(as_, child, cast):
    as_("awa").get(f"/people/{child.pk}/")
    as_("mariam").get(f"/people/{child.pk}/")
    as_("mariam").get(f"/people/{child.pk}/")
    as_("awa").get("/people/")
    found = [(o.who, str(o.purpose)) for o in readings_of(child, by=cast.fatim)]
    assert [who for who, _purpose in found] == ["Mariam", "Awa"]
    assert 'id="readers"' in page(as_("fatim"), child)


def test_the_family_page_does_not_count_as_opening_a_member(as_, child, family, cast):
    as_("awa").get(f"/families/{family.pk}/")
    assert readings_of(child, by=cast.fatim) == []
    assert [o.who for o in readings_of(family, by=cast.fatim)] == ["Awa"]


@pytest.mark.parametrize("name", ["awa", "oumar", "mariam", "claire", "nobody"])
def test_others_are_not_told_who_opened_it(as_, child, cast, name):
    as_("awa").get(f"/people/{child.pk}/")
    assert readings_of(child, by=getattr(cast, name)) == []
    assert 'id="readers"' not in page(as_(name), child)


def test_the_administrator_may_answer_who_opened_it(as_, child, cast):
    as_("awa").get(f"/people/{child.pk}/")
    assert [o.who for o in readings_of(child, by=cast.nadia)] == ["Awa"]


@pytest.mark.parametrize(("name", "most"), [("awa", 2), ("fatim", 5), ("mariam", 0)])
def test_the_three_parts_cost_few_questions(child, cast, name, most):
    by = getattr(cast, name)
    person = person_by_id(child.pk, by=by)
    highest_class(by)
    with CaptureQueriesContext(connection) as asked:
        for part in (sections.pictures, sections.consents, sections.readers):
            part(person, by)
    assert len([q for q in asked if "places_place" not in q["sql"]]) <= most


def test_pictures_and_consents_go_along_when_a_family_moves(as_, cast, stage, child, family):
    upload(as_("awa"), child)
    answered(as_("awa"), child)
    move_family(family, by=cast.mariam, place=stage.socoura, on=DAY)
    assert {row.place_id for kind in (Attachment, Consent) for row in kind.objects.all()} == {
        stage.socoura.pk
    }
    assert as_("oumar").get(address(child, Attachment.objects.get())).status_code == 200
    assert as_("awa").get(address(child, Attachment.objects.get())).status_code == 404
