"""Three phones on one family, clocks 3 hours behind, right, 40 minutes ahead: many random runs.

At the end of each run all come home twice. What a phone shows must be what the office has; every
visit stands there once; every clash stands among those that wait for the supervisor.
"""

import random
import sqlite3
from collections import Counter
from typing import Any

from bench.field.phones import Phone, Stage, settled
from tests.journeys import field as hands

SHIFTS = {"-3 h": -3 * 3600, "0": 0, "+40 min": 40 * 60}
SHIFTED = """
const Real = Date, shift = SHIFT * 1000;
globalThis.Date = class extends Real {
  constructor(...given) { if (given.length) super(...given); else super(Real.now() + shift); }
  static now() { return Real.now() + shift; }
};
"""


def three_phones(stage: Stage, runs: int) -> dict[str, Any]:
    phones = [_phone(stage, shift) for shift in SHIFTS.values()]
    family = phones[0].page.locator("ul.list li b").first.inner_text()
    dice, texts, edits = random.Random(8), [], 0
    before, differing = _clashes(stage), 0
    for run in range(runs):
        written, edited = _one_run(phones, family, dice, f"horloge {stage.run} {run}")
        texts += written
        edits += edited
        differing += _come_home(phones, family, dice)
    held = Counter(text for text in stage.said() if text.startswith(f"horloge {stage.run}"))
    shown = sum(_shown(phone) for phone in phones)
    for phone in phones:
        phone.context.close()
    return {
        "runs": runs, "clocks": list(SHIFTS), "visits": len(texts), "edits": edits,
        "lost": sum(1 for text in texts if not held[text]),
        "doubled": sum(n - 1 for n in held.values()),
        "clashes_waiting_in_office": _clashes(stage) - before, "clashes_shown_on_phones": shown,
        "runs_that_differed": differing,
    }  # fmt: skip


def _phone(stage: Stage, shift: int) -> Phone:
    phone = Phone(stage)
    phone.context.add_init_script(SHIFTED.replace("SHIFT", str(shift)))
    phone.add()
    return phone


def _one_run(
    phones: list[Phone], family: str, dice: random.Random, mark: str
) -> tuple[list[str], int]:
    """Each, without a network, writes a visit or says where the family lives, or both."""
    texts, edits = [], 0
    for n, phone in enumerate(phones):
        phone.context.set_offline(True)
        hands.open_family(phone.page, family)
        if dice.random() < 0.6:
            texts.append(f"{mark} {n}")
            hands.deed(phone.page, "Visite")
            hands.put(phone.page, seen=texts[-1])
            hands.save(phone.page)
        if dice.random() < 0.6:
            edits += 1
            hands.deed(phone.page, "Où la")
            hands.put(phone.page, quarter=f"{mark} {n} {dice.choice(('puits', 'gare'))}")
            hands.save(phone.page)
        hands.home(phone.page)
    return texts, edits


def _come_home(phones: list[Phone], family: str, dice: random.Random) -> int:
    """1 when the phones show different things after all were home twice."""
    for _twice in range(2):
        for phone in dice.sample(phones, len(phones)):
            phone.context.set_offline(False)
            phone.page.locator(".status .send:enabled").click()
            settled(phone)
    told = {
        phone.page.locator("ul.list li", has_text=family).first.inner_text() for phone in phones
    }
    return int(len(told) > 1)


def _shown(phone: Phone) -> int:
    hands.deed(phone.page, "État")
    return phone.page.locator(".card dl").count()


def _clashes(stage: Stage) -> int:
    database = next(stage.programme.data.glob("*.sqlite3"))
    query = (
        "select count(*) from records_change c where outcome = 'clash' and not exists "
        "(select 1 from records_change s where s.settles = c.id)"
    )
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True, timeout=60) as rows:
        return int(rows.execute(query).fetchone()[0])
