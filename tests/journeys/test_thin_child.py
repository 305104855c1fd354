"""A child is measured, found thin, referred and recovers; slips of the hand are asked about."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, follow, new_name, no_complaint, send
from tests.journeys.stories import write_family

pytestmark = pytest.mark.journey


def test_a_thin_child_is_found_referred_and_recovers(enter):
    awa = enter("awa", language="en")
    name = new_name()
    child = child_page(awa, write_family(awa, name), f"Issa {name}")
    a_slip_is_asked_again(awa)
    fill(awa, weight="11,9")
    send(awa)
    expect(awa.locator("main")).to_contain_text("Severe acute malnutrition: ")
    stands(awa, child, "found malnourished")
    on_my_day(awa, name, "Refer the child")

    follow_step(awa, child, "refer")
    fill(awa, reason="urenas", centre="CSRéf de Kita", agreed_by="Sira, la mère")
    send(awa)
    expect(awa.locator("h1")).to_have_text("Referral slip")
    expect(awa.locator("main")).to_contain_text("To the health centre: CSRéf de Kita")
    stands(awa, child, "sent to the health centre")

    take(awa, child, "admit")
    stands(awa, child, "in treatment")
    take(awa, child, "discharge", reason="cured")
    stands(awa, child, "treatment over")
    expect(awa.locator("ul.missing").first).to_contain_text("shows a child that is well")

    follow(awa, "/measure/")
    fill(awa, weight="15,4", lenhei="100", position="h", muac_mm="141", oedema="0")
    send(awa)
    expect(awa.locator(".wrong-text")).to_contain_text("measured on the same day already")
    fill(awa, sure_same_day=True)
    send(awa)
    take(awa, child, "recover")
    stands(awa, child, "recovered")
    follow(awa, "/growth/")
    expect(awa.locator("main svg").first).to_be_visible()
    expect(awa.locator("main tbody").last.locator("tr")).to_have_count(2)


def child_page(page: Page, family: str, child: str) -> str:
    page.goto(family)
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=child).first.click()
    return page.url.split("#")[0]


def a_slip_is_asked_again(page: Page) -> None:
    """Grams for kilograms: said beside the field, and nothing typed is lost."""
    follow(page, "/measure/")
    fill(page, weight="11900", lenhei="99,5", position="h", muac_mm="112", oedema="0")
    send(page)
    expect(page.locator(".wrong-text")).to_contain_text("In grams that would be 11.9 kg")
    expect(page.locator("[name=weight]")).to_have_value("11900")
    expect(page.locator("[name=muac_mm]")).to_have_value("112")


def stands(page: Page, child: str, state: str) -> None:
    page.goto(child)
    expect(page.locator("#growth .chip").get_by_text(state, exact=True).first).to_be_visible()


def on_my_day(page: Page, name: str, what: str) -> None:
    page.goto("/")
    line = page.locator("ul.due > li").filter(has_text=name)
    expect(line.filter(has_text=what).first).to_be_attached()


def follow_step(page: Page, child: str, verb: str) -> None:
    page.goto(child)
    follow(page, f"/step/{verb}/")


def take(page: Page, child: str, verb: str, **answers: str) -> None:
    follow_step(page, child, verb)
    fill(page, **answers)
    send(page)
    no_complaint(page)
