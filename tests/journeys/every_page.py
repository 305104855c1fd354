"""Every page that a person reaches by links, two of each shape: it answers, has no serious barrier,
is not wider than the screen, and the browser's console stays quiet.

`scripts/prove pages` runs it (some minutes a person); `./test` walks the main pages only.
"""

import re
from collections import Counter, deque
from urllib.parse import parse_qs, urldefrag, urlsplit

import pytest
from playwright.sync_api import Page

from bench.machine import keep, kept
from tests.journeys.test_pages import (
    MOST_BYTES,
    SCREENS,
    axe,
    complaints_of,
    serious,
    weight,
    wider_than_screen,
)

__all__ = ["axe"]
pytestmark = pytest.mark.journey

PEOPLE = ("awa", "fatim", "moussa", "mariam", "oumar", "pierre", "hawa", "nadia")
EACH, MOST = 2, 400
LINKS = """() => [...document.querySelectorAll("a[href]:not([download])")]
  .map((a) => new URL(a.getAttribute("href"), location).href)"""
LEFT_OUT = re.compile(
    r"/(account/logout|static|media|api|i18n)/|\.(pdf|xlsx|csv|docx|zip|svg|ics)$"
)
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}|(?<=/)\d+(?=/)")


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_a_person_reaches(enter, axe, who):
    page = enter(who)
    walk = Walk(page)
    wrong = [f"{who}: {text}" for address in walk for text in problems(page, axe, address)]
    write_down(who, len(walk.shapes), sum(walk.shapes.values()), wrong)
    assert wrong == []


class Walk:
    """Addresses in the order in which links name them, `EACH` of a shape."""

    def __init__(self, page: Page) -> None:
        self.page, self.shapes, self.known = page, Counter[str](), set[str]()
        self.waiting = deque([urldefrag(page.url).url])

    def __iter__(self):
        while self.waiting and sum(self.shapes.values()) < MOST:
            yield self.waiting.popleft()
            for link in self.page.evaluate(LINKS):
                self.meet(urldefrag(link).url)

    def meet(self, address: str) -> None:
        ours = urlsplit(address).netloc == urlsplit(self.page.url).netloc
        shape = shape_of(address)
        if not ours or address in self.known or LEFT_OUT.search(urlsplit(address).path):
            return
        self.known.add(address)
        if self.shapes[shape] < EACH:
            self.shapes[shape] += 1
            self.waiting.append(address)


def shape_of(address: str) -> str:
    """The address without what is told by it: `/families/*/`, and the names of its questions."""
    parts = urlsplit(address)
    return "?".join((IDS.sub("*", parts.path), "&".join(sorted(parse_qs(parts.query)))))


def problems(page: Page, axe, address: str) -> list[str]:
    page.set_viewport_size(SCREENS[0])
    said = complaints_of(page)
    answer = page.goto(address)
    if answer is None or answer.status != 200:
        return [f"{address} answers {answer.status if answer else 'nothing'}"]
    found = [*wider_than_screen(page)]
    page.set_viewport_size(SCREENS[1])
    found += [*wider_than_screen(page), *serious(axe, page), *said]
    if (bytes_sent := weight(page)) > MOST_BYTES:
        found.append(f"{address} weighs {bytes_sent} bytes")
    return found


def write_down(who: str, shapes: int, pages: int, wrong: list[str]) -> None:
    known = (kept("every_page") or {"people": {}})["people"]
    people = known | {who: {"shapes": shapes, "pages": pages, "wrong": wrong}}
    keep("every_page", {"people": people}, command="scripts/prove pages")


def test_addresses_of_one_shape_are_known():
    one = shape_of("http://h/families/01a20e22-0000-7000-8000-000000000001/?on=2018-12-31&page=2")
    assert one == "/families/*/?on&page"
    assert LEFT_OUT.search("/account/logout/")
    assert not LEFT_OUT.search("/families/")
