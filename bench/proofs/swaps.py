"""`scripts/prove vault`: what is sealed, laid where it does not belong. Nothing may open.

In the demonstration, among rows, versions, kinds, fields, places, keys and wrapping keys, and with
single bits turned. The control: everything opens where it belongs.
"""

import json
import random
import sys
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any
from unittest.mock import patch

from cryptography.exceptions import InvalidTag
from django.core.management import call_command

from bench.machine import keep
from kinkeeper.ground.records.images import Image, read_image, seal_image
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.vault import store
from kinkeeper.ground.vault.actions import keys_of
from kinkeeper.ground.vault.rules import unseal
from kinkeeper.ground.vault.wrapping import WrongKey, installation_key, wrapping
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.said import Words
from kinkeeper.mission.protection.sealing import opened_rows

SEED, LINES, EACH = 2003, 4000, 2500
Try = Callable[[], object]
SEALED = (m.Report, m.Concern, m.Case, m.CaseEntry, m.ConcernEntry, m.Referral)


def main() -> None:
    call_command("migrate", verbosity=0)
    if not Person.objects.exists():
        call_command("demo", verbosity=0)
    found = prove(random.Random(SEED))
    keep("vault", found, command="scripts/prove vault")
    print(json.dumps(found, indent=1), file=sys.stderr)
    if (
        found["opened"]
        or not found["caught"]
        or not found["control_opened"] == found["control"] > 0
    ):
        sys.exit(1)


def prove(rng: random.Random) -> dict[str, Any]:
    lines = _lines()
    keys = keys_of({line.record for line in lines})
    lines = [line for line in lines if line.record in keys]
    right = sum(_opens(lambda one=line: read_image(one, keys)) for line in lines)
    right += sum(_opens(_row_opener(*row)) for row in _rows())
    kinds = {name: _tried(islice(tries, EACH)) for name, tries in _swaps(lines, keys, rng).items()}
    rows = len(_rows())
    return {
        "seed": SEED, "planted": 1, "caught": int(_planted(lines[0], keys)),
        "control": len(lines) + rows, "control_opened": right,
        "swaps": sum(k["tried"] for k in kinds.values()),
        "opened": sum(k["opened"] for k in kinds.values()), "kinds": kinds,
    }  # fmt: skip


def _lines() -> list[Change]:
    """Half of them of records that were sealed more than once."""
    sealed = Change.objects.exclude(sealed=None)
    again = sealed.filter(version__gt=1).order_by("pk").values_list("record", flat=True)
    several = sealed.filter(record__in=set(again[: LINES // 2])).order_by("pk")[: LINES // 2]
    rest = sealed.exclude(pk__in=[line.pk for line in several]).order_by("-pk")[: LINES // 2]
    return [*several, *rest]


def _planted(line: Change, keys: Any) -> int:
    """The control: sealed without a word of what it is about, a swap opens, and is counted."""
    with patch("kinkeeper.ground.records.images._about", lambda _change: ""):
        one, other = _with(line, version=1), _with(line, version=2)
        seal_image(one, Image({}, {"note": "canari"}), keys)
        return _opens(lambda: read_image(_with(other, sealed=one.sealed), keys))


def _swaps(lines: list[Change], keys: Any, rng: random.Random) -> dict[str, Iterator[Try]]:
    rows = _rows()
    return {
        "another record of the same kind": _between(lines, keys, rng, _other_record),
        "another version of the same record": _between(lines, keys, rng, _other_version),
        "another kind": _between(lines, keys, rng, _other_kind),
        "a clash for what was applied": _changed(lines, keys, "outcome", "clash"),
        "a version that never was": _changed(lines, keys, "version", 9999),
        "a row's words in another row": _row_swaps(rows),
        "a row's words in another place": _row_moves(rows),
        "a row's words in the ledger": _in_the_ledger(lines, rows, keys),
        "one bit turned": _turned(lines, keys, rng),
        "the key of another record": _other_keys(rng),
        "another wrapping key": _other_wrappings(),
        "a wrapping key of another purpose or place": _renamed_wrappings(),
    }


def _tried(tries: Iterator[Try]) -> dict[str, int]:
    answers = [_opens(one) for one in tries]
    return {"tried": len(answers), "opened": sum(answers)}


def _opens(one: Try) -> bool:
    try:
        one()
    except (InvalidTag, WrongKey):
        return False
    return True


def _with(line: Change, **values: Any) -> Change:
    """The line with something else laid into it, in memory."""
    facts = {"record": line.record, "kind": line.kind, "version": line.version,
             "outcome": line.outcome, "sealed": line.sealed, **values}  # fmt: skip
    return Change(after={}, **facts)


def _between(lines: list[Change], keys: Any, rng: random.Random, fits: Any) -> Iterator[Try]:
    by: dict[Any, list[Change]] = {}
    for line in lines:
        by.setdefault(fits(line)[0], []).append(line)
    for line in lines:
        others = [o for o in by[fits(line)[0]][:200] if fits(o)[1] != fits(line)[1]]
        if others:
            other = rng.choice(others)
            yield lambda a=line, b=other: read_image(_with(a, sealed=b.sealed), keys)


def _other_record(line: Change) -> tuple[Any, Any]:
    return line.kind, line.record


def _other_version(line: Change) -> tuple[Any, Any]:
    return line.record, line.version


def _other_kind(line: Change) -> tuple[Any, Any]:
    return "any", line.kind


def _changed(lines: list[Change], keys: Any, name: str, value: Any) -> Iterator[Try]:
    for line in lines:
        if getattr(line, name) != value:
            yield lambda one=line: read_image(_with(one, **{name: value}), keys)


def _turned(lines: list[Change], keys: Any, rng: random.Random) -> Iterator[Try]:
    for line in lines:
        data = bytearray(line.sealed or b"")
        data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
        yield lambda one=line, said=bytes(data): read_image(_with(one, sealed=said), keys)


def _rows() -> list[tuple[Any, Any, str, Any]]:
    """(kind, id, sealed words, place) of what was told and written in protection."""
    found = []
    for model in SEALED:
        way = model.about.place or ""
        for pk, text, place in model._default_manager.values_list("pk", "sealed", f"{way}_id"):
            found.append((model, pk, text, place))
    return found


def _row_opener(model: Any, pk: Any, text: str, place: Any) -> Try:
    return lambda: opened_rows(model, [(pk, text, place)], Words)


def _row_swaps(rows: list[Any]) -> Iterator[Try]:
    for model, pk, _text, place in rows:
        for _model, other, text, _place in rows:
            if other != pk:
                yield _row_opener(model, pk, text, place)


def _row_moves(rows: list[Any]) -> Iterator[Try]:
    places = {row[3] for row in rows}
    for model, pk, text, place in rows:
        for other in places - {place}:
            yield _row_opener(model, pk, text, other)


def _in_the_ledger(lines: list[Change], rows: list[Any], keys: Any) -> Iterator[Try]:
    from base64 import b64decode

    own = keys | keys_of({row[1] for row in rows})
    for model, pk, text, _place in rows:
        for line in lines[:40]:
            data = b64decode(text)
            yield lambda one=line, said=data: read_image(_with(one, sealed=said), own)
            yield lambda kind=model.about.kind, rec=pk, said=data: read_image(
                Change(after={}, record=rec, kind=kind, version=1, outcome="applied", sealed=said),
                own,
            )


def _stored() -> list[tuple[bytes, int, bytes]]:
    asked = "SELECT record, wrapping, sealed FROM record_key LIMIT 3000"
    return list(store.connection().execute(asked))


def _other_keys(rng: random.Random) -> Iterator[Try]:
    known = _stored()
    for record, number, sealed in known:
        other = rng.choice(known)
        if other[0] != record:
            yield lambda r=record, n=other[1], s=other[2]: wrapping(n).open(r, s)
            yield lambda r=other[0], n=number, s=sealed: wrapping(n).open(r, s)


def _other_wrappings() -> Iterator[Try]:
    known, ids = _stored(), _wrappings()
    for record, number, sealed in known:
        for other in [row[0] for row in ids if row[0] != number][:3]:
            yield lambda r=record, n=other, s=sealed: wrapping(n).open(r, s)


def _wrappings() -> list[tuple[int, str, str, int, bytes]]:
    asked = "SELECT id, purpose, place, version, sealed FROM wrapping"
    return list(store.connection().execute(asked))


def _renamed_wrappings() -> Iterator[Try]:
    """Each sealed wrapping key under the name of every other."""
    known = _wrappings()
    for one, *_rest, sealed in known:
        for other, purpose, place, version, _sealed in known:
            if one != other:
                name = f"wrapping:{purpose}:{place}:{version}"
                yield lambda s=sealed, n=name: unseal(installation_key(), s, about=n)
