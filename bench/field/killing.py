"""The browser killed while it sends, a line that breaks every few kB: what is lost, or twice?"""

import random
import time
from collections import Counter
from typing import Any

from bench.field.phones import PATIENCE, Phone, Stage, settled

SLOW = 60


def killed(stage: Stage, kills: int, records: int) -> dict[str, Any]:
    """`records` visits in equal parts; after each part the browser dies during the upload."""
    phone = Phone(stage)
    phone.add()
    dice, wanted = random.Random(4), []
    for turn in range(kills):
        texts = [f"tué {stage.run} {turn} {n}" for n in range(max(1, records // kills))]
        wanted += texts
        phone.context.set_offline(True)
        phone.visits(texts)
        stage.line.kbit = SLOW
        phone.context.set_offline(False)
        time.sleep(dice.uniform(0.02, 0.9))
        phone.kill()
        stage.line.kbit = None
        phone.start()
        phone.open()
    settled(phone)
    phone.context.close()
    return {"kills": kills, **_verdict(stage, wanted, f"tué {stage.run} ")}


def broken(stage: Stage, records: int) -> dict[str, Any]:
    """Every connection breaks after 0.2 to 14 kB."""
    phone = Phone(stage)
    phone.add()
    texts = [f"coupé {stage.run} {n}" for n in range(records)]
    phone.context.set_offline(True)
    phone.visits(texts)
    dice, before = random.Random(5), stage.line.cuts
    stage.line.cut = 1500
    phone.context.set_offline(False)
    for _try in range(120):
        stage.line.cut = dice.choice((200, 700, 1500, 3000, 6000, 14_000))
        phone.page.locator(".status .send:enabled").click(timeout=PATIENCE)
        phone.page.locator(".status .send:enabled").wait_for(timeout=PATIENCE)
        if phone.page.locator(".status.some").count() == 0:
            break
    cuts, stage.line.cut = stage.line.cuts - before, None
    arrived_broken = _verdict(stage, texts, f"coupé {stage.run} ")
    settled(phone)
    phone.context.close()
    return {
        "cuts": cuts,
        "over_the_broken_line": arrived_broken,
        **_verdict(stage, texts, f"coupé {stage.run} "),
    }


def _verdict(stage: Stage, wanted: list[str], mark: str) -> dict[str, Any]:
    held = Counter(text for text in stage.said() if text.startswith(mark))
    return {
        "written": len(wanted), "lost": sum(1 for text in wanted if not held[text]),
        "doubled": sum(n - 1 for n in held.values() if n > 1),
    }  # fmt: skip
