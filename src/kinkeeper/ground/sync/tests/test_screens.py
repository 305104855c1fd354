"""The office's screen of the phones, through a browser-like client."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from kinkeeper.ground.sync.actions import confirm_erased, move_phone
from kinkeeper.ground.sync.models import Device
from kinkeeper.ground.sync.offers import carries, verbs
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.ground.sync.words import KINDS, VERBS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def as_(cast):
    def client(name):
        made = Client()
        made.cookies["django_language"] = "en"
        made.force_login(getattr(cast, name), backend=BACKEND)
        return made

    return client


def test_a_coordinator_adds_a_phone_and_shows_its_code_once(as_, cast, stage):
    values = {"account": cast.awa.pk, "place": stage.kita.pk, "label": "Tecno bleu"}
    answer = as_("fatim").post("/phones/add/", values)
    page = answer.content.decode()
    device = Device.objects.get()
    assert "/field/#" in page
    assert "<svg" in page
    assert "/field/#" not in as_("fatim").get(f"/phones/{device.pk}/").content.decode()


def test_a_person_who_does_not_work_there_is_refused_with_a_sentence(as_, cast, stage):
    values = {"account": cast.oumar.pk, "place": stage.kita.pk, "label": "Tecno bleu"}
    page = as_("fatim").post("/phones/add/", values).content.decode()
    assert "This person does not work in this place." in page


@pytest.mark.parametrize("name", ["awa", "moussa", "oumar", "claire", "nadia", "nobody"])
def test_nobody_else_meets_the_phone(name, as_, device):
    client = as_(name)
    for path, ask in (("", client.get), ("code/", client.post), ("end/", client.post)):
        assert ask(f"/phones/{device.pk}/{path}").status_code == 404


def test_the_page_of_a_lost_phone_lists_what_was_on_it(as_, device, traore):
    Phone(device).settle(Link())
    answer = as_("fatim").post(f"/phones/{device.pk}/end/", {"ending": "lost"}, follow=True)
    page = answer.content.decode()
    assert "Traoré" in page
    assert "lost, not yet erased" in page
    assert "<dt>people</dt><dd>3</dd>" in page


def test_what_was_on_a_lost_phone_stays_known_when_it_erased_itself(as_, device, traore):
    """A finder may have read it before; and what it had not sent is gone."""
    phone = Phone(device)
    phone.settle(Link())
    phone.write("casework.visit", {"family": str(traore.pk), "held_on": "1991-01-01"})
    phone.settle(Link())
    phone.write("casework.visit", {"family": str(traore.pk), "held_on": "1991-01-02"})
    phone.once(Link())
    as_("fatim").post(f"/phones/{device.pk}/end/", {"ending": "lost"})
    device.refresh_from_db()
    confirm_erased(device)
    page = as_("fatim").get(f"/phones/{device.pk}/").content.decode()
    assert "What was on it" in page
    assert "Traoré" in page
    assert "had not been sent" in page


def test_nothing_is_on_a_retired_phone_that_erased_itself(as_, device, traore):
    Phone(device).settle(Link())
    as_("fatim").post(f"/phones/{device.pk}/end/", {"ending": "retired"})
    device.refresh_from_db()
    confirm_erased(device)
    assert "Traoré" not in as_("fatim").get(f"/phones/{device.pk}/").content.decode()


def test_whatever_travels_and_whatever_is_sent_has_words():
    assert {carry.model.about.kind for carry in carries()} <= set(KINDS)
    assert {verb.code for verb in verbs()} <= set(VERBS)


def test_what_a_phone_sent_is_said_in_words(as_, device, traore):
    phone = Phone(device)
    phone.write("casework.visit", {"family": str(traore.pk), "held_on": "1991-01-01"})
    phone.settle(Link())
    page = as_("fatim").get(f"/phones/{device.pk}/").content.decode()
    assert '<td data-label="What">a visit</td>' in page
    assert "casework.visit" not in page


def test_what_happened_must_be_chosen(as_, device):
    as_("fatim").post(f"/phones/{device.pk}/end/", {"ending": "eaten"})
    device.refresh_from_db()
    assert device.until is None


def test_another_place_is_carried_from_the_next_contact_on(cast, device, traore, stage):
    phone = Phone(device)
    phone.settle(Link())
    move_phone(device, by=cast.fatim, place=stage.badia)
    phone.settle(Link())
    assert not [kind for kind, _v, _values in phone.rows.values() if kind == "people.family"]


def test_a_new_code_shuts_the_old_secret(as_, device):
    page = as_("fatim").post(f"/phones/{device.pk}/code/").content.decode()
    assert "/field/#" in page
    device.link.refresh_from_db()
    assert device.link.secret_hash == ""


def test_the_office_sees_which_sounds_are_missing_and_adds_one(as_):
    office = as_("fatim")
    before = office.get("/phones/sounds/?missing=bm").content.decode()
    assert "scores.1" in before
    sound = SimpleUploadedFile("son.ogg", b"OggS" + bytes(60), "audio/ogg")
    answer = office.post("/phones/sounds/bm/scores.1/", {"file": sound}, follow=True)
    assert "The sound is kept." in answer.content.decode()
    assert "scores.1" not in office.get("/phones/sounds/?missing=bm").content.decode()
    assert office.get("/phones/sounds/bm/scores.1/file/").content.startswith(b"OggS")
    assert as_("awa").get("/phones/sounds/").status_code == 404


def test_a_file_that_is_no_sound_is_refused_beside_its_field(as_):
    text = SimpleUploadedFile("son.ogg", b"not a sound", "audio/ogg")
    page = as_("fatim").post("/phones/sounds/bm/scores.1/", {"file": text}).content.decode()
    assert "This is no sound that phones play" in page
