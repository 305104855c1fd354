"""Hands on the field app: adding a phone, its four words, and what is written on it."""

from typing import Any

from playwright.sync_api import Page, expect

from tests.journeys.hands import fill, send

SMALL = {"width": 360, "height": 640}
LONG = 60_000


def code_for(office: Page, *, account: str, place: str, label: str) -> str:
    """A coordinator adds a phone; the link that is shown once."""
    office.goto("/phones/add/")
    for name, text in (("account", account), ("place", place)):
        choice = office.locator(f"[name={name}] option", has_text=text).first
        office.locator(f"[name={name}]").select_option(choice.get_attribute("value"))
    fill(office, label=label)
    send(office, having="label")
    return office.locator("main code").inner_text()


def add_phone(phone: Page, link: str, *, email: str, password: str) -> str:
    """Logs in on the phone, notes the four words and opens it. Returns the words."""
    phone.goto(link)
    phone.fill("[name=email]", email)
    phone.fill("[name=password]", password)
    phone.locator("button.main").click()
    words = phone.locator("p.words").inner_text(timeout=LONG)
    phone.locator("button.main").click()
    phone.fill("[name=words]", words)
    phone.locator("button.main").click()
    expect(phone.locator("ul.list li").first).to_be_visible(timeout=LONG)
    all_sent(phone)
    return words


def unlock(phone: Page, words: str) -> None:
    phone.fill("[name=words]", words)
    phone.locator("button.main").click()
    expect(phone.locator("input.search")).to_be_visible(timeout=LONG)


def all_sent(phone: Page) -> None:
    """Nothing waits and nothing is under way."""
    expect(phone.locator(".status .send")).to_be_enabled(timeout=LONG)
    expect(phone.locator(".status.some")).to_have_count(0, timeout=LONG)


def open_family(phone: Page, name: str) -> None:
    phone.fill("input.search", name)
    phone.locator("ul.list li button").first.click()


def deed(phone: Page, icon_word: str) -> None:
    phone.locator("button.deed", has_text=icon_word).click()


def put(phone: Page, **values: Any) -> None:
    """One value for each field of the form; a choice by picture by its value."""
    for name, value in values.items():
        field = phone.locator(f"form [name='{name}']")
        if field.first.get_attribute("type") == "radio":
            phone.locator(f"form [name='{name}'][value='{value}']").check(force=True)
        elif field.evaluate("e => e.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(str(value))


def choose_first(phone: Page, *names: str) -> None:
    """The first answer of a list; nothing stands there before it is chosen."""
    expect(phone.locator("form button.main")).to_be_visible()
    for name in names:
        field = phone.locator(f"form select[name='{name}']")
        if field.locator("option").count() > 1:
            expect(field).to_have_value("")
            field.select_option(index=1)


def save(phone: Page) -> None:
    phone.locator("form button.main").click()
    expect(phone.locator("form button.main")).to_have_count(0, timeout=LONG)


def home(phone: Page) -> None:
    while phone.locator("button.back").count():
        phone.locator("button.back").click()
        phone.wait_for_timeout(150)


def seal_a_report(phone: Page, words: str, story: str) -> None:
    """For the protection desk; the app is started anew, and the sealed report waits in it."""
    deed(phone, "Signaler en secret")
    put(phone, danger="yes", story=story)
    save(phone)
    phone.reload()
    unlock(phone, words)
    expect(phone.locator(".status")).to_contain_text("1 à envoyer")
