"""`scripts/prove canaries`: a word in every text of class L2 to L4, looked for where it may not be.

In what anybody of a lower class is answered, in the ledger in clear, in logs and mails, and, for
L4, in every file of the data folder, in utf-8, utf-16 and base64. Planted controls are found.
"""

import io
import json
import logging
import shutil
import sqlite3
import sys
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import mail
from django.db import connection, models, transaction
from django.test import override_settings

from bench.machine import keep
from bench.proofs import world
from bench.proofs.filling import kinds
from bench.proofs.matrix import Walk
from bench.proofs.objects import Found
from bench.proofs.policy import Policy
from bench.proofs.reach import Reached
from bench.proofs.routes import Route, filled, routes
from bench.proofs.run import found_objects, say
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.instruments.models import Answers
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.protection.actions import Heard, tell
from kinkeeper.mission.protection.said import Story
from kinkeeper.mission.protection.tests.test_canaries import found_in

SHORTEST = 60  # shorter texts are codes that the program looks up
LEFT = {"search_key", "sealed", "file", "receipt", "mark", "public"}
TOLD = ("story", "village", "who", "happened", "reporter", "reach", "source")
MOST_CLASS = 2  # askers above meet nearly everything; their rows are proved by the matrix


def main() -> None:
    heard = io.StringIO()
    logging.getLogger().addHandler(logging.StreamHandler(heard))
    with override_settings(SECOND_FACTOR_REQUIRED=False):
        world.build()
        found = prove(heard)
    keep("canaries", found, command="scripts/prove canaries")
    print(json.dumps(found, indent=1, ensure_ascii=False), file=sys.stderr)
    if found["leaks"] or found["controls_found"] != found["controls"]:
        sys.exit(1)


def prove(heard: io.StringIO) -> dict[str, Any]:
    every, policy = routes(), Policy()
    objects = found_objects(every)
    marks, restricted = planted(), told()
    walk = Walk(policy, Reached(policy))
    read = Pages(walk, marks).read(every, objects)
    disk = on_disk(restricted)
    elsewhere = found_in((heard.getvalue() + str(mail.__dict__.get("outbox", ""))).encode(),
                         [*marks, *restricted])  # fmt: skip
    ledger = in_the_ledger([m for m, level in marks.items() if level > 2])
    leaks = [*read["leaks"], *disk["leaks"], *ledger, *elsewhere]
    controls = [bool(read["met_where_they_may"]), disk["control"], _seen_in_a_workbook()]
    return {
        "fields": len(marks), "told_words": len(restricted), "pages": read["pages"],
        "askers": read["askers"], "files": disk["files"], "bytes": disk["bytes"],
        "leaks": len(leaks), "what_leaked": leaks[:40], "controls": len(controls),
        "controls_found": sum(controls), "met_where_they_may": len(read["met_where_they_may"]),
        "by_class": {f"L{n}": sum(1 for v in marks.values() if v == n) for n in (2, 3, 4)},
    }  # fmt: skip


@transaction.atomic
def planted() -> dict[str, int]:
    """The words and the class of the field each stands in; in every row of its kind."""
    marks: dict[str, int] = {}
    for model in kinds():
        for field in texts_of(model):
            word = f"zq{class_of(field)}x{len(marks):03}zq"
            marks[word] = class_of(field)
            _append(model, field, word)
    return marks


def texts_of(model: type[Record]) -> Iterator[Any]:
    for field in model.kept_fields():
        text = isinstance(field, models.CharField | models.TextField)
        if not text or field.choices or field.unique or field.name in LEFT:
            continue
        if class_of(field) >= 2 and (field.max_length or SHORTEST) >= SHORTEST:
            yield field


def _append(model: type[Record], field: Any, word: str) -> None:
    table, column = model._meta.db_table, field.column
    with connection.cursor() as cursor:
        cursor.execute(
            f"UPDATE {table} SET {column} = coalesce({column}, '') || ' ' || %s "
            f"WHERE {column} NOT LIKE %s OR {column} IS NULL", [word, f"%{word}%"],
        )  # fmt: skip


def told() -> list[str]:
    """Words of class L4, told and answered through the program's own verbs."""
    words = {name: f"canari4{name}zq" for name in TOLD}
    place = Place.objects.get(pk=world.own()[0].pk)
    tell(Heard(place=place, story=Story(kinds=["fgm"], **words)))
    row = Answers.objects.order_by("pk")[0]
    answer = "canari4reponsezq"
    from kinkeeper.ground.instruments.keeping import LEVELS, sealed

    shelves = {**{shelf: {} for shelf in LEVELS}, "restricted": {"q": answer}}
    kept = sealed(row, shelves, place=row.place_id)["restricted"]
    write(row, by=machine(), restricted=kept)
    return [*words.values(), answer]


class Pages:
    """Reads every page as everybody of a low class."""

    def __init__(self, walk: Walk, marks: dict[str, int]) -> None:
        self.walk, self.marks = walk, marks

    def read(self, every: list[Route], objects: dict[str, dict[str, Found]]) -> dict[str, Any]:
        leaks: list[str] = []
        met: set[str] = set()
        pages = 0
        people = [a for a in world.askers() if self.highest(a) <= MOST_CLASS]
        for asker in people:
            for route in every:
                if route.method in {"", "GET"}:
                    pages += 1
                    text = self._answer(asker, route, next(iter(objects[route.name].values())))
                    for word in self._words(text):
                        if self.marks[word] > self.highest(asker):
                            leaks.append(f"{asker.name} {route.path}: {word}")
                        else:
                            met.add(word)
            say(f"{asker.name}: {pages} pages, {len(leaks)} leaks, {len(met)} met where they may")
        return {"leaks": leaks, "pages": pages, "askers": len(people), "met_where_they_may": met}

    def highest(self, asker: world.Asker) -> int:
        if asker.account is None:
            return -1
        policy = self.walk.policy
        return max(policy.highest(asker.account, purpose) for purpose in policy.purposes())

    def _words(self, text: str) -> set[str]:
        return {w for w in self.marks if w in text} if "zq" in text else set()

    def _answer(self, asker: world.Asker, route: Route, found: Found) -> str:
        with world.undone():
            address = filled(route.path, found.values)
            answer: Any = self.walk.clients[asker.name].get(address)
            data = b"".join(answer.streaming_content) if answer.streaming else answer.content
        return opened(data).decode("utf-8", "replace")


def opened(data: bytes) -> bytes:
    """What lies in a workbook or document, or the answer itself."""
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        return b"\n".join(packed.read(name) for name in packed.namelist())


def _seen_in_a_workbook() -> bool:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", "zq3x001zq")
    return b"zq3x001zq" in opened(made.getvalue())


def on_disk(words: list[str]) -> dict[str, Any]:
    """Database, journal, backup, keys, files: the words of class L4 in no encoding."""
    copy = settings.DATA / "proof-copy.sqlite3"
    _backup(copy)
    leaks, files, size = [], 0, 0
    for file in _files(settings.DATA):
        data = file.read_bytes()
        files, size = files + 1, size + len(data)
        leaks += [f"{file.relative_to(settings.DATA)}: {w}" for w in found_in(data, words)]
    control = copy.with_suffix(".control")
    shutil.copyfile(copy, control)
    with sqlite3.connect(control) as at:
        at.execute("CREATE TABLE planted (word TEXT)")
        at.execute("INSERT INTO planted VALUES (?)", [words[0]])
    at.close()
    seen = bool(found_in(control.read_bytes(), words))
    control.unlink()
    copy.unlink()
    return {"leaks": leaks, "files": files, "bytes": size, "control": seen}


def _backup(to: Path) -> None:
    with sqlite3.connect(settings.DATABASES["default"]["NAME"]) as at, sqlite3.connect(to) as out:
        at.backup(out)


def _files(folder: Path) -> Iterable[Path]:
    left = (".pickle", ".json")
    return [f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix not in left]


def in_the_ledger(words: list[str]) -> list[str]:
    """Words of class L3 and L4 written now through the write door: in no line in clear."""
    found = []
    for model in kinds():
        fields = [f for f in texts_of(model) if class_of(f) > 2]
        row = model._default_manager.order_by("-pk").first() if fields else None
        if row is None:
            continue
        with world.undone():
            said = {f.name: getattr(row, f.attname) or "" for f in fields}
            if not any(word in text for text in said.values() for word in words):
                continue
            write(row, by=machine(), **{n: f"{t} x"[: _most(fields, n)] for n, t in said.items()})
            found += [f"ledger of {model.about.kind}: {w}" for w in _in_clear(row, words)]
    return found


def _most(fields: list[Any], name: str) -> int:
    return next(f.max_length or 10_000 for f in fields if f.name == name)


def _in_clear(row: Record, words: list[str]) -> list[str]:
    from kinkeeper.ground.records.models import Change

    after = str(Change.objects.filter(record=row.pk).order_by("-seq")[0].after)
    return [word for word in words if word in after]
