"""Finding people as they are heard, within the reader's scope, with the reason."""

import pytest

from kinkeeper.mission.people.actions import register_person
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.queries import likely_same, search_families, search_people
from kinkeeper.mission.people.tests.make import a_family, in_year


def _found(text, by):
    return [str(hit.record) for hit in search_people(text, by=by)]


@pytest.fixture
def families(stage, cast):
    return [
        a_family(by=cast.awa, place=stage.kita_town, name="Traoré", number="K-017"),
        a_family(
            by=cast.fatim, place=stage.badia, name="Coulibaly", mother="Sira",
            children=("Mahamadou Lamine", "Aminata"),
        ),
        a_family(by=cast.oumar, place=stage.socoura, mother="Oumou", children=("Mamadou",)),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("traore", "Awa Traoré"),
        ("TRAWORE", "Awa Traoré"),
        ("Kulibali", "Sira Coulibaly"),
        ("Mamadou", "Mahamadou Lamine Coulibaly"),
        ("mahamadou", "Mamadou Traoré"),
        ("Traoré Mamadou", "Mamadou Traoré"),
        ("Mamadou Traore", "Mamadou Traoré"),
        ("lamine", "Mahamadou Lamine Coulibaly"),
        ("Coul", "Sira Coulibaly"),
    ],
)
def test_a_name_is_found_as_it_is_heard(cast, families, typed, name):
    assert name in _found(typed, cast.awa)


def test_nobody_of_another_region_is_found(cast, families):
    assert "Oumou Traoré" not in _found("Traoré", cast.awa)
    assert _found("Traoré", cast.oumar) == ["Mamadou Traoré", "Oumou Traoré"]


@pytest.mark.parametrize("name", ["claire", "pierre", "nadia", "nobody"])
def test_those_without_families_find_nothing(cast, families, name):
    account = getattr(cast, name)
    assert search_people("Traoré", by=account) == []
    assert search_families("K-017", by=account) == []


def test_the_search_box_tells_the_monitor_nothing_about_names(cast, families):
    person = Person.objects.get(given_name="Awa")
    assert search_people("Awa", by=cast.hawa) == []
    assert [hit.record for hit in search_people(person.code, by=cast.hawa)] == [person]


def test_a_code_is_found_however_it_is_typed(cast, families):
    person = Person.objects.get(given_name="Sira")
    typed = person.code.lower().replace("-", " ")
    assert [hit.record for hit in search_people(typed, by=cast.awa)] == [person]


def test_a_phone_is_found_with_and_without_the_country(stage, cast):
    sira = register_person(by=cast.awa, place=stage.badia, given_name="Sira", phone="+22376010203")
    for typed in ("76 01 02 03", "0022376010203", "+223 76010203"):
        assert [hit.record for hit in search_people(typed, by=cast.awa)] == [sira]


def test_a_family_is_found_by_its_name_its_number_and_a_member(cast, families):
    traore, coulibaly, _other = families
    assert search_families("k-017", by=cast.awa) == []
    assert search_families("K-017", by=cast.awa)[0].record == traore
    assert search_families("koulibaly", by=cast.awa)[0].record == coulibaly
    hit = search_families("Aminata", by=cast.awa)[0]
    assert hit.record == coulibaly
    assert "Aminata Coulibaly" in str(hit.why)


def test_the_name_as_written_comes_before_other_spellings(stage, cast):
    for given in ("Mahamadou", "Mamadou"):
        register_person(by=cast.awa, place=stage.badia, given_name=given, family_name="Keïta")
    assert _found("Mamadou", cast.awa) == ["Mamadou Keïta", "Mahamadou Keïta"]
    assert _found("Mahamadou", cast.awa) == ["Mahamadou Keïta", "Mamadou Keïta"]


@pytest.mark.parametrize("typed", ["", "   ", "\u200b\u200b", "%", "_", "'; --", "x" * 5000, "🙂"])
def test_odd_texts_find_nothing_and_break_nothing(cast, families, typed):
    assert search_people(typed, by=cast.awa) == []
    assert search_families(typed, by=cast.awa) == []


@pytest.mark.parametrize("typed", ["zzzz", "z", "TTT"])
def test_a_single_sound_is_nobodys_beginning(stage, cast, typed):
    register_person(by=cast.awa, place=stage.badia, given_name="Zahara", family_name="Touré")
    assert search_people(typed, by=cast.awa) == []
    assert search_families(typed, by=cast.awa) == []


def test_who_is_about_to_be_written_twice_is_offered(stage, cast, families):
    found = likely_same(
        "Mamadou", "Traore", by=cast.awa, birth=in_year(2008), place=stage.kita_town
    )
    assert [str(same.person) for same in found] == ["Mamadou Traoré"]
    assert found[0].score > 0.85
    assert likely_same("Mamadou", "Traore", by=cast.awa, birth=in_year(1950)) == []
    assert likely_same("Mamadou", "Traore", by=cast.hawa) == []
