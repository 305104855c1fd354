"""The fence of an account: which tables and columns its roles may meet, from what rooms declared.

A kind of record is open to the roles that hold its capability to read or to write. A kind that a
room asks for beside its own is open only in the columns of the role's class. No request changes a
row of any kind but through the write door, and none changes a line of a log.
"""

from collections.abc import Callable
from functools import cache

from django.apps import apps
from django.db import models
from django.http import HttpRequest, HttpResponse

from kinkeeper.ground.access.queries import By, roles_of
from kinkeeper.ground.access.roles import EVERYBODY, MACHINE, ROLES, capabilities
from kinkeeper.ground.fence.actions import EVERY, Fence, fenced
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Record

_ALSO: dict[str, frozenset[str]] = {}
PROGRAMME = 1  # class of what stands about no person
ALWAYS_HELD = frozenset({EVERYBODY, "places.read"})
# What every request needs: who asks, what may be done, forms that came, jobs to be done.
NEEDED = frozenset({"access_account", "access_grant", "records_submission", "django_session",
                    "django_content_type", "django_tasks_database_dbtaskresult"})  # fmt: skip
LOGIN = ("account_", "mfa_", "axes_", "auth_", "django_")
LOGS = frozenset({"records_change", "access_reading", "access_refusal", "audit_link"})
VALUES_OF_LINES = frozenset({"after", "sealed", "salt"})
OF_ROOMS = {"interop_": "interop.", "sync_": "sync."}


def also_read(kind: str, *capabilities: str) -> None:
    """The rows of this kind are asked for by whoever holds one of these, beside its own: in the
    columns of the role's class. `EVERYBODY`: also before any door."""
    _ALSO[kind] = _ALSO.get(kind, frozenset()) | frozenset(capabilities)


def fence_requests(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        with fenced(before_doors()):
            return get_response(request)

    return middleware


def fence_for(by: By) -> Fence | None:
    return fence_of(roles_of(by))


@cache
def fence_of(roles: frozenset[str]) -> Fence | None:
    """None for the machine."""
    if MACHINE in roles:
        return None
    held = ALWAYS_HELD | {name for name, allowed in capabilities().items() if allowed & roles}
    highest = max((ROLES[role].highest for role in roles), default=-1)
    columns: dict[str, frozenset[str]] = {}
    for model in apps.get_models():
        readable = _columns(model, held, highest)
        if readable:
            columns[model._meta.db_table] = readable
    plain = {table for table in columns if table in NEEDED - {"access_account", "access_grant"}}
    plain |= {table for table in columns if table.startswith(tuple(OF_ROOMS))} - _kinds()
    name = "+".join(sorted(roles)) or "nobody"
    return Fence(name, columns, frozenset(plain | LOGS), frozenset(plain))


@cache
def before_doors() -> Fence:
    """Whoever has passed no door yet: the login library, and pages open to all."""
    login = {m._meta.db_table for m in apps.get_models() if m._meta.db_table.startswith(LOGIN)}
    login |= NEEDED - {"access_grant"}
    nobody = fence_of(frozenset())
    columns = dict(nobody.columns if nobody else {}) | dict.fromkeys(login, EVERY)
    return Fence("before any door", columns, frozenset(login | LOGS), frozenset(login))


def _kinds() -> set[str]:
    return {m._meta.db_table for m in apps.get_models() if issubclass(m, Record)}


def _columns(model: type[models.Model], held: frozenset[str], highest: int) -> frozenset[str]:
    table = model._meta.db_table
    if table in LOGS:
        return _of_log(model, held, highest)
    if not issubclass(model, Record):
        return EVERY if table in NEEDED or _of_room(table, held) else frozenset()
    if {model.about.read, model.about.write} & held or _for_all(model):
        return EVERY
    if _ALSO.get(model.about.kind, frozenset()) & held:
        fields = model._meta.concrete_fields
        return frozenset(str(f.column) for f in fields if class_of(f) <= max(highest, PROGRAMME))
    return frozenset()


def _for_all(model: type[Record]) -> bool:
    """Who holds what, and days and limits of the whole association: nothing about anybody."""
    settings = model.about.place == "" and model.about.vault == "care"
    return settings and all(class_of(f) <= 1 for f in model._meta.concrete_fields)


def _of_room(table: str, held: frozenset[str]) -> bool:
    """Rows that are no records, such as lists being imported, belong to whoever works there."""
    return any(
        table.startswith(room) and any(name.startswith(of) for name in held)
        for room, of in OF_ROOMS.items()
    )


def _of_log(model: type[models.Model], held: frozenset[str], highest: int) -> frozenset[str]:
    """The ledger without its values below class 2; readings for whoever may know who read."""
    names = frozenset(str(f.column) for f in model._meta.concrete_fields)
    if model._meta.db_table in {"access_reading", "access_refusal"}:
        return names if "access.readings" in held else frozenset({"id"})
    return names if highest > 1 else names - VALUES_OF_LINES
