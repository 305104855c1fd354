"""A class is called where there is no network: the list lies on the phone, the call comes home by
one sync and stands in the office."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys import field
from tests.journeys.hands import follow
from tests.journeys.programme import Programme

pytestmark = pytest.mark.journey


def a_phone(
    browser: Browser, programme: Programme, office: Page
) -> tuple[BrowserContext, Page, str]:
    link = field.code_for(office, account="Bakary", place="Sanankoroba", label="Itel gris")
    context = browser.new_context(base_url=programme.address, viewport=field.SMALL, locale="fr-FR")
    phone = context.new_page()
    words = field.add_phone(
        phone, link, email="bakary@demo.invalid", password=programme.passwords["bakary"]
    )
    phone.wait_for_function("navigator.serviceWorker.controller")
    return context, phone, words


def test_a_class_is_called_while_offline(enter, browser, programme):
    office = enter("fatim")
    classes = [c for c in office.request.get("/api/classes").json() if c["level"] != "creche"]
    one = sorted(classes, key=lambda c: c["pupils"])[-2]
    context, phone, words = a_phone(browser, programme, office)
    context.set_offline(True)
    phone.reload()
    field.unlock(phone, words)

    field.deed(phone, "Séances")
    phone.locator("ul.list li button", has_text=one["name"]).click()
    pupils = phone.locator(".pupil")
    expect(pupils).to_have_count(one["pupils"])
    absent = pupils.nth(1).locator("[value=absent]")
    absent.check(force=True)
    name = absent.get_attribute("name")
    phone.locator("button", has_text="Tous les autres sont présents").click()
    field.save(phone)
    field.home(phone)
    expect(phone.locator(".status")).to_contain_text("1 à envoyer")

    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    office.goto(f"/classes/{one['id']}/")
    expect(office.get_by_role("link", name="Corriger l’appel du jour")).to_be_visible()
    follow(office, "/call/")
    expect(office.locator(f'[name="p-{name}"][value="absent"]')).to_be_checked()
