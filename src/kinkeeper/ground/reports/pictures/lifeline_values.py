"""What other rooms hand to the life line."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Fact:
    """So for a while: from `since` until before `until`. None: not known, or still so."""

    lane: str
    label: str
    since: date | None
    until: date | None
    kind: str = ""
    uncertain: bool = False


@dataclass(frozen=True)
class Moment:
    """Something that happened on one day."""

    lane: str
    label: str
    on: date
    kind: str = ""
