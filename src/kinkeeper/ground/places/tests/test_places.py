"""The tree of places in time."""

from datetime import date
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.places.actions import (
    add_place,
    import_official,
    load_mali,
    move_place,
)
from kinkeeper.ground.places.listing import Columns
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import (
    below,
    parents_on,
    place_by_code,
    places_called,
    region_on,
    regions_on,
)

OFFICIAL = Path(__file__).parents[6] / "shared" / "data" / "mali" / "mali_communes.csv"


@pytest.fixture
def mali(db: None) -> None:
    load_mali(by=machine())


def the(scheme: str, vintage: str, code: str) -> Place:
    found = place_by_code(scheme=scheme, vintage=vintage, code=code)
    assert found is not None
    return found


def test_kita_lay_in_kayes_in_2018_and_in_kita_today(mali: None) -> None:
    kita = the("ocha", "2015", "ML0105")
    assert [p.name for p in parents_on(kita, date(2018, 12, 31))] == ["Kita", "Kayes", "Mali"]
    assert [p.name for p in parents_on(kita, date(2026, 1, 1))] == ["Kita", "Kita", "Mali"]
    region = region_on(the("ocha", "2015", "ML010501"), date(2018, 12, 31))
    assert region is not None
    assert region.name == "Kayes"


def test_the_regions_before_and_since_the_law_of_2023(mali: None) -> None:
    assert len(regions_on(date(2015, 1, 1))) == 9
    assert len(regions_on(date(2018, 1, 1))) == 11
    assert len(regions_on(date(2023, 3, 13))) == 20


def test_a_code_means_nothing_without_its_vintage(mali: None) -> None:
    assert the("ocha", "2015", "ML09").name == "Bamako"
    assert the("law", "2023", "09").name == "Taoudénit"
    assert place_by_code(scheme="ocha", vintage="2025", code="ML09") is None


def test_loading_the_facts_twice_adds_nothing(mali: None) -> None:
    before = Place.objects.count()
    assert load_mali(by=machine()).added == 0
    assert Place.objects.count() == before


def test_below_a_region_is_what_lies_in_it_today(mali: None) -> None:
    kita_region, kayes = the("law", "2023", "12"), the("law", "2023", "01")
    names = set(below(kita_region).values_list("name", flat=True))
    assert {"Kita", "Badia", "Djidian"} <= names
    assert "Badia" not in set(below(kayes).values_list("name", flat=True))


def test_a_place_is_found_whatever_its_spelling_the_smallest_first(mali: None) -> None:
    assert [p.level for p in places_called("KITA ")] == ["village", "cercle", "region"]
    assert [p.name for p in places_called("dialakorodji")] == ["Dialakorodji"]


def test_a_village_can_be_added_and_not_twice(mali: None) -> None:
    commune = the("ocha", "2015", "ML020531")
    village = add_place(name="Kabé", level=Level.VILLAGE, parent=commune, by=machine())
    assert village.path.startswith(commune.path)
    with pytest.raises(ValidationError):
        add_place(name="kabe", level=Level.VILLAGE, parent=commune, by=machine())


def test_a_place_that_moves_takes_what_is_below_with_it(mali: None) -> None:
    badia, kati = the("ocha", "2015", "ML010501"), the("ocha", "2015", "ML0205")
    village = add_place(name="Invenie", level=Level.VILLAGE, parent=badia, by=machine())
    move_place(badia, to=kati, since=date(2024, 1, 1), by=machine())
    village.refresh_from_db()
    assert village in below(kati)
    assert [p.name for p in parents_on(village, date(2020, 1, 1))][2] == "Kita"
    assert [p.name for p in parents_on(village, date(2025, 1, 1))][2] == "Kati"


def communes() -> Columns:
    return Columns(
        level=Level.COMMUNE, name="nom", code="code", parent_code="cercle", scheme="ocha",
        vintage="2015",
    )  # fmt: skip


def test_an_official_list_adds_what_is_missing(mali: None, tmp_path: Path) -> None:
    file = tmp_path / "communes.csv"
    file.write_text("nom,code,cercle\nBadia,ML010501,ML0105\nSebekoro,ML010528,ML0105\n")
    loaded = import_official(file, communes(), by=machine())
    assert (loaded.added, loaded.known) == (1, 1)
    assert the("ocha", "2015", "ML010528") in below(the("law", "2023", "12"))


def test_a_list_of_another_vintage_is_stopped(mali: None, tmp_path: Path) -> None:
    file = tmp_path / "communes.csv"
    file.write_text("nom,code,cercle\nBougouni,ML010501,ML0105\n")
    with pytest.raises(ValidationError, match="Badia"):
        import_official(file, communes(), by=machine())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("nom,code\nBadia,ML010501\n", "cercle"),
        ("nom,code,cercle\n,ML010501,ML0105\n", "2"),
        ("nom,code,cercle\nX,ML990101,ML9901\n", "ML9901"),
    ],
)
def test_a_wrong_list_says_what_is_wrong(mali: None, tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "communes.csv"
    file.write_text(text)
    with pytest.raises(ValidationError, match=said):
        import_official(file, communes(), by=machine())


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the official lists are not beside the project")
def test_the_official_communes_of_kita_hang_below_it(mali: None, tmp_path: Path) -> None:
    lines = OFFICIAL.read_text().splitlines()
    file = tmp_path / "kita.csv"
    file.write_text("\n".join([lines[0], *(line for line in lines if ",ML0105,ML0105," in line)]))
    columns = Columns(
        level=Level.COMMUNE, name="commune", code="pcode_cod2015",
        parent_code="cercle_pcode_cod2015", scheme="ocha", vintage="2015",
    )  # fmt: skip
    loaded = import_official(file, columns, by=machine())
    assert (loaded.added, loaded.known) == (29, 4)
    assert the("ocha", "2015", "ML010516").name == "Kobri"
