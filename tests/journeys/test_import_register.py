"""Step 3 with a register of real size: 190 families, 905 children, 289 caregivers."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys import register
from tests.journeys.hands import new_name
from tests.journeys.test_import import bring, press, settle

pytestmark = pytest.mark.journey


def test_a_whole_register_is_brought_looked_at_entered_and_corrected(enter, tmp_path):
    page, name = enter("fatim"), new_name()
    file = tmp_path / "registre.xlsx"
    register.write(file, name)
    bring(page, file)
    correct_a_column(page)
    name_the_hamlet(page, name)
    leave_what_is_proposed(page)
    assert counts(page)[:3] == ["190", "905", "289"]
    assert page.locator(f'main :text("{name}")').count() == 0

    press(page, "main form.deed button")
    settle(page)
    assert counts(page)[:3] == ["190", "905", "289"]
    see_a_family(page, name)

    register.write(file, name, corrected=True)
    bring(page, file)
    expect(page.locator("main")).to_contain_text("déjà été importée")
    assert column(page).input_value() == "child.act"
    press(page, "main form button.btn")
    leave_what_is_proposed(page)
    assert counts(page)[:4] == ["0", "0", "0", "1"]
    press(page, "main form.deed button")
    settle(page)
    assert counts(page)[3] == "1"


def correct_a_column(page: Page) -> None:
    """A heading nobody knows is said by hand; it is remembered for the next list."""
    column(page).select_option("child.act")
    press(page, "main form button.btn")
    settle(page)


def column(page: Page):
    letter = chr(65 + register.HEAD.index(register.PAPER))
    return page.locator(f'main select[aria-label="{letter} {register.PAPER}"]')


def name_the_hamlet(page: Page, name: str) -> None:
    """Asked about once, though three families live there; known places are only shown."""
    expect(page).to_have_url(re.compile("/places/$"))
    asked = page.locator("main tbody tr", has=page.locator('select[name^="place-"]'))
    expect(asked).to_have_count(1)
    expect(asked).to_contain_text(register.HAMLET.format(name=name))
    page.locator('main select[name^="place-"]').select_option("new")
    parent = page.locator('main select[name^="parent-"]')
    parent.select_option(index=1)
    press(page, "main form button.btn")
    settle(page)


def leave_what_is_proposed(page: Page) -> None:
    for _step in range(12):
        settle(page)
        if page.url.endswith("/apply/"):
            return
        everything = page.locator("button[name=all]")
        press(page, "button[name=all]" if everything.count() else "main form button.btn")
    pytest.fail(f"the import does not come to its end: {page.url}")


def counts(page: Page) -> list[str]:
    """New families, children, caregivers; changed; left; set aside."""
    return page.locator("main dl.facts dd").all_inner_texts()


def see_a_family(page: Page, name: str) -> None:
    """Found by its name; each member leads back to the line it came from."""
    page.goto(f"/families/?q={register.surname(name, 7)}")
    with page.expect_navigation():
        page.locator("main tbody th a").first.click()
    expect(page.locator("#members > table.cards tbody tr")).to_have_count(7)
    with page.expect_navigation():
        page.locator('#members a[href^="/people/"]').last.click()
    expect(page.locator("main")).to_contain_text("registre.xlsx")
