"""Rooms have a README, a place on the map, and two doors."""

from tests.architecture import exceptions
from tests.architecture.guards import rooms, tree

PACKAGE = tree.ROOT / tree.PACKAGE


def test_every_room_has_a_readme():
    assert rooms.without_readme(PACKAGE) == []


def test_a_room_without_readme_is_caught(tmp_path):
    for room in ("ground/places", "mission/people", "mission/casework"):
        (tmp_path / room).mkdir(parents=True)
        (tmp_path / room / "models.py").touch()
    (tmp_path / "mission/people/README.md").touch()
    found = rooms.without_readme(tmp_path)
    assert found == ["ground/places has no README.md", "mission/casework has no README.md"]


def test_every_room_is_on_the_map():
    map_text = (tree.ROOT / "docs" / "map.md").read_text()
    assert rooms.not_on_map(rooms.rooms(PACKAGE), map_text) == []


def test_a_room_that_is_not_on_the_map_is_caught():
    found = rooms.not_on_map(["mission/people", "mission/care"], "`mission/people/`: daycare")
    assert found == ["mission/care is not in docs/map.md"]


def test_rooms_are_entered_by_actions_and_queries():
    windows = exceptions.WINDOWS
    assert [o for f in tree.code() for o in rooms.entered_by_the_window(f, windows)] == []


def test_entering_by_the_window_is_caught(planted):
    def entered(line, *, at="src/kinkeeper/mission/casework/actions.py", windows=()):
        return rooms.entered_by_the_window(planted(line, at=at), dict.fromkeys(windows, ""))

    assert entered("from kinkeeper.mission.people.models import Person")
    assert entered("from kinkeeper.mission.people import models")
    assert entered("import kinkeeper.mission.people.rules")
    assert not entered("from kinkeeper.mission.people.queries import one")
    assert not entered("import kinkeeper.mission.casework.rules")
    assert not entered(
        "import kinkeeper.mission.people.models", windows=["src/kinkeeper/mission/c"]
    )


def test_the_site_wires_addresses_but_takes_no_models(planted):
    at = "src/kinkeeper/site/urls.py"
    assert rooms.entered_by_the_window(
        planted("from kinkeeper.mission.people.models import Person", at=at), {}
    )
    wired = planted("import kinkeeper.mission.people.urls", at=at)
    assert rooms.entered_by_the_window(wired, {}) == []
