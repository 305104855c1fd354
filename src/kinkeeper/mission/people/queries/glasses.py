"""Files opened in an emergency: by whom, reviewed or not, what was read meanwhile."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from kinkeeper.ground.access.models import Account, Reading
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.mission.people.models import BreakGlass, Family, Membership, Person

LONGEST = 200


def glass(pk: UUID, *, by: Account) -> BreakGlass | None:
    rows = visible(BreakGlass, by=by).select_related("account", "reviewed_by")
    return rows.filter(pk=pk).first()


def unreviewed(*, by: Account) -> Iterable[BreakGlass]:
    """Those somebody else opened in the places of this account."""
    return visible(BreakGlass, by=by).filter(reviewed_on=None).exclude(account=by)


@lifted("how many, of one's own")
def opened_lately(by: Account, *, since: datetime) -> int:
    return BreakGlass.objects.filter(account=by, at__gte=since).count()


def file_called(code: str) -> Person | Family | None:
    """By the whole code alone: in an emergency nobody browses."""
    wanted = code.strip().upper()
    for model in (Family, Person):
        if found := model.objects.filter(code=wanted).select_related("place").first():
            return found
    return None


@lifted("what one opening was used for, to whoever reviews it")
def readings_during(opened: BreakGlass) -> list[Reading]:
    rows = Reading.objects.filter(account=opened.account_id, at__range=(opened.at, opened.ends_at))
    return list(rows.order_by("at")[:LONGEST])


def members_of_file(file: UUID) -> set[UUID]:
    """Who belongs to a family whose file is open; the person alone for a person."""
    return set(Membership.objects.filter(family=file, until=None).values_list("person", flat=True))
