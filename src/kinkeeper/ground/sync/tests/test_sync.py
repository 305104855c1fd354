"""Push and pull: what goes down, what comes up, and what a weak link does to it."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import DataError
from django.utils import timezone

from kinkeeper.ground.access.actions import end_grant
from kinkeeper.ground.access.models import Grant, Reading
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.classes import class_of
from kinkeeper.ground.records.models import Change
from kinkeeper.ground.records.queries import open_clashes
from kinkeeper.ground.sync.models import Carried, Taken
from kinkeeper.ground.sync.offers import _OFFERS, carries, verbs
from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.casework.models import Assessment, Visit
from kinkeeper.mission.people.actions import correct_family
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.tests.make import a_family
from kinkeeper.mission.strengthening.tests.make import Walk

TODAY = timezone.localdate


def a_visit(family, said="Tout va bien", **more):
    day = TODAY().isoformat()
    return {"family": str(family.pk), "held_on": day, "observations": said, **more}


def names_on(phone):
    return {values["name"] for kind, _v, values in phone.rows.values() if kind == "people.family"}


def test_a_phone_gets_the_families_of_its_place_and_no_others(phone, link, traore, elsewhere):
    assert phone.settle(link)
    assert names_on(phone) == {"Traoré"}
    people = [v["given_name"] for k, _n, v in phone.rows.values() if k == "people.person"]
    assert sorted(people) == ["Awa", "Fanta", "Mamadou"]


def test_no_field_of_class_l4_is_ever_carried():
    for carry in carries():
        fields = {f.name: f for f in carry.model._meta.concrete_fields}
        assert all(class_of(fields[name]) < 4 for name in carry.fields), carry.model


def test_a_field_above_the_readers_class_stays_in_the_office(stage, cast, traore, link, device):
    from kinkeeper.ground.access import roles

    held = roles.ROLES[roles.FIELD_WORKER]
    try:
        roles.ROLES[roles.FIELD_WORKER] = roles.Role(held.code, held.label, 1, held.purposes)
        phone = Phone(device)
        phone.settle(link)
    finally:
        roles.ROLES[roles.FIELD_WORKER] = held
    assert "Traoré" not in str(phone.rows)


def test_a_small_page_after_the_other_brings_the_same(phone, link, traore, stage, cast):
    for n in range(6):
        a_family(by=cast.awa, place=stage.badia, name=f"Keïta {n}")
    weak = Link(down=1800)
    assert phone.settle(weak)
    whole = Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita, label="autre"))
    assert whole.settle(link)
    assert phone.rows == whole.rows


def test_a_page_that_was_not_acknowledged_comes_again(phone, traore):
    lost = Link(down=0)
    assert not phone.once(lost)
    assert phone.rows == {}
    assert phone.settle(Link())
    assert names_on(phone) == {"Traoré"}


def test_a_phone_that_lost_its_store_is_packed_anew(phone, link, traore, device):
    phone.settle(link)
    again = Phone(device)
    assert again.settle(link)
    assert again.rows == phone.rows
    device.link.refresh_from_db()
    assert device.link.stores_lost == 1


def test_only_what_changed_travels_again(phone, link, traore, cast):
    phone.settle(link)
    correct_family(traore.pk, by=cast.fatim, base=1, quarter="près du puits")
    phone.once(link)
    assert phone.rows[str(traore.pk)][2]["quarter"] == "près du puits"
    assert Carried.objects.filter(page=phone.got).count() == 1


def test_what_went_down_stands_in_the_log_of_readings(phone, link, traore, cast):
    phone.settle(link)
    read = Reading.objects.filter(account=cast.awa.pk, door="api:field_sync", kind="people.person")
    assert {pk for row in read for pk in row.records} == set(
        map(str, Person.objects.values_list("pk", flat=True))
    )


def test_a_visit_is_written_as_in_the_office_and_names_its_phone(phone, link, traore, cast, device):
    phone.settle(link)
    change = phone.write("casework.visit", a_visit(traore), record=str(traore.pk))
    assert phone.settle(link)
    visit = Visit.objects.get()
    assert (visit.visitor, visit.observations) == (cast.awa, "Tout va bien")
    assert Change.objects.get(record=visit.pk).device == str(device.pk)
    assert phone.done[change] == "applied"


def test_a_visit_with_the_eight_dimensions_is_one_change(phone, link, traore):
    rows = [{"person": None, "scores": {"care": 2, "food": 1}}]
    phone.write("casework.visit", a_visit(traore, rows=rows))
    assert phone.settle(link)
    assert Assessment.objects.get().food == 1


def test_a_wrong_dimension_leaves_no_visit_behind(phone, link, traore):
    phone.write("casework.visit", a_visit(traore, rows=[{"person": None, "scores": {"luck": 2}}]))
    phone.settle(link)
    assert not Visit.objects.exists()
    assert len(phone.boxed()) == 1


def test_an_answer_that_got_lost_does_not_write_twice(phone, traore):
    phone.write("casework.visit", a_visit(traore))
    for _ in range(4):
        phone.once(Link(down=0))
    assert phone.settle(Link())
    assert Visit.objects.count() == 1


def test_a_family_made_on_the_phone_can_be_visited_before_the_sync(phone, link, stage):
    phone.write("people.family", new_family(stage.badia))
    family = phone.queue[0].values["id"]
    day = TODAY().isoformat()
    phone.write("casework.visit", {"family": family, "held_on": day, "observations": "vue"})
    assert phone.settle(link)
    assert phone.boxed() == []
    made = Family.objects.get(pk=family)
    assert Visit.objects.get().family_id == made.pk
    assert Membership.objects.filter(family=made).count() == 2


def new_family(place, **more):
    from uuid import uuid4

    head = {"given_name": "Fatoumata", "family_name": "Sidibé", "sex": "F", "birth": "1985"}
    child = {"given_name": "Oumou", "family_name": "Sidibé", "sex": "F", "birth": "2016"}
    return {
        "id": str(uuid4()), "name": "Sidibé", "place": str(place.pk), "on": TODAY().isoformat(),
        "members": [
            {"id": str(uuid4()), "person": head, "relation": "head", "caregiver": True},
            {"id": str(uuid4()), "person": child, "relation": "child"},
        ],
    } | more  # fmt: skip


def test_a_refused_change_stays_and_says_why_until_it_is_corrected(phone, link, traore):
    tomorrow = (TODAY() + timedelta(days=1)).isoformat()
    phone.write("casework.visit", a_visit(traore, held_on=tomorrow))
    phone.settle(link)
    boxed = phone.boxed()[0]
    assert "held_on" in boxed.sentences
    boxed.values["held_on"] = TODAY().isoformat()
    boxed.state = "waiting"
    assert phone.settle(link)
    assert phone.queue == []
    assert Taken.objects.get().outcome == "applied"


@pytest.mark.parametrize("fault", [DataError, OverflowError, ValueError])
def test_what_no_check_foresaw_stops_nothing_that_was_written_after_it(
    phone, link, traore, monkeypatch, fault
):
    """The change that the database cannot take stays on the phone; the next one is taken."""
    take = verbs_by_code()["casework.visit"].take

    def breaks(sent):
        if sent.values["observations"] == "trop":
            raise fault
        return take(sent)

    broken = replace(verbs_by_code()["casework.visit"], take=breaks)
    monkeypatch.setitem(_OFFERS.verbs, "casework.visit", broken)
    phone.write("casework.visit", a_visit(traore, "trop"))
    phone.write("casework.visit", a_visit(traore))
    assert phone.settle(link)
    assert [change.values["observations"] for change in phone.boxed()] == ["trop"]
    assert phone.boxed()[0].sentences[""]
    assert Visit.objects.get().observations == "Tout va bien"


def verbs_by_code():
    return {verb.code: verb for verb in verbs()}


def test_an_unknown_verb_or_value_is_sent_back_not_dropped(phone, link, traore):
    phone.write("casework.fly", {})
    phone.write("casework.visit", {"family": "x"})
    phone.write("casework.visit", a_visit(traore, invented_field=1))
    phone.settle(link)
    assert len(phone.boxed()) == 3


def test_another_family_than_ones_own_is_refused(phone, link, elsewhere):
    phone.write("casework.visit", a_visit(elsewhere))
    phone.settle(link)
    assert not Visit.objects.exists()
    assert len(phone.boxed()) == 1


def test_the_id_of_anothers_change_opens_nothing(phone, link, traore, cast, stage):
    change = phone.write("casework.visit", a_visit(traore))
    phone.settle(link)
    other = Phone(a_phone(by=cast.fatim, account=cast.fatim, place=stage.kita, label="autre"))
    other.write("casework.visit", a_visit(traore))
    other.queue[0].id = change
    other.settle(link)
    assert Visit.objects.count() == 1
    assert other.boxed()[0].id == change


def test_different_fields_of_two_phones_merge(phone, link, traore, cast, stage):
    other = Phone(a_phone(by=cast.fatim, account=cast.fatim, place=stage.kita, label="autre"))
    phone.settle(link)
    other.settle(link)
    edit(phone, traore, quarter="au marché")
    change = edit(other, traore, name="Traoré Moussa")
    phone.settle(link)
    other.settle(link)
    traore.refresh_from_db()
    assert (traore.quarter, traore.name) == ("au marché", "Traoré Moussa")
    assert other.done[change] == "merged"


def test_the_same_field_of_two_phones_clashes_and_both_values_are_kept(
    phone, link, traore, cast, stage
):
    other = Phone(a_phone(by=cast.fatim, account=cast.fatim, place=stage.kita, label="autre"))
    phone.settle(link)
    other.settle(link)
    edit(phone, traore, quarter="au marché")
    change = edit(other, traore, quarter="à la gare")
    phone.settle(link)
    other.settle(link)
    assert other.done[change] == "clash"
    assert open_clashes([traore.pk]).get().changed == ["quarter"]


def test_one_person_who_edits_twice_without_a_network_is_no_clash(phone, link, traore):
    phone.settle(link)
    edit(phone, traore, quarter="au marché")
    edit(phone, traore, quarter="à la gare")
    phone.settle(link)
    traore.refresh_from_db()
    assert traore.quarter == "à la gare"
    assert not open_clashes([traore.pk]).exists()


def edit(phone, family, **values):
    base = phone.rows[str(family.pk)][1]
    sent = {"id": str(family.pk), "values": values}
    return phone.write("people.family.correct", sent, base=base, record=str(family.pk))


def test_a_grant_that_ends_takes_away_what_it_brought_but_nothing_unsent(phone, link, traore, cast):
    phone.settle(link)
    phone.write("casework.visit", a_visit(traore), record=str(traore.pk))
    held = Grant.objects.get(account=cast.awa)
    end_grant(held, by=cast.nadia, on=TODAY())
    phone.settle(link)
    assert set(phone.rows) == {str(traore.pk)}
    assert len(phone.boxed()) == 1
    assert not Visit.objects.exists()


def test_at_most_fifty_children_travel(phone, link, cast, stage):
    five = ("Ali", "Binta", "Cheick", "Djénéba", "Élie")  # the first is of age today
    for n in range(14):
        a_family(by=cast.awa, place=stage.badia, name=f"Keïta {n:02}", children=five)
    phone.settle(link)
    assert len(names_on(phone)) == 50 // 4


def test_the_families_one_accompanies_travel_first(phone, link, cast, stage):
    five = ("Ali", "Binta", "Cheick", "Djénéba", "Élie")
    for n in range(14):
        a_family(by=cast.awa, place=stage.badia, name=f"Keïta {n:02}", children=five)
    last = a_family(by=cast.awa, place=stage.badia, name="Zoumana", children=five)
    enrolment = Walk(last, cast.awa, cast.fatim).to("identified")
    write(enrolment, by=cast.machine, worker=cast.awa)
    phone.settle(link)
    assert "Zoumana" in names_on(phone)


def test_every_verb_asks_for_a_capability_of_its_room():
    from kinkeeper.ground.access.roles import capabilities

    assert len(verbs()) >= 12
    assert all(verb.capability in capabilities() for verb in verbs())
