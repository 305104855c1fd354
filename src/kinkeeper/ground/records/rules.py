"""Merging by field: what may be applied, what clashes; the texts of a value. Pure, no Django."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Merge:
    """What to apply now, and what two people changed differently from one base: `clash` are the
    values that came and do not stand, `beaten` those that stood and do not any more."""

    apply: Mapping[str, Any]
    clash: Mapping[str, Any]
    beaten: Mapping[str, Any] = field(default_factory=dict)


def merge_by_field(
    *,
    current: Mapping[str, Any],
    wanted: Mapping[str, Any],
    changed_since: Set[str],
    lowest: Set[str] = frozenset(),
) -> Merge:
    """`changed_since` names the fields that others changed after the writer's base version.

    A field that nobody else changed is applied; one that another person changed to the same
    value needs nothing; one changed to another value is a clash. Of the fields in `lowest` the
    lower value stands meanwhile, whoever came first; nothing is lower than a value.
    """
    fresh = {name: value for name, value in wanted.items() if current.get(name) != value}
    clash = {name: value for name, value in fresh.items() if name in changed_since}
    lower = {n for n, v in clash.items() if n in lowest and _is_lower(v, current.get(n))}
    return Merge(
        {name: v for name, v in fresh.items() if name not in clash or name in lower},
        {name: v for name, v in clash.items() if name not in lower},
        {name: current.get(name) for name in clash if name in lower},
    )


def _is_lower(value: Any, stands: Any) -> bool:
    return value is not None and (stands is None or value < stands)


def texts_in(value: Any) -> Iterator[str]:
    """Every text of a value of a field, also inside lists and tables, and their keys."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from texts_in(key)
            yield from texts_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from texts_in(inner)
