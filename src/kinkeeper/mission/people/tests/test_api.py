"""The JSON API of the room: the same scope, classes and checks as the screens."""

from uuid import uuid4

import pytest

from kinkeeper.mission.people.models import Family
from kinkeeper.mission.people.queries import members_of

JSON = "application/json"


def test_people_are_found_with_the_reason(as_, traore):
    found = as_("awa").get("/api/people", {"q": "traore"}).json()["people"]
    assert {person["given_name"] for person in found} == {"Awa", "Mamadou", "Fanta"}
    assert found[0]["why"]


def test_fields_above_the_readers_class_are_not_in_the_answer(as_, traore):
    mother = members_of(traore)[0].person
    address = f"/api/people/{mother.pk}"
    assert "note" in as_("awa").get(address).json()
    assert "note" not in as_("mariam").get(address).json()
    answer = as_("hawa").get(address).json()
    assert answer["code"] == mother.code
    assert not {"given_name", "birth_date", "phone", "note"} & answer.keys()


@pytest.mark.parametrize("name", ["oumar", "claire", "pierre", "nadia", "nobody"])
def test_others_get_nothing_of_kita(as_, traore, name):
    mother = members_of(traore)[0].person
    client = as_(name)
    for address in (f"/api/people/{mother.pk}", f"/api/families/{traore.pk}"):
        assert client.get(address).status_code == 404


def test_a_family_comes_with_its_members(as_, traore):
    answer = as_("awa").get(f"/api/families/{traore.pk}").json()
    assert [m["person"]["given_name"] for m in answer["members"]] == ["Awa", "Mamadou", "Fanta"]


def test_a_family_is_registered_once(as_, stage):
    wanted = {
        "request_id": str(uuid4()), "name": "Keïta", "place_id": str(stage.badia.pk),
        "members": [
            {"person": {"given_name": "Sira", "sex": "F", "birth": "1985"}, "relation": "head"}
        ],
    }  # fmt: skip
    first, second = (
        as_("awa").post("/api/families", wanted, content_type=JSON) for _time in range(2)
    )
    assert first.status_code == second.status_code == 201
    assert first.json()["id"] == second.json()["id"]
    assert Family.objects.count() == 1
    wrong = wanted | {"request_id": str(uuid4()), "name": "\u200b"}
    answer = as_("awa").post("/api/families", wrong, content_type=JSON)
    assert answer.status_code == 422
    assert "name" in answer.json()["detail"]


def test_two_writers_of_one_field_get_both_values(as_, traore):
    mother = members_of(traore)[0].person
    address = f"/api/people/{mother.pk}"
    first = {"base": mother.version, "values": {"birth": "12/03/1981"}}
    second = {"base": mother.version, "values": {"birth": "1979"}}
    assert as_("awa").patch(address, first, content_type=JSON).status_code == 200
    answer = as_("fatim").patch(address, second, content_type=JSON)
    assert answer.status_code == 409
    assert answer.json()["yours"] == {"birth_date": "1979"}
    assert "1981" in answer.json()["stands"]["birth_date"]


def test_a_field_above_the_writers_class_is_unknown_to_it(as_, traore):
    mother = members_of(traore)[0].person
    change = {"base": mother.version, "values": {"note": "x"}}
    answer = as_("mariam").patch(f"/api/people/{mother.pk}", change, content_type=JSON)
    assert answer.status_code == 422
