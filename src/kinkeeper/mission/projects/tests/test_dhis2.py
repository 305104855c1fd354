"""The figures of a period as data values for DHIS2."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.translation import override

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.projects.dhis2 import for_dhis2
from kinkeeper.mission.projects.report.asking import report_asked
from kinkeeper.mission.projects.tests.make import accompanied, recorde

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def project(cast, stage):
    found = recorde(cast.mariam)
    accompanied(found, by=cast.machine, place=stage.kita_town, children=11, name="Coulibaly")
    accompanied(found, by=cast.machine, place=stage.sanankoroba, children=1)
    return found


def made_of(project, by, period="2018-Q4"):
    return for_dhis2(report_asked(project, period, by=by))


def rows_of(made, element):
    return {
        (r["orgUnit"], r["categoryOptionCombo"]): r
        for r in json.loads(made.data)["dataValues"] if r["dataElement"] == element
    }  # fmt: skip


def test_a_total_its_sexes_and_places_have_an_element_each(cast, project):
    made = made_of(project, cast.mariam)
    total = rows_of(made, "FSP-8")["ML", "default"]
    assert (total["value"], total["period"]) == ("12", "2018Q4")
    assert {k: r["value"] for k, r in rows_of(made, "FSP-8_SEX").items()} == {
        ("ML", "SEX_F"): "7", ("ML", "SEX_M"): "5", ("ML", "SEX_NR"): "0",
    }  # fmt: skip
    assert made.written == len(json.loads(made.data)["dataValues"])


def test_few_people_are_left_out_and_that_is_said(cast, project):
    with override("en"):
        made = made_of(project, cast.mariam)
    assert rows_of(made, "FSP-8_PLACE") == {}
    assert "people were left out" in rows_of(made, "FSP-8")["ML", "default"]["comment"]
    assert made.hidden
    assert all("hidden" not in row for row in json.loads(made.data)["dataValues"])


def test_what_nobody_collected_is_left_out_and_named(cast, project):
    made = made_of(project, cast.mariam)
    assert not any(r["dataElement"].startswith("P-4") for r in json.loads(made.data)["dataValues"])
    assert "P-4" in made.without
    assert any("P-4" in sentence for sentence in made.sentences)


def test_a_percentage_goes_out_as_its_two_counts(cast, project):
    made = made_of(project, cast.mariam)
    assert rows_of(made, "FSP-2_NUM")["ML", "default"]["value"] == "0"
    assert rows_of(made, "FSP-2_DEN")["ML", "default"]["value"] == "12"
    assert rows_of(made, "FSP-2") == {}


def test_their_codes_are_data(cast, project):
    codes = {
        "data_set": "dsRECORDE01", "elements": {"FSP-8": "deCHILDREN1"},
        "options": {"default": "HllvX50cXC0"}, "units": {"ML": "ouMALI00001"},
    }  # fmt: skip
    write(project, by=cast.mariam, dhis2=codes)
    made = made_of(project, cast.mariam)
    assert json.loads(made.data)["dataSet"] == "dsRECORDE01"
    assert rows_of(made, "deCHILDREN1")["ouMALI00001", "HllvX50cXC0"]["value"] == "12"


def test_two_values_with_one_address_are_refused(cast, project):
    write(project, by=cast.mariam, dhis2={"elements": {"FSP-8": "same", "FSP-2_DEN": "same"}})
    with pytest.raises(ValidationError, match="same"):
        made_of(project, cast.mariam)


def test_the_command_writes_the_file_and_says_what_is_wrong(cast, project, tmp_path, capsys):
    out = tmp_path / "values.json"
    call_command("dhis2", "RECORDE", period="2018-Q4", out=out)
    assert json.loads(out.read_bytes())["dataValues"]
    assert "P-4" in capsys.readouterr().out
    for wrong in (("AUTRE", "2018-Q4", out), ("RECORDE", "demain", out),
                  ("RECORDE", "2018-Q4", tmp_path / "no" / "x")):  # fmt: skip
        with pytest.raises(CommandError):
            call_command("dhis2", wrong[0], period=wrong[1], out=wrong[2])


def test_who_may_export_downloads_and_it_is_written_down(client, cast, project):
    url = reverse("project_dhis2", args=["RECORDE"])
    query = {"period": "2018-Q4", "language": "fr", "form": "pdf", "funder": ""}
    client.force_login(cast.pierre, backend=BACKEND)
    assert client.get(url, query).json()["dataValues"]
    assert Reading.objects.filter(door="project_dhis2").exists()
    assert client.get(url, {"period": "1999-Q1"}).status_code == 404
    write(project, by=cast.mariam, dhis2={"elements": {"FSP-8": "same", "FSP-2_DEN": "same"}})
    assert "same" in client.get(url, query, follow=True).content.decode()
    client.force_login(cast.awa, backend=BACKEND)
    assert client.get(url, query).status_code == 404
