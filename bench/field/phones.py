"""Phones with a profile folder of their own, so that they can be killed and opened again."""

import os
import signal
import sqlite3
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from playwright.sync_api import BrowserContext, Page, Playwright

from bench.field.link import Line
from tests.browser import FLAGS, chromium
from tests.journeys import field as hands
from tests.journeys.hands import log_in
from tests.journeys.programme import Programme

PATIENCE = 180_000
WRITE = """async (texts) => {
  const { state, write } = globalThis.kinkeeper.store;
  const [family] = [...state.rows].find(([, row]) => row.kind === "people.family");
  const held_on = new Date().toLocaleDateString("sv");
  const rows = [{ person: null, scores: { care: 2, food: 3 } }];
  for (const observations of texts) {
    const visit = { family, held_on, observations, present: "", rows, next_visit_on: null };
    await write("casework.visit", visit, { about: [family] });
  }
}"""


@dataclass
class Stage:
    """The running demonstration, and the office's browser that adds phones."""

    player: Playwright
    programme: Programme
    folder: Path
    made: int = 0
    run: str = field(default_factory=lambda: uuid4().hex[:6])
    line: Line = field(init=False)
    office: Page = field(init=False)

    def __post_init__(self) -> None:
        self.line = Line(urlsplit(self.programme.address).port or 80)
        browser = self.player.chromium.launch(executable_path=chromium(), args=FLAGS)
        self.office = browser.new_context(base_url=self.programme.address).new_page()
        log_in(self.office, "fatim@demo.invalid", self.programme.passwords["fatim"])
        self.office.wait_for_url("**/")

    def link(self) -> str:
        """A link for a new phone, through the line."""
        self.made += 1
        link = hands.code_for(self.office, account="Awa", place="Kita", label=f"n° {self.made}")
        return link.replace(self.programme.address, self.address)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.line.port}"

    def said(self) -> list[str]:
        """What the visits of the register say."""
        return [text for (text,) in self.rows("select observations from casework_visit")]

    def labels(self) -> list[str]:
        """What its pictures show."""
        return [text for (text,) in self.rows("select label from records_attachment")]

    def rows(self, query: str, *values: str) -> list[tuple[Any, ...]]:
        """Straight from the database."""
        database = next(self.programme.data.glob("*.sqlite3"))
        with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60) as rows:
            return rows.execute(query, values).fetchall()


class Phone:
    """A Chromium with its own profile folder at 360 x 640."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.words = stage, ""
        self.profile = stage.folder / f"profile-{stage.made}-{id(self)}"
        self.start()

    def start(self) -> None:
        self.context: BrowserContext = self.stage.player.chromium.launch_persistent_context(
            str(self.profile), executable_path=chromium(), args=FLAGS,
            viewport=hands.SMALL, locale="fr-FR", timezone_id="Africa/Bamako",
        )  # fmt: skip
        self.page: Page = self.context.pages[0]

    def add(self) -> None:
        password = self.stage.programme.passwords["awa"]
        self.words = hands.add_phone(
            self.page, self.stage.link(), email="awa@demo.invalid", password=password
        )
        self.page.wait_for_function("navigator.serviceWorker.controller")

    def open(self) -> None:
        self.page.goto(f"{self.stage.address}/field/")
        hands.unlock(self.page, self.words)

    def kill(self) -> None:
        """SIGKILL for every process of this profile, as a battery that dies."""
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and str(self.profile) in _command(folder):
                os.kill(int(folder.name), signal.SIGKILL)
        _quietly(self.context.close)

    def throttle(self, rate: int) -> None:
        session = self.context.new_cdp_session(self.page)
        session.send("Emulation.setCPUThrottlingRate", {"rate": rate})

    def visits(self, texts: list[str]) -> None:
        """Writes one visit for each text, by hand."""
        self.page.locator("ul.list li button").first.click()
        for text in texts:
            hands.deed(self.page, "Visite")
            hands.put(self.page, care="2", food="3", seen=text)
            hands.save(self.page)
        hands.home(self.page)

    def write(self, texts: list[str]) -> None:
        """The same as the form does when it is saved, without hands: for hundreds."""
        self.page.evaluate(WRITE, texts)


def settled(phone: Phone) -> None:
    """The app sends by itself when the network is back; what a broken line left is sent by hand."""
    button = phone.page.locator(".status .send:enabled")
    button.wait_for(timeout=PATIENCE)
    if phone.page.locator(".status.some").count():
        button.click()
        button.wait_for(timeout=PATIENCE)
    hands.all_sent(phone.page)


def _command(folder: Path) -> str:
    try:
        return (folder / "cmdline").read_text()
    except OSError:
        return ""


def _quietly(act: Any) -> None:
    try:
        act()
    except Exception:  # noqa: BLE001 - the browser is dead, that is what was wanted
        return
