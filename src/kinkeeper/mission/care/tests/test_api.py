"""The JSON API: the village on a day, a child's times in care, and verbs that count once."""

from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.queries import house_of, stay_of
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_village, placed

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def family(cast, stage):
    return a_family(a_village(by=cast.moussa, place=stage.socoura), by=cast.moussa)


@pytest.fixture
def child(cast, stage):
    return a_child(by=cast.moussa, place=stage.socoura)


def speak(account):
    client = Client()
    client.force_login(account, backend=BACKEND)

    def ask(path, body=None):
        if body is None:
            return client.get(f"/api/{path}")
        return client.post(f"/api/{path}", body, content_type="application/json")

    return ask


def test_a_village_on_a_day(cast, family, child):
    placed(child, family, by=cast.moussa)
    ask = speak(cast.moussa)
    assert [(v["sleep"], v["belong"]) for v in ask("villages?on=2010-03-04").json()] == [(1, 1)]
    told = ask(f"villages/{family.village_id}?on=2010-03-04").json()
    assert told["houses"][0]["children"][0]["person"] == str(child.pk)
    assert told["houses"][0]["family"] == str(family.pk)
    assert ask(f"villages/{family.village_id}?on=2010-03-03").json()["houses"][0]["children"] == []


def test_a_child_is_placed_once_however_often_it_is_sent(cast, family, child):
    ask = speak(cast.moussa)
    body = {
        "form": "sos_family", "family": str(family.pk), "village": str(family.village_id),
        "on": "rainy season 2010", "form_id": str(uuid4()),
        "document": {"kind": "order", "number": "1/2010", "issued_on": "2010-03-01",
                     "authority": "juge"},
    }  # fmt: skip
    for _twice in range(2):
        answer = ask(f"care/person/{child.pk}/begin_placement", body)
        assert answer.status_code == 200
    placement = Placement.objects.get()
    assert stay_of(placement).house == house_of(family, CAME)
    (told,) = ask(f"people/{child.pk}/placements").json()
    assert (told["id"], told["since_precision"]) == (str(placement.pk), "estimated")
    assert told["documents"][0]["authority"] == "juge"
    assert "number" not in told["documents"][0]


def test_what_is_wrong_is_said_in_sentences(cast, family, child):
    placed(child, family, by=cast.moussa)
    ask = speak(cast.moussa)
    again = {"form": "kafala", "host": "x", "village": str(family.village_id), "on": "2012"}
    answer = ask(f"care/person/{child.pk}/begin_placement", again)
    assert answer.status_code == 422
    assert len(answer.json()["sentences"]) == 1
    odd = ask(f"care/person/{child.pk}/begin_placement", again | {"on": "somewhen"})
    assert odd.status_code == 422
    stranger = again | {"village": str(uuid4())}
    assert ask(f"care/person/{child.pk}/begin_placement", stranger).status_code == 404


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "hawa", "nadia", "nobody"])
def test_who_has_no_business_there_meets_nothing(cast, family, child, name):
    placed(child, family, by=cast.moussa)
    ask = speak(getattr(cast, name))
    assert ask(f"villages/{family.village_id}").status_code == 404
    assert ask(f"people/{child.pk}/placements").status_code == 404
    listed = ask("villages")
    assert listed.status_code == 404 or listed.json() == []
