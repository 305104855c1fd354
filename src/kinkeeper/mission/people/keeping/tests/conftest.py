"""Awa's family Traoré in Kita, and a client for anybody of the cast."""

import pytest
from django.test import Client

from kinkeeper.mission.people.queries import members_of
from kinkeeper.mission.people.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def as_(cast):
    def client(name):
        made = Client()
        made.cookies["django_language"] = "en"
        made.force_login(getattr(cast, name), backend=BACKEND)
        return made

    return client


@pytest.fixture
def family(stage, cast):
    return a_family(by=cast.awa, place=stage.badia, name="=Traoré", children=("Fanta",))


@pytest.fixture
def child(family):
    return next(m.person for m in members_of(family) if m.relation == "child")
