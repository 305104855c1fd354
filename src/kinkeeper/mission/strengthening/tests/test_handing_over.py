"""Who accompanies a family: handed over, left with nobody, found again by whoever works there."""

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.actions import grant
from kinkeeper.ground.access.models import Grant
from kinkeeper.ground.access.roles import FIELD_WORKER
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.people.actions import move_family
from kinkeeper.mission.strengthening.accompanying import Accompanies, accompanying
from kinkeeper.mission.strengthening.actions import hand_over
from kinkeeper.mission.strengthening.due import due_lines
from kinkeeper.mission.strengthening.tests.make import Walk, a_family
from tests.cast import SINCE, a_person_who_logs_in


@pytest.fixture
def walk(cast, stage):
    walk = Walk(a_family(by=cast.awa, place=stage.kita_town), cast.awa, cast.fatim)
    walk.to("active")
    return walk


@pytest.fixture
def sira(stage):
    """A second field worker of Kita."""
    return a_person_who_logs_in("Sira", FIELD_WORKER, stage.kita)


def due(by):
    return len(list(due_lines(by, timezone.localdate())))


def leaves(account):
    Grant.objects.filter(account=account).update(until=timezone.localdate())
    account.__dict__.pop("_granted", None)


def test_what_is_due_is_hers_who_accompanies(cast, walk, sira):
    assert (due(cast.awa), due(sira), due(cast.fatim)) == (1, 0, 1)
    hand_over([walk.enrolment()], to=sira, by=cast.fatim)
    assert (due(cast.awa), due(sira), due(cast.fatim)) == (0, 1, 1)


def test_of_nobodys_family_everybody_there_is_told(cast, walk, sira):
    hand_over([walk.enrolment()], to=None, by=cast.fatim)
    assert (due(cast.awa), due(sira)) == (1, 1)


def test_when_a_worker_has_left_her_families_are_nobodys(cast, walk, sira):
    leaves(cast.awa)
    assert due(sira) == 1
    assert accompanying(cast.fatim) == [Accompanies(cast.awa, 1, here=False)]


def test_a_family_that_moved_is_found_by_who_works_there(cast, stage, walk):
    move_family(walk.family, by=cast.mariam, place=stage.socoura, on=walk.day(720))
    assert (due(cast.awa), due(cast.oumar)) == (0, 1)


def test_many_due_of_others_do_not_hide_hers(cast, stage, walk, sira, monkeypatch):
    monkeypatch.setattr("kinkeeper.mission.strengthening.due.MOST", 1)
    late = Walk(a_family(by=cast.awa, place=stage.badia, name="Keïta"), cast.awa, cast.fatim)
    late.to("identified")
    hand_over([walk.enrolment()], to=sira, by=cast.fatim)
    assert due(sira) == 1


def test_nobody_is_given_a_family_of_where_they_do_not_work(cast, walk):
    with pytest.raises(ValidationError, match="Kita ville"):
        hand_over([walk.enrolment()], to=cast.oumar, by=cast.fatim)
    assert walk.enrolment().worker == cast.awa


@pytest.mark.parametrize("name", ["awa", "moussa", "oumar"])
def test_who_does_not_decide_there_hands_nothing_over(cast, walk, sira, name):
    with pytest.raises(Refused):
        hand_over([walk.enrolment()], to=sira, by=getattr(cast, name))


def test_all_or_none(cast, stage, walk, sira):
    far = Walk(a_family(by=cast.oumar, place=stage.socoura), cast.oumar, cast.moussa)
    far.make_identified()
    with pytest.raises(ValidationError):
        hand_over([walk.enrolment(), far.enrolment()], to=sira, by=cast.machine)
    assert walk.enrolment().worker == cast.awa


def test_one_family_on_its_page(enter, cast, walk, sira):
    address = reverse("family_worker", args=[walk.family.pk])
    family = reverse("family", args=[walk.family.pk])
    assert address in enter("fatim").get(family).content.decode()
    assert address not in enter("awa").get(family).content.decode()
    offered = enter("fatim").get(address).content.decode()
    assert sira.name in offered
    assert cast.oumar.name not in offered
    sent = {"form_id": str(uuid4()), "worker": str(sira.pk)}
    assert enter("fatim").post(address, sent).url == family
    assert walk.enrolment().worker == sira
    assert f"Accompanied by: {sira.name}" in enter("fatim").get(family).content.decode()


def test_all_families_of_a_colleague(enter, cast, stage, walk, sira):
    other = Walk(a_family(by=cast.awa, place=stage.badia, name="Keïta"), cast.awa, cast.fatim)
    other.make_identified()
    page = enter("fatim").get(reverse("workers")).content.decode()
    address = reverse("worker_families", args=[cast.awa.pk])
    assert address in page
    assert "Keïta" in enter("fatim").get(address).content.decode()
    answer = enter("fatim").post(
        address, {"form_id": str(uuid4()), "worker": str(sira.pk)}, follow=True
    )
    assert "2 families are handed over." in answer.content.decode()
    assert {walk.enrolment().worker, other.enrolment().worker} == {sira}
    left = enter("fatim").post(address, {"form_id": str(uuid4()), "worker": "nobody"})
    assert left.status_code == 404


@pytest.mark.parametrize("chosen", ["", "somebody", "01a21918-51c6-7711-aaf0-1f714ae23cfe"])
def test_without_a_choice_nothing_is_handed_over(enter, cast, walk, chosen):
    address = reverse("family_worker", args=[walk.family.pk])
    answer = enter("fatim").post(address, {"form_id": str(uuid4()), "worker": chosen})
    assert answer.status_code == 200
    assert walk.enrolment().worker == cast.awa


def test_a_family_is_left_with_nobody_yet(enter, walk):
    address = reverse("family_worker", args=[walk.family.pk])
    enter("fatim").post(address, {"form_id": str(uuid4()), "worker": "nobody"})
    assert walk.enrolment().worker is None


def test_families_of_nobody_get_somebody(enter, cast, walk, sira):
    hand_over([walk.enrolment()], to=None, by=cast.fatim)
    sent = {"form_id": str(uuid4()), "worker": str(sira.pk)}
    enter("fatim").post(reverse("nobodys_families"), sent)
    assert walk.enrolment().worker == sira


def test_after_the_exit_too_until_the_last_contact(cast, enter, walk, sira):
    walk.make_exit_prepared()
    walk.make_exited()
    address = reverse("family_worker", args=[walk.family.pk])
    sent = {"form_id": str(uuid4()), "worker": str(sira.pk)}
    assert enter("fatim").post(address, sent).status_code == 302
    assert walk.enrolment().worker == sira


@pytest.mark.parametrize(
    "asked", [("fatim", "sira", 200), ("fatim", "oumar", 404), ("awa", "sira", 404)]
)
def test_by_the_api(enter, cast, walk, sira, asked):
    by, to, said = asked
    to = sira if to == "sira" else getattr(cast, to)
    address = f"/api/enrolments/{walk.enrolment().pk}/worker"
    sent = {"worker": str(to.pk)}
    answer = enter(by).post(address, sent, content_type="application/json")
    assert answer.status_code == said
    assert walk.enrolment().worker == (to if said == 200 else cast.awa)


def test_a_colleague_of_the_same_place_twice_counts_once(cast, stage, walk, sira):
    grant(sira, role=FIELD_WORKER, place=stage.badia, by=cast.machine, since=SINCE)
    assert [a.worker for a in accompanying(cast.fatim)] == [cast.awa]
