"""Three phones on one family, clocks 3 hours behind, right, 40 minutes ahead: many random runs.

At the end of each run all come home twice. What a phone holds must be what the office has; every
visit and every edit stands there once; every clash stands among those that wait for the supervisor,
and on the phone that wrote it.
"""

import random
import time
from collections import Counter
from typing import Any
from uuid import UUID

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


QUARTER = "id => globalThis.kinkeeper.store.state.rows.get(id).v.quarter || ''"
DEVICE = "() => globalThis.kinkeeper.store.state.account.device"
FIRST = """() => [...globalThis.kinkeeper.store.state.rows]
  .find(([, row]) => row.kind === "people.family")[0]"""
OPEN = "id => globalThis.kinkeeper.screens.go('family', { id })"


def three_phones(stage: Stage, runs: int) -> dict[str, Any]:
    phones = [_phone(stage, shift) for shift in SHIFTS.values()]
    told = [
        round((phone.page.evaluate("Date.now()") / 1000 - time.time()) / 60) for phone in phones
    ]
    assert told == [shift // 60 for shift in SHIFTS.values()], told
    family = phones[0].page.evaluate(FIRST)
    dice, texts, edits = random.Random(8), [], 0
    before, differing = _clashes(stage), 0
    for run in range(runs):
        written, edited = _one_run(phones, family, dice, f"horloge {stage.run} {run}")
        texts += written
        edits += edited
        differing += _come_home(phones, family, dice)
    held = Counter(text for text in stage.said() if text.startswith(f"horloge {stage.run}"))
    kept, shown = _edits_kept(stage, phones, family), sum(_shown(phone) for phone in phones)
    for phone in phones:
        phone.context.close()
    return {
        "runs": runs, "clocks": list(SHIFTS), "visits": len(texts), "edits": edits,
        "lost": sum(1 for text in texts if not held[text]) + max(0, edits - kept),
        "doubled": sum(n - 1 for n in held.values()) + max(0, kept - edits),
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
        phone.page.evaluate(OPEN, family)
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
    """1 when a phone shows something else than the office holds after all were home twice."""
    for _twice in range(2):
        for phone in dice.sample(phones, len(phones)):
            phone.context.set_offline(False)
            phone.page.locator(".status .send:enabled").click()
            settled(phone)
    query = "select quarter from people_family where id = ?"
    ((quarter,),) = phones[0].stage.rows(query, UUID(family).hex)
    return int({phone.page.evaluate(QUARTER, family) for phone in phones} != {quarter})


def _edits_kept(stage: Stage, phones: list[Phone], family: str) -> int:
    """Lines of the ledger, as what stood for a while or as a clash."""
    query = "select device from records_change where record = ?"
    mine = {phone.page.evaluate(DEVICE) for phone in phones}
    return sum(1 for (device,) in stage.rows(query, UUID(family).hex) if device in mine)


def _shown(phone: Phone) -> int:
    hands.deed(phone.page, "État")
    return phone.page.locator(".card dl").count()


def _clashes(stage: Stage) -> int:
    query = (
        "select count(*) from records_change c where outcome = 'clash' and not exists "
        "(select 1 from records_change s where s.settles = c.id)"
    )
    return int(stage.rows(query)[0][0])
