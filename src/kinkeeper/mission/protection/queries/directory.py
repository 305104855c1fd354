"""The referral directory: whom to call here. What nobody verified lately is not shown."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import OWN
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import places_by_ids
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.protection import limits
from kinkeeper.mission.protection.models import Contact
from kinkeeper.mission.protection.queries.areas import above


def _open_on(day: date) -> QuerySet[Contact]:
    held = Contact.objects.filter(since__lte=day)
    return held.filter(Q(until__isnull=True) | Q(until__gt=day))


def _last_day(today: date) -> date:
    """Verified on this day or later: still shown."""
    return today - timedelta(days=limit_days(limits.VERIFY) or 0)


def contacts_for(place: Place) -> list[Contact]:
    """For everybody, without an account: open, verified, covering this place; first those to
    call in danger, then those nearest."""
    today = timezone.localdate()
    rows = _open_on(today).filter(verified_on__gte=_last_day(today))
    rows = rows.filter(place__path__in=above(place)) | rows.filter(
        place__path__gte=place.path, place__path__lt=f"{place.path}~"
    )
    found = with_covered(rows.select_related("place").distinct())
    found = [c for c in found if _covers(c, place)]
    return sorted(found, key=lambda c: (not c.first, -len(c.place.path), c.name))


def with_covered(entries: Iterable[Contact]) -> list[Contact]:
    """Each with `covered`: the places it serves, where these are not all of its place."""
    rows = list(entries)
    known = places_by_ids(UUID(pk) for row in rows for pk in row.villages)
    for row in rows:
        found = [known[UUID(pk)] for pk in row.villages if UUID(pk) in known]
        row.covered = sorted(found, key=lambda place: place.name)  # type: ignore[attr-defined]
    return rows


def _covers(entry: Contact, place: Place) -> bool:
    """Asked for a village: one it serves. Asked for an area: something of it."""
    paths = [one.path for one in entry.covered]  # type: ignore[attr-defined]
    return not paths or any(
        place.path.startswith(path) or path.startswith(place.path) for path in paths
    )


def directory(by: Account) -> list[Contact]:
    """The whole directory in this reader's scope, also what expired."""
    rows = visible(Contact, by=by, purpose=OWN).select_related("place", "verified_by")
    return with_covered(rows.order_by("until", "place__path", "name"))


def contact(pk: UUID | str, *, by: Account) -> Contact | None:
    return visible(Contact, by=by, purpose=OWN).select_related("place").filter(pk=pk).first()


def expires_on(entry: Contact) -> date:
    return entry.verified_on + timedelta(days=limit_days(limits.VERIFY) or 0)


def to_verify(by: Account, today: date) -> list[tuple[Contact, date]]:
    """Entries that expire soon or have expired, with the day; the oldest first."""
    warn = timedelta(days=limit_days(limits.WARN) or 0)
    rows = visible(Contact, by=by, purpose=OWN).filter(
        until__isnull=True, verified_on__lte=_last_day(today) + warn
    )
    return [(row, expires_on(row)) for row in rows.select_related("place").order_by("verified_on")]
