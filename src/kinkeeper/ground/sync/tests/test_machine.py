"""The state machine, walked a few times; and each seeded bug, caught by a short story of its own.

KINKEEPER_WALKS (examples) and KINKEEPER_STEPS make it longer: see scripts/prove.
"""

import json
import os
from contextlib import contextmanager, nullcontext
from pathlib import Path

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kinkeeper.ground.access.actions import end_grant, grant, machine
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.records import actions as records
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.ground.records.rules import Merge
from kinkeeper.ground.sync.actions import upload
from kinkeeper.ground.sync.tests.machine import Field
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.models import Family

WALKS = int(os.environ.get("KINKEEPER_WALKS", "4"))
STEPS = int(os.environ.get("KINKEEPER_STEPS", "20"))
WALK = settings(
    max_examples=WALKS, stateful_step_count=STEPS, deadline=None, database=None,
    suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    phases=(Phase.generate,),
)  # fmt: skip


@pytest.fixture
def walked(stage, cast):
    def walk(how):
        named = {"stage": stage, "cast": cast}
        run_state_machine_as_test(type("Walk", (Field,), named), settings=how)

    return walk


def test_nothing_is_lost_doubled_or_overwritten_unseen(walked):
    Field.told.clear()
    walked(WALK)
    if figures := os.environ.get("KINKEEPER_FIGURES"):
        said = {"steps_at_most": STEPS, **Field.told}
        Path(figures).write_text(json.dumps(said))


@contextmanager
def instead(place, name, other):
    before = getattr(place, name)
    setattr(place, name, other)
    try:
        yield
    finally:
        setattr(place, name, before)


@pytest.mark.parametrize("bug", [False, True])
def test_a_server_without_idempotency_is_caught(bug, device, traore):
    """Straight, as the following: no walk of the machine has to meet the bug by chance."""
    phone, broken = Phone(device), Link(down=0)
    assert phone.settle(Link())
    _visit(phone, traore)
    with instead(upload, "once", lambda _pk, answer: answer()) if bug else nullcontext():
        assert not phone.once(broken)
        assert phone.settle(Link())
    assert Visit.objects.count() == (2 if bug else 1)


@pytest.mark.parametrize("bug", [False, True])
def test_last_write_wins_is_caught(bug, device, traore, cast, stage):
    """The second phone's clock may say what it will: it had not seen what the first one wrote."""
    other = a_phone(by=cast.fatim, account=cast.fatim, place=stage.kita)
    phones = [Phone(device), Phone(other)]
    for phone in phones:
        assert phone.settle(Link())
    for phone, word in zip(phones, ("puits", "gare"), strict=True):
        pk = str(traore.pk)
        sent = {"id": pk, "values": {"quarter": word}}
        phone.write("people.family.correct", sent, base=phone.rows[pk][1], record=pk)
    last = lambda *, wanted, **_more: Merge(wanted, {})
    with instead(records, "merge_by_field", last) if bug else nullcontext():
        for phone in phones:
            assert phone.settle(Link())
    assert open_clashes([traore.pk]).count() == (0 if bug else 1)
    assert Family.objects.get(pk=traore.pk).quarter == ("gare" if bug else "puits")


@pytest.mark.parametrize("bug", ["", "dequeue_on_send"])
def test_a_phone_that_forgets_what_it_sends_is_caught(bug, device, traore):
    phone = Phone(device, bugs=frozenset([bug]))
    assert phone.settle(Link())
    _visit(phone, traore)
    assert not phone.once(Link(up=0))
    assert phone.settle(Link())
    assert Visit.objects.count() == (1 if bug == "" else 0)


def _visit(phone, family):
    values = {"family": str(family.pk), "held_on": timezone.localdate().isoformat()}
    phone.write("casework.visit", values, record=str(family.pk))


@pytest.mark.parametrize("bug", ["", "purge_on_lost_right"])
def test_a_phone_that_purges_with_the_right_is_caught(bug, device, traore, cast, stage):
    phone = Phone(device, bugs=frozenset([bug]))
    assert phone.settle(Link())
    for held in Grant.objects.filter(account=cast.awa, until=None):
        end_grant(held, by=cast.nadia, on=timezone.localdate())
    grant(cast.awa, role=FIELD_WORKER, place=stage.socoura, by=machine())
    _visit(phone, traore)
    assert phone.settle(Link())
    assert len(phone.boxed()) == (1 if bug == "" else 0)


@pytest.mark.parametrize("bug", ["", "fixed_batch"])
def test_only_a_batch_that_shrinks_passes_a_link_that_breaks(bug, device, traore):
    phone = Phone(device, bugs=frozenset([bug]))
    assert phone.settle(Link())
    for n in range(60):
        day = timezone.localdate().isoformat()
        values = {"family": str(traore.pk), "held_on": day, "observations": f"visite {n}"}
        phone.write("casework.visit", values)
    arrived = phone.settle(Link(up=1500, down=1500), most=200)
    assert arrived == (bug == "")
    assert Visit.objects.count() == (60 if bug == "" else 0)
