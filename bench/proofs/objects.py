"""A real object for every parameter of every address, found by asking.

An id that names nothing is put in; the statement that looks for it says which table holds the
kind. Then rows of that table are tried by the machine, who may do all, until the address answers:
that answer is the proof that there is something to hide.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice, product
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import connection, models
from django.test import Client

from bench.proofs.bodies import body_for
from bench.proofs.filling import rows_in
from bench.proofs.routes import Route, filled
from bench.proofs.world import undone
from bench.requests import BACKEND
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.access.roles import MACHINE
from kinkeeper.ground.process.table import processes

TRIES = 40
WORDS: dict[str, list[str]] = {
    "language": ["fr", "bm"], "number": ["0"], "term": ["1", "2", "3"], "leg": ["out", "back"],
    "topic": ["food", "water"],
    "kind": ["village", "house", "family", "placement", "person", "carer", "split", "exception"],
}  # fmt: skip
MISSING = {404}
CALLED = {"safeguarding": "concern", "protection/received": "opening"}
"""Kinds that the machine itself is not shown, by the part of the address that means them."""


@dataclass
class Found:
    """A real address: its parameters, and the rows that they name."""

    values: dict[str, str]
    rows: list[tuple[type[models.Model], UUID]] = field(default_factory=list)
    how: str = "answers"


class Finder:
    """Asks as the machine."""

    def __init__(self, areas: dict[str, list[Any]]) -> None:
        self.areas = areas
        self.client = Client(raise_request_exception=False)
        self.client.force_login(machine(), backend=BACKEND)
        self.tables = {m._meta.db_table: m for m in apps.get_models()}
        self.words = {**WORDS, **_words()}

    def objects(self, route: Route) -> dict[str, Found]:
        """One for each area in which there is one. Where the machine itself is shown nothing, an id
        of the kind; a stand-in where there is none."""
        if not route.parameters:
            return {"": Found({})}
        found: dict[str, Found] = {}
        for area in self.areas:
            one = self._first(route, area)
            if one is not None and all(one.rows != other.rows for other in found.values()):
                found[area] = one
        return found or {"": self._silent(route)}

    def _silent(self, route: Route) -> Found:
        for area in self.areas:
            for one in islice(self._candidates(route, area, {}, []), 1):
                return Found(one.values, one.rows, "is an id")
        return Found(self._nothing(route), [], "stand-in")

    def _nothing(self, route: Route) -> dict[str, str]:
        return {name: str(uuid4()) if self._is_id(route, name) else "x"
                for name in route.parameters}  # fmt: skip

    def _first(self, route: Route, area: str) -> Found | None:
        for one in islice(self._candidates(route, area, {}, []), TRIES * 20):
            if self.answers(route, one.values):
                return one
        return None

    def _candidates(
        self, route: Route, area: str, values: dict[str, str], rows: list[Any]
    ) -> Iterator[Found]:
        """Ids one after the other, each asked for with those before it; then words."""
        left = [n for n in route.parameters if n not in values and self._is_id(route, n)]
        if left:
            for model, pk in self._ids(route, area, left[0], values, rows):
                yield from self._candidates(
                    route, area, {**values, left[0]: str(pk)}, [*rows, (model, pk)]
                )
            return
        names = [n for n in route.parameters if n not in values]
        for words in product(*(self._spoken(n) for n in names)):
            yield Found({**values, **dict(zip(names, words, strict=True))}, rows)

    def _is_id(self, route: Route, name: str) -> bool:
        if not route.method:
            return f"<uuid:{name}>" in route.path
        return name in {"pk", "family", "plan"} and "{code}" not in route.path

    def _spoken(self, name: str) -> list[str]:
        if name == "verb":
            return sorted({t.verb for p in processes().values() for t in p.transitions})
        return self.words.get(name, ["x"])

    def _ids(
        self, route: Route, area: str, name: str, values: dict[str, str], rows: list[Any]
    ) -> Iterator[tuple[type[models.Model], UUID]]:
        limit = TRIES if not rows else TRIES // 4
        for model in self._models_asked(route, name, values):
            found = self._rows(model, area)
            if rows:
                found = _hanging(found, model, [pk for _m, pk in rows])
            order = found.order_by("-pk").values_list("pk", flat=True)[:limit]
            for pk in order:
                yield model, pk

    def _rows(self, model: type[models.Model], area: str) -> models.QuerySet[Any]:
        if not hasattr(model, "about"):
            return model._default_manager.all()
        found = {name: rows_in(model, places) for name, places in self.areas.items()}  # type: ignore[arg-type]
        if any(rows.exists() for rows in found.values()):
            return found[area]
        return model._default_manager.all()  # of the whole country: in neither area

    def _models_asked(
        self, route: Route, name: str, values: dict[str, str]
    ) -> list[type[models.Model]]:
        """The tables in which an id that names nothing is looked for."""
        sentinel = uuid4()
        words = {n: self._spoken(n)[0] for n in route.parameters if n not in values}
        heard: list[str] = []
        ids = {n: str(uuid4()) for n in words if self._is_id(route, n)}
        asked = {**words, **ids, **values, name: str(sentinel)}
        with connection.execute_wrapper(_listener(sentinel, heard)):
            for one in _with_words(self, route, asked, name):
                self.answers(route, one)
                if heard:
                    break
        found = [self.tables[table] for table in dict.fromkeys(heard) if table in self.tables]
        return [m for m in found if isinstance(m._meta.pk, models.UUIDField)] or _by_path(route)

    def answers(self, route: Route, values: dict[str, str]) -> bool:
        """Whether there is something at the address, for whoever may do all."""
        address = filled(route.path, values)
        with undone():
            if route.method:
                status = _ask(self.client, route, address)
            else:
                status = self.client.get(address).status_code
                if status == 405:
                    status = self.client.post(address).status_code
        return status not in MISSING


def _ask(client: Client, route: Route, address: str) -> int:
    data = "" if route.method == "GET" else json.dumps(body_for(route))
    answer = client.generic(route.method, address, data, content_type="application/json")
    return answer.status_code


def _with_words(
    finder: Finder, route: Route, asked: dict[str, str], name: str
) -> Iterator[dict[str, str]]:
    free = [n for n in route.parameters if n != name and not finder._is_id(route, n)]
    for words in islice(product(*(finder._spoken(n) for n in free)), 200):
        yield {**asked, **dict(zip(free, words, strict=True))}


def _listener(sentinel: UUID, heard: list[str]) -> Callable[..., Any]:
    marks = {str(sentinel), sentinel.hex}

    def listen(run: Any, sql: str, params: Any, many: Any, context: Any) -> Any:
        said = {str(p) for p in params or ()} if not isinstance(params, dict) else set()
        if sql.startswith("SELECT") and marks & said:
            heard.extend(part.split('"')[1] for part in sql.split("FROM ")[1:2] if '"' in part)
        return run(sql, params, many, context)

    return listen


def _by_path(route: Route) -> list[type[models.Model]]:
    """Where no statement told: rows of the kinds whose name stands in the path."""
    parts = {p.rstrip("s").replace("-", "") for p in route.path.split("/")}
    parts |= {name for part, name in CALLED.items() if f"/{part}/" in route.path}
    return [m for m in apps.get_models() if hasattr(m, "about") and m._meta.model_name in parts]


def _hanging(rows: Any, model: type[models.Model], ids: list[UUID]) -> Any:
    """Those that hang on one of these ids, where the kind says on what it hangs."""
    hung = models.Q(pk__in=[])
    for f in model._meta.concrete_fields:
        if f.name == "subject" or (f.is_relation and isinstance(f.target_field, models.UUIDField)):
            hung |= models.Q(**{f"{f.attname}__in": ids})
    found = rows.filter(hung)
    return found if found.exists() else rows


def _words() -> dict[str, list[str]]:
    """Names in addresses that are no ids: codes of the world."""
    from kinkeeper.ground.process.table import default_limits
    from kinkeeper.ground.sync.models import Sound
    from kinkeeper.mission.food.actions import SIGNS
    from kinkeeper.mission.projects.models import Indicator, Project

    return {
        "code": [*Project.objects.values_list("code", flat=True),
                 *Sound.objects.values_list("code", flat=True)[:5]],
        "indicator": [*Indicator.objects.values_list("code", flat=True)],
        "period": ["2025-S2", "2026-S1", "2025-01-01", "2026-01-01"],
        "key": list(default_limits()), "sign": sorted(SIGNS), "name": ["x"],
    }  # fmt: skip


__all__ = ["MACHINE", "Finder", "Found"]
