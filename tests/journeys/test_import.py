"""Step 3: an office's list is brought, looked at and entered; brought again it changes nothing."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.hands import new_name

pytestmark = pytest.mark.journey

WORKING = re.compile(r"/import/[0-9a-f-]{36}/$")
HEAD = "N°;Nom du chef de famille;Nom et prénom de l'enfant;Sexe;Date de naissance;Localité"


def a_list(folder: Path, name: str) -> Path:
    """Two invented families with three children, as a spreadsheet program of Mali saves it."""
    rows = (
        f"1;Sira {name};Adama {name};M;12/03/2012;Namala",
        f"1;Sira {name};Nana {name};F;vers 2016;Namala",
        f"2;Moussa {name}ba;Téné {name}ba;F;2014;Kotouba",
    )
    file = folder / f"{name}.csv"
    file.write_text("\r\n".join((HEAD, *rows)), encoding="cp1252")
    return file


def test_a_list_is_brought_looked_at_and_entered_and_changes_nothing_again(enter, tmp_path):
    page, name = enter("fatim"), new_name()
    file = a_list(tmp_path, name)
    bring(page, file)
    page.goto(f"/families/?q={name}")
    before = page.locator("main tbody tr").count()
    enter_it(page)
    page.goto(f"/families/?q={name}")
    assert before == 0
    assert page.locator("main tbody tr").count() >= 1
    bring(page, file)
    to_the_last_step(page)
    assert [n for n in page.locator("main dl.facts dd").all_inner_texts()[:4] if n != "0"] == []


def bring(page: Page, file: Path) -> None:
    page.goto("/import/")
    page.set_input_files("[name=file]", file)
    press(page, "main form button.btn")
    settle(page)


def press(page: Page, selector: str) -> None:
    with page.expect_navigation():
        page.locator(selector).first.click()


def settle(page: Page) -> None:
    """Waits until the work in the background is over."""
    for _look in range(100):
        if not WORKING.search(page.url) or page.locator("main a.btn:not(.ghost)").count():
            return
        page.wait_for_timeout(200)
        page.reload()
    pytest.fail(f"the import does not end: {page.inner_text('main')}")


def to_the_last_step(page: Page) -> None:
    """Columns, localities and lines, with what is proposed."""
    for _step in range(12):
        settle(page)
        if page.url.endswith("/apply/"):
            return
        if "/lines/" in page.url and page.locator("button[name=all]").count():
            press(page, "button[name=all]")
        else:
            press(page, "main form button.btn")
    pytest.fail(f"the import does not come to its end: {page.url}")


def enter_it(page: Page) -> None:
    page.go_back()
    to_the_last_step(page)
    press(page, "main form.deed button")
    settle(page)
    expect(page.locator("main dl.facts")).to_be_visible()
