"""What was told is nowhere but in what the desk itself opens: not in the tables, the ledger, the
log of readings, a list, another's page, a file - in any usual encoding. A planted leak is found."""

import base64
import io
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.urls import reverse
from PIL import Image

from kinkeeper.mission.protection import actions
from kinkeeper.mission.protection.actions import Asked, safeguarding
from kinkeeper.mission.protection.models import Report
from kinkeeper.mission.protection.said import Story, Words
from kinkeeper.mission.protection.tests.make import CONSENT, a_contact, judged

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TEXTS = ("story", "village", "who", "happened", "reporter", "reach", "source")
LISTS = ("my_day", "protection_reports", "protection_cases", "concerns", "directory",
         "protection_rota", "concern_tell", "people", "families")  # fmt: skip
OTHERS = ("awa", "fatim", "moussa", "mariam", "oumar", "salif", "claire", "pierre", "hawa",
          "nadia", "nobody", "yaya")  # fmt: skip


def canary(name):
    return f"CANARI-{name}-{uuid4().hex[:12]}"


@pytest.fixture
def planted(cast, desk, settings, tmp_path):
    """A report with a case, and a concern; a canary in every text they hold."""
    settings.MEDIA_ROOT = tmp_path
    marks = {name: canary(name) for name in (*TEXTS, "safety", "entry", "need", "note", "answer",
                                             "addition", "finding", "declined")}  # fmt: skip
    story = Story(kinds=["fgm"], danger="yes", **{name: marks[name] for name in TEXTS})
    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    kept = actions.tell(actions.Heard(place=desk.place, story=story, receipt=True,
                                      pictures=(picture.getvalue(),)))  # fmt: skip
    report = kept.told
    actions.add(kept.receipt, marks["addition"], address="")
    said = actions.Judged(risk="high", safety=marks["safety"], asked_who=True)
    actions.judge(report, said, by=desk.fanta)
    actions.decline_triage(report, by=desk.drissa, why=marks["declined"])
    actions.judge(report, said, by=desk.fanta)
    actions.judge(report, said, by=desk.drissa)
    case = actions.open_case(report, by=desk.drissa, worker=desk.fanta, ground=CONSENT)
    actions.add_entry(case, kind="plan", words=Words(text=marks["entry"]), by=desk.fanta)
    asked = Asked(need=marks["need"], parts=("child",),
                  ground=actions.Ground(basis="consent", note=marks["note"]))  # fmt: skip
    row = actions.refer(case, a_contact(desk.place, desk.drissa), asked, by=desk.fanta)
    actions.answer_referral(row, "accepted", by=desk.fanta, text=marks["answer"])
    opening = actions.open_to(case, cast.awa, asked, by=desk.fanta, days=7)
    concern = actions.tell(actions.Heard(place=desk.place, story=story, staff=True)).told
    safeguarding.take_step(concern, "secure", by=cast.koro, text=marks["finding"])
    return {"marks": marks, "report": report, "case": case, "concern": concern,
            "opening": opening, "receipt": kept.receipt}  # fmt: skip


def written(text):
    """The text as bytes in the usual encodings; base64 at each of its three offsets."""
    plain = text.encode()
    whole = [plain, text.encode("utf-16-le"), text.encode("utf-16-be"), plain.hex().encode()]
    for offset in range(3):
        code = base64.b64encode(b"x" * offset + plain)
        whole.append(code[4 if offset else 0 : -4])
    return whole


def found_in(data, texts):
    return [text for text in texts if any(form in data for form in written(text))]


def every_row():
    """All that the database holds, as bytes."""
    parts = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            parts.append(repr(cursor.fetchall()).encode("utf-8", "replace"))
    return b"\n".join(parts)


def test_the_database_and_the_files_hold_no_word_of_it(planted):
    texts = [*planted["marks"].values(), planted["receipt"]]
    assert found_in(every_row(), texts) == []
    files = b"".join(p.read_bytes() for p in Path(settings.MEDIA_ROOT).rglob("*") if p.is_file())
    assert files
    assert found_in(files, texts) == []
    assert b"JFIF" not in files


def test_a_planted_leak_is_found(planted, cast):
    from kinkeeper.ground.records.actions import write

    text = planted["marks"]["story"]
    write(Report.objects.get(), by=cast.machine, sealed=base64.b64encode(text.encode()).decode())
    assert found_in(every_row(), [text]) == [text]


def test_no_list_of_anybody_shows_a_word_of_it(planted, cast, client):
    for name in (*OTHERS, "fanta", "drissa", "koro", "lassana"):
        client.force_login(getattr(cast, name), backend=BACKEND)
        for page in LISTS:
            data = client.get(reverse(page)).content
            assert found_in(data, planted["marks"].values()) == [], (name, page)


def test_nobody_else_opens_any_page_of_it(planted, cast, client):
    case, report, concern = planted["case"], planted["report"], planted["concern"]
    pages = [
        *(reverse(n, args=[report.pk]) for n in ("protection_report", "report_answer")),
        reverse("report_picture", args=[report.pk, 0]),
        *(reverse(n, args=[case.pk]) for n in ("protection_case", "entry_new", "case_refer")),
        *(reverse(n, args=[concern.pk]) for n in ("concern", "concern_entry", "concern_answer")),
        f"/api/protection/cases/{case.pk}", f"/api/safeguarding/{concern.pk}",
    ]  # fmt: skip
    for name in OTHERS:
        client.force_login(getattr(cast, name), backend=BACKEND)
        for page in pages:
            if name == "yaya" and "/reports/" in page:
                continue
            answer = client.get(page)
            assert answer.status_code == 404, (name, page)
            assert found_in(answer.content, planted["marks"].values()) == []


def test_the_receiver_meets_the_parts_and_the_desk_meets_all(planted, cast, client, desk):
    client.force_login(cast.awa, backend=BACKEND)
    marks = planted["marks"]
    page = client.get(reverse("protection_received", args=[planted["opening"].pk])).content
    assert sorted(found_in(page, marks.values())) == sorted([marks["need"], marks["who"]])
    client.force_login(desk.fanta, backend=BACKEND)
    page = client.get(reverse("protection_report", args=[planted["report"].pk])).content
    wanted = {marks[name] for name in (*TEXTS, "safety", "addition", "declined")}
    assert set(found_in(page, marks.values())) == wanted


def test_no_address_holds_a_name_or_a_village(planted, cast, client, desk):
    client.force_login(desk.fanta, backend=BACKEND)
    pages = [reverse("my_day"), reverse("protection_cases"),
             reverse("protection_case", args=[planted["case"].pk])]  # fmt: skip
    links = {
        link
        for page in pages
        for link in re.findall(r'(?:href|action)="([^"]*)"', client.get(page).content.decode())
    }
    assert links
    assert found_in("".join(links).encode(), planted["marks"].values()) == []


def test_a_search_is_sent_and_not_written_in_the_address(planted, desk, client):
    client.force_login(desk.fanta, backend=BACKEND)
    page = reverse("protection_cases")
    hit = client.post(page, {"text": planted["marks"]["who"]}).content.decode()
    assert planted["case"].reference in hit
    assert planted["marks"]["who"] not in re.sub(r'value="[^"]*"', "", hit)
    assert planted["case"].reference not in client.post(page, {"text": "zzz"}).content.decode()


def test_whoever_is_named_reads_the_same_pages_as_if_there_was_nothing(planted, cast, desk, client):
    """Counts, lists, search: before and after the naming of a new report differ by nothing."""
    client.force_login(desk.yaya, backend=BACKEND)

    def pages():
        shown = [client.get(reverse(name)).content for name in LISTS[:3]]
        shown.append(client.post(reverse("protection_cases"), {"text": "a"}).content)
        return [re.sub(rb'value="[^"]*"', b"", page) for page in shown]

    before = pages()
    report = actions.tell(actions.Heard(place=desk.place, story=Story(story="Yaya"))).told
    assert pages() != before
    actions.judge(report, judged("high", desk.yaya), by=desk.fanta)
    assert pages() == before
