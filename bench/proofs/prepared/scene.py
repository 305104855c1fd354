"""Who prepares, where, and what comes out: an address that stands and a body for it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.mission.care.models import Village
from kinkeeper.mission.community.models import Structure

GIVEN = ("Preuve", "Accueil", "Socoura", "Sanankoroba")
"""Names of villages and structures that are given while preparing."""


@dataclass(frozen=True)
class Ready:
    """values: the parameters of the address. asker: who asks, where not everybody may be tried."""

    values: dict[str, str]
    body: Any = field(default_factory=dict)
    asker: str = ""


@dataclass(frozen=True)
class Scene:
    """The accounts of the world by name, and the two places of the first area."""

    people: dict[str, Account]
    place: Place
    second: Place

    @property
    def by(self) -> Account:
        return machine()

    @staticmethod
    def free_names() -> None:
        """What was prepared before takes other names, so that the same ones may be given again."""
        for model in (Village, Structure):
            for row in model._default_manager.filter(name__in=GIVEN):
                model._default_manager.filter(pk=row.pk).update(
                    name=f"{row.name} {row.pk.hex[-6:]}"
                )

    @staticmethod
    def ago(days: int) -> date:
        return timezone.localdate() - timedelta(days=days)

    @staticmethod
    def today() -> str:
        return timezone.localdate().isoformat()


Prepare = Callable[[Scene], Ready]
