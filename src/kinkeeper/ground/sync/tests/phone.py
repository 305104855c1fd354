"""A phone as the field app behaves, in Python: its store, its queue, and a link that fails.

The rules are those of site/field/src/protocol.js. `bugs` names rules that are left out, for the
tests that must notice it.
"""

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from kinkeeper.ground.sync.api import SyncIn, exchange
from kinkeeper.ground.sync.models import Device

SMALLEST_ROOM = 500
LARGEST_ROOM = 40_000
LARGEST_BATCH = 50
WAITING, REFUSED = "waiting", "refused"


@dataclass
class Queued:
    id: UUID
    verb: str
    values: dict[str, Any]
    base: int = 0
    record: str = ""
    state: str = WAITING
    sentences: dict[str, list[str]] = field(default_factory=dict)
    doubts: list[str] = field(default_factory=list)

    def sent(self) -> dict[str, Any]:
        return {"id": self.id, "verb": self.verb, "values": self.values, "base": self.base}


class Link:
    """Carries a request to the server and the answer back. up, down: bytes that pass before it
    breaks, None for a whole link. Everything that arrived can be delivered once more later, and
    answers that were lost may still come."""

    def __init__(self, up: int | None = None, down: int | None = None) -> None:
        self.up, self.down = up, down
        self.arrived: list[tuple[UUID, dict[str, Any]]] = []
        self.lost: list[dict[str, Any]] = []

    def ask(self, device: UUID, body: dict[str, Any]) -> dict[str, Any] | None:
        text = json.dumps(body, default=str)
        if self.up is not None and len(text) > self.up:
            return None
        answer = self.deliver(device, body)
        self.arrived.append((device, body))
        if self.down is not None and len(json.dumps(answer, default=str)) > self.down:
            self.lost.append(answer)
            return None
        return answer

    def deliver(self, device: UUID, body: dict[str, Any]) -> dict[str, Any]:
        fresh = Device.objects.select_related("account", "place", "link").get(pk=device)
        wanted = SyncIn.model_validate(json.loads(json.dumps(body, default=str)))
        return json.loads(json.dumps(exchange(fresh, wanted), default=str))


class Phone:
    """What survives a crash is what is named here; a request under way is not."""

    def __init__(self, device: Device, *, bugs: frozenset[str] = frozenset()) -> None:
        self.device, self.bugs = device.pk, bugs
        self.store = uuid4()
        self.rows: dict[str, tuple[str, int, dict[str, Any]]] = {}
        self.doomed: set[str] = set()
        self.queue: list[Queued] = []
        self.done: dict[UUID, str] = {}
        self.got: str | None = None
        self.n, self.batch, self.room = 0, 8, 8_000

    def write(self, verb: str, values: dict[str, Any], *, base: int = 0, record: str = "") -> UUID:
        change = Queued(uuid4(), verb, values, base, record)
        self.queue.append(change)
        return change.id

    def look_again(self, change: Queued, **values: Any) -> None:
        """Its person corrects `values`, and is sure of the doubts that were shown."""
        shown = {*change.values.get("sure", []), *change.doubts}
        change.values |= {**values, "sure": sorted(shown)}
        change.state = WAITING

    def waiting(self) -> list[Queued]:
        return [change for change in self.queue if change.state == WAITING]

    def boxed(self) -> list[Queued]:
        return [change for change in self.queue if change.state == REFUSED]

    def request(self) -> tuple[dict[str, Any], list[Queued]]:
        self.n += 1
        waiting = self.waiting()
        sending = waiting[: LARGEST_BATCH if "fixed_batch" in self.bugs else self.batch]
        body = {
            "n": self.n, "store": self.store, "got": self.got, "room": self.room,
            "waiting": len(waiting), "changes": [change.sent() for change in sending],
        }  # fmt: skip
        if "dequeue_on_send" in self.bugs:
            self.queue = [change for change in self.queue if change not in sending]
        return body, sending

    def once(self, link: Link) -> bool:
        """One request. True when its answer came home whole."""
        body, _sending = self.request()
        answer = link.ask(self.device, body)
        if answer is None:
            self.failed()
            return False
        self.batch = min(LARGEST_BATCH, self.batch * 2)
        self.room = min(LARGEST_ROOM, self.room * 2)
        self.take(answer)
        return True

    def failed(self) -> None:
        self.batch, self.room = max(1, self.batch // 2), max(SMALLEST_ROOM, self.room // 2)

    def take(self, answer: dict[str, Any]) -> None:
        """All of it is stored in one transaction, or nothing."""
        if answer["n"] != self.n:
            return
        for line in answer["answers"]:
            self._answered(line)
        for kind, pk, version, values in answer["rows"]:
            self.rows[pk] = (kind, version, values)
            self.doomed.discard(pk)
        for pk in answer["gone"]:
            self._take_off(pk)
        self._release()
        self.got = answer["page"] or self.got

    def _answered(self, line: dict[str, Any]) -> None:
        for change in [c for c in self.queue if str(c.id) == line["id"]]:
            if line["outcome"] == REFUSED:
                change.state, change.sentences = REFUSED, line["sentences"]
                change.doubts = line["doubts"]
            else:
                self.queue.remove(change)
                self.done[change.id] = line["outcome"]

    def _take_off(self, pk: str) -> None:
        if "purge_on_lost_right" in self.bugs:
            self.queue = [c for c in self.queue if c.record != pk]
        if any(c.record == pk for c in self.queue):
            self.doomed.add(pk)
        else:
            self.rows.pop(pk, None)

    def _release(self) -> None:
        for pk in [pk for pk in self.doomed if not any(c.record == pk for c in self.queue)]:
            self.doomed.discard(pk)
            self.rows.pop(pk, None)

    def settle(self, link: Link, *, most: int = 400) -> bool:
        """Syncs until nothing moves any more; False where that never came."""
        for _ in range(most):
            before = (self.got, len(self.waiting()))
            if self.once(link) and not self.waiting() and self.got == before[0]:
                return True
        return False
