"""What is sent is bent: an id of another place or family where a form asks for one of ours, and
fields that the form does not have. Nothing of either may be found in what was written."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

from django.utils import timezone
from lxml import html

from bench.proofs.bodies import example, schema_of
from bench.proofs.filling import kinds, rows_in
from bench.proofs.matrix import FORM, Cell, Result, Walk, last_change
from bench.proofs.objects import Found
from bench.proofs.routes import OPEN, Route, filled
from bench.proofs.world import Asker, askers, far, undone
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Change, Record

UUIDS = re.compile(r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
WHO = ("coordinator-own", "director-own", "field_worker-own", "protection_lead-own",
       "youth_counsellor-own", "teacher-own", "protection_officer-own")  # fmt: skip
EACH = 2  # askers who may use the address
DAY, TEXT, NUMBER = "1999-09-09", "MASSE777", 777


@dataclass(frozen=True)
class Bent:
    """cell: whose question. sent: what is sent. planted: values that may not be kept."""

    cell: Cell
    sent: Any
    planted: dict[str, str]


class Bender:
    """Knows a row of each kind that nobody of ours reaches."""

    def __init__(self, walk: Walk) -> None:
        self.walk, self.places = walk, far()
        self.models = {m._meta.model_name or "": m for m in kinds()}
        self.nobody = Account.objects.get(email="nobody@proof.invalid")
        self._foreign: dict[type[Record], str | None] = {}

    def ask_all(self, every: list[Route], objects: dict[str, dict[str, Found]]) -> Result:
        result = Result()
        for route in every:
            for bent in self._of_route(route, objects):
                self._ask(bent, result)
        return result

    def first_leak(self, every: list[Route], objects: Any, *, most: int) -> str:
        """For a planted mistake: asked until something bent is kept."""
        result = Result()
        for bent in islice((b for r in every for b in self._of_route(r, objects)), most):
            self._ask(bent, result)
            if result.leaks:
                return result.leaks[0]
        return ""

    def _of_route(self, route: Route, objects: dict[str, dict[str, Found]]) -> Iterator[Bent]:
        if route.method == "GET" or (route.door or ("",))[0] in {OPEN, ""}:
            return
        found = next(iter(objects[route.name].values()))
        for asker in self._who(route, found):
            yield from self._bent(Cell(asker, route, "bent", route.method or "POST", found))

    def _who(self, route: Route, found: Found) -> list[Asker]:
        mine = [a for a in askers() if a.name in WHO]
        may = [
            a for a in mine
            if self.walk.policy.passes(a.account, route.door or ("", ""))
            and all(self.walk.reached.meets(a.account, m, pk) for m, pk in found.rows)
        ]  # fmt: skip
        return sorted(may, key=lambda a: WHO.index(a.name))[:EACH]

    def _bent(self, cell: Cell) -> Iterator[Bent]:
        sent = self._said(cell)
        if not isinstance(sent, dict):
            return
        for name in sorted(sent):
            foreign = self._foreign_for(name, sent[name])
            if foreign:
                value = [foreign] if isinstance(sent[name], list) else foreign
                yield Bent(cell, {**sent, name: value}, {name: foreign})
        more = self._extra(cell, set(sent))
        if more:
            yield Bent(cell, {**sent, **more}, {k: str(v) for k, v in more.items()})

    def _said(self, cell: Cell) -> Any:
        """What somebody honest would send."""
        if cell.route.method:
            schema = schema_of(cell.route)
            return example(schema, every=True) if schema else {}
        with undone():
            client = self.walk.clients[cell.asker.name]
            answer = client.get(filled(cell.route.path, cell.found.values))
            return fields_of(answer.content) if answer.status_code == 200 else {}

    def _foreign_for(self, name: str, value: Any) -> str | None:
        """A row out of reach of the kind that the field holds now, or is named after."""
        one = value[0] if isinstance(value, list) and value else value
        if not isinstance(one, str) or not UUIDS.match(one):
            return None
        word = name.rsplit("-", 1)[-1].removesuffix("_id").removesuffix("_pk")
        model = self.walk.reached.kind_of(one) or self.models.get(word)
        return self.foreign(model) if model else None

    def foreign(self, model: type[Record]) -> str | None:
        if model not in self._foreign:
            row = rows_in(model, self.places).order_by("-pk").first() if model.about.place else None
            self._foreign[model] = str(row.pk) if row else None
        return self._foreign[model]

    def _extra(self, cell: Cell, asked: set[str]) -> dict[str, Any]:
        """Fields of the row that the form does not have, each with a value to be known by."""
        more: dict[str, Any] = {"id": str(uuid4()), "pk": str(uuid4()), "version": NUMBER,
                                "is_superuser": "on", "role": "national"}  # fmt: skip
        for model, _pk in cell.found.rows:
            if hasattr(model, "about"):
                more |= {f.name: self._value(f) for f in model.kept_fields()}  # type: ignore[attr-defined]
        return {k: v for k, v in more.items() if k not in asked and v is not None}

    def _value(self, field: Any) -> Any:
        if field.is_relation:
            if field.related_model is Account:
                return str(self.nobody.pk)
            return self.foreign(field.related_model)
        kind = field.get_internal_type()
        if kind in {"DateField", "DateTimeField"}:
            return DAY
        if kind in {"CharField", "TextField"}:
            return TEXT[: field.max_length or 8]
        return NUMBER if "Integer" in kind else None

    def _ask(self, bent: Bent, result: Result) -> None:
        cell = bent.cell
        address = filled(cell.route.path, cell.found.values)
        client = self.walk.clients[cell.asker.name]
        with undone(), _remembered(bent.sent):
            before = last_change()
            if cell.route.method:
                answer = client.generic(
                    cell.verb, address, json.dumps(bent.sent), content_type="application/json"
                )
            else:
                answer = client.post(address, bent.sent)
            wrong = [*self._kept(bent, before), *self.walk.written(cell, before)]
            wrote = Change.objects.filter(seq__gt=before, actor=cell.asker.account.pk).exists()  # type: ignore[union-attr]
        result.cells += 1
        result.relations["written" if wrote else "not written"] += 1
        result.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            result.errors.append(f"{cell.said} {sorted(bent.planted)}: {answer.status_code}")
        result.leaks += [f"{cell.said}: {what}" for what in wrong]

    def _kept(self, bent: Bent, before: int) -> Iterator[str]:
        account = bent.cell.asker.account
        for change in Change.objects.filter(seq__gt=before, actor=account.pk):  # type: ignore[union-attr]
            for name, value in change.after.items():
                planted = bent.planted.get(name.removesuffix("_id"))
                if planted is not None and len(planted) > 2 and same(str(value), planted):
                    yield f"kept {change.kind}.{name} = {planted}"
            for name in bent.planted.keys() & {"id", "pk"}:
                if change.record == UUID(bent.planted[name]):
                    yield f"kept the id it was sent for {change.kind}"


def same(kept: str, planted: str) -> bool:
    """A day may have got an hour; ids that were made in one moment begin alike."""
    return kept == planted or (planted == DAY and kept.startswith(DAY))


SENT: dict[str, Any] = {}
"""What is being sent now: a planted mistake keeps all of it."""


@contextmanager
def _remembered(sent: Any) -> Iterator[None]:
    SENT.update(sent)
    try:
        yield
    finally:
        SENT.clear()


def fields_of(page: bytes) -> dict[str, Any]:
    """The fields of the last form of a page that is sent, filled as somebody might."""
    forms = [f for f in html.fromstring(page).forms if f.method.upper() == "POST"]
    forms = [f for f in forms if not any(w in (f.action or "") for w in ("language", "logout"))]
    sent: dict[str, Any] = {}
    for field in forms[-1].inputs if forms else ():
        if field.name and field.name != "csrfmiddlewaretoken":
            sent[field.name] = _filled(field)
    return {k: v for k, v in sent.items() if v is not None}


def _filled(field: Any) -> Any:
    if field.tag == "select":
        options = [o for o in field.value_options if o]
        return field.value or (options[0] if options else "")
    if field.tag == "textarea":
        return field.value or "texte"
    kind = field.get("type", "text")
    if kind in {"checkbox", "radio"}:
        return field.get("value", "on")
    if kind in {"file", "submit"}:
        return None
    today = timezone.localdate().isoformat()
    return field.get("value") or {"date": today, "number": "1", "time": "10:00"}.get(kind, "texte")


__all__ = ["FORM", "Bender", "fields_of"]
