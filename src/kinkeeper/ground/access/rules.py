"""From grants to scope: which places and projects a capability reaches on a day. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID


@dataclass(frozen=True)
class Granted:
    """A grant as plain values. `path` is the place's path, "" for none."""

    role: str
    path: str | None
    project: UUID | None
    since: date
    until: date | None
    file: UUID | None = None

    def holds_on(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day < self.until)


@dataclass(frozen=True)
class Scope:
    """Where something is allowed: everywhere, below some paths, within some projects."""

    everywhere: bool
    paths: frozenset[str]
    projects: frozenset[UUID]
    files: frozenset[UUID] = frozenset()

    @property
    def nowhere(self) -> bool:
        return not (self.everywhere or self.paths or self.projects or self.files)

    def without_files(self) -> "Scope":
        return Scope(self.everywhere, self.paths, self.projects)


def scope_of(grants: Iterable[Granted], *, roles: frozenset[str], day: date) -> Scope:
    held = [g for g in grants if g.role in roles and g.holds_on(day)]
    return Scope(
        everywhere=any(g.path is None and g.project is None and g.file is None for g in held),
        paths=frozenset(g.path for g in held if g.path is not None),
        projects=frozenset(g.project for g in held if g.project is not None),
        files=frozenset(g.file for g in held if g.file is not None),
    )
