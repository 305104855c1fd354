"""The first screen on a bad line, and what a sync weighs."""

import gzip
import time
from typing import Any

from bench.field.phones import Phone, Stage, settled
from kinkeeper.site.field.views import BUILT
from tests.journeys import field as hands

KBIT, DELAY, CPU = 50, 0.25, 4
LIMITS = {"first_screen_s": 5, "offline_ready_s": 30, "later_start_s": 2}


def weights() -> dict[str, Any]:
    """Bytes of the built files as they travel, gzip; whole: without the reader of questionnaires,
    which comes with the first of them."""
    packed = {f.name: len(gzip.compress(f.read_bytes(), 9)) for f in sorted(BUILT.iterdir())}
    return {
        **packed,
        "whole": sum(size for name, size in packed.items() if name != "engine.js"),
        "limits": {"index.html": 20_480, "whole": 102_400},
    }


def first_screen(stage: Stage) -> dict[str, Any]:
    """Seconds at 50 kbit/s with 500 ms there and back, processor four times slower."""
    phone = Phone(stage)
    link = stage.link()
    phone.throttle(CPU)
    stage.line.kbit, stage.line.delay, stage.line.down = KBIT, DELAY, 0
    began = time.monotonic()
    phone.page.goto(link, wait_until="commit", timeout=hands.LONG)
    phone.page.wait_for_selector("[name=email]", timeout=hands.LONG)
    shown, down = time.monotonic() - began, stage.line.down
    phone.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    ready = time.monotonic() - began
    stage.line.kbit, stage.line.delay = None, 0
    later = _later_start(phone)
    phone.context.close()
    return {
        "first_screen_s": round(shown, 1), "first_screen_bytes": down,
        "offline_ready_s": round(ready, 1), "later_start_s": round(later, 2), "limits": LIMITS,
        "line": f"{KBIT} kbit/s, {2 * DELAY:.1f} s there and back, CPU x{CPU}, plain HTTP",
    }  # fmt: skip


def _later_start(phone: Phone) -> float:
    """A new start of the browser with no network at all."""
    phone.context.close()
    phone.start()
    phone.throttle(CPU)
    phone.context.set_offline(True)
    began = time.monotonic()
    phone.page.goto(f"{phone.stage.address}/field/", wait_until="commit")
    phone.page.wait_for_selector("form")
    return time.monotonic() - began


def budgets(stage: Stage) -> dict[str, Any]:
    """Bytes over the line, with all headers: packing a phone, one visit, fifty visits."""
    phone = Phone(stage)
    before = stage.line.down
    phone.add()
    packed = stage.line.down - before - _app()
    children = phone.page.evaluate(CHILDREN)
    up_1 = _sent(stage, phone, ["une visite ordinaire, tout va bien"])
    up_50 = _sent(stage, phone, [f"visite n° {n}, le toit est réparé" for n in range(50)])
    phone.context.close()
    return {
        "pack_down": packed, "children": children, "one_visit_up": up_1, "fifty_visits_up": up_50,
        "limits": {"pack_down": 60_000, "one_visit_up": 1_000, "fifty_visits_up": 10_000},
    }  # fmt: skip


CHILDREN = """() => [...document.querySelectorAll(".count")]
  .reduce((n, c) => n + Number(c.textContent), 0)"""


def _app() -> int:
    """What the app's own files weigh: they came over the same line and are not counted."""
    return int(weights()["whole"])


def _sent(stage: Stage, phone: Phone, texts: list[str]) -> int:
    phone.context.set_offline(True)
    phone.visits(texts)
    before = stage.line.up
    phone.context.set_offline(False)
    settled(phone)
    return stage.line.up - before
