"""A person is shown who opened her file."""

import pytest
from django.test import Client
from django.urls import reverse

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.roles import ROLES
from kinkeeper.mission.people.glass.actions import break_glass
from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.people.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def family(cast, stage):
    return a_family(by=cast.awa, place=stage.kita_town)


def as_(account):
    client = Client()
    client.force_login(Account.objects.get(pk=account.pk), backend=BACKEND)
    return client


def page(account, name, record):
    return as_(account).get(reverse(name, args=[record.pk]))


def test_a_mother_hears_who_opened_hers_and_her_familys_page(cast, family):
    mother = members_of(family)[0].person
    page(cast.awa, "family", family)
    page(cast.awa, "person", mother)
    answer = page(cast.fatim, "person_opened", mother)
    text = answer.content.decode()
    assert "agent ou agente sociale" in text
    assert cast.awa.email not in text
    assert [line.kind for line in answer.context["lines"]] == ["people.person", "people.family"]


def test_looking_at_the_list_is_in_the_list(cast, family):
    page(cast.fatim, "family_opened", family)
    (line,) = page(cast.fatim, "family_opened", family).context["lines"]
    assert line.role == ROLES["coordinator"].label


def test_a_director_shows_it_without_reading_the_whole_log(cast, stage):
    home = a_family(by=cast.moussa, place=stage.socoura)
    page(cast.moussa, "family", home)
    assert len(page(cast.moussa, "family_opened", home).context["lines"]) == 1


def test_an_emergency_is_said_so(cast, family):
    break_glass(family.code, by=cast.oumar, reason="danger", why="Une enfant est seule, blessée.")
    page(cast.oumar, "family", family)
    lines = page(cast.fatim, "family_opened", family).context["lines"]
    assert [line.emergency for line in lines] == [True]


@pytest.mark.parametrize("name", ["awa", "oumar", "mariam", "claire", "nadia", "nobody"])
def test_nobody_without_the_right_sees_it(cast, family, name):
    assert page(getattr(cast, name), "family_opened", family).status_code in {302, 404}
