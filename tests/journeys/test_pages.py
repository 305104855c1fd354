"""The main pages, wide and on a phone: no serious barrier, nothing wider than the screen, no error
in the browser's console, and light enough for a slow line."""

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page

from tests.journeys.hands import log_in, new_name

pytestmark = pytest.mark.journey

SCREENS = ({"width": 1366, "height": 900}, {"width": 360, "height": 740})
MOST_BYTES = 60_000
SERIOUS = {"serious", "critical"}
PAGES = {
    "awa": (
        "/", "/families/", "/families/?q=traore", "/families/new/?given=Sira&family=Traore&place=",
        "FAMILY", "FAMILY/edit/", "FAMILY/history/", "FAMILY/visit/", "FAMILY/assess/",
        "FAMILY/plan/", "FAMILY/review/", "PERSON", "/people/?q=kulibali", "/programme/",
        "/sessions/", "/import/",
    ),
    "fatim": ("/", "/losses/", "/clashes/", "/birth-papers/", "/health/centres/"),
    "mariam": (
        "/projects/", "/projects/RECORDE/?on=2018-12-31",
        "/projects/RECORDE/indicators/FSP-4/rows/?on=2018-12-31",
    ),
    "nadia": ("/accounts/", "/limits/", "/me/"),
}  # fmt: skip
ORDER = [(who, address) for who, addresses in PAGES.items() for address in addresses]


@pytest.fixture(scope="session")
def axe() -> Axe:
    return Axe()


@pytest.mark.parametrize(("who", "address"), ORDER, ids=[" ".join(pair) for pair in ORDER])
def test_a_page_is_open_to_everybody_on_every_screen(enter, axe, who, address):
    page = enter(who)
    complaints = complaints_of(page)
    come_to(page, address)
    assert serious(axe, page) == []
    assert wider_than_screen(page) == []
    page.set_viewport_size(SCREENS[1])
    assert serious(axe, page) == []
    assert wider_than_screen(page) == []
    assert complaints == []
    assert weight(page) <= MOST_BYTES


def test_the_door_is_open_to_everybody(stranger, axe):
    complaints = complaints_of(stranger)
    for screen in SCREENS:
        stranger.set_viewport_size(screen)
        log_in(stranger, f"{new_name()}@demo.invalid", "wrong")
        stranger.wait_for_load_state()
        assert serious(axe, stranger) == []
        assert wider_than_screen(stranger) == []
    assert complaints == []


def test_what_should_be_found_is_found(stranger, axe):
    stranger.goto("/account/login/")
    stranger.evaluate(PLANTED)
    found = " ".join(serious(axe, stranger))
    assert "image-alt" in found
    assert "label" in found
    assert "color-contrast" in found
    assert wider_than_screen(stranger)


PLANTED = """() => {
  const main = document.querySelector("main");
  main.insertAdjacentHTML("beforeend", `<p id="pale">pale</p><img src="/static/layout/logo.svg">
    <input name="nameless"><div id="wide">wide</div>`);
  document.getElementById("pale").style.color = "#ddd";
  document.getElementById("wide").style.width = "3000px";
}"""


def come_to(page: Page, address: str) -> None:
    """FAMILY and PERSON stand for an active family and its first member."""
    if address.startswith(("FAMILY", "PERSON")):
        page.goto("/programme/?state=active")
        family = page.locator('main a[href^="/families/"]').first.get_attribute("href") or ""
        address = address.replace("FAMILY/", family).replace("FAMILY", family)
    if address == "PERSON":
        page.goto(family)
        address = page.locator('#members a[href^="/people/"]').first.get_attribute("href") or ""
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200


def complaints_of(page: Page) -> list[str]:
    """Fills up with what the browser's console calls an error."""
    found: list[str] = []

    def complained(said: ConsoleMessage) -> None:
        if said.type == "error":
            found.append(said.text)

    def failed(error: Error) -> None:
        found.append(str(error))

    page.on("console", complained)
    page.on("pageerror", failed)
    return found


def weight(page: Page) -> int:
    """Bytes of the page with its styles, scripts and pictures, compressed."""
    parts: list[str] = page.evaluate(PARTS)
    return sum(compressed(page, address) for address in {page.url.split("#")[0], *parts})


def compressed(page: Page, address: str) -> int:
    """As sent; where the server leaves that to a web server before it, as that would send it."""
    answer = page.request.get(address, headers={"accept-encoding": "gzip"})
    length = int(answer.headers.get("content-length", 0))
    packed = "content-encoding" in answer.headers and length
    return length if packed else len(gzip.compress(answer.body()))


PARTS = """() => [...document.querySelectorAll("link[href], script[src], img[src]")]
  .map((e) => e.href || e.src).filter((address) => address.startsWith(location.origin))"""


def serious(axe: Axe, page: Page) -> list[str]:
    found = axe.run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{page.url} {v['id']}: {v['help']} {json.dumps([n['html'][:160] for n in v['nodes'][:3]])}"
        for v in found
        if v["impact"] in SERIOUS
    ]


def wider_than_screen(page: Page) -> list[str]:
    """What sticks out to the right, unless it scrolls in a box of its own."""
    found: list[str] = page.evaluate(STICKS_OUT)
    return found


STICKS_OUT = """() => {
  const edge = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= edge) return [];
  const out = [...document.querySelectorAll("body *")]
    .filter((e) => e.getBoundingClientRect().right > edge + 1 && !e.closest(".scroll-x"));
  return [`${location.pathname} is ${document.documentElement.scrollWidth} px wide on ${edge}`,
    ...out.slice(-3).map((e) => e.outerHTML.slice(0, 160))];
}"""
