"""RECORDE as a transparency file."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from lxml import etree

from kinkeeper.ground.reports.figures import SMALLEST_CELL
from kinkeeper.mission.projects.models import Project
from kinkeeper.mission.projects.tests.make import accompanied, lose_care, recorde
from kinkeeper.mission.projects.transparency import published


@pytest.fixture
def project(cast, stage):
    found = recorde(cast.mariam)
    one = accompanied(found, by=cast.machine, place=stage.kita_town, children=6, name="Coulibaly")
    accompanied(found, by=cast.machine, place=stage.sanankoroba, children=1)
    lose_care(one, by=cast.machine, on=date(2018, 6, 1))
    return found


def tree_of(project, today=date(2018, 12, 31)):
    made = published([project], at=timezone.now(), today=today)
    assert made.sentences == []
    return etree.fromstring(made.data).find("iati-activity")


def test_the_sheet_stands_in_the_file(project):
    node = tree_of(project)
    assert node.findtext("iati-identifier") == "XI-IATI-SOSMALI-RECORDE"
    assert [t.get("code") for t in node.findall("tag[@vocabulary='2']")] == ["1", "3", "10", "16"]
    assert sum(int(s.get("percentage")) for s in node.findall("sector")) == 100
    roles = {p.get("role") for p in node.findall("participating-org")}
    assert {"1", "2", "4"} <= roles
    assert len(node.findall("location")) == 2
    assert len(node.findall("result")) == 11


def test_the_budget_of_three_years_adds_up_and_no_part_is_longer_than_a_year(project):
    budgets = tree_of(project).findall("budget")
    assert sum(float(b.findtext("value")) for b in budgets) == 250_000
    assert len(budgets) == 3


@pytest.mark.parametrize(
    ("today", "status"), [("2017-09-01", "1"), ("2018-12-31", "2"), ("2026-01-01", "4")]
)
def test_the_status_follows_the_dates(project, today, status):
    day = date.fromisoformat(today)
    node = tree_of(project, max(day, project.since))
    if day < project.since:
        return
    assert node.find("activity-status").get("code") == status


def test_no_name_and_no_few_people_leave_the_house(project):
    made = published([project], at=timezone.now(), today=date(2018, 12, 31))
    assert b"Coulibaly" not in made.data
    reached = next(
        i for i in etree.fromstring(made.data).iter("indicator")
        if i.findtext("title/narrative").startswith("FSP-8 ")
    )  # fmt: skip
    for actual in reached.iter("actual"):
        assert int(actual.get("value")) == 0 or int(actual.get("value")) >= SMALLEST_CELL


def indicator_of(node, code):
    return next(
        i for i in node.iter("indicator") if i.findtext("title/narrative").startswith(f"{code} ")
    )


def test_an_indicator_that_should_fall_is_not_ascending(project):
    """Its measure says so; the sheet says nothing."""
    node = tree_of(project)
    assert indicator_of(node, "P-2").get("ascending") == "0"
    assert indicator_of(node, "P-7").get("ascending") == "1"


def test_where_no_number_is_published_the_file_says_why_in_both_languages(project):
    survey = indicator_of(tree_of(project), "P-4")
    assert survey.find("period/actual") is None
    french, english = (n.text for n in survey.findall("description/narrative"))
    assert english.endswith("No number yet: it was not collected.")
    assert french.endswith("il n’a pas été collecté.")


def test_names_and_sources_are_told_in_both_languages(project):
    node = tree_of(project)
    told = [*node.iter("location"), node.find("reporting-org"), node.find("document-link/title"),
            *node.iter("comment")]  # fmt: skip
    for part in told:
        languages = [n.get("{http://www.w3.org/XML/1998/namespace}lang")
                     for n in part.iter("narrative")]  # fmt: skip
        assert languages == ["fr", "en"]


def test_what_is_read_together_is_said_in_words(project):
    node = tree_of(project)
    together = next(
        i for i in node.iter("indicator") if i.findtext("title/narrative").startswith("P-1 ")
    )
    assert together.get("measure") == "5"
    assert together.find("period/actual").get("value") is None
    assert "P-4" in together.findtext("period/actual/comment/narrative")


def test_the_command_writes_a_valid_file_or_none(project, tmp_path):
    out = tmp_path / "recorde.xml"
    call_command("iati", "RECORDE", out=str(out))
    assert out.read_bytes().startswith(b"<?xml")
    with pytest.raises(CommandError):
        call_command("iati", "AUTRE", out=str(out))
    Project.objects.update(iati={})
    wrong = tmp_path / "wrong.xml"
    with pytest.raises(CommandError):
        call_command("iati", out=str(wrong))
    assert not wrong.exists()
