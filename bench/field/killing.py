"""The browser killed while it sends, a line that breaks every few kB: what is lost, or twice?"""

import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from PIL import Image

from bench.field.phones import PATIENCE, Phone, Stage, settled
from tests.journeys import field as hands

SLOW = 60
BY_HAND = 2
SIZES: dict[str, tuple[int, ...]] = {
    "0.2 kB": (200,), "1 kB": (1000,), "3 kB": (3000,), "7 kB": (7000,), "14 kB": (14_000,),
    "0.2 to 14 kB, by chance": (200, 700, 1500, 3000, 6000, 14_000),
}  # fmt: skip
HOPELESS = 1000
"""Not more bytes than the heads of one request and its answer: hardly anything passes."""


def killed(stage: Stage, kills: int, records: int) -> dict[str, Any]:
    """`records` visits in equal parts; after each part the browser dies during the upload."""
    phone = Phone(stage)
    phone.add()
    dice, wanted, midway = random.Random(4), [], 0
    each = -(-records // kills)
    for turn in range(kills):
        texts = [f"tué {stage.run} {turn} {n}" for n in range(each)]
        wanted += texts
        phone.context.set_offline(True)
        phone.visits(texts[:BY_HAND])
        phone.write(texts[BY_HAND:])
        midway += _dies_while_it_sends(phone, dice.uniform(0.1, 2.5), wanted)
        phone.start()
        phone.open()
    settled(phone)
    phone.context.close()
    found = _verdict(stage, wanted, f"tué {stage.run} ")
    return {"kills": kills, "kills_with_some_sent_and_some_not": midway, **found}


def _dies_while_it_sends(phone: Phone, after: float, wanted: list[str]) -> int:
    """1 when something had gone up and something had not arrived."""
    stage = phone.stage
    stage.line.kbit, before = SLOW, stage.line.up
    phone.context.set_offline(False)
    time.sleep(after)
    phone.kill()
    went = stage.line.up > before
    stage.line.kbit = None
    return int(went and not set(wanted) <= set(stage.said()))


def broken(stage: Stage, records: int, photos: int) -> dict[str, Any]:
    """Every connection breaks after so many bytes, both ways together. What had to wait for a
    whole line is told: with each size, visits that arrived over the broken one."""
    sizes = {}
    for name, cuts in SIZES.items():
        sizes[name] = _broken(stage, name, cuts, records, photos)
        print(name, sizes[name], flush=True)
    whole = Counter[str]()
    for found in sizes.values():
        whole.update({name: found[name] for name in ("cuts", "written", "lost", "doubled")})
    return {**whole, "sizes": sizes}


def _broken(
    stage: Stage, name: str, cuts: tuple[int, ...], records: int, photos: int
) -> dict[str, Any]:
    phone = Phone(stage)
    phone.add()
    mark = f"coupé {stage.run} {name} "
    texts, labels = ([f"{mark}{what}{n}" for n in range(times)]
                     for what, times in (("", records), ("photo ", photos)))  # fmt: skip
    phone.context.set_offline(True)
    phone.visits(texts)
    _photos(phone, labels)
    before, tries = stage.line.cuts, _try_to_send(phone, cuts)
    cut, over = stage.line.cuts - before, _arrived(stage, mark)
    settled(phone)
    phone.context.close()
    arrived = _arrived(stage, mark)
    return {
        "tries": tries, "cuts": cut, "over_the_broken_line": over.total(),
        "written": records + photos, "photos": photos,
        "lost": sum(1 for text in texts + labels if not arrived[text]),
        "doubled": sum(n - 1 for n in arrived.values()),
    }  # fmt: skip


def _try_to_send(phone: Phone, cuts: tuple[int, ...]) -> int:
    dice, line = random.Random(5), phone.stage.line
    line.cut = dice.choice(cuts)
    most = 5 if max(cuts) <= HOPELESS else 150
    phone.context.set_offline(False)
    tries = 0
    while tries < most:
        tries += 1
        line.cut = dice.choice(cuts)
        phone.page.locator(".status .send:enabled").click(timeout=PATIENCE)
        phone.page.locator(".status .send:enabled").wait_for(timeout=PATIENCE)
        if phone.page.locator(".status.some").count() == 0:
            break
    line.cut = None
    return tries


def _photos(phone: Phone, labels: list[str]) -> None:
    phone.page.locator("ul.list li button").first.click()
    for n, label in enumerate(labels):
        hands.deed(phone.page, "Photo")
        hands.choose_first(phone.page, "person")
        phone.page.set_input_files("[name=picture]", _a_photo(phone.stage.folder, n))
        phone.page.locator(".preview img").wait_for()
        hands.put(phone.page, label=label)
        hands.save(phone.page)
    hands.home(phone.page)


def _a_photo(folder: Path, n: int) -> Path:
    """As heavy as a face before a wall: some tens of kB."""
    picture = Image.effect_noise((64, 48), 90 + n).convert("RGB").resize((1600, 1200))
    file = folder / f"photo-{n}.jpg"
    picture.save(file)
    return file


def _arrived(stage: Stage, mark: str) -> Counter[str]:
    return Counter(text for text in stage.said() + stage.labels() if text.startswith(mark))


def _verdict(stage: Stage, wanted: list[str], mark: str) -> dict[str, Any]:
    held = Counter(text for text in stage.said() if text.startswith(mark))
    return {
        "written": len(wanted), "lost": sum(1 for text in wanted if not held[text]),
        "doubled": sum(n - 1 for n in held.values() if n > 1),
    }  # fmt: skip
