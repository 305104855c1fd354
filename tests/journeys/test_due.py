"""Step 4: the next thing that is due is two clicks away, also without a mouse."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import on_family_page, today

pytestmark = pytest.mark.journey

A_VISIT = 'ul.due a[href$="/visit/"]'
VISITS = "#visits"


def test_a_visit_that_is_due_is_recorded_in_two_clicks(enter):
    page = enter("awa")
    with page.expect_navigation():
        page.locator(f"{A_VISIT}:visible").first.click()  # the first click
    assert page.locator("[name=held_on]").input_value() == today()
    page.fill("[name=present]", "La mère et la grand-mère")
    page.fill("[name=observations]", "Les enfants vont à l'école.")
    with page.expect_navigation():
        page.locator("main form button.btn").first.click()  # the second
    on_family_page(page)
    expect(page.locator(".notes")).to_be_visible()
    visits = page.locator(VISITS)
    expect(visits.locator(f'time[datetime="{today()}"]').first).to_be_visible()
    expect(visits).to_contain_text("Les enfants vont à l'école.")
    expect(page.locator("#genogram, .picture svg").first).to_be_visible()


def test_a_visit_recorded_is_no_longer_due(enter):
    page = enter("awa")
    line = page.locator(A_VISIT).last
    address = line.get_attribute("href")
    page.goto(address)
    with page.expect_navigation():
        page.locator("main form button.btn").first.click()
    on_family_page(page)
    page.goto("/")
    expect(page.locator(f'ul.due a[href="{address}"]')).to_have_count(0)


def test_with_the_keyboard_alone_awa_logs_in_and_records_a_visit(stranger, programme):
    page = stranger
    page.goto("/account/login/")
    keys_to(page, "[name=login]")
    page.keyboard.type("awa@demo.invalid")
    keys_to(page, "[name=password]")
    page.keyboard.type(programme.passwords["awa"])
    page.keyboard.press("Enter")
    page.wait_for_url("/")
    keys_to(page, A_VISIT)
    press(page)
    keys_to(page, "[name=present]")
    page.keyboard.type("Le père")
    keys_to(page, "[name=observations]")
    page.keyboard.type("Vu au clavier.")
    keys_to(page, "main form button.btn")
    press(page)
    on_family_page(page)
    expect(page.locator(VISITS)).to_contain_text("Vu au clavier.")


def test_the_first_key_leads_past_the_menu(enter):
    page = enter("awa")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"#main$"))
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('main')")


def keys_to(page: Page, selector: str, *, most: int = 60) -> None:
    """Presses Tab until one of these has the focus, which must be seen."""
    for _key in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("s => document.activeElement.matches(s)", selector):
            assert page.evaluate(FOCUS_SEEN), f"the focus on {selector} is not seen"
            return
    where = page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
    pytest.fail(f"{most} times Tab did not lead to {selector}, but to {where}")


FOCUS_SEEN = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""


def press(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")
