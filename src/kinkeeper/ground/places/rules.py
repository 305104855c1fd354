"""The tree in time, on plain values: what lay in what on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Link:
    place: UUID
    parent: UUID
    since: date | None
    until: date | None

    def holds_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (
            self.until is None or day < self.until
        )


def chain(place: UUID, links: Iterable[Link], day: date) -> list[UUID]:
    """The place and its parents on a day, from itself up to the country."""
    parents = {link.place: link.parent for link in links if link.holds_on(day)}
    found = [place]
    while (above := parents.get(found[-1])) and above not in found:
        found.append(above)
    return found


def step_of(place: UUID) -> str:
    """A place's own piece of a path: the random end of its id."""
    return f"{place.hex[-10:]}/"
