"""Somebody far away and somebody in the office write one field: both values are in sight, on the
phone and before the supervisor, who decides; the phone learns what stands."""

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import field
from tests.journeys.hands import fill, new_name, send
from tests.journeys.test_field import open_phone

pytestmark = pytest.mark.journey


def test_the_supervisor_settles_what_a_phone_and_the_office_wrote(enter, browser, programme):
    fatim = enter("fatim")
    context, phone, _words = open_phone(browser, programme, fatim)
    mine, theirs = f"Derrière la mosquée {new_name()}", f"Près du forage {new_name()}"
    context.set_offline(True)
    phone.locator("ul.list li button").first.click()
    family = phone.evaluate("history.state.params.id")
    field.deed(phone, "Où la trouver")
    field.put(phone, quarter=mine)
    field.save(phone)
    field.home(phone)
    fatim.goto(f"/families/{family}/edit/")
    fill(fatim, quarter=theirs)
    send(fatim, having="base")

    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)
    phone.locator(".status button", has_text="à regarder").click()
    expect(phone.locator(".card")).to_contain_text(mine)
    expect(phone.locator(".card")).to_contain_text(theirs)
    settle(fatim, theirs=mine, standing=theirs)
    phone.locator(".card button", has_text="C’est vu").click()
    phone.locator(".status .send:enabled").click()
    field.all_sent(phone)
    expect(phone.locator(".card")).to_have_count(0)
    field.home(phone)
    expect(phone.locator("ul.list")).to_contain_text(mine)


def settle(office: Page, *, theirs: str, standing: str) -> None:
    """The clash in which this value waits: it shall stand, not the one in the register."""
    office.goto("/clashes/")
    for address in office.locator("main table a.btn").evaluate_all("all => all.map((a) => a.href)"):
        office.goto(address)
        if theirs in office.inner_text("main"):
            expect(office.locator("main")).to_contain_text(standing)
            fill(office, keep__quarter="other")
            return send(office, having="keep-quarter")
    raise AssertionError(theirs)
