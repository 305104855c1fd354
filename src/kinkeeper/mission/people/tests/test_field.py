"""A family written down on a phone: what cannot be is said beside its own line."""

from uuid import uuid4

import pytest
from django.utils.translation import override

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.people.models import Family


@pytest.fixture
def phone(stage, cast):
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def line(relation, birth):
    who = {"given_name": "Awa", "family_name": "Keïta", "sex": "F", "birth": birth}
    return {"id": str(uuid4()), "relation": relation, "caregiver": False, "person": who}


def written(place, *members):
    return {
        "id": str(uuid4()), "name": "Keïta", "place": str(place.pk), "on": "2019-06-01",
        "members": list(members),
    }  # fmt: skip


@pytest.mark.parametrize("birth", ["31/02/2008", "2008-02-31", "soon"])
def test_a_birth_that_cannot_be_stands_beside_its_line(phone, stage, birth):
    wrong = written(stage.kita_town, line("head", "1990"), line("child", birth))
    phone.write("people.family", wrong)
    with override("en"):
        assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert [*asked.sentences] == ["members.1.birth"]
    assert not Family.objects.exists()


def test_a_day_that_is_none_stands_beside_the_day(phone, stage):
    phone.write(
        "people.family", written(stage.kita_town, line("head", "1990")) | {"on": "2019-02-31"}
    )
    assert phone.settle(Link())
    assert [*phone.boxed()[0].sentences] == ["on"]
