"""A planted cell of a few people is hidden in everything that leaves the house.

Nine children are accompanied, five girls and four boys, seven in Kita and two in Sanankoroba: the
four boys and the two are few, the five and the seven would give them away. Of P-4, entered by hand,
three of the girls asked know their rights.
"""

import io
import json
from datetime import date

import openpyxl
import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from docx import Document
from lxml import etree

from kinkeeper.ground.process.actions import Told
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.casework.models import Service
from kinkeeper.mission.projects.actions import begin_period, enter_value, take_value_step
from kinkeeper.mission.projects.dhis2 import for_dhis2
from kinkeeper.mission.projects.entered import CellGiven, Given
from kinkeeper.mission.projects.models import Indicator
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.report.content import content_of
from kinkeeper.mission.projects.report.files import report_file
from kinkeeper.mission.projects.tests.make import accompanied, recorde
from kinkeeper.mission.projects.transparency import published

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TOLD = Told(date(2019, 1, 20))
GIVEN = Given(
    numerator=40, denominator=90, sample=90, design="random",
    cells=(CellGiven("sex", "F", 3, 40), CellGiven("sex", "M", 37, 50)),
)  # fmt: skip
SEEN = {"5", "4", "7", "2", "3", "37", 5, 4, 7, 2, 3, 37}


@pytest.fixture
def project(cast, stage):
    found = recorde(cast.mariam)
    kita = accompanied(found, by=cast.machine, place=stage.kita_town, children=7)
    other = accompanied(found, by=cast.machine, place=stage.sanankoroba, children=2)
    for one in (kita, other):
        for child in one.children:
            write(Service(family=one.family, person=child, kind="food"), by=cast.machine,
                  done_on=date(2018, 11, 2))  # fmt: skip
    period = begin_period(found, "2018-Q4", by=cast.fatim, on=date(2018, 10, 2))
    indicator = Indicator.objects.get(project=found, code="P-4")
    value = enter_value(indicator, period, by=cast.fatim, told=TOLD, given=GIVEN, source="Enquête")
    take_value_step(value, "submit", by=cast.fatim, told=TOLD)
    take_value_step(value, "approve", by=cast.mariam, told=TOLD)
    return found


# Each answers the values of the planted cells, as they stand in that output.


def report_of(project, cast):
    return report_asked(project, "2018-Q4", by=cast.mariam)


def report_data(project, cast, **_):
    """What the PDF is set from."""
    chapters = content_of(report_of(project, cast)).data["chapters"]
    tables = [t for c in chapters for x in c["lines"] if x["code"] in ("FSP-8", "P-4")
              for t in x["tables"]]  # fmt: skip
    return [row["value"] for t in tables for row in t["rows"] if row["value"] != "0"]


def word(project, cast, **_):
    data = report_file(report_of(project, cast), form="docx", language="fr")
    texts = [p.text for p in Document(io.BytesIO(data)).paragraphs]
    start = next(i for i, t in enumerate(texts) if t.startswith("FSP-8 Enfants"))
    end = next(i for i, t in enumerate(texts) if i > start and t.startswith("FSP-8b"))
    named = ("Par sexe", "Par localité")
    found = [t.partition(":")[2] for t in texts[start:end] if t.startswith(named)]
    return [cell.split()[-1] for text in found for cell in text.split(";")]


def excel(project, cast, **_):
    data = report_file(report_of(project, cast), form="xlsx", language="fr")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[1]
    rows = [[c.value for c in row] for row in sheet.iter_rows()]
    return [row[4] for row in rows if row[0] in ("FSP-8", "P-4") and row[4] not in ("0", "n/a")]


def five_w(project, cast, **_):
    data = report_file(report_of(project, cast), form="xlsx", language="fr")
    rows = [[c.value for c in row] for row in openpyxl.load_workbook(io.BytesIO(data))["5W"]]
    tags = next(row for row in rows if "#adm1+name" in row)
    columns = [tags.index(t) for t in ("#reached+f+children", "#reached+m+children")]
    return [row[c] for row in rows[rows.index(tags) + 1 :] for c in columns]


def iati(project, cast, **_):
    made = published([project], at=timezone.now(), today=date(2018, 12, 31))
    assert made.sentences == []
    cells = etree.fromstring(made.data).xpath(
        "//indicator[starts-with(title/narrative, 'FSP-8 ') or starts-with(title/narrative,'P-4 ')]"
        "//actual[dimension/@name='sex' or location]/@value"
    )
    return [c for c in cells if c != "0"]


def dhis2(project, cast, **_):
    rows = json.loads(for_dhis2(report_of(project, cast)).data)["dataValues"]
    wanted = ("FSP-8_SEX", "FSP-8_PLACE", "P-4_NUM_SEX", "P-4_DEN_SEX")
    return [r["value"] for r in rows if r["dataElement"] in wanted and r["value"] != "0"]


def geojson(project, cast, client, **_):
    client.force_login(cast.pierre, backend=BACKEND)
    features = client.get(reverse("project_geojson", args=["RECORDE"])).json()["features"]
    return [f["properties"]["children"] for f in features if "children" in f["properties"]]


def api(project, cast, client, **_):
    client.force_login(cast.pierre, backend=BACKEND)
    answer = client.get("/api/projects/RECORDE?on=2018-12-31").json()
    found = [i for i in answer["indicators"] if i["code"] in ("FSP-8", "P-4")]
    cells = (c for i in found for c in i["breakdown"] if c["scheme"] in ("sex", "place"))
    return [c["numerator"] for c in cells if c["numerator"] != 0]


def measure(project, cast, capsys, **_):
    call_command("measure", "reached", json=True)
    cells = json.loads(capsys.readouterr().out)
    assert next(c for c in cells if c["by"] == "total")["people"] == 9
    return [c["people"] for c in cells if c["by"] in ("sex", "place")]


@pytest.mark.parametrize(
    "output", [report_data, word, excel, five_w, iati, dhis2, geojson, api, measure]
)
def test_a_cell_of_a_few_people_is_hidden_in(output, project, cast, client, capsys):
    values = output(project, cast, client=client, capsys=capsys)
    assert values or output in (iati, dhis2)
    assert not SEEN.intersection(values), values


def test_the_office_itself_may_ask_for_the_small_numbers(project, cast, capsys):
    call_command("measure", "reached", json=True, inside=True)
    cells = json.loads(capsys.readouterr().out)
    assert sorted(c["people"] for c in cells if c["by"] == "sex") == [4, 5]
