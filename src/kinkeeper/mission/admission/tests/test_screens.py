"""The screens with everybody of the cast."""

import io
from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from PIL import Image

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.reports.offers import due_lines, life_facts, sections_of
from kinkeeper.mission.admission.models import Admission, AdmissionChild, AuthorityPaper
from kinkeeper.mission.admission.queries import state_of
from kinkeeper.mission.admission.rules import OPTIONS
from kinkeeper.mission.admission.tests.make import REFERRED, a_boy, a_girl, a_walk
from kinkeeper.mission.care.actions import change_capacity
from kinkeeper.mission.care.models import Placement
from kinkeeper.mission.care.tests.make import a_child

OUTSIDE = ("awa", "fatim", "claire", "pierre", "nadia", "nobody")


@pytest.fixture
def walk(cast, stage):
    return a_walk(cast, stage)


def step(admission, verb):
    return reverse("admission_step", args=[admission.pk, verb])


def page(admission):
    return reverse("admission", args=[admission.pk])


def sent(walk, days, **more):
    return {"form_id": str(uuid4()), "on": walk.day(days).isoformat(), "note": "", **more}


def a_scan():
    out = io.BytesIO()
    Image.new("RGB", (40, 60), "white").save(out, "PNG")
    return io.BytesIO(out.getvalue())


def test_a_referral_of_two_new_children_is_registered_once(walk, enter):
    oumar = enter("oumar")
    rows = {"rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0",
            "rows-0-given_name": "Fanta", "rows-0-sex": "F", "rows-0-birth": "2015",
            "rows-1-given_name": "Moussa", "rows-1-birth": "vers 2018"}  # fmt: skip
    form = {"form_id": str(uuid4()), "village": str(walk.village.pk), "on": "03/2023",
            "authority": "judge", "authority_name": "Tribunal", "siblings": "on"}  # fmt: skip
    assert oumar.get(reverse("admission_new")).status_code == 200
    for _twice in range(2):
        answer = oumar.post(reverse("admission_new"), form | rows)
        assert answer.url == page(Admission.objects.get())
    assert AdmissionChild.objects.count() == 2
    assert Admission.objects.get().referred_precision == "month"


def test_a_wrong_referral_keeps_what_was_typed(walk, enter):
    form = {"form_id": str(uuid4()), "village": str(walk.village.pk), "on": "hier ?",
            "authority": "judge", "authority_name": "Tribunal de Mopti",
            "rows-TOTAL_FORMS": "3", "rows-INITIAL_FORMS": "0"}  # fmt: skip
    answer = enter("oumar").post(reverse("admission_new"), form)
    assert "Tribunal de Mopti" in answer.content.decode()
    assert not Admission.objects.exists()


def test_the_file_says_what_is_missing_before_the_button_fails(walk, enter):
    admission = walk.to("enquiry")
    text = enter("oumar").get(page(admission)).content.decode()
    assert "A child was not heard yet" in text
    assert step(admission, "find_necessary") not in text
    assert reverse("admission_enquiry", args=[admission.pk]) in text


def test_the_enquiry_the_voices_and_the_options_are_written_on_their_pages(walk, enter):
    admission, oumar = walk.to("enquiry"), enter("oumar")
    answer = oumar.post(reverse("admission_enquiry", args=[admission.pk]), {
        "form_id": str(uuid4()), "visited_on": "03/2023", "mother": "dead", "father": "lost",
        "kin": "La tante", "grounds": ["no_caregiver"], "summary": "Seuls"})  # fmt: skip
    assert answer.url == page(admission)
    assert len(oumar.get(reverse("admission_voices", args=[admission.pk])).content) > 100
    for child in AdmissionChild.objects.all():
        answer = oumar.post(reverse("admission_voice", args=[admission.pk, child.pk]), {
            "form_id": str(uuid4()), "view_form": "drawn", "heard_on": walk.day(9).isoformat(),
            "view": "une maison", "health_seen_on": walk.day(9).isoformat()})  # fmt: skip
        assert answer.url == page(admission)
    walk.agreed("find_necessary", 40)
    form = {"form_id": str(uuid4())}
    for kind in OPTIONS:
        form |= {f"verdict_{kind}": "best" if kind == "sos_family" else "no", f"why_{kind}": "vu"}
    assert oumar.get(reverse("admission_options", args=[admission.pk])).status_code == 200
    answer = oumar.post(reverse("admission_options", args=[admission.pk]), form)
    assert answer.url == page(admission)
    text = enter("moussa").get(page(admission)).content.decode()
    assert "une maison" in text


def test_the_document_comes_with_its_scan_and_only_the_team_opens_it(walk, enter):
    admission = walk.to("suitability_decided")
    form = sent(walk, 40, kind="order", number="127", issued_on=walk.day(38).isoformat(),
                authority="Juge", scan=a_scan())  # fmt: skip
    assert enter("oumar").post(step(admission, "authorise"), form).url == page(admission)
    paper = AuthorityPaper.objects.get()
    address = reverse("admission_scan", args=[admission.pk, paper.pk])
    answer = enter("moussa").get(address)
    assert answer.headers["Content-Type"] == "image/jpeg"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    for name in (*OUTSIDE, "hawa"):
        assert enter(name).get(address).status_code == 404


def test_the_director_places_both_in_the_house_that_has_room(walk, enter):
    admission = walk.to("authorised")
    moussa = enter("moussa")
    shown = moussa.get(step(admission, "place")).content.decode()
    assert "Famille Diarra" in shown
    assert "3 free of 3" in shown
    house = walk.home().home.house
    form = sent(walk, 41, home=str(house.pk))
    assert moussa.post(step(admission, "place"), form).url == page(admission)
    assert Placement.objects.count() == 2
    assert state_of(admission) == "placed"


def test_a_house_too_small_for_all_is_not_offered(cast, stage, enter):
    walk = a_walk(cast, stage, children=(a_girl(), a_boy()))
    admission = walk.to("authorised")
    house = walk.home().home.house
    change_capacity(house, by=cast.machine, capacity=1, on=walk.day(1))
    text = enter("moussa").get(step(admission, "place")).content.decode()
    assert "Famille Diarra" not in text


def test_the_decisions_are_printed_with_room_for_signatures(walk, enter):
    admission = walk.to("suitability_decided")
    text = enter("moussa").get(reverse("admission_print", args=[admission.pk])).content.decode()
    assert "Decision of the admission committee" in text
    assert "Directrice, une mère SOS" in text
    assert "Signatures" in text


@pytest.mark.parametrize("name", OUTSIDE)
def test_other_places_and_roles_meet_nothing(walk, enter, name):
    admission = walk.to("enquiry")
    client = enter(name)
    for address in (page(admission), step(admission, "find_necessary"),
                    reverse("admission_print", args=[admission.pk]),
                    reverse("admission_enquiry", args=[admission.pk])):  # fmt: skip
        assert client.get(address).status_code == 404
    listed = client.get(reverse("admissions"))
    assert listed.status_code == 404 or "Fanta" not in listed.content.decode()


def test_the_list_shows_what_goes_on_and_each_stage(walk, enter):
    walk.to("enquiry")
    oumar = enter("oumar")
    assert "Fanta" in oumar.get(reverse("admissions")).content.decode()
    assert "Fanta" in oumar.get(reverse("admissions"), {"state": "enquiry"}).content.decode()
    assert "Fanta" not in oumar.get(reverse("admissions"), {"state": "placed"}).content.decode()
    assert Reading.objects.filter(door="admissions").exists()


def test_who_decides_has_the_decision_on_their_day_and_who_enquires_the_enquiry(walk, cast):
    walk.to("enquiry")
    walk.enquire()
    walk.propose("find_necessary", 20)
    mine = [line for line in due_lines(cast.moussa, walk.day(20)) if line.tone == "decision"]
    assert [str(line.url) for line in mine] == [step(walk.admission(), "find_necessary")]
    late = [line for line in due_lines(cast.oumar, walk.day(60)) if line.tone == "late"]
    assert page(walk.admission()) in {line.url for line in late}
    assert not list(due_lines(cast.awa, walk.day(60)))


def test_the_childs_page_tells_of_the_admission_and_its_life_line_of_the_decisions(walk, cast):
    admission = walk.to("placed")
    child = AdmissionChild.objects.first().person
    section = next(s for s in sections_of("people.person") if s.code == "admission")
    context = section.context(child, cast.moussa) or {}
    assert [row[0].admission_id for row in context["rows"]] == [admission.pk]
    assert context["may_refer"] is False
    facts = [f for f in life_facts("people.person", child, cast.moussa) if f.lane == "Admission"]
    assert [f.since for f in facts] == [REFERRED, walk.day(20), walk.day(25)]
    assert section.context(child, cast.claire) is None


def test_another_child_is_found_in_the_register_and_named(walk, enter, cast, stage):
    admission = walk.to("referred")
    found = a_child(by=cast.machine, place=stage.socoura, given="Kadiatou", born=date(2012, 3, 4))
    oumar, address = enter("oumar"), reverse("admission_child", args=[admission.pk])
    text = oumar.get(address, {"q": "Kadiatou"}).content.decode()
    assert found.code in text
    form = {"form_id": str(uuid4()), "known": str(found.pk), "sibling": "on"}
    assert oumar.post(f"{address}?q=Kadiatou", form).url == page(admission)
    named = AdmissionChild.objects.get(person=found)
    off = reverse("admission_off", args=[admission.pk, named.pk])
    assert oumar.post(off, {"form_id": str(uuid4())}).url == page(admission)
    assert AdmissionChild.objects.get(person=found).taken_off


def test_what_is_declined_is_read_by_the_proposer(walk, enter):
    admission = walk.to("enquiry")
    walk.enquire()
    walk.propose("find_necessary", 20)
    address = reverse("admission_decline", args=[admission.pk, "find_necessary"])
    moussa = enter("moussa")
    assert moussa.get(address).status_code == 200
    form = {"form_id": str(uuid4()), "note": "Voir encore la tante"}
    assert moussa.post(address, form).url == page(admission)
    assert moussa.post(address, form | {"form_id": str(uuid4())}).url == page(admission)
