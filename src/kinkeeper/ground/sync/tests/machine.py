"""Three phones, an office and a link that loses, repeats and delays: a state machine over the
protocol. At its end the link is mended, everything is sent, and nothing may be lost, doubled or
overwritten unseen.

`python -m pytest ...test_machine.py` walks it a few times; scripts/prove walks it 1,000 times.
"""

from collections import Counter
from itertools import pairwise
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from kinkeeper.ground.access.actions import end_grant, grant, machine
from kinkeeper.ground.access.models import Account, Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.records.models import Change, Outcome
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import WAITING, Link, Phone
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.actions import correct_family
from kinkeeper.mission.people.models import Family
from kinkeeper.mission.people.tests.make import a_family
from tests.cast import Cast, Stage

PHONES = st.integers(0, 2)
PLACES = ("puits", "marché", "gare", "école", "mosquée")


class Field(RuleBasedStateMachine):
    """`bugs`: rules of the phone that are left out, for the tests that must notice. stage, cast:
    the places and people of the tests, built once."""

    bugs: frozenset[str] = frozenset()
    stage: Stage
    cast: Cast
    told: Counter[str] = Counter()
    """What happened in all walks: scripts/prove writes it down."""

    @initialize()
    def begin(self) -> None:
        self.frame = transaction.atomic()
        self.frame.__enter__()
        self.family = a_family(by=self.cast.awa, place=self.stage.kita_town)
        owners = (self.cast.awa, self.cast.awa, self.cast.fatim)
        self.phones = [self._phone(owner, n) for n, owner in enumerate(owners)]
        self.links = [Link() for _phone in self.phones]
        self.written: dict[str, tuple[Phone, UUID]] = {}
        for phone in self.phones:
            phone.settle(Link())

    def _phone(self, owner: Account, n: int) -> Phone:
        made = a_phone(by=self.cast.fatim, account=owner, place=self.stage.kita, label=f"n° {n}")
        return Phone(made, bugs=self.bugs)

    @rule(n=PHONES)
    def visit(self, n: int) -> None:
        """A fact whose text nobody else writes."""
        self._write_visit(self.phones[n], timezone.localdate().isoformat())

    @rule(n=PHONES)
    def visit_on_a_wrong_day(self, n: int) -> None:
        self._write_visit(self.phones[n], "2099-01-01")

    def _write_visit(self, phone: Phone, day: str) -> None:
        said = f"visite {len(self.written)}"
        values = {"family": str(self.family.pk), "held_on": day, "observations": said}
        change = phone.write("casework.visit", values, record=str(self.family.pk))
        self.written[said] = (phone, change)

    @rule(n=PHONES, field=st.sampled_from(["quarter", "number"]), word=st.sampled_from(PLACES))
    def edit(self, n: int, field: str, word: str) -> None:
        phone, pk = self.phones[n], str(self.family.pk)
        if pk not in phone.rows:
            return
        value = f"{word} {len(self.written)}"
        sent = {"id": pk, "values": {field: value}}
        change = phone.write("people.family.correct", sent, base=phone.rows[pk][1], record=pk)
        self.written[value] = (phone, change)

    @rule(word=st.sampled_from(PLACES))
    def office_edits(self, word: str) -> None:
        now = Family.objects.get(pk=self.family.pk)
        self.told["office edited"] += 1
        correct_family(now.pk, by=self.cast.fatim, base=now.version, quarter=f"bureau {word}")

    @rule(n=PHONES, fate=st.sampled_from(["whole", "up", "down", "short", "twice"]))
    def sync(self, n: int, fate: str) -> None:
        """up: the request is lost; down: the answer; short: both where they are long; twice: the
        network delivers the request a second time."""
        self.told[f"sync: {fate}"] += 1
        phone, link = self.phones[n], self.links[n]
        link.up = {"up": 0, "short": 900}.get(fate)
        link.down = {"down": 0, "short": 1500}.get(fate)
        phone.once(link)
        if fate == "twice" and link.arrived:
            link.deliver(*link.arrived[-1])

    @rule(n=PHONES)
    def crash(self, n: int) -> None:
        """The phone dies between its request and the answer; what it stored stays."""
        self.told["phone crashed"] += 1
        phone, link = self.phones[n], self.links[n]
        body, _sending = phone.request()
        link.deliver(phone.device, body)
        link.arrived.append((phone.device, body))

    @rule(n=PHONES, back=st.integers(0, 30))
    def an_old_request_arrives_late(self, n: int, back: int) -> None:
        arrived = self.links[n].arrived
        if arrived:
            self.told["old request arrived late"] += 1
            self.links[n].deliver(*arrived[-1 - back % len(arrived)])

    @rule()
    def the_right_ends(self) -> None:
        self.told["right ended"] += 1
        for held in Grant.objects.filter(account=self.cast.awa, until=None):
            end_grant(held, by=self.cast.nadia, on=timezone.localdate())

    @rule()
    def the_right_returns(self) -> None:
        if not Grant.objects.filter(account=self.cast.awa, until=None).exists():
            grant(self.cast.awa, role=FIELD_WORKER, place=self.stage.kita, by=machine())

    def teardown(self) -> None:
        if not hasattr(self, "frame"):
            return
        try:
            self._come_home()
            self._check()
        finally:
            transaction.set_rollback(True)
            self.frame.__exit__(None, None, None)

    def _come_home(self) -> None:
        """The right is back, wrong days are corrected, the link is whole but narrow."""
        self.the_right_returns()
        for phone in self.phones:
            for _round in range(3):
                assert phone.settle(Link(up=4000, down=20_000)), "it never came to rest"
                for change in phone.boxed():
                    self._correct(change.values)
                    change.state = WAITING
        for phone in self.phones:
            assert phone.settle(Link())

    def _correct(self, values: dict[str, Any]) -> None:
        if "held_on" in values:
            values["held_on"] = timezone.localdate().isoformat()

    def _check(self) -> None:
        said = list(Visit.objects.values_list("observations", flat=True))
        visits = [text for text in self.written if text.startswith("visite")]
        self.told["walks"] += 1
        self.told["changes written"] += len(self.written)
        assert sorted(said) == sorted(visits), "a visit is lost or doubled"
        for phone in self.phones:
            assert phone.queue == [], "something still waits"
        mine = {change for _phone, change in self.written.values()}
        answered = {c for phone in self.phones for c in phone.done}
        assert mine <= answered, "a change got no answer"
        self._nothing_was_overwritten_unseen()
        self._phones_hold_what_the_office_holds()

    def _nothing_was_overwritten_unseen(self) -> None:
        lines = list(Change.objects.filter(record=self.family.pk).order_by("seq"))
        for name in ("quarter", "number"):
            wrote = [c for c in lines if c.outcome == Outcome.APPLIED and name in c.changed]
            for before, after in pairwise(wrote):
                seen = after.base >= before.version or after.device == before.device != ""
                assert seen, f"{name} overwritten unseen"
        clashed = sum(1 for phone in self.phones for o in phone.done.values() if o == "clash")
        self.told["clashes shown"] += clashed
        assert open_clashes([self.family.pk]).count() == clashed, "a clash is not shown"

    def _phones_hold_what_the_office_holds(self) -> None:
        now = Family.objects.get(pk=self.family.pk)
        for phone in self.phones:
            _kind, version, values = phone.rows[str(now.pk)]
            assert (version, values.get("quarter", "")) == (now.version, now.quarter)
