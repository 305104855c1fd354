"""Step 2: Awa logs in, in French, and switches to English; a wrong password tells little."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import log_in

pytestmark = pytest.mark.journey

ME = "header .me"


def test_awa_logs_in_in_french_switches_to_english_and_sees_what_is_due(stranger, programme):
    log_in(stranger, "awa@demo.invalid", programme.passwords["awa"])
    stranger.wait_for_url("/")
    html = stranger.locator("html")
    expect(html).to_have_attribute("lang", "fr")
    expect(stranger.locator("ul.due > li").first).to_be_visible()
    assert stranger.locator("ul.due > li a[href]").count() >= 5
    in_french = stranger.title()

    with stranger.expect_navigation():
        stranger.locator(f"{ME}:visible button[value=en]").click()
    expect(html).to_have_attribute("lang", "en")
    expect(stranger.get_by_role("heading", level=1)).to_have_text("My day")
    expect(stranger.locator("ul.due > li").first).to_be_visible()

    with stranger.expect_navigation():
        stranger.locator(f"{ME}:visible button[value=fr]").click()
    expect(html).to_have_attribute("lang", "fr")
    assert stranger.title() == in_french


def test_signing_out_closes_every_page(stranger, programme):
    log_in(stranger, "bakary@demo.invalid", programme.passwords["bakary"])
    stranger.wait_for_url("/")
    with stranger.expect_navigation():
        stranger.locator(f"{ME}:visible form[data-forget] button").click()
    stranger.goto("/families/")
    assert "/account/login/" in stranger.url


def test_a_wrong_password_and_an_unknown_address_are_answered_alike(stranger):
    known = refused(stranger, "awa@demo.invalid")
    unknown = refused(stranger, "nobody-here@demo.invalid")
    assert known
    assert known == unknown


def refused(page: Page, email: str) -> str:
    """The sentence that is shown after a wrong password."""
    log_in(page, email, "surely-not-this-one")
    page.wait_for_load_state()
    assert "/account/login/" in page.url
    return page.locator("[data-errors], .wrong-text, .note").first.inner_text()
