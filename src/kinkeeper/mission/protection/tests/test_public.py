"""The public page: without account, cookie, script; the receipt; what is too much, or guessed."""

import io
import re
import struct
import zlib
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from PIL import Image

from kinkeeper.ground.records.models import Change
from kinkeeper.mission.protection import actions, marks, throttle
from kinkeeper.mission.protection.models import Concern, Report
from kinkeeper.mission.protection.queries import picture, story_of
from kinkeeper.mission.protection.queries.reports import REPORTS
from kinkeeper.mission.protection.rules import new_receipt
from kinkeeper.mission.protection.tests.make import a_contact, a_story

LETTERS = "application/x-www-form-urlencoded"


def first(client, place, danger="no"):
    return client.post("/tell/fr/", {"danger": danger, "place": str(place.pk)})


def found(pattern, answer):
    match = re.search(pattern, answer.content.decode())
    assert match
    return match


def form_id(answer):
    return found(r'name="form_id" value="([0-9a-f-]{36})"', answer)[1]


def sent(client, place, **values):
    page = first(client, place, values.get("danger", "no"))
    body = {"form_id": form_id(page), "danger": "no", "place": str(place.pk), "staff": "no",
            "story": "Une fille doit être excisée demain.", "kinds": ["fgm"], **values}  # fmt: skip
    return client.post("/tell/fr/", body)


def receipt_of(answer):
    return found(r"\d{4} \d{4} \d{4} \d{4}", answer)[0]


def test_the_page_sets_no_cookie_and_holds_no_script_nor_token(client, cast, stage):
    for answer in (client.get("/tell/"), first(client, stage.kita), client.get("/tell/answer/")):
        assert answer.status_code == 200
        assert not answer.cookies
        assert b"<script" not in answer.content
        assert b"csrfmiddlewaretoken" not in answer.content
        assert answer.headers["Cache-Control"] == "no-store"


def test_danger_and_place_are_asked_first_then_the_contacts_are_shown(client, cast, stage):
    a_contact(stage.kita, cast.drissa, name="Urgence inventée", first=True)
    a_contact(stage.mopti, cast.machine, name="Ailleurs")
    asked = client.get("/tell/fr/").content.decode()
    assert "danger" in asked
    assert 'name="story"' not in asked
    page = first(client, stage.kita, "yes").content.decode()
    assert "Urgence inventée" in page
    assert "Ailleurs" not in page
    assert 'name="story"' in page


def test_an_entry_nobody_verified_in_time_is_not_shown(client, cast, stage, time_machine):
    a_contact(stage.kita, cast.drissa, name="Fermé peut-être")
    time_machine.move_to(timezone.now() + timedelta(days=181))
    assert "Fermé peut-être" not in first(client, stage.kita).content.decode()


def test_what_is_told_is_kept_sealed_with_its_day_and_nothing_of_the_visit(client, cast, stage):
    answer = sent(client, stage.kita, who="Awa T.", village="Namala")
    assert answer.status_code == 200
    report = Report.objects.get()
    assert report.received_on == timezone.localdate()
    assert "excisée" not in report.sealed
    assert story_of(report).kinds == ["fgm"]
    assert story_of(report).village == "Namala"
    moments = {timezone.localtime(c.recorded_at) for c in Change.objects.filter(record=report.pk)}
    assert {(m.hour, m.minute, m.second) for m in moments} == {(0, 0, 0)}
    assert report.pk.version == 4


def test_the_receipt_is_kept_as_a_slow_hash_only(client, cast, stage):
    receipt = receipt_of(sent(client, stage.kita)).replace(" ", "")
    report = Report.objects.get()
    assert receipt not in (report.receipt or "")
    assert report.receipt == marks.receipt_mark(receipt)


def test_the_hash_is_slow_as_it_stands(monkeypatch):
    monkeypatch.undo()
    assert (marks.MEMORY_KIB, marks.ROUNDS) == (65536, 3)


def test_sent_twice_it_counts_once_and_shows_no_receipt_again(client, cast, stage):
    page = first(client, stage.kita)
    body = {"form_id": form_id(page), "danger": "no", "place": str(stage.kita.pk),
            "staff": "no", "story": "Deux fois."}  # fmt: skip
    assert receipt_of(client.post("/tell/fr/", body))
    again = client.post("/tell/fr/", body).content.decode()
    assert not re.search(r"\d{4} \d{4} \d{4} \d{4}", again)
    assert Report.objects.count() == 1


def test_a_concern_about_somebody_of_ours_enters_the_other_register(client, cast, stage):
    sent(client, stage.kita, staff="yes")
    assert Concern.objects.count() == 1
    assert not Report.objects.exists()


def test_with_the_receipt_the_reporter_reads_what_reveals_nothing_and_adds(client, cast, stage):
    receipt = receipt_of(sent(client, stage.kita))
    report = Report.objects.get()
    actions.answer(report, "more", by=cast.fanta)
    page = client.post("/tell/fr/answer/", {"receipt": receipt}).content.decode()
    assert "reçu" in page
    assert report.reference not in page
    assert "Fanta" not in page
    assert "excis" not in page
    page = client.post("/tell/fr/answer/", {"receipt": receipt, "text": "Chez sa tante."})
    assert "Chez sa tante." in page.content.decode()
    assert report.messages.count() == 2


def test_wrong_expired_and_unknown_receipts_are_answered_alike(client, cast, stage, time_machine):
    right = receipt_of(sent(client, stage.kita))
    time_machine.move_to(timezone.now() + timedelta(days=91))
    pages = []
    for receipt in (right, "1111 2222 3333 4444", "12"):
        answer = client.post("/tell/fr/answer/", {"receipt": receipt})
        pages.append(answer.content.decode().replace(receipt, ""))
    assert len(set(pages)) == 1


def test_a_receipt_guessed_a_thousand_times_is_shut_also_for_the_right_one(client, cast, stage):
    right = receipt_of(sent(client, stage.kita))
    computed = []
    for _try in range(1000):
        with pytest.raises(ValidationError) as told:
            actions.follow(new_receipt(), address="203.0.113.9")
        computed.append("quart" in told.value.messages[0])
    assert computed.count(False) == throttle.GUESSING.each
    for _try in range(throttle.GUESSING.each):
        client.post("/tell/fr/answer/", {"receipt": new_receipt()})
    shut = client.post("/tell/fr/answer/", {"receipt": right}).content.decode()
    assert "quart" in shut


def test_guesses_from_many_addresses_are_shut_together_and_open_again(client, cast, stage):
    now = [0.0]
    guard = throttle.Throttle(each=5, all_=20, seconds=900, clock=lambda: now[0])
    for number in range(20):
        guard.count(f"10.0.0.{number}")
    assert guard.is_shut("10.9.9.9")
    now[0] = 901.0
    assert not guard.is_shut("10.9.9.9")


def test_the_throttle_keeps_no_address():
    guard = throttle.Throttle(each=5, all_=20, seconds=900)
    guard.count("192.0.2.77")
    assert "192.0.2.77" not in repr(guard)
    assert b"192.0.2.77" not in b"".join(guard._counts)


def test_five_megabytes_of_text_are_refused_with_a_sentence(client, cast, stage):
    text = "a" * 5_000_001
    body = urlencode({"story": text, "place": str(stage.kita.pk)})
    answer = client.post("/tell/fr/", body, content_type=LETTERS)
    assert answer.status_code == 413
    assert "moins de mots" in answer.content.decode()
    answer = sent(client, stage.kita, story="b" * 10_001)
    assert answer.status_code == 200
    assert "10000" in answer.content.decode().replace(" ", "").replace("\u202f", "")
    assert not Report.objects.exists()


def test_marks_that_turn_text_around_are_taken_out(client, cast, stage):
    sent(client, stage.kita, story="oncle \u202egnp.exe\u202c \u200bici")
    assert story_of(Report.objects.get()).story == "oncle gnp.exe ici"


def bomb(side=8000):
    """A PNG of 64 megapixels in some kilobytes."""

    def part(kind, data):
        body = kind + data
        return struct.pack(">I", len(data)) + body + struct.pack(">I", zlib.crc32(body))

    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(b"\x00" * ((side // 8 + 1) * side), 9)
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", rows) + part(b"IEND", b"")


def test_a_picture_of_64_megapixels_in_8_kilobytes_is_refused(client, cast, stage):
    data = bomb()
    assert len(data) < 9000
    file = io.BytesIO(data)
    file.name = "photo.png"
    answer = sent(client, stage.kita, pictures=file)
    assert answer.status_code == 200
    assert not Report.objects.exists()
    assert "pixels" in answer.content.decode()


def test_a_picture_is_drawn_anew_and_sealed_on_the_disk(client, cast, stage, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, "JPEG", comment=b"CANARI-GPS")
    out.seek(0)
    out.name = "photo.jpg"
    sent(client, stage.kita, pictures=out)
    report = Report.objects.get()
    data = picture(REPORTS, report.pk, 0, by=cast.fanta)
    assert data
    assert Image.open(io.BytesIO(data)).size == (40, 30)
    assert b"CANARI" not in data
    stored = b"".join(p.read_bytes() for p in tmp_path.rglob("*") if p.is_file())
    assert stored
    assert b"JFIF" not in stored
    assert picture(REPORTS, report.pk, 1, by=cast.fanta) is None
    assert picture(REPORTS, report.pk, 0, by=cast.fatim) is None


def test_a_form_on_somebody_elses_page_sends_nothing(client, cast, stage):
    body = {"danger": "no", "place": str(stage.kita.pk), "story": "x", "staff": "no",
            "form_id": "0c1e7a0e-5d0b-4a3c-8d2e-7b1f0a9c8d7e"}  # fmt: skip
    client.post("/tell/fr/", body, headers={"Sec-Fetch-Site": "cross-site"})
    assert not Report.objects.exists()


@pytest.mark.parametrize("language", ["fr", "en"])
def test_both_languages_stand_in_the_address_and_need_no_cookie(client, cast, stage, language):
    page = client.get(f"/tell/{language}/").content.decode()
    assert f'<html lang="{language}">' in page
    assert ("account" in page) is (language == "en")


def test_a_report_without_any_name_is_a_report(cast, stage):
    told = actions.tell(
        actions.Heard(place=stage.kita, story=a_story(story="", who="", kinds=["trafficking"]))
    ).told
    assert story_of(told).who == ""
