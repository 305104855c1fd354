"""Which thresholds hold on a day: the office's own from their first day, else the default."""

from dataclasses import dataclass, fields
from datetime import date

from django.utils.translation import gettext as _

from kinkeeper.mission.health import protocols as default
from kinkeeper.mission.health.models import Protocol
from kinkeeper.mission.health.rules import Thresholds


@dataclass(frozen=True, slots=True)
class InForce:
    """`since` None: the protocol the office began with."""

    name: str
    source: str
    since: date | None
    thresholds: Thresholds

    @property
    def label(self) -> str:
        """As it is kept with a measurement: the name and the day it began."""
        return f"{self.name} ({self.since:%d/%m/%Y})" if self.since else self.name


def protocol_on(day: date) -> InForce:
    row = Protocol.objects.filter(since__lte=day).order_by("-since").first()
    return _in_force(row) if row else _default()


def protocols() -> list[InForce]:
    """All of them, the newest first, the default last."""
    return [*map(_in_force, Protocol.objects.order_by("-since")), _default()]


def _default() -> InForce:
    return InForce(default.NAME, _(default.SOURCE), None, default.DEFAULT)


def _in_force(row: Protocol) -> InForce:
    kept = {f.name: getattr(default.DEFAULT, f.name) for f in fields(Thresholds)}
    own = {name: getattr(row, name) for name in kept if hasattr(row, name)}
    return InForce(row.name, row.source, row.since, Thresholds(**(kept | own)))
