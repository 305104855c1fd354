"""Steps 6 and 7: the funded project counted from the records, on a day and as known on a day,
frozen and computed again; who sees figures only, and who sees nothing."""

import re
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import send

pytestmark = pytest.mark.journey

RECORDE = "/projects/RECORDE/"
END_OF_2018 = f"{RECORDE}?on=2018-12-31"
KNOWN_IN_JANUARY = f"{END_OF_2018}&known=2019-01-15"
PUBLISHED = (
    "250 000,00 €", "01/10/2017", "01/10/2020", "905", "190", "289", "456", "45 796",
    "42 %", "58 %", "380", "525", "69 %", "199", "Kita", "Sanankoroba",
)  # fmt: skip
COMPUTED = (
    "FSP-1", "FSP-1a", "FSP-1b", "FSP-2", "FSP-3", "FSP-4", "FSP-5", "FSP-6", "FSP-7", "FSP-8",
    "P-2", "P-6", "P-14",
)  # fmt: skip
TOGETHER = ("P-1", "P-3")
PROMISED = tuple(f"P-{number}" for number in range(1, 15))


def plain(text: str) -> str:
    """With one kind of space and without line breaks."""
    return re.sub(r"\s+", " ", text)


def value(page: Page, indicator: str) -> str:
    return plain(page.locator(f'tr[id="{indicator}"] td').nth(2).inner_text()).strip()


def said(page: Page, indicator: str) -> str:
    """Its value, or in words why there is none."""
    cells = page.locator(f'tr[id="{indicator}"] td')
    return plain(cells.first.inner_text() if cells.count() == 1 else value(page, indicator)).strip()


def test_the_sheet_stands_as_it_was_published_and_each_indicator_has_its_value(enter):
    page = enter("mariam")
    page.goto("/projects/")
    with page.expect_navigation():
        page.locator(f'main a[href="{RECORDE}"]').click()
    sheet = plain(page.locator("main section.card").first.inner_text())
    assert [fact for fact in PUBLISHED if fact not in sheet] == []
    expect(page.locator("main section.card").first.get_by_text("≈").first).to_be_visible()

    page.goto(END_OF_2018)
    values = {code: value(page, code) for code in COMPUTED}
    assert all(values.values()), values
    whole = ("1 / 905 enfants couverture : tous", "1 / 905 children coverage: all of them")
    assert values["P-2"].endswith(whole), values["P-2"]
    assert values["FSP-8"].startswith("905")
    assert "/" in values["FSP-4"]
    for code in TOGETHER:
        expect(page.locator(f'tr[id="{code}"] td')).to_have_attribute("colspan", "5")
    assert [code for code in PROMISED if not said(page, code)] == []


def test_a_number_opens_the_rows_it_counts(enter):
    page = enter("mariam")
    page.goto(END_OF_2018)
    with page.expect_navigation():
        page.locator('tr[id="FSP-8b"] td a').first.click()
    assert "on=2018-12-31" in page.url
    expect(page.locator(".figure-big")).to_contain_text("190")
    rows = page.locator("main table.cards").first.locator("tbody tr")
    assert rows.count() == 190
    page.goto(END_OF_2018)
    with page.expect_navigation():
        page.locator('tr[id="P-2"] td a').first.click()
    expect(page.locator("main table.cards").first.locator("tbody tr")).to_have_count(1)


def test_whoever_follows_up_and_evaluates_opens_codes_without_names(enter):
    page = enter("hawa")
    page.goto(f"{RECORDE}indicators/FSP-8b/rows/?on=2018-12-31")
    names = page.locator("main table.cards").first.locator("td:nth-child(2)")
    assert set(names.all_inner_texts()) == {"–"}


def test_what_was_learned_late_is_not_in_what_was_known_then(enter):
    page = enter("mariam")
    page.goto(END_OF_2018)
    today = {code: value(page, code) for code in COMPUTED}
    page.goto(KNOWN_IN_JANUARY)
    then = {code: value(page, code) for code in COMPUTED}
    assert "1 / 905" in today["P-2"]
    assert "0 / 905" in then["P-2"]
    assert today["FSP-8"] == then["FSP-8"]
    page.goto(END_OF_2018)
    assert {code: value(page, code) for code in COMPUTED} == today


def test_a_frozen_report_comes_out_the_same_when_it_is_computed_again(enter):
    page = enter("mariam")
    page.goto(KNOWN_IN_JANUARY)
    send(page, having="title")
    expect(page).to_have_url(re.compile(r"/reports/[0-9a-f-]{36}/$"))
    frozen = page.locator("main table.cards").last.inner_text()
    assert "0 / 905" in plain(frozen)
    with page.expect_navigation():
        page.locator('main a[href$="/compare/"]').click()
    expect(page.locator("main .note.good")).to_be_visible()
    expect(page.locator("main .note.bad, main .note.warn")).to_have_count(0)
    assert page.locator("main table.cards").last.inner_text() == frozen


def test_the_funder_sees_figures_but_no_rows_and_no_names(enter, a_person_of_kita):
    page = enter("pierre")
    page.goto(END_OF_2018)
    assert value(page, "FSP-8").startswith("905")
    assert page.locator('main a[href*="/rows/"]').count() == 0
    for address in (
        f"{RECORDE}indicators/FSP-8/rows/?on=2018-12-31", "/families/", "/people/",
        *a_person_of_kita,
    ):  # fmt: skip
        answered(page, address, 404)
    assert page.goto("/").status == 200
    assert page.locator('nav.menu a[href="/families/"]').count() == 0


def test_a_colleague_of_another_district_sees_nothing_of_kita(enter, a_person_of_kita):
    page = enter("oumar")
    for address in a_person_of_kita:
        answered(page, address, 404)
    answered(page, RECORDE, 404)
    assert page.goto("/families/").status == 200
    places = set(page.locator("main tbody tr td:nth-child(3)").all_inner_texts())
    assert places <= {"Diaguina", "Sadiola-Ba", "Gakoura"}


def answered(page: Page, address: str, status: int) -> None:
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == status, address


@pytest.fixture
def a_person_of_kita(enter) -> list[str]:
    """Addresses of a family of Kita, of one of its members, and of what may be done there."""
    page = enter("awa")
    page.goto("/families/")
    family = page.locator('main tbody a[href^="/families/"]').first.get_attribute("href") or ""
    page.goto(family)
    person = page.locator('#members a[href^="/people/"]').first.get_attribute("href") or ""
    assert person
    path = urlsplit(page.url).path
    return [path, f"{path}history/", f"{path}visit/", person, f"{person}history/"]
