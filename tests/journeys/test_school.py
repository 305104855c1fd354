"""A teacher calls her class in one screen with the keyboard, on a small screen, and hands no child
to somebody who is not on its list."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import follow, no_complaint, send

pytestmark = pytest.mark.journey

SMALL = {"width": 360, "height": 740}


def open_class(page: Page) -> int:
    """The largest class of her school; how many pupils it has."""
    classes = [c for c in page.request.get("/api/classes").json() if c["level"] != "creche"]
    largest = max(classes, key=lambda c: c["pupils"])
    page.goto(f"/classes/{largest['id']}/")
    return int(largest["pupils"])


def call_with_keys(page: Page, pupils: int) -> None:
    """Everybody is there; the second is absent: Tab to her row, one arrow, and on."""
    follow(page, "/call/")
    rows = page.get_by_role("radiogroup")
    expect(rows).to_have_count(pupils)
    rows.nth(0).get_by_role("radio").first.focus()
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    expect(rows.nth(1).get_by_role("radio", name="absent", exact=True)).to_be_checked()
    for _row in range(pupils - 1):
        page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def test_a_class_is_called_with_the_keyboard(enter):
    page: Page = enter("bintou")
    page.set_viewport_size(SMALL)
    pupils = open_class(page)
    page.goto(page.url + "call/?on=2026-02-31")
    expect(page.get_by_role("radiogroup")).to_have_count(pupils)
    page.go_back()
    call_with_keys(page, pupils)
    expect(page.locator(".notes").first).to_contain_text(f"{pupils - 1} présents sur {pupils}")
    expect(page.get_by_role("link", name="Corriger l’appel du jour")).to_be_visible()
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= SMALL["width"]


def test_no_child_goes_with_somebody_who_is_not_on_its_list(enter):
    page: Page = enter("bintou")
    page.set_viewport_size(SMALL)
    groups = [c for c in page.request.get("/api/classes").json() if c["level"] == "creche"]
    page.goto(f"/daycare/{groups[0]['id']}/")
    here = page.locator("h2").first.inner_text()
    page.get_by_role("link", name=re.compile("Noter le départ")).first.click()
    page.locator('[name="to"][value="other"]').check(force=True)
    page.fill('[name="name"]', "Un Inconnu")
    send(page)
    expect(page.locator(".wrong-text").first).to_contain_text("n’est pas sur la liste")
    page.locator('[name="to"]').first.check(force=True)
    send(page)
    no_complaint(page)
    assert page.locator("h2").first.inner_text() != here
