"""Every verb of care against everybody of the cast: by its form, by the API, by the action."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.queries import roles_of
from kinkeeper.ground.access.roles import roles_with
from kinkeeper.mission.care.actions import (
    assign_carer,
    name_siblings,
    propose_exception,
    propose_split,
)
from kinkeeper.mission.care.api import VERBS
from kinkeeper.mission.care.models import Carer, Placement, SiblingSplit, UnderThreeException
from kinkeeper.mission.care.tests.make import CAME, a_child, a_family, a_house, a_village, placed
from kinkeeper.mission.care.views.deed_table import DEEDS

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
WHO = ("awa", "fatim", "moussa", "mariam", "oumar", "claire", "pierre", "hawa", "nadia", "nobody")
HERE = {"moussa", "mariam", "oumar"}  # whose grants reach Socoura and who may meet children
OWN = {"approve_split": "moussa", "approve_exception": "moussa"}  # who proposed it
DAY = date(2011, 5, 6)


@dataclass
class World:
    """One record of each kind, on which each verb makes sense."""

    records: dict[str, Any]
    house: Any
    family: Any
    other: Any


@pytest.fixture
def world(cast, stage):
    by, place = cast.moussa, stage.socoura
    village = a_village(by=by, place=place)
    family = a_family(village, by=by)
    free = a_house(village, by=by, name="Foyer", form="youth_house")
    child, brother = (a_child(by=by, place=place, given=n) for n in ("Ali", "Bah"))
    placement = placed(child, family, by=by)
    group = name_siblings([child, brother], by=by, on=CAME)
    split = propose_split(group, brother, by=by, reason="child_wish", contact_plan="une visite",
                          review_on=date(2012, 1, 1), on=CAME)  # fmt: skip
    baby = a_child(by=by, place=place, given="Issa", born=date(2010, 9, 1))
    exception = propose_exception(baby, by=by, code="emergency", must_end_by=date(2012, 1, 1),
                                  on=DAY)  # fmt: skip
    woman = a_child(by=by, place=place, given="Kadia", born=date(1970, 1, 1))
    carer = assign_carer(woman, by=by, role="aunt", on=CAME, family=family)
    records = {"village": village, "house": free, "family": family, "carer": carer,
               "person": baby, "placement": placement, "split": split,
               "exception": exception}  # fmt: skip
    return World(records, free, family, brother)


def allowed(account, name, verb, capability):
    return (
        name in HERE and bool(roles_of(account) & roles_with(capability)) and OWN.get(verb) != name
    )


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: f"{v.kind}-{v.verb}")
def test_only_who_holds_the_capability_here_reaches_an_operation(cast, world, verb):
    """An empty body is wrong for whoever may (422), and nothing at all (404) for the others."""
    record = world.records[verb.kind]
    address = f"/api/care/{verb.kind}/{record.pk}/{verb.verb}"
    for name in WHO:
        account = getattr(cast, name)
        client = Client()
        client.force_login(account, backend=BACKEND)
        body = _told(verb.verb, world)
        if allowed(account, name, verb.verb, verb.capability):
            continue
        answer = client.post(address, body, content_type="application/json")
        assert answer.status_code == 404, (name, answer.content)
    assert _untouched()


@pytest.mark.parametrize("verb", VERBS, ids=lambda v: f"{v.kind}-{v.verb}")
def test_who_may_is_let_in(cast, world, verb):
    account = cast.mariam
    client = Client()
    client.force_login(account, backend=BACKEND)
    record = world.records[verb.kind]
    address = f"/api/care/{verb.kind}/{record.pk}/{verb.verb}"
    body = _told(verb.verb, world) | {"form_id": str(uuid4())}
    answer = client.post(address, body, content_type="application/json")
    assert answer.status_code in {200, 422}, answer.content


@pytest.mark.parametrize("deed", DEEDS, ids=lambda d: f"{d.kind}-{d.verb}")
def test_only_who_holds_the_capability_here_meets_the_form(cast, world, deed):
    record = world.records[deed.kind]
    for name in WHO:
        account = getattr(cast, name)
        client = Client()
        client.force_login(account, backend=BACKEND)
        answer = client.get(f"/care/{deed.kind}/{record.pk}/{deed.verb}/")
        may = allowed(account, name, deed.verb, deed.capability)
        assert (answer.status_code == 404) != may, name


def test_forms_and_operations_are_the_same_verbs():
    forms = {(d.kind, d.verb, d.capability) for d in DEEDS}
    assert forms == {(v.kind, v.verb, v.capability) for v in VERBS}


def _untouched():
    return (
        Placement.objects.count() == 1
        and Carer.objects.count() == 1
        and not Placement.objects.exclude(until=None).exists()
        and not SiblingSplit.objects.exclude(approved_on=None).exists()
        and not UnderThreeException.objects.exclude(approved_on=None).exists()
    )


def _told(verb, world):
    """A whole body, so that nothing but the right to do it is missing."""
    paper = {"kind": "order", "number": "1", "issued_on": "2010-03-01", "authority": "juge"}
    bed = {"form": "foster_care", "host": "Adama", "on": "2011-05-06"}
    on = {"on": "2011-05-06"}
    return {
        "open_house": {"name": "M", "form": "sos_house", "capacity": 5, "since": "2011"},
        "change_capacity": on | {"capacity": 9},
        "found_family": {"name": "Famille X", "since": "2011"},
        "assign_carer": on | {"person": str(world.other.pk), "role": "aunt"},
        "move_family": on | {"house": str(world.house.pk)},
        "record_training": {"topic": "x", "held_on": "2011", "days": 1},
        "begin_placement": bed | {"village": str(world.family.village_id), "document": paper},
        "name_siblings": on | {"others": [str(world.other.pk)]},
        "propose_split": on | {"reason": "no_room", "contact_plan": "une visite",
                               "review_on": "2012-01-01"},
        "propose_exception": on | {"code": "emergency", "must_end_by": "2012-01-01"},
        "move_house": bed, "reopen_placement": bed, "add_document": {"document": paper},
        "relocate": on | {"village": str(world.family.village_id)},
        "end_placement": on | {"reason": "ran_away"},
    }.get(verb, on)  # fmt: skip
