"""Who should meet what, said a second time and apart from the program: from a table that is kept in
this folder and changes only by hand, and from places and grants read as plain rows.

Nothing here asks `visible`, `may` or `scope_for`: they are what is being proved.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from bench.proofs.filling import kinds
from bench.proofs.routes import declared_doors
from kinkeeper.ground.access.models import Account, Grant
from kinkeeper.ground.access.roles import MACHINE, ROLES, capabilities
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record

TABLE = Path(__file__).with_name("policy.json")
Door = tuple[str, str]


def live() -> dict[str, Any]:
    """The table as the program declares it now."""
    return {
        "capabilities": {
            name: sorted(held - {MACHINE}) for name, held in capabilities().items()
        },
        "roles": {
            role.code: {"highest": role.highest, "purposes": sorted(role.purposes)}
            for role in ROLES.values() if role.code != MACHINE
        },
        "kinds": {
            m.about.kind: {
                "place": m.about.place, "project": m.about.project, "read": m.about.read,
                "write": m.about.write, "vault": m.about.vault, "classes": _classes(m),
            }
            for m in kinds()
        },
        "doors": {name: list(door) for name, door in sorted(declared_doors().items())},
    }  # fmt: skip


def _classes(model: type[Record]) -> dict[str, list[str]]:
    """Fields by class."""
    found: dict[str, list[str]] = {}
    for field in sorted(model._meta.concrete_fields, key=lambda f: f.name):
        found.setdefault(f"L{class_of(field)}", []).append(field.name)
    return dict(sorted(found.items()))


def frozen() -> dict[str, Any]:
    return dict(json.loads(TABLE.read_text(encoding="utf-8")))


def freeze() -> None:
    """One line for each entry, so that a change of a right is one line of a commit."""
    parts = []
    for part, entries in live().items():
        lines = [f"  {json.dumps(k)}: {json.dumps(v)}" for k, v in sorted(entries.items())]
        parts.append(f" {json.dumps(part)}: {{\n" + ",\n".join(lines) + "\n }")
    TABLE.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


@dataclass(frozen=True)
class Held:
    """A grant as plain values."""

    role: str
    path: str | None
    project: UUID | None
    file: UUID | None


@dataclass(frozen=True)
class Reach:
    """Where something is allowed."""

    everywhere: bool = False
    paths: frozenset[str] = frozenset()
    projects: frozenset[UUID] = frozenset()

    @property
    def nowhere(self) -> bool:
        return not (self.everywhere or self.paths or self.projects)

    def holds(self, places: Iterable[str], projects: Iterable[UUID]) -> bool:
        below = any(place.startswith(path) for place in places for path in self.paths)
        return self.everywhere or below or any(project in self.projects for project in projects)


class Policy:
    """The frozen table, asked about an account's grants of today."""

    def __init__(self) -> None:
        self.table = frozen()
        self._held: dict[UUID, list[Held]] = {}
        self._reach: dict[tuple[UUID, str, str], Reach] = {}

    def held(self, account: Account) -> list[Held]:
        if account.pk not in self._held:
            rows = Grant.objects.filter(account=account).select_related("place")
            today = timezone.localdate()
            self._held[account.pk] = [
                Held(g.role, g.place.path if g.place else None, g.project, g.file)
                for g in rows if _holds(g.since, g.until, today) and not g.file
            ]  # fmt: skip
        return self._held[account.pk]

    def reach(self, account: Account | None, capability: str, purpose: str) -> Reach:
        if account is None:
            return Reach()
        key = (account.pk, capability, purpose)
        if key not in self._reach:
            self._reach[key] = self._found(account, capability, purpose)
        return self._reach[key]

    def _found(self, account: Account, capability: str, purpose: str) -> Reach:
        allowed = self.table["capabilities"].get(capability, [])
        roles = {r for r in allowed if purpose in self.table["roles"][r]["purposes"]}
        held = [h for h in self.held(account) if h.role in roles]
        return Reach(
            any(h.path is None and h.project is None for h in held),
            frozenset(h.path for h in held if h.path is not None),
            frozenset(h.project for h in held if h.project is not None),
        )

    def purposes(self) -> list[str]:
        return sorted({p for role in self.table["roles"].values() for p in role["purposes"]})

    def passes(self, account: Account | None, door: Door) -> bool:
        return not self.reach(account, *door).nowhere

    def highest(self, account: Account, purpose: str) -> int:
        held = [self.table["roles"][h.role] for h in self.held(account)]
        return max((r["highest"] for r in held if purpose in r["purposes"]), default=-1)


def _holds(since: date, until: date | None, today: date) -> bool:
    return since <= today and (until is None or today < until)
