"""A questionnaire is asked on a phone without a network; the office has answers and score."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import field

pytestmark = pytest.mark.journey


def test_a_questionnaire_is_asked_without_a_network(enter, browser, programme):
    office = enter("fatim")
    link = field.code_for(office, account="Awa", place="Kita", label="Questionnaires")
    context = browser.new_context(base_url=programme.address, viewport=field.SMALL, locale="fr-FR")
    phone = context.new_page()
    words = field.add_phone(
        phone, link, email="awa@demo.invalid", password=programme.passwords["awa"]
    )
    phone.wait_for_function("navigator.serviceWorker.controller")
    asked = phone.locator("ul.list li b").first.inner_text()
    open_water(phone, asked)  # once with a network: the reader of questionnaires comes
    expect(phone.get_by_text("D'où vient le plus souvent")).to_be_visible(timeout=field.LONG)

    context.set_offline(True)
    phone.reload()
    field.unlock(phone, words)
    open_water(phone, asked)
    save = phone.locator("form button.main")
    save.click()
    expect(phone.get_by_role("alert").first).to_contain_text("en rouge")
    expect(phone.get_by_text("Combien de minutes")).to_have_count(0)
    choose(phone, "Puits ouvert")
    phone.get_by_label("Combien de minutes").fill("700")
    choose(phone, "Non")
    save.click()
    expect(phone.get_by_text("De 0 à 600 minutes.")).to_be_visible()
    phone.get_by_label("Combien de minutes").fill("20")
    press_twice(phone)
    phone.locator("button.back").click()
    expect(phone.locator("ul.waiting li")).to_have_count(1)
    expect(phone.locator("ul.waiting li")).to_contain_text("Questionnaire")

    context.set_offline(False)
    field.home(phone)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    office.goto(f"/families/?q={asked}")
    office.goto("/questionnaires/")
    office.locator("tr", has_text="Eau du ménage").locator("td a").first.click()
    expect(office.locator("tbody tr").first).to_contain_text("Source non améliorée")


def open_water(phone: Page, family: str) -> None:
    field.open_family(phone, family)
    field.deed(phone, "Questionnaires")
    field.deed(phone, "Eau du ménage")


def press_twice(phone: Page) -> None:
    """A thumb that trembles: the second touch before anything could be written."""
    phone.locator("form").evaluate("f => { f.requestSubmit(); f.requestSubmit() }")
    expect(phone.locator("form button.main")).to_have_count(0)


def choose(phone: Page, words: str) -> None:
    phone.locator("label", has_text=words).last.click()
