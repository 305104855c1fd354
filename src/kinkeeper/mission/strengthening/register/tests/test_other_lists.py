"""Lists of other offices, with other columns and other hands. Everybody in them is invented."""

from datetime import date

import pytest

from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.models import Mapping
from kinkeeper.ground.interop.queries import kinds_of
from kinkeeper.mission.people.models import Family, KinLink, Person
from kinkeeper.mission.strengthening.models import TargetPerson
from kinkeeper.mission.strengthening.register.tests.make import imported, staged

MENAGES = """\
Liste des ménages suivis;;;;;;;
Mise à jour : 31/12/2019;;;;;;;
N° ménage;Village;Nom et prénoms du chef;Contact;Nom de l'enfant;Genre;Né(e) le;Mère
12;Badia;COULIBALY Bakary;70 12 34 56;Coulibaly Issa;G;2009;Awa Traoré
;;;;Sira Coulibaly;Fille;12/03/2011;Awa Traoré
13;Kita ville;Keïta Fanta;;Aïssata Keïta;F;8 ans;Fanta
13;;;;Modibo Keïta;M;;Fanta
Total;;;;4;;;
"""
PARENTS = """\
Famille,Prénom,Nom,Sexe,Lien,Prénom,Nom,Sexe,Âge,Localité
1,Awa,Keïta,F,mère,Issa,Traoré,M,6 ans,Badia
1,,,,,Sira,Traoré,F,7 ans,
2,Kani,Fané,F,grand-mère,Oumar,Fané,M,10 ans,Badia
"""
ENGLISH = """\
Beneficiaries\tupdated\t31/12/2019\n\
Household ID\tLocation\tCaregiver\tRelationship\tChild name\tSex\tDOB\tIn school\tCaregiver age
7\tBadia\tKani Sidibé\tmother\tYacouba Koné\tM\t2009-02-03\tyes\t31
7\tBadia\tKani Sidibé\tmother\tAstan Koné\tF\t2013\tno\t31
8\tBadia\tTata Diallo\tsister\tLassine Diallo\tM\t2004-02-03\tyes\t9 years
"""


@pytest.fixture
def listed(tmp_path):
    def make(text, encoding="utf-8"):
        file = tmp_path / "liste.csv"
        file.write_bytes(text.encode(encoding))
        return file

    return make


def test_a_list_of_heads_with_whole_names_in_cp1252(listed, cast):
    batch = imported(listed(MENAGES, "cp1252"), by=cast.mariam)
    assert batch.reference_day == date(2019, 12, 31)
    assert batch.columns == {
        "0": "number", "1": "place", "2": "head.full", "3": "phone", "4": "child.family",
        "5": "child.sex", "6": "child.birth", "7": "child.mother",
    }  # fmt: skip
    found = {(p.given_name, p.family_name) for p in Person.objects.all()}
    assert found == {
        ("Bakary", "COULIBALY"), ("Issa", "Coulibaly"), ("Sira", "Coulibaly"), ("Fanta", "Keïta"),
        ("Aïssata", "Keïta"), ("Modibo", "Keïta"),
    }  # fmt: skip
    bakary = Person.objects.get(given_name="Bakary")
    assert bakary.phone == "+22370123456"
    assert bakary.memberships.get().relation == "head"
    assert Person.objects.get(given_name="Aïssata").birth_precision == "estimated"


def test_equal_captions_for_parent_and_child(listed, cast):
    imported(listed(PARENTS), by=cast.mariam)
    assert Family.objects.count() == 2
    parts = sorted(TargetPerson.objects.values_list("part", "person__given_name"))
    assert parts == [
        ("caregiver", "Awa"), ("caregiver", "Kani"), ("child", "Issa"), ("child", "Oumar"),
        ("child", "Sira"),
    ]  # fmt: skip
    assert set(KinLink.objects.values_list("kind", flat=True)) == {"mother_of", "grandparent_of"}


def test_an_english_list_and_a_caregiver_younger_than_the_child(listed, cast):
    batch = imported(listed(ENGLISH), by=cast.mariam)
    kinds = {k.kind: k.count for k in kinds_of(batch)}
    assert kinds.get("younger") == 1
    assert kinds.get("no_adult") == 1
    assert Person.objects.filter(given_name="Kani").count() == 1, "named on two lines, one person"
    assert Person.objects.get(given_name="Yacouba").birth_date == date(2009, 2, 3)


def test_a_mapping_made_once_is_remembered_for_the_same_headings(listed, cast):
    text = "A,B,C,D\n1,Badia,Awa Keïta,F\n1,Badia,Issa Keïta,M\n"
    wanted = {"A": "number", "B": "place", "C": "child.full", "D": "child.sex"}
    imported(listed(text), by=cast.mariam, mapping=wanted)
    assert Mapping.objects.count() == 1
    other = staged(listed("a,b,c,d\n9,Kita ville,Sali Fané,F\n"), by=cast.awa)
    assert other.remembered
    assert set(other.columns.values()) == set(wanted.values())


def test_a_wrong_mapping_is_refused_with_the_sentence(listed, cast):
    from django.core.exceptions import ValidationError

    batch = staged(listed(PARENTS), by=cast.mariam)
    for wanted in ({"Rien": "number"}, {"Famille": "nothing"}):
        with pytest.raises(ValidationError):
            actions.named_columns(batch, wanted)
    from kinkeeper.ground.interop.actions.mapping import Purpose

    for columns in ({0: "number"}, {0: "number", 5: "child.given", 6: "child.given"}):
        with pytest.raises(ValidationError) as wrong:
            actions.confirm_columns(batch, columns, by=cast.mariam, purpose=Purpose())
        assert "columns" in wrong.value.message_dict


def test_lines_without_a_locality_need_a_place_for_the_whole_list(listed, cast, stage):
    from kinkeeper.ground.interop.actions.mapping import Purpose

    text = "N° famille,Prénom enfant,Nom enfant\n1,Awa,Keïta\n2,Issa,Fané\n"
    batch = staged(listed(text), by=cast.mariam)
    columns = actions.named_columns(batch, {})
    actions.confirm_columns(batch, columns, by=cast.mariam, purpose=Purpose())
    assert actions.check(batch).counts["families"] == 0
    actions.confirm_columns(batch, columns, by=cast.mariam, purpose=Purpose(place=stage.badia))
    assert actions.check(batch).counts["families"] == 2
