"""Services of the programme as facts: no names, and the same numbers on every engine."""

import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from kinkeeper.ground.records.actions import write
from kinkeeper.mission.casework.models import Service
from kinkeeper.mission.projects.facts import service_facts
from kinkeeper.mission.projects.tests.make import accompanied, recorde


@pytest.fixture
def served(cast, stage):
    project = recorde(cast.mariam)
    one = accompanied(project, by=cast.machine, place=stage.kita_town, children=3, name="Coulibaly",
                      until=date(2018, 12, 31))  # fmt: skip
    days = (date(2018, 2, 1), date(2018, 5, 1), date(2019, 5, 1))
    for child in one.children:
        for day in days:
            write(Service(family=one.family, person=child, kind="food"), by=cast.machine,
                  done_on=day, quantity=2)  # fmt: skip
    write(Service(family=one.family, kind="savings_group"), by=cast.machine, done_on=days[0])
    write(Service(family=one.family, kind="food"), by=cast.machine, planned_on=days[0])
    return one


def test_only_what_was_given_while_accompanied_is_a_fact(served):
    found = list(service_facts())
    assert len(found) == 7
    assert {f.project for f in found} == {"RECORDE"}
    assert {f.role for f in found} == {"child", "family"}
    assert {f.cercle for f in found} == {"Kita"}
    assert not any("Coulibaly" in str(f) for f in found)


def test_the_numbers_of_people_change_with_every_export(served):
    assert {f.who for f in service_facts()}.isdisjoint(f.who for f in service_facts())


def read(capsys, *args, **options):
    call_command("measure", *args, json=True, **options)
    return json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("name", ["reached", "first_reached", "reached_by_place_sex_age"])
def test_the_command_gives_equal_cells_on_both_engines(served, capsys, name):
    database, duckdb = (
        read(capsys, name, engine=engine, inside=True) for engine in ("database", "duckdb")
    )
    assert database == duckdb
    assert database


def test_facts_are_exported_and_measured_again(served, capsys, tmp_path):
    call_command("facts", "export", "--out", str(tmp_path))
    capsys.readouterr()
    again = read(capsys, "reached", engine="duckdb", facts=tmp_path, quarter="2018-Q1",
                 inside=True)  # fmt: skip
    total = next(c for c in again if c["by"] == "total")
    assert (total["people"], total["services"], total["quantity"]) == (4, 4, 7)


def test_a_wrong_name_or_folder_is_a_sentence(served, tmp_path):
    with pytest.raises(CommandError, match="reached"):
        call_command("measure", "tout")
    with pytest.raises(CommandError):
        call_command("measure", "reached", engine="duckdb", facts=tmp_path)
