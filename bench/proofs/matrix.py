"""Every address, asked by everybody, about what is theirs and what is not, with every verb.

A cell leaks when somebody passes a door that is not hers, is answered about a row out of reach,
meets in any page the id or code of such a row, or changes one. Each question is undone.
"""

import json
import re
import traceback
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from bench.proofs.bodies import body_for
from bench.proofs.objects import Found
from bench.proofs.policy import Policy
from bench.proofs.reach import Reached
from bench.proofs.routes import OPEN, Route, filled
from bench.proofs.world import Asker, askers, undone
from bench.requests import BACKEND
from kinkeeper.ground.records.models import Change

EVERYBODY = "account.own"
KNOWN = {
    # A child hosted in another village is reviewed where it stays: the due line names it.
    "/": ("care.placement",),
    # An evacuation is planned for all villages that it concerns, and to any that may take children
    # in: whoever works on it chooses among them and is told the state of each.
    "/api/emergency/movement/{pk}/away": ("care.village", "emergency.site"),
    "/evacuations/<uuid:pk>/host/": ("care.village",),
    "/evacuations/<uuid:pk>/list/<slug:leg>/convoy/": ("care.village",),
    # The way back to the child of the placement, who may live elsewhere today: that page is shut.
    "/contact-bars/<uuid:pk>/end/": ("people.person",),
}
"""Ids of rows out of reach that an address may show, and why."""
REFUSED = frozenset({400, 401, 403, 404, 405, 409, 422})
PAGE_VERBS, OTHER_VERBS = ("GET", "POST"), ("PUT", "PATCH", "DELETE")
IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Cell:
    """One question."""

    asker: Asker
    route: Route
    relation: str
    verb: str
    found: Found

    @property
    def said(self) -> str:
        return f"{self.asker.name} {self.verb} {self.route.path} ({self.relation})"


@dataclass
class Result:
    """What the walk found."""

    cells: int = 0
    leaks: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    relations: Counter[str] = field(default_factory=Counter)
    verbs: Counter[str] = field(default_factory=Counter)
    statuses: Counter[int] = field(default_factory=Counter)

    def add(self, other: "Result") -> None:
        self.cells += other.cells
        self.leaks += other.leaks
        self.errors += other.errors
        for name in ("relations", "verbs", "statuses"):
            getattr(self, name).update(getattr(other, name))


class Walk:
    """Keeps a client for each asker, logged in before anything is undone."""

    def __init__(self, policy: Policy, reached: Reached) -> None:
        self.policy, self.reached = policy, reached
        self.clients = {asker.name: _logged_in(asker) for asker in askers()}

    def ask(self, cell: Cell, result: Result) -> None:
        with undone():
            before = last_change() if cell.verb not in {"GET", "HEAD", "OPTIONS"} else None
            answer = self._answer(cell)
            said = list(self._wrong(cell, answer))
            if before is not None:
                said += self.written(cell, before)
        result.cells += 1
        result.relations[cell.relation] += 1
        result.verbs[cell.verb] += 1
        result.statuses[answer.status_code] += 1
        if answer.status_code >= 500:
            result.errors.append(f"{cell.said}: {answer.status_code} {_place(answer)}")
        result.leaks += [f"{cell.said}: {what}" for what in said]

    def _answer(self, cell: Cell) -> Any:
        address = filled(cell.route.path, cell.found.values)
        client = self.clients[cell.asker.name]
        if cell.route.method:
            data = "" if cell.verb == "GET" else json.dumps(body_for(cell.route))
            return client.generic(cell.verb, address, data, content_type="application/json")
        return client.generic(cell.verb, address, "", content_type=FORM)

    def _wrong(self, cell: Cell, answer: Any) -> Iterator[str]:
        door = cell.route.door or ("", "")
        account = cell.asker.account
        opened = hasattr(answer.wsgi_request, "purpose")
        if door[0] not in {OPEN, EVERYBODY} or account is None:
            mine = self.policy.passes(account, door) if account else False
            if opened and not mine:
                yield "passed a door that is not open to it"
            refused = answer.status_code in REFUSED or _to_login(answer) or _harmless(cell, answer)
            if door[0] != OPEN and not refused and not mine:
                yield f"answered {answer.status_code} behind a shut door"
            if door[0] != OPEN and mine and not refused and self._out_of_reach(cell):
                yield f"answered {answer.status_code} about a row out of reach"
        if 200 <= answer.status_code < 500:
            yield from self._met(cell, answer)

    def _out_of_reach(self, cell: Cell) -> bool:
        return any(
            not self.reached.meets(cell.asker.account, model, pk) for model, pk in cell.found.rows
        )

    def _met(self, cell: Cell, answer: Any) -> Iterator[str]:
        """Ids and codes of rows out of reach in what was answered."""
        if answer.streaming or not answer.content[:1]:
            return
        text = answer.content.decode("utf-8", "replace")
        own = set(cell.found.values.values())
        known = KNOWN.get(cell.route.path, ())
        for one in set(IDS.findall(text)) - own:
            model = self.reached.kind_of(one)
            if model is None or model.about.kind in known:
                continue
            if not self.reached.meets_id(cell.asker.account, model, one):
                yield f"meets {model.about.kind} {one}"
        for kind, code in self.reached.codes_in(text):
            if not self.reached.meets_id(cell.asker.account, kind, code):
                yield f"meets the code of {kind.about.kind} {code}"

    def written(self, cell: Cell, before: int) -> Iterator[str]:
        account = cell.asker.account
        for change in Change.objects.filter(seq__gt=before):
            if account is None:
                yield f"nobody wrote {change.kind}" if not _told(cell) else ""
            elif change.actor == account.pk and not self.reached.may_write(account, change):
                yield f"wrote {change.kind} out of reach"


FORM = "application/x-www-form-urlencoded"


def _logged_in(asker: Asker) -> Client:
    client = Client(raise_request_exception=False)
    if asker.account is not None:
        client.force_login(asker.account, backend=BACKEND)
    return client


def _place(answer: Any) -> str:
    """Where it failed: class of the error and the last place of ours."""
    said = getattr(answer, "exc_info", None)
    if not said:
        return ""
    frames = [f for f in traceback.extract_tb(said[2]) if "/kinkeeper/" in f.filename]
    at = f"{frames[-1].filename.rpartition('/kinkeeper/')[2]}:{frames[-1].lineno}" if frames else ""
    return f"{said[0].__name__} {at}"


def _told(cell: Cell) -> bool:
    return cell.route.door is not None and cell.route.door[0] == OPEN


def last_change() -> int:
    return Change.objects.order_by("-seq").values_list("seq", flat=True).first() or 0


def _to_login(answer: Any) -> bool:
    return answer.status_code == 302 and "/account/login/" in answer["Location"]


def _harmless(cell: Cell, answer: Any) -> bool:
    return cell.verb == "OPTIONS" and not answer.content


def cells(
    routes: Iterable[Route], objects: dict[str, dict[str, Found]], people: Iterable[Asker],
    relation: Any,
) -> Iterator[Cell]:  # fmt: skip
    for route in routes:
        found = next(iter(objects[route.name].values()))
        for asker in people:
            how = relation(asker, found)
            for verb in verbs_of(route):
                yield Cell(asker, route, how, verb, found)


def verbs_of(route: Route) -> tuple[str, ...]:
    return (route.method,) if route.method else PAGE_VERBS
