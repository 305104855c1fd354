"""The quarter is closed and the report sent: a value entered by one and approved by another, the
figures kept, the report in Word and PDF, the transparency file."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, follow, send

pytestmark = pytest.mark.journey

PERIODS = "/projects/RECORDE/periods/"
QUARTER = f"{PERIODS}2018-Q4/"


def test_the_quarter_is_closed_and_the_report_sent(enter):
    hawa, mariam = enter("hawa"), enter("mariam")
    value = value_of_a_survey(hawa)
    mariam.goto("/")
    expect(mariam.locator("main")).to_contain_text("P-5 · RECORDE · 2018-Q4")
    step(mariam, value, "approve")
    quarter_is_closed(hawa, mariam)
    nothing_changes_any_more(hawa)
    report_is_fetched(enter("pierre"))


def value_of_a_survey(hawa: Page) -> str:
    """What does not add up is said; the address of the value that waits for somebody else."""
    hawa.goto(PERIODS)
    with hawa.expect_navigation():
        hawa.locator('form[action$="/2018-Q4/begin/"] button').click()
    hawa.goto(f"{QUARTER}values/P-5/")
    fill(hawa, numerator=60, denominator=120, sample=120, design="random", effect=1,
         source="Enquête de fin d’année")  # fmt: skip
    cells(hawa, {"F": (30, 70), "M": (30, 45), "": (0, 4)})
    send(hawa)
    expect(hawa.locator(".errors")).to_contain_text("119")
    cells(hawa, {"": (0, 5)})
    send(hawa)
    value = hawa.url
    step(hawa, value, "submit")
    return value


def quarter_is_closed(hawa: Page, mariam: Page) -> None:
    hawa.goto(f"{QUARTER}text/")
    fill(hawa, narrative_fr="Les récoltes ont été bonnes.\n\nLes groupes se réunissent.")
    send(hawa)
    expect(hawa.locator("main")).to_contain_text("Les récoltes ont été bonnes.")
    close(hawa)
    mariam.goto(QUARTER)
    close(mariam)
    expect(mariam.locator('main a[href^="/reports/"]')).to_have_count(1)


def nothing_changes_any_more(hawa: Page) -> None:
    hawa.goto(f"{QUARTER}values/P-5/")
    fill(hawa, numerator=61)
    send(hawa)
    expect(hawa.locator(".errors")).to_be_visible()


def report_is_fetched(pierre: Page) -> None:
    pierre.goto("/projects/RECORDE/")
    fill(pierre, period="2018-Q4", language="fr", form="pdf")
    assert downloaded(pierre, 'form[action$="/report/"] .btn').startswith(b"%PDF")
    fill(pierre, form="docx")
    assert downloaded(pierre, 'form[action$="/report/"] button.btn').startswith(b"PK")
    assert downloaded(pierre, 'a[href$="/iati.xml"]').startswith(b"<?xml")
    expect(pierre.locator("svg.map.broad")).to_be_visible()


def cells(page: Page, known: dict[str, tuple[int, int]]) -> None:
    for key, (counted, asked) in known.items():
        page.locator(f'[name="sex.{key}"]').fill(str(counted))
        page.locator(f'[name="sex.{key}.of"]').fill(str(asked))


def step(page: Page, value: str, verb: str) -> None:
    page.goto(f"{value}steps/{verb}/")
    send(page)
    expect(page).to_have_url(value)


def close(page: Page) -> None:
    follow(page, "/steps/close/")
    send(page)
    expect(page).to_have_url(re.compile(r"/periods/2018-Q4/$"))


def downloaded(page: Page, link: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(f"main {link}").first.click()
    return waiting.value.path().read_bytes()
