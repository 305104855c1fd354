"""The main pages, wide and on a phone: no serious barrier, nothing wider than the screen, no error
in the browser's console, and light enough for a slow line."""

import gzip
import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response

from tests.journeys.hands import log_in

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
    "fatim": ("/", "/losses/", "/clashes/"),
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
    told = listen(page)
    come_to(page, address)
    assert serious(axe, page) == []
    assert wider_than_screen(page) == []
    page.set_viewport_size(SCREENS[1])
    assert serious(axe, page) == []
    assert wider_than_screen(page) == []
    assert told.complaints == []
    assert told.size() <= MOST_BYTES


def test_the_door_is_open_to_everybody(stranger, axe):
    told = listen(stranger)
    for screen in SCREENS:
        stranger.set_viewport_size(screen)
        log_in(stranger, "nobody@demo.invalid", "wrong")
        stranger.wait_for_load_state()
        assert serious(axe, stranger) == []
        assert wider_than_screen(stranger) == []
    assert told.complaints == []


def come_to(page: Page, address: str) -> None:
    """FAMILY and PERSON stand for an active family and its first member."""
    if address.startswith(("FAMILY", "PERSON")):
        page.goto("/programme/?state=active")
        family = page.locator('main a[href^="/families/"]').first.get_attribute("href") or ""
        address = address.replace("FAMILY/", family).replace("FAMILY", family)
    if address == "PERSON":
        page.goto(family)
        address = page.locator('#members a[href^="/people/"]').first.get_attribute("href") or ""
    page.evaluate("told => { window.name = told }", address)
    answer = page.goto(address)
    assert answer is not None
    assert answer.status == 200


class Told:
    """What the browser fetched for the last page, and what it complained about."""

    def __init__(self) -> None:
        self.answers: dict[str, Response] = {}
        self.complaints: list[str] = []

    def size(self) -> int:
        """Bytes of the last page with its styles, scripts and pictures, compressed."""
        kinds = {"document", "stylesheet", "script", "image", "font"}
        own = [r for r in self.answers.values() if r.request.resource_type in kinds]
        return sum(compressed(answer) for answer in own)


def compressed(answer: Response) -> int:
    """As sent; where the server left that to a web server before it, as that would send it."""
    sent = answer.request.sizes()["responseBodySize"]
    return sent if "content-encoding" in answer.headers else len(gzip.compress(answer.body()))


def listen(page: Page) -> Told:
    told = Told()

    def fetched(answer: Response) -> None:
        if answer.request.resource_type == "document":
            pages = [k for k, r in told.answers.items() if r.request.resource_type == "document"]
            for address in pages:
                del told.answers[address]
        told.answers[answer.url] = answer

    def complained(said: ConsoleMessage) -> None:
        if said.type == "error":
            told.complaints.append(said.text)

    def failed(error: Error) -> None:
        told.complaints.append(str(error))

    page.on("response", fetched)
    page.on("console", complained)
    page.on("pageerror", failed)
    return told


def serious(axe: Axe, page: Page) -> list[str]:
    found = axe.run(page).response["violations"]
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
