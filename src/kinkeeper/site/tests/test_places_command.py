"""`./kinkeeper places`: an official list in, and where a place lay on a day."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.places.actions import load_mali
from kinkeeper.ground.places.queries import place_by_code


@pytest.fixture
def mali(db):
    load_mali(by=machine())


def places(*arguments: str) -> str:
    out = StringIO()
    call_command("places", *arguments, stdout=out)
    return out.getvalue()


def test_kita_lay_in_kayes_and_lies_in_kita(mali):
    before = json.loads(places("where", "Kita", "--on", "2018-06-01", "--json"))
    now = json.loads(places("where", "kita", "--on", "2026-01-01", "--json"))
    assert ["Kita", "Kayes", "Mali"] in before
    assert ["Kita", "Kita", "Mali"] in now
    assert ["Kita", "Mali"] in now, "the region of 2023"
    assert all("Kayes" in way for way in before), "a region that was not there yet is not told"


def test_a_place_or_a_day_that_is_none_is_told(mali):
    with pytest.raises(CommandError, match="Nulle-Part") as nowhere:
        places("where", "Nulle-Part")
    with pytest.raises(CommandError, match="2018/06/01") as never:
        places("where", "Kita", "--on", "2018/06/01")
    assert (nowhere.value.returncode, never.value.returncode) == (1, 2)


def test_an_official_list_is_loaded_once(mali, tmp_path):
    file = tmp_path / "cercles.csv"
    file.write_text("name,code,region\nBafoulabé,ML0102,ML01\n", encoding="utf-8")
    wanted = (
        "import", str(file), "--level", "cercle", "--scheme", "ocha", "--vintage", "2015",
        "--name-column", "name", "--code-column", "code", "--parent-column", "region",
    )  # fmt: skip
    assert json.loads(places(*wanted))["added"] == 1
    assert json.loads(places(*wanted))["added"] == 0
    assert place_by_code(scheme="ocha", vintage="2015", code="ML0102").name == "Bafoulabé"
