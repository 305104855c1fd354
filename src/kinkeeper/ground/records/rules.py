"""Merging by field: what may be applied, what clashes. Pure, no Django."""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Merge:
    """What to apply now, and what two people changed differently from one base."""

    apply: Mapping[str, Any]
    clash: Mapping[str, Any]


def merge_by_field(
    *, current: Mapping[str, Any], wanted: Mapping[str, Any], changed_since: Set[str]
) -> Merge:
    """`changed_since` names the fields that others changed after the writer's base version.

    A field that nobody else changed is applied; one that another person changed to the same
    value needs nothing; one changed to another value is a clash.
    """
    fresh = {name: value for name, value in wanted.items() if current.get(name) != value}
    clash = {name: value for name, value in fresh.items() if name in changed_since}
    return Merge({name: v for name, v in fresh.items() if name not in clash}, clash)
