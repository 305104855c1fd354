"""Mistakes of policy, planted one at a time: a walk that sees none of them would prove nothing.

Each names who might profit. It is caught by the addresses (a cell of the same walk) or below them
(rights, rows, fields); both are counted.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any
from unittest.mock import patch

from django.core.exceptions import ValidationError

from bench.proofs import bent, rows, world
from bench.proofs.bent import Bender
from bench.proofs.filling import kinds
from bench.proofs.matrix import Result, Walk, cells
from bench.proofs.objects import Found
from bench.proofs.routes import Route
from kinkeeper.ground.access import api_doors, doors, fencing, guard, queries
from kinkeeper.ground.access import roles as declared
from kinkeeper.ground.access.rules import Granted
from kinkeeper.ground.records import actions as door
from kinkeeper.ground.records.models import Record

MOST = 60  # questions to the addresses for one mistake
MOST_BENT = 400
PORTION = 16
WIDENED = (
    "admission.decide:finance", "casework.read:protection_officer", "protection.work:director",
    "records.consents:sponsor", "records.files:teacher", "access.manage:coordinator",
    "access.readings:national", "people.read:sponsor", "people.read:funder", "people.write:teacher",
    "people.erase:coordinator", "people.erase_ask:field_worker", "people.break_glass:national",
    "people.break_glass_review:field_worker", "casework.read:teacher", "casework.follow:national",
    "care.read:teacher", "care.write:teacher", "care.manage:field_worker",
    "care.decide:coordinator", "health.read:teacher", "health.screen:national",
    "education.manage:teacher", "education.decide:teacher", "emergency.order:director",
    "emergency.lead:coordinator", "food.settings:coordinator", "leaving.savings:coordinator",
    "leaving.read:teacher", "papers.decide:field_worker", "projects.write:director",
    "projects.approve:director", "projects.spend:funder", "projects.rows:funder",
    "projects.values:funder", "reports.freeze:funder", "interop.export:field_worker",
    "interop.export_log:national", "interop.import:teacher", "instruments.design:coordinator",
    "instruments.read:sponsor", "sync.devices:field_worker", "sync.carry:sponsor",
    "protection.read:safeguarding", "protection.read:coordinator",
    "protection.decide:protection_officer", "protection.directory_write:field_worker",
    "protection.lines:protection_lead", "safeguarding.read:protection_lead",
    "safeguarding.handle:director", "strengthening.decide:field_worker",
    "strengthening.read:sponsor", "community.norm:director", "process.limits:director",
)  # fmt: skip
NO_SCOPE = (
    "people.person", "people.family", "casework.visit", "care.placement", "health.consultation",
    "education.enrolment", "admission.admission", "protection.report", "protection.case",
    "leaving.way", "records.consent", "records.attachment", "emergency.movement", "food.survey",
    "papers.birth", "strengthening.enrolment", "instruments.answers", "community.structure",
)  # fmt: skip
LOWERED = (
    "people.person:mother_alive:2", "casework.visit:observations:1", "people.person:given_name:0",
    "protection.report:sealed:2", "records.attachment:file:1", "health.consultation:id:0",
)  # fmt: skip


@dataclass(frozen=True)
class Mistake:
    """name: what is wrong. askers: who might profit; room: of which addresses."""

    name: str
    plant: Callable[[], AbstractContextManager[Any]]
    askers: tuple[str, ...] = ()
    room: str = ""
    kinds: tuple[str, ...] = ()


def portions() -> range:
    return range(-(-(len([*mistakes()]) + len([*of_forms()])) // PORTION))


def some_of(walk: Walk, every: list[Route], objects: Any, number: int) -> list[Any]:
    """So many mistakes, each planted alone."""
    ways = [(caught, one) for one in mistakes()] + [(caught_bent, one) for one in of_forms()]
    some = ways[number * PORTION : (number + 1) * PORTION]
    return [seen(mistake, walk, every, objects) for seen, mistake in some]


def mistakes() -> Iterator[Mistake]:
    for one in WIDENED:
        capability, role = one.split(":")
        yield Mistake(f"{role} gets {capability}", _maker(_widened, capability, role),
                      _of_role(role), capability)  # fmt: skip
    for kind in NO_SCOPE:
        yield Mistake(f"visible forgets the scope of {kind}", _maker(_no_scope, kind),
                      kinds=(kind,), room=_read(kind))  # fmt: skip
    for one in LOWERED:
        kind, name, level = one.split(":")
        plant = _maker(_lowered, kind, name, int(level))
        yield Mistake(f"{kind}.{name} is of class {level}", plant, kinds=(kind,), room=_read(kind))
    yield from _of_rules()


def _of_rules() -> Iterator[Mistake]:
    protection = ("protection.report", "protection.case", "process.stage")
    yield Mistake("a page's door asks nothing", _maker(_always, doors), room="people.write")
    yield Mistake("the doors of the API ask nothing", _maker(_always, api_doors), room="people.")
    yield Mistake("an ended grant goes on", _maker(_ended), ("ended",))
    yield Mistake("a grant begins too soon", _maker(_not_yet), ("not-yet",))
    yield Mistake("who is named is not left out", _maker(_not_narrowed, *protection),
                  ("protection_lead-named",), "protection.", protection)  # fmt: skip
    yield Mistake("an officer meets others' cases", _maker(_not_narrowed, "protection.case"),
                  ("protection_officer-own",), "protection.", ("protection.case",))  # fmt: skip
    concern = "protection.concern"
    yield Mistake("who is named meets the concern", _maker(_not_narrowed, concern),
                  ("safeguarding-named",), "safeguarding.", (concern,))  # fmt: skip
    yield Mistake("a grant in a project counts everywhere", _maker(_projects_everywhere),
                  ("funder-other-project", "monitor-other-project"), "projects.")  # fmt: skip
    yield Mistake("a grant in a place counts everywhere", _maker(_places_everywhere),
                  ("field_worker-own",), "people.", ("people.person",))  # fmt: skip
    yield Mistake("the purpose is not asked", _maker(_any_purpose), ("director-own",), "care.")
    yield Mistake("the sponsor meets class 3", _maker(_higher, "sponsor"), ("sponsor-whole",))
    yield Mistake("the teacher meets class 4", _maker(_higher, "teacher"), ("teacher-own",))
    yield Mistake("the write door asks nobody", _maker(_guard_sleeps), ("field_worker-far",),
                  "people.write", ("people.person",))  # fmt: skip


def of_forms() -> Iterator[Mistake]:
    """Mistakes in what is kept of what is sent."""
    yield Mistake("an id of anywhere is taken", _maker(_anywhere), room="community.")
    yield Mistake("whatever is sent is kept", _maker(_all_kept))


def caught_bent(
    mistake: Mistake, walk: Walk, every: list[Route], objects: dict[str, dict[str, Found]]
) -> dict[str, Any]:
    with mistake.plant(), _forgotten():
        near = [route for route in every if _is_near(route, mistake)]
        found = Bender(walk).first_leak(near, objects, most=MOST_BENT)
    by = ["something bent"] if found else []
    return {"mistake": mistake.name, "by": by, "example": found}


def caught(
    mistake: Mistake, walk: Walk, every: list[Route], objects: dict[str, dict[str, Found]]
) -> dict[str, Any]:
    askers = [a for a in world.askers() if not mistake.askers or a.name in mistake.askers]
    with mistake.plant(), _forgotten():
        by_page = _first_leak(mistake, walk, every, objects, askers)
        below = _first_below(mistake, walk, askers)
    by = [name for name, found in (("an address", by_page), ("below", below)) if found]
    return {"mistake": mistake.name, "by": by, "example": by_page or below}


def _first_leak(
    mistake: Mistake, walk: Walk, every: list[Route], objects: Any, askers: list[Any]
) -> str:
    near = [route for route in every if _is_near(route, mistake)]
    asked = cells(near, objects, askers, lambda _asker, _found: "planted")
    for number, cell in enumerate(asked):
        if number >= MOST:
            return ""
        result = Result()
        walk.ask(cell, result)
        if result.leaks:
            return result.leaks[0]
    return ""


def _is_near(route: Route, mistake: Mistake) -> bool:
    door = (route.door or ("", ""))[0]
    if "API" in mistake.name and not route.method:
        return False
    return door.startswith(mistake.room)


def _first_below(mistake: Mistake, walk: Walk, askers: list[Any]) -> str:
    reached, purposes = walk.reached, walk.reached.policy.purposes()
    wanted = [m for m in kinds() if m.about.kind in mistake.kinds or not mistake.kinds]
    for asker in askers:
        if asker.account is None:
            continue
        found = [*rows.rights(asker.account, reached, purposes),
                 *(rows.met(asker.account, reached, wanted, purposes) if mistake.kinds else ()),
                 *rows.fields(asker.account, reached, wanted, purposes),
                 *rows.written(asker.account, reached, wanted)]  # fmt: skip
        if first := next((one for one in found if one), ""):
            return first
    return ""


@contextmanager
def _forgotten() -> Iterator[None]:
    """What is remembered between requests is not remembered over a mistake."""
    fencing.fence_of.cache_clear()
    fencing.before_doors.cache_clear()
    try:
        yield
    finally:
        fencing.fence_of.cache_clear()
        fencing.before_doors.cache_clear()


def _maker(plant: Callable[..., Any], *said: Any) -> Callable[[], AbstractContextManager[Any]]:
    return lambda: plant(*said)


def _of_role(role: str) -> tuple[str, ...]:
    return tuple(f"{role}-{where}" for where in ("own", "far", "whole"))


def _model(kind: str) -> type[Record]:
    return next(m for m in kinds() if m.about.kind == kind)


def _read(kind: str) -> str:
    return _model(kind).about.read.split(".")[0] + "."


def _widened(capability: str, role: str) -> AbstractContextManager[Any]:
    held = declared._ALLOWED.get(capability, {declared.MACHINE})
    assert role not in held, f"{role} holds {capability} already"
    return patch.dict(declared._ALLOWED, {capability: {*held, role}})


def _no_scope(kind: str) -> AbstractContextManager[Any]:
    model, real = _model(kind), queries.within

    def within(found: Any, scope: Any, *, by: Any) -> Any:
        if found.model is model and not scope.nowhere:
            return found
        return real(found, scope, by=by)

    return patch.object(queries, "within", within)


def _lowered(kind: str, name: str, level: int) -> AbstractContextManager[Any]:
    return patch.object(_model(kind)._meta.get_field(name), "data_class", level)


def _always(module: Any) -> AbstractContextManager[Any]:
    return patch.object(module, "may", lambda *_said, **_more: True)


def _ended() -> AbstractContextManager[Any]:
    return patch.object(Granted, "holds_on", lambda self, day: self.since <= day)


def _not_yet() -> AbstractContextManager[Any]:
    return patch.object(
        Granted, "holds_on", lambda self, day: self.until is None or day < self.until
    )


@contextmanager
def _not_narrowed(*names: str) -> Iterator[None]:
    models = [_model(name) for name in names if any(m.about.kind == name for m in kinds())]
    assert models, names
    kept = {m: p for m, p in queries._NARROWED.items() if m not in models}
    with patch.dict(queries._NARROWED, kept, clear=True):
        yield


def _projects_everywhere() -> AbstractContextManager[Any]:
    return _scoped(
        lambda scope: replace(scope, everywhere=scope.everywhere or bool(scope.projects))
    )


def _places_everywhere() -> AbstractContextManager[Any]:
    return _scoped(lambda scope: replace(scope, everywhere=scope.everywhere or bool(scope.paths)))


def _scoped(change: Callable[[Any], Any]) -> AbstractContextManager[Any]:
    real = queries.scope_of
    return patch.object(queries, "scope_of", lambda *said, **more: change(real(*said, **more)))


@contextmanager
def _any_purpose() -> Iterator[None]:
    wide = {c: replace(r, purposes=frozenset(declared.PURPOSES)) for c, r in declared.ROLES.items()}
    with patch.dict(declared.ROLES, wide):
        yield


def _higher(role: str) -> AbstractContextManager[Any]:
    level = 4 if role == declared.TEACHER else 3
    return patch.dict(declared.ROLES, {role: replace(declared.ROLES[role], highest=level)})


def _anywhere() -> AbstractContextManager[Any]:
    real = queries.within

    def within(found: Any, scope: Any, *, by: Any) -> Any:
        return found if not scope.nowhere else real(found, scope, by=by)

    return patch.object(queries, "within", within)


def _all_kept() -> AbstractContextManager[Any]:
    """The write door sets every field of the row that stands in what was sent."""
    real = door._set

    def kept(record: Record, values: dict[str, Any]) -> None:
        real(record, values)
        for one in record.kept_fields():
            sent = bent.SENT.get(one.name)
            if one.name not in values and isinstance(sent, str) and not one.is_relation:
                with suppress(ValidationError):
                    setattr(record, one.attname, one.to_python(sent))

    return patch.object(door, "_set", kept)


def _guard_sleeps() -> AbstractContextManager[Any]:
    return patch.object(guard, "_may_write", lambda *_said: True)


__all__ = ["Iterable", "Mistake", "mistakes", "portions", "some_of"]
