"""How long a file stays open, and how often somebody may do it. Pure."""

from datetime import datetime, timedelta

LASTS = timedelta(minutes=60)
REVIEWED_WITHIN = timedelta(days=3)
MOST_A_DAY = 3


def ends_at(opened_at: datetime) -> datetime:
    return opened_at + LASTS
