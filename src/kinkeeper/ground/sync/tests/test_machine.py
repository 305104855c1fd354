"""The state machine, walked a few times; each seeded bug, caught by a short story of its own."""

from contextlib import nullcontext

import pytest
from django.utils import timezone

from kinkeeper.ground.access.actions import end_grant, grant, machine
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.ground.sync.tests.walking import few_kinds, last_write_wins, no_idempotency, walk
from kinkeeper.mission.casework.models import Visit
from kinkeeper.mission.people.models import Family


def test_nothing_is_lost_doubled_or_overwritten_unseen(stage, cast):
    told = walk(stage, cast, walks=2, steps=40)
    assert told["clashes, all shown"]


@pytest.mark.parametrize("bug", [False, True])
def test_a_server_without_idempotency_is_caught(bug, device, traore):
    """Straight, as the following: no walk of the machine has to meet the bug by chance."""
    phone, broken = Phone(device), Link(down=0)
    assert phone.settle(Link())
    _visit(phone, traore)
    with no_idempotency() if bug else nullcontext():
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
    with last_write_wins() if bug else nullcontext():
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
    with few_kinds():
        arrived = phone.settle(Link(up=1500, down=1500), most=200)
    assert arrived == (bug == "")
    assert Visit.objects.count() == (60 if bug == "" else 0)
