"""Areas: the cercle or region whose desk answers for a place; the places one may choose from."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with
from kinkeeper.ground.places.models import Level, Place
from kinkeeper.ground.places.queries import below, parents_on
from kinkeeper.ground.text.names import search_key
from kinkeeper.mission.protection.models import Duty
from kinkeeper.mission.protection.process import TRIAGE

AREAS = (Level.CERCLE, Level.REGION)


def area_of(place: Place) -> Place:
    """Its cercle, or its region, or itself: coarse enough that the row tells no village."""
    above = {p.level: p for p in parents_on(place, timezone.localdate())}
    return next((above[level] for level in AREAS if level in above), place)


def areas() -> list[tuple[str, list[tuple[str, str]]]]:
    """Regions with their cercles, for a list of choices: [(region, [(id, name)])]."""
    rows = Place.objects.filter(until=None, level__in=AREAS).order_by("path")
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for row in rows:
        if row.level == Level.REGION:
            whole = (str(row.pk), row.name)
            groups.append((row.name, [whole]))
        elif groups:
            groups[-1][1].append((str(row.pk), row.name))
    return groups


def area(pk: str) -> Place | None:
    """The area a form named; None for anything else."""
    try:
        wanted = UUID(pk)
    except ValueError:
        return None
    return Place.objects.filter(pk=wanted, until=None, level__in=AREAS).first()


def places_within(pk: str, names: Iterable[str]) -> tuple[list[str], list[str]]:
    """(ids, unknown names) of the places called so in a place or below it."""
    try:
        around = Place.objects.filter(pk=UUID(pk)).first()
    except ValueError:
        around = None
    found: list[str] = []
    unknown: list[str] = []
    for name in filter(None, (one.strip() for one in names)):
        called = _called(name, around) if around else None
        if called:
            found.append(str(called.pk))
        else:
            unknown.append(name)
    return found, unknown


def _called(name: str, around: Place) -> Place | None:
    rows = below(around).filter(until=None)
    return rows.filter(Q(name__iexact=name) | Q(search_key=search_key(name))).first()


def above(place: Place) -> list[str]:
    """Paths of the place and of everything it lies in, the largest first."""
    return [place.path[: end + 1] for end, sign in enumerate(place.path) if sign == "/"]


def on_duty(place: Place) -> list[Account]:
    """Who is on the rota of the area today, and may still judge there."""
    today = timezone.localdate()
    held = Duty.objects.filter(place__path__in=above(place), since__lte=today)
    rows = held.exclude(until__lte=today).select_related("account").order_by("since")
    here = set(accounts_with(TRIAGE, place))
    return list(dict.fromkeys(row.account for row in rows if row.account in here))


def desk(place: Place, capability: str) -> list[Account]:
    return list(accounts_with(capability, place).order_by("name"))


def names_of(accounts: Iterable[Account]) -> str:
    return ", ".join(account.name for account in accounts)
