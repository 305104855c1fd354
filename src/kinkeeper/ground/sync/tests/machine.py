"""Three phones, an office and a link that loses, repeats and delays: a state machine over the
protocol. At its end the link is mended, everything is sent, and nothing may be lost, doubled or
overwritten unseen.

A walk draws its steps from a shuffled deck, so that each meets everything that a link, a phone and
a server can do. `./test` walks it a few times; scripts/prove sync 1,000 times.
"""

from collections import Counter
from copy import deepcopy
from itertools import cycle
from typing import Any, ClassVar

from django.db import transaction
from django.utils import timezone
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kinkeeper.ground.access.actions import end_grant, grant, machine
from kinkeeper.ground.access.models import Account, Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import WAITING, Link, Phone
from kinkeeper.ground.sync.tests.verdict import Written, verdict
from kinkeeper.mission.people.actions import correct_family
from kinkeeper.mission.people.models import Family
from kinkeeper.mission.people.tests.make import a_family
from tests.cast import Cast, Stage

PHONES = st.integers(0, 2)
PLACES = ("puits", "marché", "gare", "école", "mosquée")
FIELDS = ("quarter", "number")
ANY = "any"
HOW_OFTEN = {
    "visit": 5, "visit_on_a_wrong_day": 1, "edit": 6, "office_edits": 2,
    "send": 3, "request_is_lost": 1, "answer_is_lost": 2, "short_line": 1,
    "delivered_twice": 2, "old_request_comes_late": 2, "old_answer_comes_late": 1,
    "phone_dies": 2, "server_dies": 2, "right_ends": 2, "right_returns": 1, ANY: 7,
}  # fmt: skip
"""In 40 steps; `any` is one of the others."""
KINDS = tuple(name for name in HOW_OFTEN if name != ANY)
DECK = tuple(name for name, times in HOW_OFTEN.items() for _time in range(times))


class Field(RuleBasedStateMachine):
    """`bugs`: rules of the phone that are left out, for the walks that must notice. What stands
    before each walk is built once: see `prepare`."""

    bugs: frozenset[str] = frozenset()
    stage: Stage
    cast: Cast
    family: Family
    packed: list[Phone]
    counting = False
    """True: what goes wrong is counted, and the next walk begins."""
    told: ClassVar[Counter[str]] = Counter()
    """What happened in all walks: scripts/prove writes it down."""
    met: ClassVar[Counter[str]] = Counter()
    """In how many walks it happened at all."""

    @classmethod
    def prepare(cls) -> None:
        """Two phones of one worker and one of her coordinator, packed with one family."""
        cls.told.clear()
        cls.met.clear()
        cls.family = a_family(by=cls.cast.awa, place=cls.stage.kita_town)
        owners = (cls.cast.awa, cls.cast.awa, cls.cast.fatim)
        cls.packed = [cls._phone(owner, n) for n, owner in enumerate(owners)]
        for phone in cls.packed:
            assert phone.settle(Link())

    @classmethod
    def _phone(cls, owner: Account, n: int) -> Phone:
        made = a_phone(by=cls.cast.fatim, account=owner, place=cls.stage.kita, label=f"n° {n}")
        return Phone(made, bugs=cls.bugs)

    @initialize(order=st.permutations(DECK))
    def begin(self, order: list[str]) -> None:
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.deck, self.here = cycle(order), Counter[str]()
        self.phones = deepcopy(self.packed)
        self.links = [Link() for _phone in self.phones]
        self.written: list[Written] = []

    @rule(n=PHONES, a=st.integers(0, 59))
    def step(self, n: int, a: int) -> None:
        """The next card, for the phone n; `a` is whatever else it has to choose."""
        card = next(self.deck)
        card = KINDS[a % len(KINDS)] if card == ANY else card
        note(f"{card}, phone {n}")
        self.here["steps"] += 1
        getattr(self, card)(n, a)

    def visit(self, n: int, _a: int) -> None:
        """A fact whose text nobody else writes."""
        self._write_visit(n, timezone.localdate().isoformat())

    def visit_on_a_wrong_day(self, n: int, _a: int) -> None:
        self.here["visits on a wrong day"] += 1
        self._write_visit(n, "2099-01-01")

    def _write_visit(self, n: int, day: str) -> None:
        said, pk = f"visite {len(self.written)}", str(self.family.pk)
        values = {"family": pk, "held_on": day, "observations": said}
        change = self.phones[n].write("casework.visit", values, record=pk)
        self.written.append(Written(n, change, said, visit=True))

    def edit(self, n: int, a: int) -> None:
        phone, pk = self.phones[n], str(self.family.pk)
        if pk not in phone.rows:
            return
        value = f"{PLACES[a % len(PLACES)]} {len(self.written)}"
        sent = {"id": pk, "values": {FIELDS[a % 2]: value}}
        change = phone.write("people.family.correct", sent, base=phone.rows[pk][1], record=pk)
        self.written.append(Written(n, change, value, visit=False))

    def office_edits(self, _n: int, a: int) -> None:
        now = Family.objects.get(pk=self.family.pk)
        self.here["edits of the office"] += 1
        word = f"bureau {PLACES[a % len(PLACES)]} {self.here['edits of the office']}"
        correct_family(now.pk, by=self.cast.fatim, base=now.version, quarter=word)

    def send(self, n: int, _a: int) -> None:
        self._send(n, Link(), "requests and answers that came home")

    def request_is_lost(self, n: int, _a: int) -> None:
        self._send(n, Link(up=0), "requests lost")

    def answer_is_lost(self, n: int, _a: int) -> None:
        """The office took it, and the phone does not know."""
        self._send(n, Link(down=0), "answers lost")

    def short_line(self, n: int, _a: int) -> None:
        """Either is lost where it is long."""
        self._send(n, Link(up=900, down=1500), "requests over a line that breaks soon")

    def _send(self, n: int, line: Link, named: str) -> None:
        self.here[named] += 1
        self.links[n].up, self.links[n].down = line.up, line.down
        self.phones[n].once(self.links[n])

    def delivered_twice(self, n: int, a: int) -> None:
        """The network carries the request to the office a second time."""
        self.send(n, a)
        self._again(n, 0)

    def old_request_comes_late(self, n: int, a: int) -> None:
        if self.links[n].arrived:
            self.here["old requests that came late"] += 1
            self._again(n, a % len(self.links[n].arrived))

    def _again(self, n: int, back: int) -> None:
        device, body = self.links[n].arrived[-1 - back]
        self.here["changes delivered again"] += len(body["changes"])
        self.links[n].deliver(device, body)

    def old_answer_comes_late(self, n: int, a: int) -> None:
        if lost := self.links[n].lost:
            self.here["old answers that came late"] += 1
            self.phones[n].take(lost[a % len(lost)])

    def phone_dies(self, n: int, a: int) -> None:
        """Before the answer is stored. What was stored stays, what was remembered does not."""
        self.here["phones that died while they sent"] += 1
        phone, link = self.phones[n], self.links[n]
        link.up, link.down = (0 if a % 3 == 0 else None), None
        link.ask(phone.device, phone.request()[0])
        link.lost.clear()
        phone.n, phone.batch, phone.room = phone.n - 1, 8, 8_000

    def server_dies(self, n: int, a: int) -> None:
        """After some of the changes of a request: each is a transaction of its own."""
        self.here["servers that died within a request"] += 1
        phone, link = self.phones[n], self.links[n]
        body, sending = phone.request()
        taken = body["changes"][: a % (len(sending) + 1)]
        link.deliver(phone.device, body | {"changes": taken, "room": 0})
        phone.failed()

    def right_ends(self, _n: int, _a: int) -> None:
        for held in Grant.objects.filter(account=self.cast.awa, until=None):
            self.here["rights that ended"] += 1
            end_grant(held, by=self.cast.nadia, on=timezone.localdate())

    def right_returns(self, _n: int = 0, _a: int = 0) -> None:
        if not Grant.objects.filter(account=self.cast.awa, until=None).exists():
            self.here["rights that returned"] += 1
            grant(self.cast.awa, role=FIELD_WORKER, place=self.stage.kita, by=machine())

    def teardown(self) -> None:
        if not hasattr(self, "frame"):
            return
        try:
            self._end()
        except AssertionError as why:
            if not self.counting:
                raise
            self.here["walks that noticed it"] += 1
            self.here[f"noticed: {str(why).splitlines()[0]}"] += 1
        finally:
            self._count()
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    def _end(self) -> None:
        self._come_home()
        self.here.update(verdict(self.family, self.phones, self.written))

    def _come_home(self) -> None:
        """The right is back, wrong days are corrected, the link is whole but narrow."""
        self.right_returns()
        for phone in self.phones:
            assert phone.settle(Link(up=1200, down=20_000)), "it never came to rest"
            for _round in range(3):
                for change in phone.boxed():
                    self.here["refused, corrected by a person"] += 1
                    change.values |= self._corrected(change.values)
                    change.state = WAITING
                if phone.waiting():
                    assert phone.settle(Link(up=1200, down=20_000)), "it never came to rest"
        for phone in self.phones:
            assert phone.settle(Link())

    def _corrected(self, values: dict[str, Any]) -> dict[str, str]:
        today = timezone.localdate().isoformat()
        return {"held_on": today} if "held_on" in values else {}

    def _count(self) -> None:
        self.here["walks"] += 1
        self.here["changes written"] += len(self.written)
        self.told.update(self.here)
        self.met.update(name for name, times in self.here.items() if times)
