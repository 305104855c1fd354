"""The tables of the growth engine and the protocol in force, small enough for a phone.

A phone that has no network classifies a child with `static/health/growth.js` and this JSON, by the
same numbers: L and M in ten-thousandths, S in hundred-thousandths, all whole, as WHO prints them.
"""

from itertools import pairwise
from typing import Any

from kinkeeper.mission.health.growth.tables import DIGESTS, Table, table
from kinkeeper.mission.health.queries import InForce
from kinkeeper.mission.health.scores import ENGINE

# What the classification and stunting need; the rest of WHO's tables stays in the office.
NAMES = ("wfl", "wfh", "len", "wei", "ac", "hfa", "bfa")
FACTORS = (10_000, 10_000, 100_000)


def tables(protocol: InForce) -> dict[str, Any]:
    """Each table: first step, and for boys then girls three lists, each number less the one
    before it; the digest is that of the numbers the engine was proved with."""
    thresholds = protocol.thresholds
    names = thresholds.__slots__
    return {
        "engine": ENGINE,
        "protocol": {"name": protocol.label}
        | {name: float(getattr(thresholds, name)) for name in names},
        "tables": {name: _packed(table(name)) for name in NAMES},
        "digests": {name: DIGESTS[name] for name in NAMES},
    }


def _packed(found: Table) -> dict[str, Any]:
    sexes = [found.lms[:, : found.steps], found.lms[:, found.steps : found.nothing]]
    return {
        "first": found.first,
        "lms": [
            [_differences(letter, factor) for letter, factor in zip(sex, FACTORS, strict=True)]
            for sex in sexes
        ],
    }


def _differences(numbers: Any, factor: int) -> list[int]:
    whole = [round(number * factor) for number in numbers.tolist()]
    return [whole[0], *(b - a for a, b in pairwise(whole))]
