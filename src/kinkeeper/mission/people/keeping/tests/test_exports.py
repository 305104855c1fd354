"""Families and people as tables, asked for on the page of exports."""

from datetime import date
from uuid import uuid4

import pytest
from django.utils import translation
from openpyxl import load_workbook

from kinkeeper.ground.access.roles import CARE, MONITORING
from kinkeeper.ground.interop.exports import actions, files, locking, queries
from kinkeeper.ground.interop.exports.models import Exported
from kinkeeper.ground.interop.exports.tests.test_exports import PASSWORD, opened
from kinkeeper.ground.text.dates import UNKNOWN_DATE, parse_rough
from kinkeeper.mission.people.exports import FAMILIES, PEOPLE
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.queries.outward import PersonRow
from kinkeeper.mission.people.tests.make import a_family

WHY = "Réunion du comité de Kita"
BIRTH = next(c for c in PEOPLE.columns if c.code == "birth_date")


@pytest.fixture(autouse=True)
def one_password(monkeypatch):
    monkeypatch.setattr(locking, "new_password", lambda: PASSWORD)


def export_table(*args, **values):
    return actions.export_table(*args, **values).entry


def asked(**more):
    return {
        "form_id": uuid4(), "export": "families", "below": "", "purpose": "monitoring",
        "why": WHY, "kind": "xlsx", **more,
    }  # fmt: skip


def lines(name):
    page = load_workbook(opened(files.read(name))).worksheets[0]
    head, *rest = page.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rest]


def latest():
    return Exported.objects.order_by("-at").first()


def test_a_coordinator_takes_the_families_of_her_places(as_, family, stage, cast):
    a_family(by=cast.oumar, place=stage.socoura, name="Cissé")
    answer = as_("fatim").post("/exports/", asked(), follow=True)
    assert answer.status_code == 200
    (row,) = lines(latest().file)
    assert row["name of the family"] == "=Traoré"
    assert (row["place"], row["members now"], row["caregivers now"]) == ("Badia", "2", "1")


def test_a_name_that_looks_like_a_formula_stays_text(as_, family):
    as_("fatim").post("/exports/", asked())
    page = load_workbook(opened(files.read(latest().file))).worksheets[0]
    assert {cell.data_type for row in page.iter_rows() for cell in row if cell.value} == {"s"}


def test_names_leave_in_a_locked_workbook_only_and_its_password_is_shown_once(as_, family):
    fatim = as_("fatim")
    refused = fatim.post("/exports/", asked(kind="csv"))
    assert refused.status_code == 422
    assert "cannot be locked" in refused.content.decode()
    form = asked()
    page = fatim.post("/exports/", form, follow=True).content.decode()
    assert f"Password of the file: {PASSWORD}" in page
    again = fatim.post("/exports/", form, follow=True).content.decode()
    assert PASSWORD not in again
    assert PASSWORD not in fatim.get("/exports/").content.decode()


def test_the_monitor_takes_codes_not_names(as_, family):
    as_("hawa").post("/exports/", asked(export="people"))
    assert "Fanta" not in str(lines(latest().file))
    assert {row["code of the family"] for row in lines(latest().file)} == {family.code}
    assert "given name" not in lines(latest().file)[0]


def test_notes_and_parents_never_leave(cast, family):
    entry = export_table(PEOPLE, by=cast.fatim, purpose=CARE, why=WHY)
    codes = set(entry.columns.split())
    assert {"given_name", "phone", "relation"} <= codes
    assert not codes & {"note", "mother_alive", "father_alive"}


@translation.override("en")
def test_people_leave_with_their_present_family(cast, family):
    entry = export_table(PEOPLE, by=cast.mariam, purpose=MONITORING, why=WHY)
    fanta = next(row for row in lines(entry.file) if row["given name"] == "Fanta")
    assert (fanta["code of the family"], fanta["date of birth"]) == (family.code, "2008")


def test_an_export_asks_a_fixed_number_of_questions(
    cast, stage, family, django_assert_max_num_queries
):
    for number in range(3):
        a_family(by=cast.awa, place=stage.badia, name=f"Keïta {number}")
    with django_assert_max_num_queries(24):
        export_table(PEOPLE, by=cast.fatim, purpose=CARE, why=WHY)


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "nadia", "nobody"])
def test_the_page_is_shut_for_the_others(as_, name):
    assert as_(name).get("/exports/").status_code == 404
    assert as_(name).post("/exports/", asked()).status_code == 404


@pytest.mark.parametrize("name", ["awa", "fatim", "mariam", "hawa", "claire"])
def test_the_log_is_the_administrators(as_, name):
    assert as_(name).get("/exports/log/").status_code == 404


def test_the_administrator_sees_who_took_what_and_why_but_not_the_file(as_, family):
    as_("fatim").post("/exports/", asked())
    page = as_("nadia").get("/exports/log/")
    assert WHY in page.content.decode()
    assert "Fatim" in page.content.decode()
    assert as_("nadia").get(f"/exports/{latest().pk}/").status_code == 404
    assert as_("mariam").get(f"/exports/{latest().pk}/").status_code == 404


def test_the_file_is_fetched_by_its_author(as_, family):
    as_("fatim").post("/exports/", asked())
    answer = as_("fatim").get(f"/exports/{latest().pk}/")
    assert load_workbook(opened(answer.content)).worksheets
    assert answer["Content-Disposition"] == f'attachment; filename="{latest().file}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    files.drop(latest().file)
    assert as_("fatim").get(f"/exports/{latest().pk}/").status_code == 404
    assert "deleted" in as_("fatim").get("/exports/").content.decode()


def test_a_form_sent_twice_makes_one_file(as_, family):
    form = asked()
    as_("fatim").post("/exports/", form)
    as_("fatim").post("/exports/", form)
    assert Exported.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"why": "liste"}, "Say in a few words"),
        ({"purpose": "own"}, "Select a valid choice"),
        ({"export": "secrets"}, "Select a valid choice"),
        ({"below": str(uuid4())}, "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(as_, family, wrong, sentence):
    answer = as_("fatim").post("/exports/", asked(**wrong))
    assert answer.status_code == 422
    text = answer.content.decode()
    assert sentence in text
    assert wrong.get("why", WHY) in text
    assert not Exported.objects.exists()


def test_too_many_lines_say_so_at_the_place(as_, family, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LINES", 1)
    answer = as_("fatim").post("/exports/", asked(export="people"))
    assert answer.status_code == 422
    assert "choose a smaller place" in answer.content.decode()


def test_the_page_names_what_stays_here(as_, family):
    text = as_("hawa").get("/exports/").content.decode()
    assert "These stay here:" in text
    assert "given name" in text


def test_families_may_be_narrowed_to_a_place(cast, stage, family):
    a_family(by=cast.awa, place=stage.kita_town, name="Keïta")
    entry = export_table(FAMILIES, by=cast.fatim, purpose=CARE, why=WHY, below=stage.badia)
    assert entry.lines == 1
    assert queries.own_exports(cast.fatim)[0].below == "Badia"


@pytest.mark.parametrize("text", ["15/11/2008", "11/2008", "2008", "vers 2008", "about 2008", ""])
def test_a_birth_leaves_as_precisely_as_it_is_known_and_can_be_read_again(text):
    today = date(2018, 12, 31)
    known = parse_rough(text, today=today) if text else UNKNOWN_DATE
    person = Person(birth_date=known.day, birth_precision=known.precision)
    written = BIRTH.value(PersonRow(person, None))
    assert (parse_rough(written, today=today) if written else UNKNOWN_DATE) == known
