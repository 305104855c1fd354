import pytest

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.people.tests.make import a_family


@pytest.fixture
def traore(stage, cast):
    return a_family(by=cast.awa, place=stage.kita_town, name="Traoré")


@pytest.fixture
def elsewhere(stage, cast):
    return a_family(by=cast.oumar, place=stage.socoura, name="Cissé", mother="Oumou")


@pytest.fixture
def device(stage, cast):
    return a_phone(by=cast.fatim, account=cast.awa, place=stage.kita)


@pytest.fixture
def phone(device):
    return Phone(device)


@pytest.fixture
def link():
    return Link()
