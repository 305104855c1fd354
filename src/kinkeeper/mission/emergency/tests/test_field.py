"""A head-count at a checkpoint, by name, on phones that had no network."""

import pytest

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.emergency.models import CheckIn, Line
from kinkeeper.mission.emergency.tests.make import Walk


@pytest.fixture
def walk(cast, stage):
    made = Walk(cast, stage)
    made.to("manifest_frozen")
    return made


@pytest.fixture
def phones(walk, cast, stage):
    owners = (cast.moussa, cast.oumar)
    found = [
        Phone(a_phone(by=cast.moussa, account=one, place=stage.socoura, label=one.name))
        for one in owners
    ]
    for phone in found:
        assert phone.settle(Link())
    return found


def names_on(phone):
    return {v["name"] for kind, _n, v in phone.rows.values() if kind == "emergency.line"}


def say(phone, point, line, **more):
    values = {"checkpoint": str(point.pk), "line": str(line.pk), **more}
    return phone.write("emergency.count", values, record=str(point.pk))


def test_the_list_travels_while_people_are_on_the_way_and_leaves_afterwards(walk, phones):
    assert names_on(phones[0]) == {line.name for line in Line.objects.all()}
    shown = [v for kind, _n, v in phones[0].rows.values() if kind == "emergency.line"]
    assert not any({"why_stays", "health"} & set(values) for values in shown)
    walk.make_departed()
    walk.make_arrived()
    assert phones[0].settle(Link())
    assert names_on(phones[0])
    walk.make_settled()
    assert phones[0].settle(Link())
    assert names_on(phones[0]) == set()


def test_the_departure_comes_first_on_a_phone(phones):
    """Its place in the order is 0, which is a value and travels."""
    rows = [v for kind, _n, v in phones[0].rows.values() if kind == "emergency.checkpoint"]
    assert {v["order"] for v in rows if v["kind"] == "departure"} == {0}


def test_two_phones_may_count_the_same_names_and_each_counts_once(walk, phones):
    point = walk.point(walk.out, "departure")
    lines = [line for line in Line.objects.all() if line.goes]
    for phone in phones:
        for line in lines:
            say(phone, point, line)
    for phone in phones:
        assert phone.settle(Link(up=4000, down=20_000))
        assert phone.queue == []
    assert CheckIn.objects.filter(withdrawn_at=None).count() == len(lines)


def test_who_was_said_to_be_elsewhere_is_corrected_on_the_phone(walk, phones):
    point, line = walk.point(walk.out, "departure"), walk.line("Ali")
    say(phones[0], point, line)
    assert phones[0].settle(Link())
    say(phones[1], point, line, status="hospital", note="CSRéf, avec sa mère")
    assert phones[1].settle(Link())
    refused = phones[1].boxed()[0]
    assert "status" in refused.sentences
    refused.values["correct"], refused.state = True, "waiting"
    assert phones[1].settle(Link())
    assert CheckIn.objects.get(line=line, withdrawn_at=None).status == "hospital"


def test_somebody_who_is_not_on_the_list_is_added_at_the_checkpoint(walk, phones):
    point = walk.point(walk.out, "departure")
    values = {"checkpoint": str(point.pk), "on": walk.day(2).isoformat(), "name": "Fifi Koné",
              "role": "child", "household": "Famille Koné"}  # fmt: skip
    phones[0].write("emergency.add", values, record=str(point.pk))
    assert phones[0].settle(Link())
    added = Line.objects.get(name="Fifi Koné")
    assert added.added_on
    assert added.check_ins.count() == 1


def test_who_does_not_work_there_carries_no_list(walk, cast, stage):
    phone = Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))
    assert phone.settle(Link())
    assert names_on(phone) == set()
