"""The JSON API: one operation for each transition of the table."""

from uuid import uuid4

import pytest
from django.test import Client

from kinkeeper.ground.access.api_doors import doors_of
from kinkeeper.mission.strengthening.api import router
from kinkeeper.mission.strengthening.models import ExitContact, LossOfCare
from kinkeeper.mission.strengthening.process import FAMILY
from kinkeeper.mission.strengthening.queries import state_of
from kinkeeper.mission.strengthening.tests.make import Walk, a_family, children_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def walk(cast, stage):
    family = a_family(by=cast.awa, place=stage.kita_town)
    return Walk(family, cast.awa, cast.fatim)


def speak(account):
    client = Client()
    client.force_login(account, backend=BACKEND)

    def ask(path, body=None):
        address = f"/api/{path}"
        if body is None:
            return client.get(address)
        return client.post(address, body, content_type="application/json")

    return ask


def test_every_transition_has_its_operation_and_its_door():
    addresses = {path for path in router.path_operations if "enrolments" in path}
    wanted = {t.verb for t in FAMILY.transitions if t.sources}
    assert {path.rsplit("/", 1)[1] for path in addresses} >= wanted
    for path, view in router.path_operations.items():
        assert doors_of(view.get_view()), path


def test_a_family_is_read_with_its_next_steps(walk, cast):
    enrolment = walk.to("screened")
    told = speak(cast.awa)(f"enrolments/{enrolment.pk}").json()
    assert told["state"] == "screened"
    assert [s["verb"] for s in told["steps"]] == ["assess"]
    assert len(told["steps"][0]["missing"]) == 3
    assert [s["state"] for s in told["stages"]] == ["identified", "screened"]


def test_a_step_is_taken_once_and_what_is_wrong_is_said(walk, cast):
    enrolment = walk.to("identified")
    ask = speak(cast.awa)
    body = {"on": walk.day(5).isoformat(), "branch": "capacity", "form_id": str(uuid4())}
    wrong = ask(f"enrolments/{enrolment.pk}/screen", body)
    assert wrong.status_code == 422
    assert len(wrong.json()["sentences"]) == 2
    body |= {"criteria": ["displaced"], "not_only_poverty": True}
    for _twice in range(2):
        answer = ask(f"enrolments/{enrolment.pk}/screen", body)
        assert (answer.status_code, answer.json()["state"]) == (200, "screened")
    assert state_of(enrolment) == "screened"


def test_one_proposes_another_decides(walk, cast):
    enrolment = walk.to("active")
    body = {"on": walk.day(100).isoformat(), "reason": "moved_away", "propose": True}
    assert speak(cast.awa)(f"enrolments/{enrolment.pk}/leave", body).status_code == 200
    assert speak(cast.fatim)(f"enrolments/{enrolment.pk}").json()["proposed"] == ["leave"]
    body = {"on": walk.day(101).isoformat(), "reason": "moved_away"}
    assert speak(cast.awa)(f"enrolments/{enrolment.pk}/leave", body).status_code == 404
    answer = speak(cast.fatim)(f"enrolments/{enrolment.pk}/leave", body)
    assert answer.json()["state"] == "exited"


def test_contacts_and_losses_are_recorded(walk, cast):
    enrolment = walk.to("exited")
    ask = speak(cast.awa)
    contact = {"held_on": walk.day(1000).isoformat(), "months": 6, "children_with_family": True,
               "self_reliant": False, "form_id": str(uuid4())}  # fmt: skip
    for _twice in range(2):
        assert ask(f"enrolments/{enrolment.pk}/contacts", contact).status_code == 200
    assert ExitContact.objects.count() == 1
    child = children_of(walk.family)[0]
    loss = {"happened_on": walk.day(100).isoformat(), "cause": "nonsense"}
    assert ask(f"people/{child.pk}/loss-of-care", loss).status_code == 422
    assert ask(f"people/{child.pk}/loss-of-care", loss | {"cause": "death"}).status_code == 200
    assert LossOfCare.objects.count() == 1


def test_the_programme_on_a_day(walk, cast):
    walk.to("exited")
    ask = speak(cast.fatim)
    assert len(ask(f"enrolments?on={walk.day(100)}").json()) == 1
    assert ask("enrolments").json() == []


@pytest.mark.parametrize("name", ["oumar", "moussa", "claire", "pierre", "nadia", "nobody"])
def test_who_has_no_business_there_meets_nothing(walk, cast, name):
    enrolment = walk.to("active")
    ask = speak(getattr(cast, name))
    child = children_of(walk.family)[0]
    body = {"on": walk.day(100).isoformat(), "reason": "moved", "contact_again_on": "2018-06-20"}
    assert ask(f"enrolments/{enrolment.pk}").status_code == 404
    assert ask(f"enrolments/{enrolment.pk}/suspend", body).status_code == 404
    loss = {"happened_on": walk.day(100).isoformat(), "cause": "death"}
    assert ask(f"people/{child.pk}/loss-of-care", loss).status_code == 404
    listed = ask("enrolments")
    assert listed.status_code == 404 or listed.json() == []
