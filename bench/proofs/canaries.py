"""`scripts/prove canaries`: a word in every text of class L2 to L4, looked for where it may not be.

In what everybody is answered who may not meet that class, kind or area; in the ledger in clear, in
logs, mails and caches; and, for L4, in every file of the data folder, in utf-8, utf-16 and base64.
Planted controls are found.
"""

import io
import json
import logging
import pickle
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.core.cache import caches
from django.test import override_settings

from bench.machine import keep
from bench.proofs import planted as mistakes
from bench.proofs import words, world
from bench.proofs.bent import fields_of
from bench.proofs.filling import kinds
from bench.proofs.matrix import Walk
from bench.proofs.objects import Found
from bench.proofs.policy import Policy
from bench.proofs.reach import Reached
from bench.proofs.routes import Route, filled, routes
from bench.proofs.run import found_objects, say, walkers
from bench.proofs.words import Word, may_meet
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Change, Record
from kinkeeper.mission.protection.tests.test_canaries import found_in

KNOWN = {
    # Whoever works in a village that an evacuation concerns reads its way, and the state of every
    # house and well of the village to which people may go back (as in matrix.KNOWN).
    "PAGE /evacuations/<uuid:pk>/": (
        "process.stage.note", "emergency.site.name", "emergency.site.reason",
    ),
    "GET /api/emergency/movement/{pk}/away": ("emergency.site.name", "emergency.site.reason"),
    # Whoever judges an emergency opening of a file reads why it was opened.
    "PAGE /emergency-openings/<uuid:pk>/": ("people.break_glass.why",),
    # A figure of a project is approved or returned with a reason; the note is about a figure.
    "PAGE /project-values/<uuid:pk>/": ("process.stage.note",),
}  # fmt: skip
"""Words of rows of another place that an address may show, and why."""


@dataclass
class Read:
    """What one person was answered."""

    pages: int = 0
    broken: list[str] = field(default_factory=list)
    leaks: list[str] = field(default_factory=list)
    met: set[str] = field(default_factory=set)

    def add(self, other: "Read") -> None:
        self.pages += other.pages
        self.broken += other.broken
        self.leaks += other.leaks
        self.met |= other.met


def main() -> None:
    heard = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(heard))
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        world.build()
        found = prove(heard)
    keep("canaries", found, command="scripts/prove canaries")
    say(json.dumps(found, indent=1, ensure_ascii=False))
    if found["leaks"] or found["controls_found"] != len(found["controls"]):
        sys.exit(1)


def prove(heard: io.StringIO) -> dict[str, Any]:
    every, policy = routes(), Policy()
    objects = found_objects(every)
    marks = kept_words()
    pages = Pages(Walk(policy, Reached(policy)), marks)
    read = pages.read_all(every, objects)
    restricted = [w.text for w in marks.values() if w.level == 4]
    disk = on_disk(restricted)
    aside = (heard.getvalue() + str(getattr(mail, "outbox", "")) + cached()).encode()
    elsewhere = [f"logs, mails, caches: {w}" for w in found_in(aside, list(marks))]
    ledger = in_the_ledger([w.text for w in marks.values() if w.level > 2])
    pages_leaks = [said for said in read.leaks if not _known(said)]
    leaks = [*pages_leaks, *disk["leaks"], *ledger, *elsewhere]
    controls = {
        "a word met where it may be": bool(read.met), "a word in a copy": disk["control"],
        "a word in a workbook": _seen_in_a_workbook(),
        "a scope forgotten": pages.planted(every, objects),
    }  # fmt: skip
    return {
        "words": len(marks), "fields": len({w.field for w in marks.values()}),
        "pages": read.pages, "askers": len(walkers()), "files": disk["files"],
        "bytes": disk["bytes"], "bytes_of_logs_mails_caches": len(aside), "leaks": len(leaks),
        "what_leaked": leaks[:40], "server_errors": len(read.broken),
        "what_failed": read.broken[:20], "controls": sorted(controls),
        "controls_found": sum(controls.values()), "met_where_they_may": len(read.met),
        "by_class": {f"L{n}": sum(1 for w in marks.values() if w.level == n) for n in (2, 3, 4)},
        "fields_that_hold_no_word": words.left(), "known_exceptions": KNOWN,
        "met_as_known": len(read.leaks) - len(pages_leaks),
    }  # fmt: skip


def _known(said: str) -> bool:
    """said: ASKER METHOD ADDRESS: WORD FIELD."""
    where, _colon, what = said.partition(": ")
    return what.split(" ")[1] in KNOWN.get(where.partition(" ")[2], ())


def kept_words() -> dict[str, Word]:
    """Planted once in a world."""
    kept = settings.DATA / "proof-words.pickle"
    if not kept.exists():
        kept.write_bytes(pickle.dumps(words.plant()))
    return dict(pickle.loads(kept.read_bytes()))


def cached() -> str:
    return str([getattr(cache, "_cache", "") for cache in caches.all(initialized_only=True)])


class Pages:
    """Reads every page as everybody, and sends every form of an export."""

    def __init__(self, walk: Walk, marks: dict[str, Word]) -> None:
        self.walk, self.marks = walk, marks

    def read_all(self, every: list[Route], objects: dict[str, dict[str, Found]]) -> Read:
        """Each person's reading is kept in the world: interrupted, it goes on."""
        whole = Read()
        for asker in walkers():
            kept = settings.DATA / f"proof-canaries-{asker.name}.pickle"
            if not kept.exists():
                kept.write_bytes(pickle.dumps(self.read(asker, every, objects)))
            whole.add(pickle.loads(kept.read_bytes()))
            say(f"{asker.name}: {whole.pages} pages, {len(whole.leaks)} leaks, {len(whole.met)} met"
                f" where they may, {len(whole.broken)} errors")  # fmt: skip
        return whole

    def planted(self, every: list[Route], objects: dict[str, dict[str, Found]]) -> bool:
        """The control of the reading itself: a grant in a place counts everywhere."""
        asker = next(a for a in world.askers() if a.name == "field_worker-own")
        some = [route for route in every if route.path in {"/families/", "/people/"}]
        with mistakes._places_everywhere(), mistakes._forgotten():
            return bool(self.read(asker, some, objects).leaks)

    def read(
        self, asker: world.Asker, every: list[Route], objects: dict[str, dict[str, Found]]
    ) -> Read:
        mine = Read()
        forbidden = {w for w, word in self.marks.items()
                     if not may_meet(self.walk.policy, asker, word)}  # fmt: skip
        for route in every:
            if route.method not in {"", "GET"}:
                continue
            for found in objects[route.name].values():
                for data in self._answers(asker, route, found, mine):
                    self._judge(asker, route, data, forbidden, mine)
        return mine

    def _judge(
        self, asker: world.Asker, route: Route, data: bytes, forbidden: set[str], mine: Read
    ) -> None:
        mine.pages += 1
        text = opened(data).decode("utf-8", "replace")
        if "zq" not in text:
            return
        for word in [w for w in self.marks if w in text]:
            if word in forbidden:
                said = f"{asker.name} {route.name}: {word} {self.marks[word].field}"
                mine.leaks.append(said)
                say(f"  {said}")
            else:
                mine.met.add(word)

    def _answers(
        self, asker: world.Asker, route: Route, found: Found, mine: Read
    ) -> Iterator[bytes]:
        address, client = filled(route.path, found.values), self.walk.clients[asker.name]
        with world.undone():
            answer: Any = client.get(address)
            yield self._data(answer, asker, route, mine)
            if "export" in route.path and answer.status_code == 200 and not route.method:
                sent = client.post(address, fields_of(answer.content))
                yield self._data(sent, asker, route, mine)

    def _data(self, answer: Any, asker: world.Asker, route: Route, mine: Read) -> bytes:
        if answer.status_code >= 500:
            mine.broken.append(f"{asker.name} {route.name}: {answer.status_code}")
        return b"".join(answer.streaming_content) if answer.streaming else answer.content


def opened(data: bytes) -> bytes:
    """What lies in a workbook or document, or the answer itself."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def _seen_in_a_workbook() -> bool:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", "zqo0001zq")
    return b"zqo0001zq" in opened(made.getvalue())


def on_disk(texts: list[str]) -> dict[str, Any]:
    """Database, journal, backup, keys, files: the words of class L4 in no encoding."""
    copy = settings.DATA / "proof-copy.sqlite3"
    _backup(copy)
    leaks, files, size = [], 0, 0
    for file in _files(settings.DATA):
        data = file.read_bytes()
        files, size = files + 1, size + len(data)
        leaks += [f"{file.relative_to(settings.DATA)}: {w}" for w in found_in(data, texts)]
    control = copy.with_suffix(".control")
    shutil.copyfile(copy, control)
    with sqlite3.connect(control) as at:
        at.execute("CREATE TABLE planted (word TEXT)")
        at.execute("INSERT INTO planted VALUES (?)", [texts[0]])
    at.close()
    seen = bool(found_in(control.read_bytes(), texts))
    control.unlink()
    copy.unlink()
    return {"leaks": leaks, "files": files, "bytes": size, "control": seen}


def _backup(to: Path) -> None:
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as at, sqlite3.connect(to) as out:
        at.backup(out)


def _files(folder: Path) -> Iterable[Path]:
    left = (".pickle", ".json")  # what the proof itself keeps
    return [f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix not in left]


def in_the_ledger(texts: list[str]) -> list[str]:
    """Words of class L3 and L4 written now through the write door: in no line in clear."""
    found = []
    for model in kinds():
        fields = [f for f in words.texts_of(model) if class_of(f) > 2]
        row = model._default_manager.order_by("-pk").first() if fields else None
        if row is None:
            continue
        with world.undone():
            said = {f.name: getattr(row, f.name) or "" for f in fields}
            if not any(word in text for text in said.values() for word in texts):
                continue
            write(row, by=machine(), **{n: f"{t} x"[: _most(fields, n)] for n, t in said.items()})
            found += [f"ledger of {model.about.kind}: {w}" for w in _in_clear(row, texts)]
    return found


def _most(fields: list[Any], name: str) -> int:
    return next(f.max_length or 10_000 for f in fields if f.name == name)


def _in_clear(row: Record, texts: list[str]) -> list[str]:
    after = str(Change.objects.filter(record=row.pk).order_by("-seq")[0].after)
    return [word for word in texts if word in after]
