"""The profile folder of a phone, byte by byte: no name, no word of the four, no key."""

import base64
import unicodedata
from pathlib import Path
from typing import Any

from argon2.low_level import Type, hash_secret_raw
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bench.field.phones import Phone, Stage
from tests.journeys import field as hands

CANARY = "Canarisoumaré"
BOX = """async () => {
  const asked = (a) => new Promise((done) => { a.onsuccess = () => done(a.result); });
  const db = await asked(indexedDB.open("kinkeeper"));
  const box = await asked(db.transaction("meta").objectStore("meta").get("box"));
  db.close();
  const text = (b) => btoa(String.fromCharCode(...new Uint8Array(b)));
  const { salt, iv, wrapped, cost } = box;
  return { salt: text(salt), iv: text(iv), wrapped: text(wrapped), cost };
}"""


def searched(stage: Stage) -> dict[str, Any]:
    """The name is written in a visit, read again, sent; then the phone dies. A control that is
    meant to be found (a name in localStorage) shows that the search can find at all."""
    phone = Phone(stage)
    phone.add()
    family = phone.page.locator("ul.list li b").first.inner_text()
    phone.visits([CANARY])
    hands.all_sent(phone.page)
    key = data_key(phone.words, phone.page.evaluate(BOX))
    phone.page.evaluate("localStorage.setItem('control', 'PlantedControlName')")
    phone.page.wait_for_timeout(1500)
    phone.context.close()
    names = {"canary": CANARY, "family": family, "words": phone.words}
    return {
        "files": sum(1 for f in phone.profile.rglob("*") if f.is_file()),
        "hits": {name: written(phone.profile, text) for name, text in names.items()},
        "key_hits": found(phone.profile, key),
        "control_hits": written(phone.profile, "PlantedControlName"),
    }


def written(folder: Path, text: str) -> int:
    return found(folder, text.encode(), text.encode("utf-16-le"))


def data_key(words: str, box: dict[str, Any]) -> bytes:
    """The key of the records, opened here as the phone opens it."""
    salt, iv, wrapped = (base64.b64decode(box[name]) for name in ("salt", "iv", "wrapped"))
    plain = "".join(c for c in unicodedata.normalize("NFD", words) if not unicodedata.combining(c))
    cost = box["cost"]
    by = hash_secret_raw(
        plain.lower().encode(), salt, time_cost=cost["passes"], memory_cost=cost["kib"],
        parallelism=1, hash_len=32, type=Type.ID,
    )  # fmt: skip
    return AESGCM(by).decrypt(iv, wrapped, None)


def found(folder: Path, *needles: bytes) -> int:
    """In how many files one of these byte strings stands."""
    files = [f for f in folder.rglob("*") if f.is_file()]
    return sum(1 for f in files if any(needle in f.read_bytes() for needle in needles))
