"""The pages of a project, with the cast."""

import io
import json
from datetime import date
from uuid import uuid4

import openpyxl
import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.reports.models import FrozenReport
from kinkeeper.mission.projects.actions import record_expense
from kinkeeper.mission.projects.tests.make import accompanied, lose_care, recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def project(cast, stage):
    found = recorde(cast.mariam)
    one = accompanied(found, by=cast.machine, place=stage.kita_town, children=6, name="Coulibaly")
    accompanied(found, by=cast.machine, place=stage.sanankoroba, name="=HYPERLINK(1)")
    lose_care(one, by=cast.machine, on=date(2018, 6, 1))
    return found


def page(client, account, name, *args, **query):
    client.force_login(account, backend=BACKEND)
    return client.get(reverse(name, args=args), query)


def text_of(response):
    return (
        response.content.decode()
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        .replace("\N{NO-BREAK SPACE}", " ")
    )


def test_the_funder_reads_the_sheet_as_it_was_published(client, cast, project):
    text = text_of(page(client, cast.pierre, "project", "RECORDE"))
    for said in ("250 000,00 €", "01/10/2017 – 01/10/2020", "Kita", "Sanankoroba", "905", "190",
                 "289", "456", "45 796", "380", "199", "Monaco", "AFD"):  # fmt: skip
        assert said in text, said
    assert "42 %" in text
    client.cookies["django_language"] = "en"
    english = text_of(client.get(reverse("project", args=["RECORDE"])))
    assert "Access to decent work" in english
    assert "SOS Children&#x27;s Village Mali" in english


def test_the_funder_gets_numbers_but_no_rows_and_no_small_cells(client, cast, project):
    response = page(client, cast.pierre, "project", "RECORDE", on="2018-12-31")
    assert "/rows/" not in text_of(response)
    assert "Coulibaly" not in text_of(response)
    rows = page(client, cast.pierre, "indicator_rows", "RECORDE", "FSP-8", on="2018-12-31")
    assert rows.status_code == 404


@pytest.mark.parametrize("who", ["awa", "moussa", "claire", "nadia", "nobody"])
def test_others_find_no_project_there(client, cast, project, who):
    assert page(client, getattr(cast, who), "project", "RECORDE").status_code == 404


def test_a_number_leads_to_the_rows_this_reader_may_meet(client, cast, project):
    text = text_of(page(client, cast.fatim, "project", "RECORDE", on="2018-12-31"))
    address = "/projects/RECORDE/indicators/FSP-8/rows/?part=numerator&amp;on=2018-12-31"
    assert address in text
    rows = page(client, cast.fatim, "indicator_rows", "RECORDE", "FSP-8", on="2018-12-31")
    assert "Enfant0 Coulibaly" in text_of(rows)
    assert "HYPERLINK" not in text_of(rows)
    assert Reading.objects.filter(account=cast.fatim.pk, door="indicator_rows").exists()
    codes = text_of(page(client, cast.hawa, "indicator_rows", "RECORDE", "FSP-8", on="2018-12-31"))
    assert "Coulibaly" not in codes


@pytest.mark.parametrize(
    "query", [{"on": "31/31/2018"}, {"on": "2016-01-01"}, {"known": "2999-01-01"}, {"on": "0"}]
)
def test_an_impossible_day_is_answered_with_a_sentence(client, cast, project, query):
    response = page(client, cast.mariam, "project", "RECORDE", **query)
    assert response.status_code == 200
    assert 'role="alert"' in text_of(response)


def test_rows_of_unknown_indicators_parts_or_days_are_not_found(client, cast, project):
    wrong: list[tuple[str, dict[str, str]]] = [
        ("P-99", {}), ("P-4", {}), ("FSP-8", {"part": "x"}), ("FSP-8", {"on": "x"})
    ]  # fmt: skip
    for code, query in wrong:
        answer = page(client, cast.mariam, "indicator_rows", "RECORDE", code, **query)
        assert answer.status_code == 404
    assert page(client, cast.mariam, "project", "NOWHERE").status_code == 404


def test_a_report_is_frozen_once_and_compared_later(client, cast, project):
    client.force_login(cast.mariam, backend=BACKEND)
    form = {"title": "Rapport 2018", "on": "2018-12-31", "form_id": uuid4()}
    answers = [client.post(reverse("project_freeze", args=["RECORDE"]), form) for _ in range(2)]
    report = FrozenReport.objects.get()
    assert {a.url for a in answers} == {reverse("frozen_report", args=[report.pk])}
    assert report.parameters == {"project": "RECORDE", "on": "2018-12-31"}
    compared = client.get(reverse("frozen_compare", args=[report.pk]))
    assert compared.context["comparison"].equal
    seen = page(client, cast.pierre, "frozen_report", report.pk)
    assert seen.status_code == 200
    assert page(client, cast.claire, "frozen_report", report.pk).status_code == 404


def test_money_in_a_frozen_report_is_read_in_the_projects_currency(client, cast, project):
    record_expense(project, by=cast.mariam, paid_on=date(2018, 6, 1), line="Audit",
                   paid_minor=1_250_050, paid_currency="EUR")  # fmt: skip
    client.force_login(cast.mariam, backend=BACKEND)
    form = {"title": "Rapport 2018", "on": "2018-12-31", "form_id": uuid4()}
    address = client.post(reverse("project_freeze", args=["RECORDE"]), form).url
    client.cookies["django_language"] = "en"
    lines = {line.code: line for line in client.get(address).context["lines"]}
    spent = lines["P-14"].parts.replace("\N{NARROW NO-BREAK SPACE}", " ")
    assert spent.endswith(" EUR / 250 000.00 EUR")
    assert lines["P-14"].target.endswith("%")
    assert "EUR" not in lines["FSP-2"].parts


def test_only_those_who_may_freeze_are_offered_it(client, cast, project):
    assert "project_freeze" not in text_of(page(client, cast.fatim, "project", "RECORDE"))
    client.force_login(cast.fatim, backend=BACKEND)
    form = {"title": "x", "form_id": uuid4()}
    assert client.post(reverse("project_freeze", args=["RECORDE"]), form).status_code == 404
    assert not FrozenReport.objects.exists()


def test_the_workbook_holds_text_and_numbers_and_is_written_down(client, cast, project):
    response = page(client, cast.pierre, "project_workbook", "RECORDE", purpose="funder",
                    on="2018-12-31")  # fmt: skip
    book = openpyxl.load_workbook(io.BytesIO(response.content))
    cells = [cell for sheet in book for row in sheet for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s", "n"}
    values = {cell.value for cell in cells}
    assert "n/a" in {str(v) for v in values} or "s.o." in {str(v) for v in values}
    assert Reading.objects.filter(door="project_workbook:funder").exists()
    assert page(client, cast.pierre, "project_workbook", "RECORDE").status_code == 404


def test_the_numbers_of_the_breakdown_are_numbers(client, cast, project):
    response = page(client, cast.mariam, "project_workbook", "RECORDE", purpose="funder",
                    on="2018-12-31")  # fmt: skip
    rows = list(openpyxl.load_workbook(io.BytesIO(response.content)).worksheets[1].iter_rows())
    counted = next(row for row in rows if row[0].value == "FSP-8")
    assert counted[4].data_type == "n"
    share = next(row for row in rows if row[6].data_type == "n" and row[6].value)
    assert [share[column].data_type for column in (4, 5)] == ["n", "n"]
    assert share[4].value == pytest.approx(100 * share[5].value / share[6].value, abs=0.06)


def test_the_page_stays_light(client, cast, project, django_assert_max_num_queries):
    client.force_login(cast.mariam, backend=BACKEND)
    with django_assert_max_num_queries(73):
        client.get(reverse("project", args=["RECORDE"]), {"on": "2018-12-31"})


def test_the_command_line_gives_each_indicator_with_its_parts(project, capsys):
    call_command("project", "recorde", "--on", "2018-12-31", "--json")
    answer = json.loads(capsys.readouterr().out)
    lines = {line["code"]: line for line in answer["indicators"]}
    assert (lines["P-2"]["numerator"], lines["P-2"]["denominator"]) == (1, 8)
    assert lines["P-2"]["value"] == "12.5"
    assert lines["P-2"]["coverage"] == {"assessed": 8, "eligible": 8}, "all of them are counted"
    assert lines["P-14"]["coverage"] is None, "amounts are no people"
    assert lines["FSP-1"]["value"] is None
    assert lines["FSP-1a"]["coverage"] == {"assessed": 0, "eligible": 2}
    assert {c["scheme"] for c in lines["P-2"]["breakdown"]} == {"sex", "age", "place"}
    assert lines["P-4"]["state"] == "not_collected"


def test_the_command_line_says_what_is_wrong_with_a_code(project):
    with pytest.raises(CommandError) as bad:
        call_command("project", "RECORDE", "--on", "yesterday")
    assert bad.value.returncode == 2
    with pytest.raises(CommandError) as unknown:
        call_command("project", "NOWHERE")
    assert unknown.value.returncode == 1


def test_the_command_line_prints_a_table(project, capsys):
    call_command("project", "RECORDE", "--on", "2018-12-31")
    said = capsys.readouterr().out
    assert "FSP-8" in said
    assert "15/01/2019" not in said


def test_the_command_line_says_as_of_when_it_was_known(project, capsys):
    call_command("project", "RECORDE", "--on", "2018-12-31", "--as-known", "2019-01-15")
    head = capsys.readouterr().out.splitlines()[1]
    assert ("31/12/2018" in head, "15/01/2019" in head) == (True, True)


def test_the_api_gives_the_framework_to_its_readers_only(client, cast, project):
    client.force_login(cast.pierre, backend=BACKEND)
    listed = client.get("/api/projects").json()
    assert [p["code"] for p in listed] == ["RECORDE"]
    answer = client.get("/api/projects/RECORDE", {"on": "2018-12-31"}).json()
    lines = {line["code"]: line for line in answer["indicators"]}
    assert lines["FSP-8"]["value"] == "8"
    assert lines["P-2"]["numerator"] == 1
    shown = [c["numerator"] for line in lines.values() for c in line["breakdown"]]
    assert not any(0 < (n or 0) < 5 for n in shown)
    client.force_login(cast.claire, backend=BACKEND)
    assert client.get("/api/projects/RECORDE").status_code == 404
