"""Each operation of the API made to succeed once: by whom, at which row, told what.

What needs weeks of work before it is asked after that work was done (`prepared`). Else rows of the
world are tried, those first from whose state the step leaves; where no row stands so, one is laid
into that state by hand. Both are said (`Success.laid`).
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import islice
from typing import Any
from unittest.mock import patch

from django.test import Client
from django.utils import timezone

from bench.proofs import world
from bench.proofs.bodies import schema_of
from bench.proofs.matrix import Walk
from bench.proofs.objects import Finder, Found
from bench.proofs.prepared import PREPARED, Scene
from bench.proofs.routes import Route, filled
from bench.proofs.speaking import LAPS, QUERIES, Speaker
from bench.proofs.world import Asker, undone
from kinkeeper.ground.access.actions import machine
from kinkeeper.ground.process import actions as process_actions
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.table import Process, Transition, processes
from kinkeeper.ground.sync.actions import add_phone
from kinkeeper.ground.sync.actions.devices import hashed
from kinkeeper.ground.sync.models import Link

ROWS, LISTED, MOST = 20, 200, 60
ONCE = {
    "/api/consultations/{pk}/seen": ("on",),
}  # fmt: skip
PHONES = ("sync.carry", "care")
NOT_ASKED = frozenset({"ended", "not-yet", "nobody", "protection_lead-named", "safeguarding-named"})


@dataclass
class Success:
    """How an operation was made to succeed. laid: the state that was laid by hand."""

    asker: str
    values: dict[str, str]
    body: Any
    laid: str = ""


@dataclass(frozen=True)
class Way:
    """Who asks about which row, and where both are."""

    asker: Asker
    area: str
    found: Found


@dataclass
class Tried:
    """What happened before, for whoever looks why an operation was never reached."""

    statuses: dict[int, int] = field(default_factory=dict)
    said: str = ""

    def note(self, status: int, said: str) -> None:
        self.statuses[status] = self.statuses.get(status, 0) + 1
        if not self.said or status not in {401, 404}:
            self.said = said


class Reacher:
    """Looks for the first success of each operation."""

    def __init__(self, walk: Walk) -> None:
        self.walk = walk
        self.areas = {"own": world.own(), "far": world.far()}
        self.finder, self.speaker = Finder(self.areas), Speaker(self.areas)
        self.scene = Scene({a.name: a.account for a in world.askers() if a.account}, *world.own())
        self.phones: dict[str, Client] = {}
        self.step: tuple[Process, Transition] | None = None

    def success(self, route: Route) -> tuple[Success | None, Tried]:
        tried = Tried()
        if done := self._prepared(route, tried):
            return done, tried
        for number, way in enumerate(self._ways(route)):
            for lap in (number % LAPS, (number + 2) % LAPS) if schema_of(route) else (0,):
                done = self._try(route, way, lap, tried)
                if done is not None:
                    return done, tried
            if sum(tried.statuses.values()) >= MOST:
                break
        return self._supposed(route, tried), tried

    def _prepared(self, route: Route, tried: Tried) -> Success | None:
        """After the work that must come before it, done by the rooms' own actions and kept."""
        prepare = PREPARED.get(route.name)
        if prepare is None:
            return None
        self.scene.free_names()
        ready = prepare(self.scene)
        people = [a for a in world.askers() if a.name == ready.asker]
        for asker in people or self._people(route):
            client = self.client_for(route, asker)
            with undone():
                status, said = asked(client, route, ready.values, ready.body)
            tried.note(status, f"{asker.name}, prepared: {status} {said[:300]}")
            if 200 <= status < 300:
                return Success(asker.name, ready.values, ready.body, "the work before it done")
        return None

    def _supposed(self, route: Route, tried: Tried) -> Success | None:
        """A step once more, what must be there first being taken as there."""
        for way in islice(self._ways(route), 2 * ROWS):
            if self.step is None:
                return None
            with given_needs():
                for lap in (0, 2):
                    if done := self._try(route, way, lap, tried):
                        return replace(done, laid=f"{done.laid or 'as it stands'}, needs supposed")
        return None

    def client_for(self, route: Route, asker: Asker) -> Client:
        """The operations of phones are asked by somebody's phone."""
        has_phone = self.walk.policy.passes(asker.account, PHONES)
        if not of_phones(route) or not has_phone:
            return self.walk.clients[asker.name]
        if asker.name not in self.phones:
            self.phones[asker.name] = phone_of(asker)
        return self.phones[asker.name]

    def _ways(self, route: Route) -> Iterator[Way]:
        """Rows in the outer loop: whoever may reach one is asked about it."""
        people = self._people(route)
        for area, found in self._rows(route):
            for asker in people:
                if all(self.walk.reached.meets(asker.account, m, pk) for m, pk in found.rows):
                    yield Way(asker, area, found)

    def _people(self, route: Route) -> list[Asker]:
        mine = [a for a in world.askers() if a.account is not None and a.name not in NOT_ASKED]
        may = [a for a in mine if self.walk.policy.passes(a.account, route.door or ("", ""))]
        return may or [a for a in world.askers() if a.account is None]

    def _rows(self, route: Route) -> Iterator[tuple[str, Found]]:
        for area in self.areas:
            if not route.parameters:
                self.step = None
                yield area, Found({})
                continue
            listed = list(islice(self.finder._candidates(route, area, {}, []), LISTED))
            for found in self._in_order(route, listed, area):
                yield area, found

    def _in_order(self, route: Route, listed: list[Found], area: str) -> list[Found]:
        step = self.step = step_of(route, listed)
        if step is None or not listed:
            return spread(listed, 3 * ROWS)
        model, name = listed[0].rows[0][0], route.parameters[0]
        stands = Stage.objects.filter(
            until=None, process=step[0].name, state__in=step[1].sources
        ).values("subject")
        rows = self.finder._rows(model, area).filter(pk__in=stands).order_by("-pk")
        first = [
            Found({**listed[0].values, name: str(pk)}, [(model, pk)])
            for pk in rows.values_list("pk", flat=True)[:ROWS]
        ]
        return [*first, *spread(listed, ROWS)]

    def _try(self, route: Route, way: Way, lap: int, tried: Tried) -> Success | None:
        step, client = self.step, self.client_for(route, way.asker)
        with undone():
            laid = laid_for(step, way.found) if step else emptied(route, way.found)
            body = self.speaker.body(route, step[1] if step else None, way.area, lap, way.found)
            status, said = asked(client, route, way.found.values, body)
        tried.note(status, f"{way.asker.name} {status} {said[:300]} <- {json.dumps(body)[:300]}")
        if 200 <= status < 300:
            return Success(way.asker.name, way.found.values, body, laid)
        return None


@contextmanager
def given_needs() -> Iterator[None]:
    nothing = {"missing_to_do": lambda *_said: (), "missing_to_propose": lambda *_said: ()}
    with patch.multiple(process_actions, **nothing):
        yield


def of_phones(route: Route) -> bool:
    return route.path.startswith("/api/field/") and route.path != "/api/field/enrol"


def phone_of(asker: Asker) -> Client:
    """A client that shows the secret of a phone made for it."""
    place = (world.far() if asker.name.endswith("-far") else world.own())[0]
    device, _code = add_phone(by=machine(), account=asker.account, place=place, label="Preuve")
    Link.objects.filter(device=device).update(secret_hash=hashed(asker.name))
    return Client(
        raise_request_exception=False, headers={"authorization": f"Bearer {device.pk}.{asker.name}"}
    )


def step_of(route: Route, listed: list[Found]) -> tuple[Process, Transition] | None:
    """The step that the last part of the address names, of the process in which such rows stand."""
    verb = route.path.rsplit("/", 1)[-1]
    subjects = [found.rows[0][1] for found in listed if found.rows]
    for name in set(Stage.objects.filter(subject__in=subjects).values_list("process", flat=True)):
        for step in processes()[name].transitions:
            if step.verb == verb and step.sources:
                return processes()[name], step
    return None


def laid_for(step: tuple[Process, Transition], found: Found) -> str:
    """The open stage of the row is set to the first state from which the step leaves."""
    process, transition = step
    if not found.rows:
        return ""
    stage = Stage.objects.filter(process=process.name, subject=found.rows[0][1], until=None).first()
    if stage is None or stage.state in transition.sources:
        return ""
    since = timezone.localdate() - timedelta(days=3)
    Stage.objects.filter(pk=stage.pk).update(state=transition.sources[0], since=since)
    return transition.sources[0]


def emptied(route: Route, found: Found) -> str:
    """What the operation writes down once is not written yet."""
    names = ONCE.get(route.path, ())
    for model, pk in found.rows[:1] if names else ():
        model._default_manager.filter(pk=pk).update(**dict.fromkeys(names))
    return ", ".join(f"{name} emptied" for name in names)


def asked(client: Client, route: Route, values: dict[str, str], body: Any) -> tuple[int, str]:
    sent = "" if route.method == "GET" else json.dumps(body)
    answer = client.generic(
        route.method, filled(route.path, values) + QUERIES.get(route.path, ""), sent,
        content_type="application/json",
    )  # fmt: skip
    text = "" if answer.streaming else answer.content.decode("utf-8", "replace")
    return answer.status_code, text


def spread(listed: list[Found], most: int) -> list[Found]:
    """As many, from all of the list."""
    step = max(1, len(listed) // most)
    return listed[::step][:most]
