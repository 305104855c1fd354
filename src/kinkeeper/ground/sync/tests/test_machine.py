"""The state machine, walked a few times; and each seeded bug, which it or a plain test must catch.

KINKEEPER_WALKS (examples) and KINKEEPER_STEPS make it longer: see scripts/prove.
"""

import os
from contextlib import contextmanager

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from kinkeeper.ground.access.actions import end_grant, grant, machine
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.records import actions as records
from kinkeeper.ground.records.rules import Merge
from kinkeeper.ground.sync.actions import upload
from kinkeeper.ground.sync.tests.machine import Field
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.casework.models import Visit

WALKS = int(os.environ.get("KINKEEPER_WALKS", "4"))
STEPS = int(os.environ.get("KINKEEPER_STEPS", "20"))
HUNT = settings(
    max_examples=60, stateful_step_count=30, deadline=None, database=None,
    suppress_health_check=list(HealthCheck), report_multiple_bugs=False,
    phases=(Phase.generate,),
)  # fmt: skip


@pytest.fixture
def walked(stage, cast):
    """`walked("bug", ...)`: walks the machine whose phones have these bugs."""

    def walk(*bugs, how=HUNT):
        named = {"bugs": frozenset(bugs), "stage": stage, "cast": cast}
        run_state_machine_as_test(type("Broken", (Field,), named), settings=how)

    return walk


def test_nothing_is_lost_doubled_or_overwritten_unseen(walked):
    walked(how=settings(HUNT, max_examples=WALKS, stateful_step_count=STEPS))


@contextmanager
def instead(place, name, other):
    before = getattr(place, name)
    setattr(place, name, other)
    try:
        yield
    finally:
        setattr(place, name, before)


def test_a_server_without_idempotency_is_caught(walked):
    with instead(upload, "once", lambda _pk, answer: answer()), pytest.raises(AssertionError):
        walked()


def test_last_write_wins_is_caught(walked):
    last = lambda *, wanted, **_more: Merge(wanted, {})
    with instead(records, "merge_by_field", last), pytest.raises(AssertionError):
        walked()


def test_a_phone_that_forgets_what_it_sends_is_caught(walked):
    with pytest.raises(AssertionError):
        walked("dequeue_on_send")


@pytest.mark.parametrize("bug", ["", "purge_on_lost_right"])
def test_a_phone_that_purges_with_the_right_is_caught(bug, device, traore, cast, stage):
    """Straight: the machine finds it too, in some hundred steps (scripts/prove sync)."""
    phone = Phone(device, bugs=frozenset([bug]))
    assert phone.settle(Link())
    for held in Grant.objects.filter(account=cast.awa, until=None):
        end_grant(held, by=cast.nadia, on=timezone.localdate())
    grant(cast.awa, role=FIELD_WORKER, place=stage.socoura, by=machine())
    values = {"family": str(traore.pk), "held_on": timezone.localdate().isoformat()}
    phone.write("casework.visit", values, record=str(traore.pk))
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
