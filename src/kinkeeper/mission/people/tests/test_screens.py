"""Every screen of the room with every person of the cast."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from kinkeeper.ground.access.models import Reading
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.people.queries.values import label_of, sides_of
from kinkeeper.mission.people.tests.make import a_family

INSIDERS = ("awa", "fatim", "mariam")
OUTSIDERS = ("claire", "pierre", "nadia", "nobody")


def _pages(family):
    person = members_of(family)[0].person
    return [
        reverse("families"), reverse("people"), reverse("family", args=[family.pk]),
        reverse("family_history", args=[family.pk]), reverse("person", args=[person.pk]),
        reverse("person_history", args=[person.pk]),
    ]  # fmt: skip


def _writing_pages(family):
    row = members_of(family)[0]
    return [
        reverse("family_new"), reverse("family_edit", args=[family.pk]),
        reverse("member_add", args=[family.pk]), reverse("membership_end", args=[row.pk]),
        reverse("person_edit", args=[row.person_id]), reverse("person_died", args=[row.person_id]),
        reverse("kin_add", args=[row.person_id]),
        reverse("family_move", args=[family.pk]), reverse("membership_edit", args=[row.pk]),
        reverse("kin_end", args=[KinLink.objects.get(relative=members_of(family)[1].person).pk]),
        reverse("clashes"),
    ]  # fmt: skip


@pytest.mark.parametrize("name", INSIDERS)
def test_who_accompanies_the_family_meets_every_page(as_, traore, name):
    client = as_(name)
    for page in _pages(traore) + _writing_pages(traore):
        assert client.get(page).status_code == 200, page


@pytest.mark.parametrize("name", OUTSIDERS)
def test_who_has_no_business_here_finds_no_page(as_, traore, name):
    client = as_(name)
    for page in _pages(traore) + _writing_pages(traore):
        assert client.get(page).status_code == 404, page


def test_a_colleague_of_another_region_meets_nothing_of_kita(as_, traore):
    client = as_("oumar")
    for page in _pages(traore)[2:] + _writing_pages(traore)[1:-1]:
        assert client.get(page).status_code == 404, page
    for page in _pages(traore)[:2]:
        assert "Traor" not in client.get(page).content.decode()


def test_the_monitor_sees_codes_and_never_a_name(as_, traore):
    client = as_("hawa")
    mother = members_of(traore)[0].person
    for page in _pages(traore):
        text = client.get(page).content.decode()
        assert client.get(page).status_code == 200
        assert "Traor" not in text
        assert "Mamadou" not in text
    assert mother.code in client.get(reverse("people")).content.decode()
    for page in _writing_pages(traore):
        assert client.get(page).status_code == 404, page


def test_the_national_office_reads_names_but_no_notes(as_, cast, stage, traore):
    from kinkeeper.mission.people.actions import correct_person

    mother = members_of(traore)[0].person
    correct_person(mother.pk, by=cast.awa, base=1, note="Elle tousse.", mother_alive="dead")
    for name, told in (("awa", True), ("mariam", False)):
        client = as_(name)
        pages = ("person", "person_history", "person_edit")
        text = "".join(client.get(reverse(p, args=[mother.pk])).content.decode() for p in pages)
        assert "Awa Traor" in text
        assert ("Elle tousse." in text) is told


def test_a_page_writes_down_who_met_whom(as_, cast, traore):
    Reading.objects.all().delete()
    as_("hawa").get(reverse("family", args=[traore.pk]))
    rows = {r.kind: r for r in Reading.objects.filter(account=cast.hawa.pk)}
    assert rows["people.family"].records == [str(traore.pk)]
    assert len(rows["people.person"].records) == 3
    assert {r.purpose for r in rows.values()} == {"monitoring"}


def test_the_search_says_why_it_found_somebody(as_, traore):
    text = as_("awa").get(reverse("families"), {"q": "traore"}).content.decode()
    assert "same name, other spelling" in text
    text = as_("awa").get(reverse("families"), {"q": "Fanta"}).content.decode()
    assert "member: Fanta Traoré" in text


@pytest.mark.parametrize("query", [{"page": "x"}, {"page": "99999999"}, {"place": "x"}, {"q": "%"}])
def test_odd_addresses_do_no_harm(as_, traore, query):
    assert as_("awa").get(reverse("families"), query).status_code == 200
    assert as_("awa").get(reverse("people"), query).status_code == 200


def _new(stage, **values):
    start = {
        "form_id": str(uuid4()), "name": "Keïta", "place": str(stage.badia.pk), "on": "",
        "head-given_name": "Sira", "head-family_name": "Keïta", "head-sex": "F",
        "head-birth": "vers 1985", "head-caregiver": "on",
        "rows-TOTAL_FORMS": "2", "rows-INITIAL_FORMS": "0",
        "rows-0-given_name": "Modibo", "rows-0-birth": "6 ans", "rows-0-sex": "M",
        "rows-0-relation": "child", "rows-1-relation": "child",
    }  # fmt: skip
    return start | values


def test_a_family_is_searched_then_written(as_, stage, traore):
    client = as_("awa")
    found = client.get(reverse("family_new"), {"given": "mamadou", "family": "traore"})
    assert "Mamadou Traoré" in found.content.decode()
    form = client.get(reverse("family_new"), {"family": "Keïta", "go": "1"})
    assert "Keïta" in form.content.decode()
    answer = client.post(reverse("family_new"), _new(stage))
    family = Family.objects.get(name="Keïta")
    assert answer.url == reverse("family", args=[family.pk])
    assert [str(m.person) for m in members_of(family)] == ["Sira Keïta", "Modibo Keïta"]
    assert Person.objects.get(given_name="Modibo").birth_precision == "estimated"
    assert family.kind == "single_parent"


def test_a_form_sent_twice_writes_once(as_, stage):
    data, client = _new(stage), as_("awa")
    first, second = (client.post(reverse("family_new"), data).url for _time in range(2))
    assert first == second
    assert Family.objects.filter(name="Keïta").count() == 1


def test_more_rows_keep_what_was_typed(as_, stage):
    text = as_("awa").post(reverse("family_new"), _new(stage, more="1")).content.decode()
    assert "Modibo" in text
    assert 'name="rows-4-given_name"' in text
    assert Family.objects.count() == 0


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "x" * 500, "500 characters"),
        ("name", "\u200b\u200d\u2060", "invisible"),
        ("head-birth", "12/03/2190", "in the future"),
        ("head-birth", "12/03/1824", "too long ago"),
        ("head-birth", "un jour", "cannot be read as a date"),
        ("head-given_name", "", "required"),
        ("head-phone", "12", "not a phone number"),
        ("rows-0-birth", "31/02/2012", "not a day of the calendar"),
        ("head-birth", "2 ans", "would be younger than Modibo"),
        ("head-birth", "12 ans", "Nobody in this family is of age"),
        ("place", "x", "Select a valid choice"),
    ],
)
def test_bad_input_is_told_at_its_field_and_nothing_typed_is_lost(
    as_, stage, field, value, sentence
):
    answer = as_("awa").post(reverse("family_new"), _new(stage, **{field: value}))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in text
    assert 'value="Modibo"' in text
    assert Family.objects.count() == Person.objects.count() == Membership.objects.count() == 0


def test_a_family_headed_by_a_child_is_written_once_somebody_confirms(as_, stage):
    data = _new(stage, **{"head-birth": "15 ans"})
    assert as_("awa").post(reverse("family_new"), data).status_code == 422
    confirmed = data | {"confirmed_without_adult": "on"}
    assert as_("awa").post(reverse("family_new"), confirmed).status_code == 302
    assert Family.objects.get(name="Keïta").kind == "child_headed"


def test_somebody_who_exists_is_offered_before_being_written_twice(as_, stage, traore):
    data = _new(
        stage, place=str(stage.kita_town.pk), name="Traoré",
        **{"rows-0-given_name": "Mamadou", "rows-0-birth": "2008", "head-family_name": "Traoré"},
    )  # fmt: skip
    answer = as_("awa").post(reverse("family_new"), data)
    assert answer.status_code == 422
    assert "Mamadou Traoré" in answer.content.decode()
    assert as_("awa").post(reverse("family_new"), data | {"confirmed_new": "on"}).status_code == 302


def test_a_member_joins_and_leaves_with_both_days(as_, stage, traore):
    client, page = as_("awa"), reverse("member_add", args=[traore.pk])
    joined = {
        "form_id": str(uuid4()), "given_name": "Binta", "family_name": "Traoré", "sex": "F",
        "birth": "2015", "relation": "nephew_niece", "since": "2020-05-01", "residence": "present",
    }  # fmt: skip
    assert client.post(page, joined).status_code == 302
    row = Membership.objects.get(person__given_name="Binta")
    leave = reverse("membership_end", args=[row.pk])
    early = client.post(leave, {"form_id": str(uuid4()), "on": "2019-01-01", "why": "moved"})
    assert "before the beginning" in early.content.decode()
    assert client.post(leave, {"form_id": str(uuid4()), "on": "2021-01-01", "why": "moved"}).url
    row.refresh_from_db()
    assert (row.since.year, row.until.year, row.why_left) == (2020, 2021, "moved")


def test_somebody_of_the_register_joins_another_family(as_, cast, stage, traore):
    from kinkeeper.mission.people.actions import register_person

    binta = register_person(by=cast.awa, place=stage.badia, given_name="Binta", family_name="Bah")
    page = f"{reverse('member_add', args=[traore.pk])}?person={binta.pk}"
    text = as_("awa").get(page).content.decode()
    assert "Binta Bah" in text
    data = {"form_id": str(uuid4()), "relation": "entrusted", "residence": "present"}
    assert as_("awa").post(page, data).status_code == 302
    again = as_("awa").post(page, data | {"form_id": str(uuid4())})
    assert "in the family already" in again.content.decode()


def _edit(person, **values):
    start = {
        "base": person.version, "given_name": person.given_name, "family_name": person.family_name,
        "sex": person.sex, "birth": "1980",
    }  # fmt: skip
    return start | values


def test_two_people_correct_different_fields_and_both_stand(as_, traore):
    mother = members_of(traore)[0].person
    page = reverse("person_edit", args=[mother.pk])
    as_("awa").post(page, _edit(mother, phone="76 01 02 03"))
    as_("fatim").post(page, _edit(mother, mother_name="Sira Diarra"))
    mother.refresh_from_db()
    assert (mother.phone, mother.mother_name) == ("+22376010203", "Sira Diarra")


def test_two_people_correct_one_field_and_a_person_decides(as_, cast, traore):
    mother = members_of(traore)[0].person
    page = reverse("person_edit", args=[mother.pk])
    as_("awa").post(page, _edit(mother, birth="12/03/1981"))
    answer = as_("fatim").post(page, _edit(mother, birth="1979"))
    text = as_("fatim").get(answer.url).content.decode()
    assert "12 March 1981" in text
    assert "1979" in text
    assert as_("fatim").post(answer.url, {}).status_code == 200
    assert "Two people wrote different things" in as_("awa").get("/").content.decode()
    assert as_("oumar").get(answer.url).status_code == 404
    assert as_("hawa").get(answer.url).status_code == 404
    mother.refresh_from_db()
    assert (mother.birth_date.year, mother.birth_precision) == (1981, "day")
    as_("fatim").post(answer.url, {"keep-birth_date": "other"})
    mother.refresh_from_db()
    assert (mother.birth_date.year, mother.birth_precision) == (1979, "year")
    assert as_("fatim").get(answer.url).status_code == 404


def test_a_clash_with_a_note_is_not_settled_by_who_may_not_read_notes(as_, cast, traore):
    mother = members_of(traore)[0].person
    page = reverse("person_edit", args=[mother.pk])
    as_("awa").post(page, _edit(mother, note="Une première note."))
    address = as_("fatim").post(page, _edit(mother, note="Une seconde note.")).url
    text = as_("mariam").get(address).content.decode()
    assert "note." not in text.replace("notes", "")
    assert "Une première note." in as_("awa").get(address).content.decode()
    as_("mariam").post(address, {"keep-note": "other"})
    mother.refresh_from_db()
    assert mother.note == "Une première note."


def test_kin_and_a_death_are_written(as_, traore):
    mother, brother, sister = (row.person for row in members_of(traore))
    client = as_("awa")
    page = reverse("kin_add", args=[sister.pk])
    data = {"form_id": str(uuid4()), "kind": "full_sibling", "relative": str(brother.pk)}
    assert client.post(page, data).status_code == 302
    wrong = data | {"form_id": str(uuid4()), "kind": "guardian_of", "relative": str(mother.pk)}
    assert "would be younger" in client.post(page, wrong).content.decode()
    died = reverse("person_died", args=[mother.pk])
    assert client.post(died, {"base": 1, "on": "2021-03-04"}).status_code == 302
    assert "deceased" in client.get(reverse("person", args=[mother.pk])).content.decode()
    assert Membership.objects.get(person=mother).why_left == "died"


def test_a_kinship_is_never_the_first_of_the_list_by_itself(as_, traore):
    _mother, brother, sister = (row.person for row in members_of(traore))
    before = KinLink.objects.count()
    data = {"form_id": str(uuid4()), "kind": "", "relative": str(brother.pk)}
    assert as_("awa").post(reverse("kin_add", args=[sister.pk]), data).status_code != 302
    assert KinLink.objects.count() == before


def test_pages_speak_french(as_, traore):
    assert '<html lang="fr"' in as_("awa", language="fr").get(reverse("families")).content.decode()


@pytest.fixture
def questions(as_):
    """How many questions a page asks of the database, once the session is under way."""
    client = as_("awa")
    client.get(reverse("families"))

    def count(address, query=None):
        with CaptureQueriesContext(connection) as found:
            assert client.get(address, query).status_code == 200
        return len(found)

    return count


@pytest.fixture
def many(stage, cast):
    names = tuple(f"Enfant {letter}" for letter in "ABCDEFGHIJKL")
    return a_family(
        by=cast.awa, place=stage.kita_town, name="Sidibé", mother="Kadia", children=names
    )


def test_questions_do_not_grow_with_the_members(traore, many, questions):
    few, more = (questions(reverse("family", args=[f.pk])) for f in (traore, many))
    assert few == more
    few, more = (
        questions(reverse("person", args=[members_of(f)[0].person_id])) for f in (traore, many)
    )
    assert few == more


def test_questions_do_not_grow_with_the_rows(cast, stage, traore, many, questions):
    pages = [(reverse(p), q) for p in ("families", "people") for q in (None, {"q": "Traoré"})]
    few = [questions(*page) for page in pages]
    for _more in range(6):
        a_family(by=cast.awa, place=stage.badia, name="Traoré")
    assert [questions(*page) for page in pages] == few
    assert max(few) <= 14  # twelve, and the two ends of the savepoint


@pytest.mark.parametrize("model", [Person, Family])
def test_every_value_of_a_history_has_a_french_name(model):
    with override("fr"):
        names = {label_of(field) for field in sides_of(model, [f.attname for f in columns(model)])}
    assert not names & {"place", "invented", "died on", "sex", "given name", "family name"}
    assert {"lieu", "fictive"} <= names


def columns(model):
    return model._meta.concrete_fields


def test_a_counsellor_who_reads_no_casework_still_opens_the_page_of_a_family(client, cast, stage):
    """The database's own guard shuts the tables of casework to her; the page leaves them out."""
    family = a_family(by=cast.moussa, place=stage.socoura)
    client.force_login(cast.salif, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(f"/families/{family.pk}/").status_code == 200
