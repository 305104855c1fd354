"""Somebody tells without JavaScript and reads the answer with the receipt; two judge, a case goes
its way to the closing; axe finds nothing on the pages met."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import field
from tests.journeys.hands import fill, follow, new_name, no_complaint, send
from tests.journeys.test_field import open_phone

pytestmark = pytest.mark.journey
RECEIPT = re.compile(r"\d{4} \d{4} \d{4} \d{4}")
KITA = "Kita"


def test_somebody_tells_without_javascript_and_reads_the_answer(new_context, programme, enter):
    page = new_context(base_url=programme.address, java_script_enabled=False).new_page()
    receipt = tells(page, "Une voisine enferme une fille de neuf ans.")
    assert page.context.cookies() == []
    reads(page, receipt)
    expect(page.locator("main")).to_contain_text("Votre signalement est bien reçu")

    fanta = enter("fanta")
    reference = newest(fanta)
    judge(fanta, risk="high")
    drissa = enter("drissa")
    open_report(drissa, reference)
    judge(drissa)
    open_report(drissa, reference)
    follow(drissa, "/answer/")
    fill(drissa, code="more")
    send(drissa)
    no_complaint(drissa)

    reads(page, receipt)
    expect(page.locator("main")).to_contain_text("Si vous en savez plus")
    fill(page, text="Elle est dans la maison bleue.")
    send(page, having="text")
    expect(page.locator("main")).to_contain_text("maison bleue")
    open_report(drissa, reference)
    expect(drissa.locator("main")).to_contain_text("maison bleue")
    goes_its_way(fanta, drissa)


def test_a_report_sealed_on_a_phone_is_judged_by_the_desk(enter, browser, programme):
    """Written where there is no network; nobody on the phone reads it again, the desk does."""
    context, phone, words = open_phone(browser, programme, enter("fatim"))
    context.set_offline(True)
    story = f"Un oncle garde la fille le soir {new_name()}"
    field.seal_a_report(phone, words, story)
    context.set_offline(False)
    phone.locator(".status .send").click()
    field.all_sent(phone)

    fanta = enter("fanta")
    reference = with_story(fanta, story)
    judge(fanta, risk="high")
    drissa = enter("drissa")
    open_report(drissa, reference)
    expect(drissa.locator("main")).to_contain_text(story)
    judge(drissa)
    fanta.goto("/protection/reports/")
    judged = fanta.locator("tbody tr", has_text=reference)
    expect(judged).not_to_contain_text("reçu")


def with_story(page: Page, story: str) -> str:
    """The report of danger, not judged yet, that tells this: opened; its reference."""
    page.goto("/protection/reports/")
    rows = page.locator("tbody tr").filter(has_text="danger").filter(has_text="reçu")
    links = [row.get_by_role("link").first.get_attribute("href") for row in rows.all()]
    for link in reversed(links):
        page.goto(str(link))
        if story in page.locator("main").inner_text():
            return page.locator("h1").inner_text()
    raise AssertionError(story)


def tells(page: Page, story: str) -> str:
    page.goto("/tell/fr/")
    page.locator("[name=danger][value=yes]").check()
    page.locator("[name=place]").select_option(label=KITA)
    send(page, having="place")
    expect(page.locator("main")).to_contain_text("00 00 00 03")
    fill(page, story=story, staff="no")
    send(page)
    found = RECEIPT.search(page.locator("main").inner_text())
    assert found
    return found[0]


def reads(page: Page, receipt: str) -> None:
    page.goto("/tell/fr/answer/")
    fill(page, receipt=receipt)
    send(page, having="receipt")


def newest(page: Page) -> str:
    """The report told last, of Kita, in danger and not judged: opened; its reference."""
    page.goto("/protection/reports/")
    rows = page.locator("tbody tr").filter(has_text="danger").filter(has_text="reçu")
    with page.expect_navigation():
        rows.last.get_by_role("link").click()
    return page.locator("h1").inner_text()


def open_report(page: Page, reference: str) -> None:
    page.goto("/protection/reports/")
    with page.expect_navigation():
        page.get_by_role("link", name=reference).click()


def judge(page: Page, **values: str) -> None:
    follow(page, "/step/triage/")
    if values:
        fill(page, safety="la voisine d’en face veille", conflict="no", **values)
    send(page)
    no_complaint(page)


def goes_its_way(fanta: Page, drissa: Page) -> None:
    follow(drissa, "/step/open_case/")
    drissa.locator("[name=worker]").select_option(label="Fanta Sangaré")
    fill(drissa, basis="consent", basis_note="la tante")
    send(drissa)
    case = drissa.url
    for kind, verb in (("assessment", "assess"), ("plan", "agree_plan")):
        fanta.goto(case)
        follow(fanta, "/write/")
        fill(fanta, kind=kind, text="vu l’enfant et sa tante")
        send(fanta)
        take(fanta, case, verb)
    take(drissa, case, "agree_plan")
    take(fanta, case, "close", reason="goals_met", why="elle sait comment revenir")
    take(drissa, case, "close", reason="goals_met")
    expect(drissa.locator("main")).to_contain_text("objectifs sont atteints")


def take(page: Page, case: str, verb: str, **values: str) -> None:
    page.goto(f"{case}step/{verb}/")
    fill(page, **values)
    send(page)
    no_complaint(page)
