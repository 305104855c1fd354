"""What a visit to a family writes down on a phone: steps of the plan, promises, services."""

import pytest
from django.utils import timezone

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.casework import actions
from kinkeeper.mission.casework.models import Commitment, Goal, Service
from kinkeeper.mission.casework.tests.make import a_family, ago, agreed, assessed

TODAY = timezone.localdate()


@pytest.fixture
def family(stage, cast):
    return a_family(by=cast.awa, place=stage.kita_town)


@pytest.fixture
def planned(family, cast):
    assessed(family, by=cast.awa, on=ago(60))
    agreed(family, by=cast.awa, on=ago(50))
    told = {"kind": "school_kit", "planned_on": TODAY}
    return actions.plan_service(family=family, by=cast.awa, **told)


@pytest.fixture
def phone(stage, cast, planned):
    made = Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))
    assert made.settle(Link())
    return made


def carried(phone, kind):
    return [pk for pk, (found, _n, _v) in phone.rows.items() if found == kind]


def sent(phone, verb, **values):
    phone.write(verb, values)
    assert phone.settle(Link())
    return phone.boxed()


def test_a_goal_and_a_promise_are_done_by_one_touch_and_leave_the_phone(phone):
    (goal,) = carried(phone, "casework.goal")
    promise = carried(phone, "casework.commitment")[0]
    assert not sent(phone, "casework.goal", id=goal, state="met", on=TODAY.isoformat())
    assert not sent(phone, "casework.commitment.done", id=promise, done_on=TODAY.isoformat())
    assert Goal.objects.get().state == "met"
    assert Commitment.objects.get(pk=promise).done_on == TODAY
    assert not carried(phone, "casework.goal")
    assert promise not in carried(phone, "casework.commitment")


def test_a_planned_service_is_given_once(phone, planned):
    assert str(planned.pk) in carried(phone, "casework.service")
    done = {"id": str(planned.pk), "done_on": TODAY.isoformat()}
    assert not sent(phone, "casework.service.done", **done)
    assert Service.objects.get().done_on == TODAY
    (again,) = sent(phone, "casework.service.done", **done)
    assert [*again.sentences] == ["done_on"]


def test_a_service_nobody_planned_is_given(phone, family, planned):
    given = {"family": str(family.pk), "kind": "food", "done_on": TODAY.isoformat(), "quantity": 3}
    assert not sent(phone, "casework.service", **given)
    kept = Service.objects.exclude(pk=planned.pk).get()
    assert (kept.kind, kept.done_on, kept.quantity) == ("food", TODAY, 3)


@pytest.mark.parametrize(
    ("told", "field"),
    [
        ({"done_on": "2026-02-31"}, "done_on"), ({"quantity": "many"}, "quantity"),
        ({"quantity": -2}, "quantity"), ({"quantity": 10**12}, "quantity"),
        ({"quantity": 10**400}, "quantity"), ({"unit": "x" * 400}, "unit"),
        ({"kind": "gold"}, "kind"),
    ],
)  # fmt: skip
def test_a_service_that_cannot_be_is_said_beside_its_field(phone, family, told, field):
    given = {"family": str(family.pk), "kind": "food", "done_on": TODAY.isoformat()}
    (asked,) = sent(phone, "casework.service", **given | told)
    assert [*asked.sentences] == [field]
    assert Service.objects.count() == 1


def test_the_next_visit_comes_after_this_one(phone, family):
    told = {"family": str(family.pk), "held_on": TODAY.isoformat()}
    (asked,) = sent(phone, "casework.visit", **told, next_visit_on=ago(1).isoformat())
    assert [*asked.sentences] == ["next_visit_on"]
