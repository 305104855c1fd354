"""The table of Malian names and their known spellings (our own compilation, malian_names.csv).

A spelling is the same name written otherwise. A related form has the same origin but may well be
another person (Fatoumata and Fanta). The weight is a rough rank for invented data: no census
count exists. Nothing here says, or may be used to guess, where a family comes from.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import islice, product
from pathlib import Path
from typing import Literal

from kinkeeper.ground.text.keys import search_key

TABLE = Path(__file__).with_name("malian_names.csv")
MOST_VARIANTS = 256


@dataclass(frozen=True, slots=True)
class KnownName:
    """One line of the table: a name, its other spellings, its related forms, its rough rank."""

    kind: str
    canonical: str
    variants: tuple[str, ...]
    related: tuple[str, ...]
    weight: int

    @property
    def spellings(self) -> tuple[str, ...]:
        return (self.canonical, *self.variants)


@cache
def known_names() -> tuple[KnownName, ...]:
    """Every line of the table, in its order."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return tuple(_known(line) for line in csv.DictReader(lines))


def given_names(sex: Literal["F", "M"]) -> tuple[KnownName, ...]:
    """Given names of girls ("F") or boys ("M") with their weights."""
    return _of_kind({"F": "given_f", "M": "given_m"}[sex])


def surnames() -> tuple[KnownName, ...]:
    """Family names with their weights."""
    return _of_kind("surname")


def name_variants(text: str, *, related: bool = False) -> frozenset[str]:
    """The search keys of all known spellings of a name, its own key included.

    Of several words, each known word is exchanged for each of its spellings (at most 256 keys).
    With `related`, forms that may be another person are added. Empty for an empty text.
    """
    key = search_key(text)
    if not key:
        return frozenset()
    if " " not in key or key in _index(related=related):
        return _keys_of(key, related=related)
    # The word as written first, so that a cut list keeps the nearest spellings.
    choices = [(word, *sorted(_keys_of(word, related=related) - {word})) for word in key.split()]
    return frozenset(" ".join(words) for words in islice(product(*choices), MOST_VARIANTS))


def is_known(key: str) -> bool:
    """True when the table has a spelling with this search key."""
    return key in _index(related=False)


@cache
def _of_kind(kind: str) -> tuple[KnownName, ...]:
    return tuple(name for name in known_names() if name.kind == kind)


def _known(line: dict[str, str]) -> KnownName:
    return KnownName(
        kind=line["kind"],
        canonical=line["canonical"],
        variants=_parts(line["variants"]),
        related=_parts(line["related"]),
        weight=int(line["weight"]),
    )


def _parts(cell: str) -> tuple[str, ...]:
    return tuple(part for part in cell.split("|") if part)


def _keys_of(key: str, *, related: bool) -> frozenset[str]:
    return _index(related=related).get(key, frozenset()) | {key}


@cache
def _index(*, related: bool) -> dict[str, frozenset[str]]:
    """From each key to the keys of every line it stands in."""
    index: defaultdict[str, set[str]] = defaultdict(set)
    for name in known_names():
        keys = _keys(name.spellings + (name.related if related else ()))
        for key in keys:
            index[key] |= keys
    return {key: frozenset(keys) for key, keys in index.items()}


def _keys(forms: Iterable[str]) -> set[str]:
    return {search_key(form) for form in forms}
