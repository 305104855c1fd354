"""What several rooms ask when they pack a phone."""

from datetime import date, timedelta
from typing import Any, TypeVar

from django.db.models import QuerySet
from django.utils import timezone

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.sync.offers import Load

R = TypeVar("R", bound=Record)
LATELY_DAYS = 400


def lately() -> date:
    """Facts older than this stay in the office: a visit needs the last year, not a life."""
    return timezone.localdate() - timedelta(days=LATELY_DAYS)


def in_families(model: type[R], load: Load) -> QuerySet[R]:
    """Rows of the families that the phone carries, as far as its person may meet them."""
    rows: QuerySet[Any] = visible(model, by=load.by)
    return rows.filter(family__in=load.families)


def met(record: R | None) -> R:
    """Raises Refused where there is nothing that the sender may meet."""
    if record is None:
        raise Refused
    return record
