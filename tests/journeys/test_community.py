"""An organisation becomes autonomous: it acts by itself, one proposes, another decides."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, no_complaint, send, today

pytestmark = pytest.mark.journey
STRUCTURE = re.compile(r"/community/structures/[0-9a-f-]{36}/$")


def test_an_organisation_becomes_autonomous(enter):
    awa = enter("awa", language="en")
    page = organisation_page(awa, "Association Benkadi")
    expect(awa.locator("main svg").first).to_be_visible()
    no_complaint(awa)
    a_total_that_does_not_add_up_is_said(awa, page)
    for _time in range(3):
        acts_alone(awa, page)
    awa.goto(f"{page}step/prepare/")
    send(awa)
    propose(awa, page)
    expect(awa.locator("main")).to_contain_text("Waits for the decision of a colleague.")

    fatim = enter("fatim", language="en")
    fatim.goto(f"{page}step/declare/")
    fill(fatim, agreed_by="Sira Kanté, présidente")
    send(fatim)
    fatim.wait_for_url(STRUCTURE)
    expect(fatim.locator("main")).to_contain_text("autonomous")
    no_complaint(fatim)


def organisation_page(page: Page, name: str) -> str:
    page.goto("/community/?sort=organisation")
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).click()
    return page.url


def a_total_that_does_not_add_up_is_said(page: Page, structure: str) -> None:
    page.goto(f"{structure}gathering/")
    fill(page, kind="activity", theme="schooling", said="60", **{"counts_F_18+": "30"})
    send(page)
    expect(page.locator(".wrong-text")).to_contain_text("make 30, but the total on the sheet is 60")
    expect(page.locator('[name="counts_F_18+"]')).to_have_value("30")


def acts_alone(page: Page, structure: str) -> None:
    page.goto(f"{structure}gathering/")
    fill(
        page, kind="activity", theme="schooling", held_on=today(), without_staff=True,
        said="", cost_xof="150 000", own_xof="150 000",
        **{"counts_F_18+": "30", "counts_M_18+": "12"},
    )  # fmt: skip
    send(page)
    page.wait_for_url(STRUCTURE)


def propose(page: Page, structure: str) -> None:
    page.goto(f"{structure}step/declare/")
    fill(page, agreed_by="Sira Kanté, présidente")
    send(page)
    page.wait_for_url(STRUCTURE)
