"""The pages of an import, from the file to the result, as a browser without scripts sends them."""

import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.models import Batch, Question, State
from kinkeeper.ground.interop.queries import open_localities
from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.strengthening.register.tests import small
from kinkeeper.mission.strengthening.register.tests.make import checked, decided, imported

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def page(client, cast):
    client.force_login(cast.mariam, backend=BACKEND)
    return client


def upload(client, data: bytes, name: str = "registre.xlsx", form_id: str = ""):
    file = SimpleUploadedFile(name, data)
    sent = {"file": file, "form_id": form_id or str(uuid.uuid4())}
    return client.post(reverse("imports"), sent)


def columns_of(batch: Batch) -> dict[str, str]:
    return {f"column-{column}": fact for column, fact in batch.columns.items()}


def test_the_page_is_empty_at_first(page):
    text = page.get(reverse("imports")).content.decode()
    assert "Aucun import" in text


def test_from_the_file_to_the_register(page, stage):
    answer = upload(page, small.FILE.read_bytes())
    batch = Batch.objects.get()
    assert answer.url == reverse("import", args=[batch.pk])
    text = page.get(answer.url, follow=True).content.decode()
    assert "N° famille" in text
    assert page.get(reverse("import_lines", args=[batch.pk])).status_code == 302
    page.post(
        reverse("import_columns", args=[batch.pk]),
        {**columns_of(batch), "reference_day": "2018-06-30"},
    )
    places = reverse("import_places", args=[batch.pk])
    digan = open_localities(batch).get()
    assert "Digan" in page.get(places).content.decode()
    page.post(places, {f"place-{digan.pk}": "new", f"parent-{digan.pk}": str(stage.kita.pk)})
    lines = reverse("import_lines", args=[batch.pk])
    assert "Mamadou Coulibaly" in page.get(lines + "?kind=double").content.decode()
    first = Question.objects.filter(kind="double").first()
    page.post(lines, {"kind": "double", f"answer-{first.pk}": "two"})
    for kind in Question.objects.values_list("kind", flat=True).distinct():
        page.post(lines, {"kind": kind, "all": "1"})
    assert page.post(lines, {"continue": "1"}).url == reverse("import_apply", args=[batch.pk])
    assert Person.objects.count() == 0
    apply = reverse("import_apply", args=[batch.pk])
    assert ">17<" in page.get(apply).content.decode()
    result = page.post(apply, follow=True).content.decode()
    assert Family.objects.count() == 6
    assert ">6<" in result


def test_a_locality_without_an_answer_is_named_and_what_was_chosen_stays(page, cast):
    upload(page, small.FILE.read_bytes())
    batch = Batch.objects.get()
    page.post(reverse("import_columns", args=[batch.pk]), columns_of(batch))
    places = reverse("import_places", args=[batch.pk])
    answer = page.post(places, {})
    assert answer.status_code == 422
    assert "Dites ce que sont ces localités" in answer.content.decode()
    digan = open_localities(batch).get()
    answer = page.post(places, {f"place-{digan.pk}": "new"})
    assert 'value="new" selected' in answer.content.decode()


def test_a_locality_taken_for_the_wrong_place_is_asked_about_again(page, cast, stage):
    batch = checked(small.FILE, by=cast.mariam, under=stage.kita)
    places = reverse("import_places", args=[batch.pk])
    digan = batch.localities.get(written="Digan")
    assert "Digan" in page.get(places).content.decode()
    assert page.post(places, {"again": str(digan.pk)}).url == places
    assert open_localities(batch).get() == digan
    sent = {f"place-{digan.pk}": "new", f"parent-{digan.pk}": str(stage.sanankoroba.pk)}
    page.post(places, sent)
    digan.refresh_from_db()
    assert digan.place.path.startswith(stage.sanankoroba.path)


def test_a_resent_form_brings_the_file_once(page):
    form_id = str(uuid.uuid4())
    first = upload(page, small.FILE.read_bytes(), form_id=form_id)
    again = upload(page, small.FILE.read_bytes(), form_id=form_id)
    assert (first.url, Batch.objects.count()) == (again.url, 1)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "vide"),
        (b"%PDF-1.7\x00", "ni un classeur"),
        (b"PK\x03\x04" + bytes(90), "abîmé"),
        (b"\xd0\xcf\x11\xe0" + bytes(600), "97-2003"),
        (b"Bonjour tout le monde", "tableau"),
        (b"a,b,c\n", "titres"),
    ],
)
def test_a_file_that_cannot_be_used_gets_a_sentence_and_leaves_nothing(page, data, sentence):
    answer = upload(page, data)
    assert answer.status_code == 422
    assert "wrong-text" in answer.content.decode()
    assert Batch.objects.count() == 0


def test_columns_that_cannot_be_are_said_and_nothing_typed_is_lost(page, cast):
    upload(page, small.FILE.read_bytes())
    batch = Batch.objects.get()
    sent = {**columns_of(batch), "column-14": "", "column-15": "", "reference_day": "2090-01-01"}
    answer = page.post(reverse("import_columns", args=[batch.pk]), sent)
    assert answer.status_code == 422
    assert b"2090-01-01" in answer.content
    assert batch.columns == Batch.objects.get().columns


def test_who_may_not_import_meets_no_page(client, cast, stage):
    batch = checked(small.FILE, by=cast.mariam, under=stage.kita)
    pages = [reverse("imports"), *(reverse(f"import{p}", args=[batch.pk]) for p in
             ("", "_columns", "_places", "_lines", "_apply"))]  # fmt: skip
    for account, allowed in ((cast.hawa, 0), (cast.moussa, 0), (cast.awa, 1)):
        client.force_login(account, backend=BACKEND)
        codes = [client.get(address).status_code for address in pages]
        assert codes.count(404) == len(pages) - allowed, "an import is its importer's"


def test_a_long_list_waits_with_its_progress(page, cast, stage, monkeypatch):
    monkeypatch.setattr("kinkeeper.ground.interop.actions.checking.FEW", 5)
    monkeypatch.setattr("kinkeeper.ground.interop.actions.applying.FEW", 5)
    batch = checked(small.FILE, by=cast.mariam, under=stage.kita)
    actions.decide_all(batch)
    batch = actions.start_checking(batch)
    waiting = page.get(reverse("import", args=[batch.pk]))
    assert (batch.state, waiting["Refresh"]) == (State.CHECKING, "3")
    actions.check_job(str(batch.pk))
    batch.refresh_from_db()
    batch = actions.start_applying(batch, by=cast.mariam)
    assert b"<progress" in page.get(reverse("import", args=[batch.pk])).content
    actions.apply_job(str(batch.pk), str(cast.mariam.pk))
    batch.refresh_from_db()
    assert (batch.state, batch.done, batch.work, batch.total) == (State.APPLIED, 6, 6, 23)


def test_a_long_list_that_stopped_on_the_way_is_continued(page, cast, stage, monkeypatch):
    from kinkeeper.mission.strengthening.register import profile

    monkeypatch.setattr("kinkeeper.ground.interop.actions.applying.FEW", 5)
    monkeypatch.setattr(profile, "PORTION", 2)
    batch = decided(checked(small.FILE, by=cast.mariam, under=stage.kita))
    real, calls = profile.write_many, []

    def breaks(entries, *, by):
        calls.append(1)
        if len(calls) == 3:
            raise RuntimeError
        return real(entries, by=by)

    monkeypatch.setattr(profile, "write_many", breaks)
    actions.start_applying(batch, by=cast.mariam)
    actions.apply_job(str(batch.pk), str(cast.mariam.pk))
    batch.refresh_from_db()
    assert (batch.state, Family.objects.count()) == (State.STOPPED, 4)
    shown = page.get(reverse("import", args=[batch.pk])).content.decode()
    assert reverse("import_apply", args=[batch.pk]) in shown
    page.post(reverse("import_apply", args=[batch.pk]))
    actions.apply_job(str(batch.pk), str(cast.mariam.pk))
    batch.refresh_from_db()
    assert (batch.state, Family.objects.count()) == (State.APPLIED, 6)
    assert Person.objects.count() == 23


def test_a_person_and_a_family_say_where_they_come_from(page, cast, stage):
    imported(small.FILE, by=cast.mariam, under=stage.kita)
    person = Person.objects.get(given_name="Mamadou")
    text = page.get(reverse("person", args=[person.pk])).content.decode()
    assert "small_register.xlsx" in text
    assert "O8" in text
    family = Family.objects.get(number="001")
    assert "small_register.xlsx" in page.get(reverse("family", args=[family.pk])).content.decode()


def test_the_list_of_imports_names_the_file_and_its_state(page, cast, stage):
    imported(small.FILE, by=cast.mariam, under=stage.kita)
    assert b"small_register.xlsx" in page.get(reverse("imports")).content
    given_up = checked(small.FILE, by=cast.mariam, under=stage.kita)
    page.post(reverse("import_cancel", args=[given_up.pk]))
    assert Batch.objects.get(pk=given_up.pk).state == State.CANCELLED
