"""What hands do on a page: fill in, tick, send. Fields are found by name, pages by address, so
that a journey goes the same way in every language."""

import re
from datetime import date
from typing import Any
from uuid import uuid4

from playwright.sync_api import Locator, Page, expect

FAMILY_PAGE = re.compile(r"/families/[0-9a-f-]{36}/(#.*)?$")
SEND = "button:not([name]):not([type=button]):not([formnovalidate])"


def log_in(page: Page, email: str, password: str) -> None:
    page.goto("/account/login/")
    page.fill("[name=login]", email)
    page.fill("[name=password]", password)
    page.press("[name=password]", "Enter")


def today() -> str:
    return date.today().isoformat()  # noqa: DTZ011 - the browser and the server share this machine


def fill(page: Page, **values: Any) -> None:
    """One value for each field: text, a choice of a list or of round buttons, or True to tick.

    `__` in a name stands for the `-` of rows: rows__0__sex."""
    for name, value in values.items():
        field = page.locator(f'main [name="{name.replace("__", "-")}"]')
        kind = field.first.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind.startswith("SELECT"):
            field.select_option(str(value))
        elif kind in {"INPUT:radio", "INPUT:checkbox"}:
            tick(field, value)
        else:
            field.fill(str(value))


def tick(field: Locator, value: Any) -> None:
    """True ticks all boxes of the name; a text the one with that value."""
    if isinstance(value, bool):
        for box in field.all():
            box.set_checked(value, force=True)
        return
    field.and_(field.page.locator(f'[value="{value}"]')).check(force=True)


def form_of(page: Page, name: str) -> Locator:
    return page.locator("main form").filter(has=page.locator(f'[name="{name}"]'))


def send(page: Page, *, having: str = "form_id") -> None:
    """Presses the main button of the form that has this field, and waits for the next page."""
    button = form_of(page, having).locator(SEND).first
    with page.expect_navigation():
        button.click()


def follow(page: Page, ending: str) -> None:
    """Follows the first link in the page whose address ends so."""
    with page.expect_navigation():
        page.locator(f'main a[href$="{ending}"]').first.click()


def on_family_page(page: Page) -> str:
    """The address of the family whose page this is; the journey stops where it is another page."""
    expect(page).to_have_url(FAMILY_PAGE)
    return page.url.split("#")[0]


def no_complaint(page: Page) -> None:
    """Nothing on the page says that a field is wrong."""
    wrong = page.locator(".wrong-text").all_inner_texts()
    assert wrong == []


def new_name() -> str:
    """A family name that nobody in the demonstration bears."""
    letters = "".join(chr(ord("a") + int(digit, 16)) for digit in uuid4().hex[:10])
    return f"Ba{letters}"
