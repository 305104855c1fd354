"""You read through here: which rows, which fields, yes or no - all from the same predicate."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, TypeVar
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.timezone import localdate

from kinkeeper.ground.access.models import Account, Grant, Reading
from kinkeeper.ground.access.roles import ADMINISTRATION, CARE, MACHINE, PURPOSES, ROLES, roles_with
from kinkeeper.ground.access.rules import Granted, Scope, scope_of
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.models import Record

R = TypeVar("R", bound=Record)
By = Account | AnonymousUser
OPENINGS_READ, OPENINGS_SHOWN = 400, 20
Narrowing = Callable[[By], Q]
_NARROWED: dict[type[Record], Narrowing] = {}
NOWHERE = Scope(everywhere=False, paths=frozenset(), projects=frozenset())


@dataclass(frozen=True)
class Opened:
    """Somebody opened a file on a day."""

    day: date
    who: str
    purpose: str | Promise


def grants_of(by: By) -> list[Granted]:
    """The account's grants, read once per request."""
    if not isinstance(by, Account) or not by.is_active:
        return []
    held: list[Granted] | None = getattr(by, "_granted", None)
    if held is None:
        rows = Grant.objects.filter(account=by).select_related("place")
        held = [
            Granted(g.role, g.place.path if g.place else None, g.project, g.since, g.until, g.file)
            for g in rows
            if g.ends_at is None or g.ends_at > timezone.now()
        ]
        by._granted = held  # type: ignore[attr-defined]
    return held


def scope_for(by: By, capability: str, purpose: str = CARE) -> Scope:
    """Where this account holds the capability today, for this purpose."""
    roles = frozenset(r for r in roles_with(capability) if purpose in ROLES[r].purposes)
    scope = scope_of(grants_of(by), roles=roles, day=timezone.localdate())
    return scope if capability in only_read() else scope.without_files()


def visible(model: type[R], *, by: By, purpose: str = CARE) -> QuerySet[R]:
    """The rows of a kind that this account may meet for this purpose. None by default."""
    rows: QuerySet[R] = model._default_manager.all()
    return within(rows, scope_for(by, model.about.read, purpose), by=by)


def narrow(model: type[Record], predicate: Narrowing) -> None:
    """Within everybody's scope only the rows for which `predicate(by)` holds: for people who are
    left out of a row whatever they hold. Reading, counting and writing all ask it."""
    _NARROWED[model] = predicate


def within(rows: QuerySet[R], scope: Scope, *, by: By) -> QuerySet[R]:
    about = rows.model.about
    if about.place is None or scope.nowhere:
        return rows.none()
    if rows.model in _NARROWED and not is_machine(by):
        rows = rows.filter(_NARROWED[rows.model](by))
    if scope.everywhere:
        return rows
    allowed = Q(pk__in=[])
    if about.place and scope.paths:
        allowed |= Q(**{_place_lookup(about.place): _places_below(by, scope)})
    if about.project and scope.projects:
        allowed |= Q(**{f"{about.project}__in": scope.projects})
    if scope.files:
        allowed |= of_files(rows.model, scope.files)
    if _many(rows.model, about.place):
        return rows.filter(pk__in=rows.model._default_manager.filter(allowed).values("pk"))
    return rows.filter(allowed)


@cache
def only_read() -> frozenset[str]:
    """Capabilities to read that are none to write: what a file opened in an emergency gives."""
    kinds = [m.about for m in apps.get_models() if issubclass(m, Record)]
    return frozenset(a.read for a in kinds) - frozenset(a.write for a in kinds)


def of_files(model: type[Record], files: Iterable[UUID]) -> Q:
    """The rows of single files: the record itself, and what hangs on it or on those who belong to
    it. A row that lies in a place by way of another row is found by the same way."""
    ids = {pk for file in files for pk in (file, *belonging(file))}
    found = Q(pk__in=ids)
    for field in model._meta.concrete_fields:
        if field.name == "subject" or (field.is_relation and field.related_model in _kinds()):
            found |= Q(**{f"{field.attname}__in": ids})
    steps = (model.about.place or "").split("__")
    for end in range(2, len(steps)):
        found |= Q(**{f"{'__'.join(steps[:end])}__in": ids})
    return found


def belonging(file: UUID) -> set[UUID]:
    return {pk for members in _FILES for pk in members(file)}


def offer_members(members: Callable[[UUID], Iterable[UUID]]) -> None:
    """`members(file)`: who belongs to a file, so that opening it opens theirs."""
    _FILES.append(members)


_FILES: list[Callable[[UUID], Iterable[UUID]]] = []


@cache
def _kinds() -> frozenset[Any]:
    """Places are no file: who works on one child does not get its village."""
    return frozenset(m for m in apps.get_models() if issubclass(m, Record) and m is not Place)


def _many(model: type[Record], path: str) -> bool:
    """Does the path to the place lead over rows of which there may be several?"""
    at: Any = model
    for step in path.split("__") if path else ():
        field = at._meta.get_field(step)
        if field.one_to_many or field.many_to_many:
            return True
        at = field.related_model
    return False


def may(by: By, capability: str, record: Record | None = None, *, purpose: str = CARE) -> bool:
    """May this account do this at all, or to this record?"""
    scope = scope_for(by, capability, purpose)
    if record is None or scope.nowhere:
        return not scope.nowhere
    return within(type(record)._default_manager.filter(pk=record.pk), scope, by=by).exists()


def reaches(by: By, capability: str, place: Place, *, purpose: str = CARE) -> bool:
    """As `may` for a record that lies in this place, without asking the database again."""
    scope = scope_for(by, capability, purpose)
    return scope.everywhere or any(place.path.startswith(path) for path in scope.paths)


def highest_class(by: By, purpose: str = CARE) -> int:
    """Highest class of field (0-4) among the roles held today for this purpose; -1 for nobody."""
    today = timezone.localdate()
    held = [ROLES[g.role] for g in grants_of(by) if g.holds_on(today)]
    return max((role.highest for role in held if purpose in role.purposes), default=-1)


def shown(record: Record, *, by: By, purpose: str = CARE) -> dict[str, Any]:
    """The record's values that this account may meet; the others are not in the answer."""
    names = type(record).fields_up_to(highest_class(by, purpose))
    return {
        f.name: getattr(record, f.attname) for f in record._meta.concrete_fields if f.name in names
    }


def may_meet(model: type[Record], field: str, *, by: By, purpose: str = CARE) -> bool:
    return field in model.fields_up_to(highest_class(by, purpose))


def roles_of(by: By) -> frozenset[str]:
    today = timezone.localdate()
    return frozenset(g.role for g in grants_of(by) if g.holds_on(today))


def open_grants(account: Account) -> list[Grant]:
    """The grants an account holds today, the oldest first."""
    today = timezone.localdate()
    rows = account.grants.filter(file=None).select_related("place")
    held = sorted(rows, key=lambda g: (g.since, str(g.pk)))
    return [g for g in held if g.since <= today and (g.until is None or today < g.until)]


def account_called(email: str) -> Account | None:
    """For the command line of the machine, whose user may do all it asks anyway."""
    return Account.objects.filter(email__iexact=email, is_active=True).first()


def has_second_factor(account: Account) -> bool:
    with lifted("whether there is one, not which"):
        return bool(Authenticator.objects.filter(user=account).exists())


def accounts(*, by: Account) -> QuerySet[Account]:
    """Everybody who can log in, for whoever manages accounts; nobody otherwise."""
    if not may(by, "access.manage", purpose=ADMINISTRATION):
        return Account.objects.none()
    people = Account.objects.exclude(grants__role=MACHINE).order_by("name")
    return people.prefetch_related("grants__place")


def is_machine(by: By) -> bool:
    return MACHINE in roles_of(by)


def accounts_with(capability: str, place: Place | None = None) -> QuerySet[Account]:
    """Accounts that hold the capability today, over this place when one is named."""
    held = _held_today(capability)
    if place is not None:
        above = [place.path[: end + 1] for end, c in enumerate(place.path) if c == "/"]
        held = held.filter(Q(place__path__in=above) | Q(place__isnull=True, project__isnull=True))
    return Account.objects.filter(pk__in=held.values("account"), is_active=True)


def _held_today(capability: str) -> QuerySet[Grant]:
    today = timezone.localdate()
    held = Grant.objects.filter(role__in=roles_with(capability) - {MACHINE}, since__lte=today)
    return held.filter(Q(until__isnull=True) | Q(until__gt=today))


def colleagues(by: By, capability: str) -> set[UUID]:
    """Accounts that hold the capability today anywhere in this account's places, or above them."""
    mine = scope_for(by, capability)
    held = _held_today(capability).filter(file=None, account__is_active=True)
    rows = held.values_list("account", "place__path", "project")
    return {account for account, path, project in rows if _meets(mine, path, project)}


def _meets(mine: Scope, path: str | None, project: UUID | None) -> bool:
    if path is None:
        return project is None or mine.everywhere or project in mine.projects
    near = (one.startswith(path) or path.startswith(one) for one in mine.paths)
    return mine.everywhere or any(near)


def may_see_readings(record: Record, *, by: By) -> bool:
    return any(may(by, "access.readings", record, purpose=p) for p in (CARE, ADMINISTRATION))


def readings_of(record: Record, *, by: By) -> list[Opened]:
    """Who opened the page of this record, newest first: the last 20, one for each day, account
    and purpose. Empty for whoever may not know. Lists in which it only stood do not count."""
    if not may_see_readings(record, by=by):
        return []
    rows = Reading.objects.filter(subject=record.pk).order_by("-at")[:OPENINGS_READ]
    found = dict.fromkeys((localdate(r.at), r.account, r.purpose) for r in rows)
    latest = list(found)[:OPENINGS_SHOWN]
    ids = {account for _day, account, _purpose in latest}
    names = dict(Account.objects.filter(pk__in=ids).values_list("pk", "name"))
    return [Opened(day, names.get(a, ""), PURPOSES.get(p, p)) for day, a, p in latest]


def _place_lookup(place: str) -> str:
    return "pk__in" if place == "id" else f"{place}__in"


def _places_below(by: By, scope: Scope) -> list[UUID]:
    """Ids of the places below the granted paths; a range uses the index on both engines."""
    cache: dict[Scope, list[UUID]] = by.__dict__.setdefault("_places_below", {})
    if scope not in cache:
        below = Q(pk__in=[])
        for path in scope.paths:
            below |= Q(path__gte=path, path__lt=f"{path}~")
        cache[scope] = list(Place.objects.filter(below).values_list("pk", flat=True))
    return cache[scope]
