"""Two people correct the same field; a form is sent twice."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import FAMILY_PAGE, SEND, fill, form_of, new_name, no_complaint, send
from tests.journeys.stories import choose_village, record_visit, write_family

pytestmark = pytest.mark.journey

SENT_AGAIN = {"content-type", "referer", "origin"}
CLASH = re.compile(r"/clashes/[0-9a-f-]{36}/$")


def test_two_people_correct_one_field_and_the_second_chooses_between_both_values(enter):
    awa, fatim = enter("awa"), enter("fatim")
    address = write_family(awa, new_name())
    for page in (awa, fatim):
        page.goto(f"{address}edit/")
    fill(awa, quarter="Près du puits")
    send(awa, having="base")
    expect(awa).to_have_url(FAMILY_PAGE)

    fill(fatim, quarter="Derrière l'école", number="K-7")
    send(fatim, having="base")
    expect(fatim).to_have_url(CLASH)
    both = fatim.inner_text("main")
    assert "Près du puits" in both
    assert "Derrière l'école" in both
    clash = fatim.url

    fill(fatim, keep__quarter="other")
    send(fatim, having="keep-quarter")
    fatim.goto(address)
    expect(fatim.locator("main header")).to_contain_text("Derrière l'école")
    expect(fatim.locator("main header")).to_contain_text("K-7")
    fatim.goto("/clashes/")
    assert (
        fatim.locator(f'a[href="{clash.removeprefix(address.split("/families")[0])}"]').count() == 0
    )
    fatim.goto(f"{address}history/")
    history = fatim.inner_text("main")
    assert "Près du puits" in history
    assert "Derrière l'école" in history


def test_a_family_sent_again_leads_to_the_same_page_and_stands_once(enter):
    page, name = enter("awa"), new_name()
    page.goto(f"/families/new/?given=Sira&family={name}&place=&go=1")
    choose_village(page)
    with page.expect_request(lambda request: request.method == "POST") as sent:
        send(page)
    no_complaint(page)
    again = page.request.post(
        sent.value.url, data=sent.value.post_data, max_redirects=0,
        headers={k: v for k, v in sent.value.headers.items() if k in SENT_AGAIN},
    )  # fmt: skip
    assert again.status == 302
    assert page.url.endswith(again.headers["location"])
    page.goto(f"/families/?q={name}")
    expect(page.locator("main tbody tr")).to_have_count(1)


def test_a_visit_sent_again_after_going_back_stands_once(enter):
    page = enter("awa")
    address = write_family(page, new_name())
    page.goto(f"{address}visit/")
    fill(page, present="Revenue en arrière")
    send(page)
    expect(page).to_have_url(FAMILY_PAGE)
    page.wait_for_load_state("networkidle")  # going back meets a page that stands
    page.go_back()
    fill(page, present="Revenue en arrière")
    send(page)
    page.goto(address)
    assert page.inner_text("#visits").count("Revenue en arrière") == 1


def test_a_visit_sent_twice_by_an_impatient_thumb_stands_once(enter):
    page = enter("awa")
    address = write_family(page, new_name())
    record_visit(page, address)
    page.goto(f"{address}visit/")
    fill(page, present="Deux fois envoyé")
    button = form_of(page, "held_on").locator(SEND).first
    button.evaluate("b => { b.click(); b.click(); }")
    expect(page).to_have_url(FAMILY_PAGE)
    page.wait_for_load_state("networkidle")
    page.goto(address)
    assert page.inner_text("#visits").count("Deux fois envoyé") == 1
