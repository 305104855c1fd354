"""The report of a quarter: Word, PDF and Excel, with the figures kept when it was closed."""

import io
from datetime import date

import openpyxl
import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from docx import Document

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.reports.word import WrongTemplate, filled
from kinkeeper.mission.projects.actions import (
    begin_period,
    enter_value,
    propose_close,
    record_expense,
    take_period_step,
    take_value_step,
    write_narrative,
)
from kinkeeper.mission.projects.entered import Given
from kinkeeper.mission.projects.models import FunderWord, Indicator
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.report.content import content_of
from kinkeeper.mission.projects.report.files import report_file
from kinkeeper.mission.projects.tests.make import accompanied, lose_care, recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOLD = Told(date(2019, 1, 20))


@pytest.fixture
def project(cast, stage):
    found = recorde(cast.mariam)
    one = accompanied(found, by=cast.machine, place=stage.kita_town, children=6, name="Coulibaly")
    accompanied(found, by=cast.machine, place=stage.sanankoroba, name="=HYPERLINK(1)")
    lose_care(one, by=cast.machine, on=date(2018, 6, 1))
    return found


@pytest.fixture
def closed(cast, project):
    period = begin_period(project, "2018-Q4", by=cast.fatim, on=date(2018, 10, 2))
    given = Given(numerator=80, denominator=120, sample=120, design="random")
    indicator = Indicator.objects.get(project=project, code="P-4")
    value = enter_value(indicator, period, by=cast.fatim, told=TOLD, given=given, source="Enquête")
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    write_narrative(period, by=cast.fatim, narrative_fr="Riz & mil.\n\nSuite.", narrative_en="")
    propose_close(period, by=cast.fatim, told=TOLD)
    take_period_step(period, "close", by=cast.mariam, told=TOLD)
    return period


def line(content, code):
    return next(x for c in content.data["chapters"] for x in c["lines"] if x["code"] == code)


def text_of(data):
    document = Document(io.BytesIO(data))
    cells = (c.text for t in document.tables for r in t.rows for c in r.cells)
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_a_closed_period_keeps_its_figures_in_the_report(cast, stage, project, closed):
    before = line(content_of(report_asked(project, "2018-Q4", by=cast.mariam)), "FSP-8")
    accompanied(project, by=cast.machine, place=stage.kita_town, children=9, name="Keïta")
    after = content_of(report_asked(project, "2018-Q4", by=cast.mariam))
    assert line(after, "FSP-8")["value"] == before["value"] == "8"
    assert not after.data["provisional"]
    now = content_of(report_asked(project, "2018-12-31", by=cast.mariam))
    assert line(now, "FSP-8")["value"] == "17"
    assert now.data["provisional"]


def test_a_release_comes_out_the_same_from_its_ledger_position(
    cast, stage, project, closed, tmp_path
):
    def released(name):
        file = tmp_path / name
        call_command("iati", "RECORDE", period="2018-Q4", out=str(file))
        asked = report_asked(project, "2018-Q4", by=cast.mariam)
        content = content_of(asked)
        sheet = openpyxl.load_workbook(
            io.BytesIO(report_file(asked, form="xlsx", language="en"))
        ).worksheets[0]
        cells = [[cell.value for cell in row] for row in sheet.iter_rows()]
        return file.read_bytes(), content.data, content.charts, cells

    before = released("before.xml")
    accompanied(project, by=cast.machine, place=stage.kita_town, children=9, name="Keïta")
    record_expense(project, by=cast.mariam, paid_on=date(2018, 11, 2), line="Transport",
                   paid_minor=655_957, paid_currency="XOF")  # fmt: skip
    assert released("after.xml") == before
    call_command("iati", "RECORDE", out=str(tmp_path / "now.xml"))
    assert (tmp_path / "now.xml").read_bytes() != before[0]
    with pytest.raises(CommandError):
        call_command("iati", "RECORDE", period="demain", out=str(tmp_path / "x"))


def test_the_word_report_says_all_and_names_nobody(cast, project, closed):
    asked = report_asked(project, "2018-q4", by=cast.mariam)
    text = text_of(report_file(asked, form="docx", language="fr"))
    for said in ("RECORDE", "Riz & mil.", "Suite.", "P-4", "66,7", "80 / 120", "Monaco"):
        assert said in text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\xa0", " "), said
    assert "Coulibaly" not in text
    assert "{{" not in text
    english = text_of(report_file(asked, form="docx", language="en"))
    assert "Results framework" in english


def test_the_pdf_is_one(cast, project, closed):
    asked = report_asked(project, "2018-Q4", by=cast.mariam)
    assert report_file(asked, form="pdf", language="fr").startswith(b"%PDF")


def test_the_workbook_has_quarters_and_a_5w_with_its_tags(cast, project, closed):
    asked = report_asked(project, "2018-Q4", by=cast.mariam)
    book = openpyxl.load_workbook(io.BytesIO(report_file(asked, form="xlsx", language="fr")))
    assert book.sheetnames[-1] == "5W"
    rows = [[c.value for c in row] for row in book["5W"].iter_rows()]
    tags = next(row for row in rows if "#adm1+name" in row)
    kita = next(row for row in rows if "Kita" in row)
    assert kita[tags.index("#reached+children")] == 6
    assert not kita[tags.index("#reached+f+children")]
    assert kita[tags.index("#meta+remark")]
    assert "2018-Q4" in [c.value for row in book.worksheets[0].iter_rows() for c in row]
    assert not any(c.data_type == "f" for s in book for row in s.iter_rows() for c in row)


def test_a_funder_reads_its_own_codes(cast, project, closed):
    monaco = project.partners.get(part="funding")
    write(
        FunderWord(partner=monaco, of="P-4"), by=cast.mariam, code="MC-4", name_fr="Droits connus"
    )
    asked = report_asked(project, "2018-Q4", by=cast.mariam, funder="monaco")
    assert line(content_of(asked), "P-4")["funder_code"] == "MC-4"
    with pytest.raises(ValidationError, match="Croix"):
        report_asked(project, "2018-Q4", by=cast.mariam, funder="Croix")


def a_template(path, *lines):
    document = Document()
    for text in lines:
        document.add_paragraph(text)
    document.save(path)
    return path


def test_a_funders_own_template_is_filled(cast, project, closed, tmp_path):
    own = a_template(tmp_path / "own.docx", "Projet {{ code }}, {{ period }}")
    asked = report_asked(project, "2018-Q4", by=cast.mariam)
    text = text_of(report_file(asked, form="docx", language="fr", template=own))
    assert "Projet RECORDE, 2018-Q4" in text


@pytest.mark.parametrize(
    "evil",
    [
        "{{ code.__class__.__mro__ }}",
        "{{ picture.__init__.__globals__ }}",
        "{{ picture._document }}",
        "{% include '/etc/passwd' %}",
        "{{ not_there }}",
        "{{ code",
    ],
)
def test_a_template_reaches_nothing_of_the_program(evil, tmp_path):
    template = a_template(tmp_path / "evil.docx", evil)
    with pytest.raises(WrongTemplate):
        filled(template, {"code": "RECORDE"}, pictures={})


def test_the_command_writes_the_file_and_says_what_is_wrong(cast, project, closed, tmp_path):
    out = tmp_path / "r.pdf"
    call_command("report", "RECORDE", period="2018-Q4", format="pdf", out=out)
    assert out.read_bytes().startswith(b"%PDF")
    with pytest.raises(CommandError):
        call_command("report", "RECORDE", period="demain", format="pdf", out=out)
    with pytest.raises(CommandError):
        call_command("report", "AUTRE", period="2018-Q4", format="pdf", out=out)


def test_who_may_export_downloads_and_it_is_written_down(client, cast, project, closed):
    client.force_login(cast.pierre, backend=BACKEND)
    query = {"period": "2018-Q4", "language": "fr", "form": "pdf", "funder": ""}
    answer = client.get(reverse("project_report", args=["RECORDE"]), query)
    assert answer["Content-Disposition"].endswith('RECORDE-2018-Q4-fr.pdf"')
    assert Reading.objects.filter(door="project_report:pdf").exists()
    assert client.get(reverse("project_iati", args=["RECORDE"])).content.startswith(b"<?xml")
    client.force_login(cast.awa, backend=BACKEND)
    assert client.get(reverse("project_report", args=["RECORDE"]), query).status_code == 404


def test_places_leave_as_geojson_without_few_people(client, cast, stage, project):
    write(stage.kita_town, by=cast.machine, latitude=13.03, longitude=-9.49)
    client.force_login(cast.pierre, backend=BACKEND)
    answer = client.get(reverse("project_geojson", args=["RECORDE"])).json()
    places = {f["properties"]["name"]: f for f in answer["features"]}
    assert answer["type"] == "FeatureCollection"
    assert places["Kita ville"]["geometry"]["coordinates"] == [-9.49, 13.03]
    assert places["Kita ville"]["properties"]["hidden"]
    assert places["Kita ville"]["properties"]["children"] is None
    assert places["Kita"]["properties"]["role"] == "project"
    page = client.get(reverse("project", args=["RECORDE"])).content.decode()
    assert 'class="wide' in page
    assert "Kita ville: 6" not in page
