"""The part this room adds to the page of a child: growth, and where a malnourished child stands."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.process.table import Text
from kinkeeper.ground.records.models import Record
from kinkeeper.mission.health.models import Measurement, Status
from kinkeeper.mission.health.points import charts_of
from kinkeeper.mission.health.process import SCREEN
from kinkeeper.mission.health.queries import case_of, measurements_of
from kinkeeper.mission.health.rules import MODERATE, SEVERE, UNKNOWN, stunting
from kinkeeper.mission.health.standing import standing_of
from kinkeeper.mission.health.wording import INDICES, because, signed
from kinkeeper.mission.people.queries import may_be_child, purpose_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

TONES = {SEVERE: "bad", MODERATE: "warn", UNKNOWN: "neutral"}
STUNTED: dict[str, Text] = {}
ON_PAGE = ("wfl", "len", "wei", "hfa", "bfa")


@dataclass(frozen=True)
class Line:
    """One measurement in words."""

    row: Measurement

    @property
    def label(self) -> Text:
        return Status(self.row.status).label

    @property
    def tone(self) -> str:
        return TONES.get(self.row.status, "good")

    @property
    def because(self) -> str:
        return because(self.row.reasons)

    @property
    def stunted(self) -> str:
        """severe, moderate, or "" where the child is not, or nobody knows."""
        found = stunting(self.row.z.get("len", self.row.z.get("hfa")))
        return found if found in {SEVERE, MODERATE} else ""

    @property
    def scores(self) -> list[tuple[Text, str, bool]]:
        """Name of the index, z-score, and whether it is out of WHO's limits."""
        z = self.row.z
        return [
            (INDICES[code], signed(z[code]), code in self.row.flagged)
            for code in ON_PAGE
            if code in z
        ]


def growth(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for adults never measured and for who may not meet the room's rows."""
    purpose = purpose_of(by)
    if not may(by, "health.read", purpose=purpose):
        return None
    child = cast("Person", person)
    rows = list(measurements_of(child, by=by, purpose=purpose))
    young = child.died_on is None and may_be_child(child, localdate())
    if not (rows or young):
        return None
    sensitive = may_meet(Measurement, "weight", by=by, purpose=purpose)
    case = case_of(child) if sensitive else None
    counted = [row for row in rows if not row.mistaken]
    return {
        "child": child,
        "lines": [Line(row) for row in reversed(rows)],
        "last": Line(counted[-1]) if counted else None,
        "charts": charts_of(rows, girl=child.sex == "F", most=2) if sensitive else [],
        "sensitive": sensitive,
        "may_measure": young and may(by, SCREEN, child),
        "at": standing_of(case, by=by) if case else None,
        "notes": sensitive,
    }
