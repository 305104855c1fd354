"""A phone is put away: after thirteen days it opens without a network, after fourteen it shows
nothing until it has met the office; what was not sent is still there, and arrives."""

from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import field
from tests.journeys.hands import new_name
from tests.journeys.test_field import found_in_office, open_phone

pytestmark = pytest.mark.journey


def test_two_weeks_without_the_office(enter, browser, programme):
    office = enter("fatim")
    context, phone, words = open_phone(browser, programme, office)
    context.set_offline(True)
    visited = phone.locator("ul.list li b").first.inner_text()
    seen = f"Avant deux semaines {new_name()}"
    field.open_family(phone, visited)
    field.deed(phone, "Visite")
    field.put(phone, seen=seen)
    field.save(phone)

    days_later(phone, 13)
    field.unlock(phone, words)
    expect(phone.locator(".status")).to_contain_text("1 à envoyer")
    expect(phone.locator("ul.list li b", has_text=visited).first).to_be_visible()

    days_later(phone, 15)
    open_with(phone, words)
    expect(phone.get_by_role("alert")).to_contain_text("Trop longtemps sans contact")
    expect(phone.locator("form button.main")).to_be_enabled()
    assert visited not in phone.content()
    expect(phone.locator("input.search")).to_have_count(0)

    context.set_offline(False)
    open_with(phone, words)
    expect(phone.locator("input.search")).to_be_visible(timeout=field.LONG)
    field.all_sent(phone)
    found_in_office(office, visited, seen)


def days_later(phone: Page, days: int) -> None:
    """The phone's own clock; the office keeps its own."""
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=days))
    phone.reload()


def open_with(phone: Page, words: str) -> None:
    phone.fill("[name=words]", words)
    phone.locator("button.main").click()
