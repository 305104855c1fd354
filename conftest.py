"""Fixtures for every test: the cast and their places. The data folder: see tests/settings.py."""

import gc
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.utils import translation
from hypothesis import HealthCheck, settings

from tests.cast import Cast, Stage, build_cast, build_stage
from tests.laid import Once
from tests.migrated import lay

# No test is timed: a busy machine must not fail one. Numbers are measured in bench/.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"

stage_laid = Once(build_stage)
cast_laid = Once(build_cast)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None) -> None:  # noqa: ARG001 - each process has named its own by now
    if connection.vendor == "sqlite":
        lay(Path(django_settings.DATABASES["default"]["TEST"]["NAME"]))


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """What was laid is kept; a process makes its own PostgreSQL, as a copy where one is named."""
    return bool(connection.vendor == "sqlite")


@pytest.fixture(autouse=True)
def spoken() -> Iterator[None]:
    """Each test begins in the office's language, whatever the one before it spoke."""
    with translation.override(django_settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def stage(db: None) -> Stage:  # noqa: ARG001 - asks for the database
    return stage_laid()


@pytest.fixture
def cast(stage: Stage) -> Cast:
    return cast_laid(stage)


@pytest.fixture
def enter(cast: Cast) -> Callable[[str], Client]:
    """The browser of one of the cast, by name: `enter("awa")`. English is read."""

    def as_somebody(name: str) -> Client:
        client = Client()
        client.cookies["django_language"] = "en"
        client.force_login(getattr(cast, name), backend=BACKEND)
        return client

    return as_somebody


def pytest_collection_finish() -> None:
    """What stands before the first test stands to the end: no more garbage is looked for in it."""
    gc.collect()
    gc.freeze()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On PostgreSQL only what meets a database: the rest has run on SQLite, and knows no engine."""
    if connection.vendor != "postgresql":
        return
    pure = [item for item in items if not meets_a_database(item)]
    config.hook.pytest_deselected(items=pure)
    items[:] = [item for item in items if meets_a_database(item)]


def meets_a_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    return (
        bool(asked & {"db", "transactional_db"}) or item.get_closest_marker("django_db") is not None
    )
