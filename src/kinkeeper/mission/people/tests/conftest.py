"""A browser-like client for anybody of the cast, and two families in Kita and one elsewhere."""

import pytest
from django.test import Client

from kinkeeper.mission.people.tests.make import a_family

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def as_(cast):
    def client(name, *, language="en"):
        made = Client()
        made.cookies["django_language"] = language
        made.force_login(getattr(cast, name), backend=BACKEND)
        return made

    return client


@pytest.fixture
def traore(stage, cast):
    return a_family(by=cast.awa, place=stage.kita_town, name="Traoré", number="K-017")


@pytest.fixture
def elsewhere(stage, cast):
    return a_family(
        by=cast.oumar, place=stage.socoura, name="Cissé", mother="Oumou", children=("Bakary",)
    )
