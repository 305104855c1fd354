"""The menu: under headings, only what somebody may open, and only what is their work."""

import pytest
from django.test import RequestFactory
from django.utils import translation

from kinkeeper.ground.access.roles import EVERYBODY, FIELD_WORKER, OWN
from kinkeeper.ground.reports import offers
from kinkeeper.ground.reports.offers import MenuEntry, MenuGroup
from kinkeeper.site.frame import frame

pytestmark = pytest.mark.django_db


def menu_of(account, path="/"):
    request = RequestFactory().get(path)
    request.user = account
    with translation.override("en"):
        return {
            str(part.label): [str(entry.label) for entry in part.entries]
            for part in frame(request)["menu"]
        }


def test_entries_stand_under_their_headings(cast):
    menu = menu_of(cast.fatim)
    assert menu["Work"][:4] == ["My day", "Families", "People", "Programme"]
    assert "Projects" in menu["Figures"]
    assert "Import" in menu["Office"]


def test_a_heading_without_entries_is_left_out(cast):
    assert list(menu_of(cast.claire)) == ["Work"]


def test_the_national_office_is_spared_the_daily_work_of_the_field(cast):
    assert "Sessions" in menu_of(cast.awa)["Work"]
    assert "Sessions" not in menu_of(cast.mariam)["Work"]


def test_roles_never_open_what_the_capability_closes(cast, monkeypatch):
    closed = MenuEntry("Closed", "families", "nobody.may", OWN, 1, roles=(FIELD_WORKER,))
    opened = MenuEntry("Opened", "families", EVERYBODY, OWN, 2, MenuGroup.CARE, (FIELD_WORKER,))
    monkeypatch.setattr(offers._OFFERS, "menu", [closed, opened])
    assert menu_of(cast.awa) == {"Work": ["My day"], "Children in care": ["Opened"]}
    assert menu_of(cast.mariam) == {"Work": ["My day"]}


def test_the_page_with_the_longest_fitting_address_is_marked(cast):
    request = RequestFactory().get("/families/new/")
    request.user = cast.awa
    entries = [entry for part in frame(request)["menu"] for entry in part.entries]
    assert [entry.url for entry in entries if entry.current] == ["/families/"]
