"""The screens, the API and the phone's door with the people of the cast."""

import base64
import re
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.queries import whole
from kinkeeper.ground.instruments.tests.make import (
    ANSWERS,
    VISIT,
    a_family,
    a_version,
    book,
    line,
    some_answers,
    visit_book,
)
from kinkeeper.ground.instruments.workbook import as_workbook, read_book
from kinkeeper.ground.interop.exports.models import Exported
from kinkeeper.ground.reports.offers import life_facts, sections_of
from kinkeeper.ground.sync.offers import Sent, verb

OUTSIDE = ("oumar", "moussa", "hawa", "pierre", "claire", "nadia", "nobody")


@pytest.fixture
def version(cast):
    return a_version(cast.mariam)


@pytest.fixture
def family(cast, stage):
    return a_family(cast.awa, stage.kita_town)


def ask(version, family):
    return reverse("questionnaire_ask", args=[version.questionnaire_id, family.pk])


def start(client, url):
    """The hidden fields of a page as a browser sends them back."""
    page = client.get(url).content.decode()
    inputs = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page)
    return {name: text for name, text in inputs if name != "csrfmiddlewaretoken"}


def typed(**more):
    today = timezone.localdate().isoformat()
    return {"form_id": str(uuid4()), "on": today, "do": "save", **more}


def sent(workbook, **more):
    sheets = {name: [dict(li) for _n, li in lines] for name, lines in workbook.sheets.items()}
    data = as_workbook(sheets)
    from django.core.files.uploadedfile import SimpleUploadedFile

    return {"form_id": str(uuid4()), "file": SimpleUploadedFile("q.xlsx", data), **more}


def test_a_workbook_is_brought_and_its_questions_can_be_read(enter):
    mariam = enter("mariam")
    page = mariam.post(reverse("questionnaire_import"), sent(visit_book()), follow=True)
    text = page.content.decode()
    assert "version 1 is ready" in text
    assert "Quelle maladie ? (en)" in text.replace("\u202f", " ")
    assert "Repas" in text


def test_what_is_wrong_with_a_workbook_is_said_line_by_line(enter):
    wrong = book(line("geopoint", "a"), line("text", "b"), line("text", "b"))
    page = enter("mariam").post(reverse("questionnaire_import"), sent(wrong))
    assert page.status_code == 422
    assert "Questions of the type “geopoint”" in page.content.decode()
    assert not Questionnaire.objects.exists()


def test_doubts_are_confirmed_without_choosing_the_file_again(enter):
    mariam = enter("mariam")
    never = book(line("integer", "n", constraint=". < 5"), line("text", "t", relevant="${n} > 9"))
    page = mariam.post(reverse("questionnaire_import"), sent(never)).content.decode()
    assert "is never asked" in page
    (kept,) = re.findall(r'name="kept" value="([^"]+)"', page)
    assert read_book(base64.b64decode(kept)).settings["form_id"] == "essai"
    again = {"form_id": str(uuid4()), "kept": kept, "sure": "on"}
    mariam.post(reverse("questionnaire_import"), again)
    assert Version.objects.get().names.keys() == {"n", "t"}


def test_a_version_goes_out_with_its_ids_and_comes_back_as_the_same_questions(enter, version):
    mariam = enter("mariam")
    data = mariam.get(reverse("version_workbook", args=[version.pk])).content
    ids = {li["name"]: li["question_id"] for _n, li in read_book(data).lines("survey")
           if "question_id" in li}  # fmt: skip
    assert ids == version.names


def test_a_new_question_is_shown_before_anything_is_kept(enter, version, family):
    awa, url = enter("awa"), ask(version, family)
    form = start(awa, url) | typed(**{"q.meals": "3", "q.ill": "y"})
    page = awa.post(url, form).content.decode()
    assert "1 more question is asked" in page
    assert 'value="3"' in page
    assert not Answers.objects.exists()
    (shown,) = re.findall(r'name="shown" value="([^"]*)"', page)
    done = awa.post(url, form | {"shown": shown, "q.illness": "palu"}, follow=True)
    assert "The answers are kept." in done.content.decode()
    assert whole(Answers.objects.get()) == {"meals": "3", "ill": "y", "illness": "palu",
                                            "ages": "0"}  # fmt: skip


def test_what_was_typed_into_a_hidden_question_comes_back(enter, version, family):
    awa, url = enter("awa"), ask(version, family)
    form = typed(**{"q.meals": "9", "q.ill": "n", "q.illness": "palu", "shown": "meals:0 ill:0"})
    page = awa.post(url, form)
    assert page.status_code == 422
    text = page.content.decode()
    assert "Cinq au plus." in text
    assert '<input type="hidden" name="q.illness" value="palu">' in text


def test_repetitions_are_added_and_kept(enter, version, family):
    awa, url = enter("awa"), ask(version, family)
    form = start(awa, url) | typed(**{"q.meals": "1", "q.ill": "n"})
    page = awa.post(url, form | {"do": "add:child"}).content.decode()
    assert 'name="q.given.1"' in page
    shown = "meals:0 ill:0 secret:0 given:1 age:1"
    awa.post(url, form | {"rows.child": "1", "q.given.1": "Sira", "q.age.1": "4", "shown": shown})
    assert whole(Answers.objects.get())["child"] == [{"given": "Sira", "age": "4"}]


def test_the_same_form_twice_counts_once(enter, version, family):
    awa, url = enter("awa"), ask(version, family)
    form = start(awa, url) | typed(**{"q.meals": "1", "q.ill": "n"})
    for _time in range(2):
        awa.post(url, form)
    assert Answers.objects.count() == 1


def test_answers_are_read_by_class_and_the_reading_is_logged(cast, enter, version, family):
    row = some_answers(version, family, by=cast.awa)
    url = reverse("answers", args=[row.pk])
    own = enter("awa").get(url).content.decode()
    assert "palu" in own
    assert "chut" not in own
    office = enter("mariam").get(url).content.decode()
    assert "palu" not in office
    assert "of a class that you do not meet" in office
    assert Reading.objects.filter(door="answers", subject=family.pk).count() == 2


def test_who_may_not_read_everything_corrects_nothing(cast, enter, version, family):
    row = some_answers(version, family, by=cast.awa)
    assert enter("awa").get(reverse("answers_correct", args=[row.pk])).status_code == 404


def test_answers_without_restricted_parts_are_corrected(cast, enter, version, family):
    known = {k: v for k, v in ANSWERS.items() if k != "secret"}
    row = some_answers(version, family, by=cast.awa, answers=known)
    awa, url = enter("awa"), reverse("answers_correct", args=[row.pk])
    page = awa.get(url).content.decode()
    assert 'value="palu"' in page
    form = {"form_id": str(uuid4()), "base": str(row.version), "do": "save", "rows.child": "0",
            "q.meals": "2", "q.ill": "n", "shown": "meals:0 ill:0 secret:0"}  # fmt: skip
    assert "The answers are corrected." in awa.post(url, form, follow=True).content.decode()
    row.refresh_from_db()
    assert whole(row) == {"meals": "2", "ill": "n", "ages": "0"}


def test_who_does_not_work_here_gets_the_same_404(cast, enter, version, family):
    row = some_answers(version, family, by=cast.awa)
    for name in OUTSIDE:
        client = enter(name)
        for url in (ask(version, family), reverse("answers", args=[row.pk]),
                    reverse("answers_correct", args=[row.pk])):  # fmt: skip
            assert client.get(url).status_code == 404


def test_only_the_national_office_finds_the_door_of_the_import(enter):
    for name in ("awa", "fatim", *OUTSIDE):
        assert enter(name).get(reverse("questionnaire_import")).status_code == 404


def test_a_file_of_answers_is_locked_and_holds_nothing_sensitive(cast, enter, version, family):
    some_answers(version, family, by=cast.awa)
    fatim = enter("fatim")
    url = reverse("questionnaire_export", args=[version.questionnaire_id])
    form = {"form_id": str(uuid4()), "why": "Analyse de la saison avec l’équipe"}
    assert "Password of the file" in fatim.post(url, form, follow=True).content.decode()
    entry = Exported.objects.get()
    assert "meals" in entry.columns
    assert "illness" not in entry.columns


def test_the_page_of_the_family_says_what_was_asked_and_what_can_be(cast, version, family):
    some_answers(version, family, by=cast.awa)
    section = next(s for s in sections_of("people.family") if s.code == "questionnaires")
    found = section.context(family, cast.awa) or {}
    assert [line.row.version_of_id for line in found["lines"]] == [version.pk]
    assert found["asked"] == [version]
    assert section.context(family, cast.pierre) is None
    facts = [f for f in life_facts("people.family", family, cast.awa) if f.label == "Essai"]
    assert len(facts) == 1


def test_every_page_of_the_room_opens(cast, enter, version, family):
    some_answers(version, family, by=cast.awa)
    mariam, pk = enter("mariam"), version.questionnaire_id
    for url in (reverse("questionnaires"), reverse("questionnaire", args=[pk]),
                reverse("questionnaire_answers", args=[pk])):  # fmt: skip
        assert mariam.get(url).status_code == 200
    mariam.post(reverse("questionnaire_close", args=[pk]))
    assert "no longer asked" in mariam.get(reverse("questionnaires")).content.decode()


# --- JSON and phones ------------------------------------------------------------------------


def test_the_definition_and_the_answers_travel_as_json(enter, version, family):
    awa = enter("awa")
    (listed,) = awa.get("/api/questionnaires").json()
    found = awa.get(f"/api/questionnaire-versions/{listed['version']}").json()
    assert "<h:html" in found["xform"]
    body = {"on": "2024-05-06", "subject": str(family.pk), "answers": ANSWERS}
    url = f"/api/questionnaire-versions/{version.pk}/answers"
    wrong = awa.post(url, {**body, "answers": {"meals": "9"}}, content_type="application/json")
    assert wrong.status_code == 422
    assert "meals: Cinq au plus." in wrong.json()["sentences"]
    made = awa.post(url, body, content_type="application/json").json()
    one = awa.get(f"/api/answers/{made['id']}").json()
    assert one["answers"]["illness"] == "palu"
    assert one["scores"] == [{"code": "fed", "value": "6", "bands": {"x": "many"}}]
    (line_,) = awa.get(f"/api/questionnaires/{listed['id']}/answers").json()
    assert line_["id"] == made["id"]
    assert enter("oumar").get(f"/api/answers/{made['id']}").status_code == 404


def test_a_phone_sends_answers_and_the_conditions_are_looked_at_again(cast, version, family):
    take = verb("instruments.answer").take
    values = {"version": str(version.pk), "on": "2024-05-06", "subject": str(family.pk),
              "answers": ANSWERS}  # fmt: skip
    took = take(Sent(cast.awa, values, 0, lambda _pk: b""))
    assert whole(took.record)["illness"] == "palu"
    from kinkeeper.ground.instruments.actions import Wrong

    with pytest.raises(Wrong):
        take(Sent(cast.awa, {**values, "answers": {}}, 0, lambda _pk: b""))


def test_the_lines_of_the_form_stay_as_they_were_sent(version):
    assert len(version.sheets["survey"]) == len(VISIT)
