"""A phone is put away: it locks itself, opens without a network for fourteen days, and a second
later shows nothing until it has met the office; what was not sent is still there, and arrives."""

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

    it_locks_itself(phone, words, visited)
    days_later(phone, 13)
    field.unlock(phone, words)
    expect(phone.locator(".status")).to_contain_text("1 à envoyer")
    expect(phone.locator("ul.list li b", has_text=visited).first).to_be_visible()

    at_the_edge(phone, seconds=0)
    field.unlock(phone, words)
    at_the_edge(phone, seconds=1)
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


def it_locks_itself(phone: Page, words: str, name: str) -> None:
    """Five minutes after the last touch, without a network too."""
    phone.clock.install()
    phone.reload()
    field.unlock(phone, words)
    phone.clock.fast_forward("04:50")
    expect(phone.locator("ul.list li b", has_text=name).first).to_be_visible()
    phone.clock.fast_forward("00:11")
    expect(phone.locator("[name=words]")).to_be_visible()
    assert name not in phone.content()


def days_later(phone: Page, days: int) -> None:
    """The phone's own clock; the office keeps its own."""
    phone.clock.set_system_time(datetime.now(UTC) + timedelta(days=days))
    phone.reload()


LAST_CONTACT = """() => new Promise((done) => {
  const opened = indexedDB.open("kinkeeper");
  opened.onsuccess = () => {
    const asked = opened.result.transaction("meta").objectStore("meta").get("clear");
    asked.onsuccess = () => { opened.result.close(); done(asked.result.contact); };
  };
})"""


def at_the_edge(phone: Page, *, seconds: int) -> None:
    """Fourteen days after the last contact, and this much more: the clock stands still there."""
    contact = phone.evaluate(LAST_CONTACT) / 1000
    phone.clock.set_fixed_time(datetime.fromtimestamp(contact, UTC) + timedelta(14, seconds))
    phone.reload()


def open_with(phone: Page, words: str) -> None:
    phone.fill("[name=words]", words)
    phone.locator("button.main").click()
