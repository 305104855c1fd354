"""The screens with everybody of the cast."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from kinkeeper.ground.access.models import Reading
from kinkeeper.mission.education import actions
from kinkeeper.mission.education.models import (
    ClassCall,
    Collector,
    DaycareDay,
    Enrolment,
    ExamResult,
    Facility,
    SchoolClass,
    SchoolYear,
    TermResult,
)
from kinkeeper.mission.education.tests.make import START, School

OUTSIDE = ("oumar", "claire", "pierre", "hawa", "nadia", "nobody")
TODAY = timezone.localdate()


@pytest.fixture
def now(cast, stage):
    """A school whose year is running today, with three pupils in the ninth year."""
    school = School(stage.kita_town, cast.awa, cast.fatim, cast.machine)
    year = SchoolYear.objects.get()
    SchoolYear.objects.filter(pk=year.pk).update(
        since=TODAY - timedelta(days=60), first_term_until=TODAY + timedelta(days=30),
        second_term_until=TODAY + timedelta(days=90), until=TODAY + timedelta(days=180),
    )  # fmt: skip
    school.year.refresh_from_db()
    school.ninth = school.class_of(school.facility, "f9", "9 A")
    born = TODAY - timedelta(days=15 * 365)
    begun = TODAY - timedelta(days=30)
    school.pupils = [
        school.enrolled(school.child(born=born), school.ninth, begun) for _n in range(3)
    ]
    return school


def address(name, *args):
    return reverse(name, args=args)


def sheet(**values):
    return {"form_id": str(uuid4()), **values}


def called(school, on=TODAY, away=(), **more):
    marks = {f"p-{p.pk}": "absent" if p in away else "present" for p in school.pupils}
    return sheet(on=on.isoformat(), base="0", sure="on") | marks | more


def test_a_teacher_calls_the_class_in_one_screen(now, enter):
    bintou = enter("bintou")
    page = bintou.get(address("school_call", now.ninth.pk)).content.decode()
    assert page.count('role="radiogroup"') == 3
    assert page.count(" checked") == 3
    answer = bintou.post(
        address("school_call", now.ninth.pk), called(now, away=now.pupils[:1]), follow=True
    )
    assert "2 of 3 were there" in answer.content.decode()
    assert Reading.objects.filter(account=bintou.session["_auth_user_id"]).exists()
    again = bintou.get(address("school_call", now.ninth.pk)).content.decode()
    assert "called on this day already" in again


def test_a_sunday_is_asked_on_the_same_screen_and_nothing_typed_is_lost(now, enter):
    bintou = enter("bintou")
    sunday = TODAY - timedelta(days=(TODAY.weekday() + 1) % 7 or 7)
    form = called(now, sunday, away=now.pupils[:1], sure="")
    page = bintou.post(address("school_call", now.ninth.pk), form).content.decode()
    assert "This day is a Sunday" in page
    assert 'type="checkbox" name="sure"' in page
    absent = f'name="p-{now.pupils[0].pk}" value="absent"'
    assert absent in page
    assert "checked" in page[page.index(absent) : page.index(absent) + 200].split(">")[0]
    assert not ClassCall.objects.exists()
    bintou.post(address("school_call", now.ninth.pk), form | {"sure": "on"})
    assert ClassCall.objects.get().on == sunday


@pytest.mark.parametrize("on", ["2026-02-31", "31/02/2026", "x"])
def test_a_day_that_does_not_exist_is_asked_again(now, enter, on):
    form = called(now, away=now.pupils[:1]) | {"on": on}
    answer = enter("bintou").post(address("school_call", now.ninth.pk), form)
    assert answer.status_code == 200
    assert f'name="on" value="{on}"' in answer.content.decode()
    assert not ClassCall.objects.exists()


def test_a_class_of_two_hundred_names_is_asked_about(now, enter):
    form = sheet(year=str(now.year.pk), level="f6", name="6 B", places="200", teacher="", sure="")
    fatim = enter("fatim")
    page = fatim.post(address("class_new", now.facility.pk), form).content.decode()
    assert "more than 100 names" in page
    assert 'value="200"' in page
    assert not SchoolClass.objects.filter(name="6 B").exists()
    fatim.post(address("class_new", now.facility.pk), form | {"sure": "on"})
    assert SchoolClass.objects.get(name="6 B").places == 200


def test_results_the_examination_and_the_end_of_the_year_of_a_whole_class(now, enter):
    bintou, awa = enter("bintou"), enter("awa")
    first = now.pupils[0]

    def typed(value):
        empty = {f"p-{p.pk}": "" for p in now.pupils}
        return sheet(on=TODAY.isoformat(), **empty) | {f"p-{first.pk}": value}

    wrong = bintou.post(address("school_results", now.ninth.pk, 1), typed("25"))
    assert wrong.status_code == 200
    assert 'value="25"' in wrong.content.decode()
    bintou.post(address("school_results", now.ninth.pk, 1), typed("12,5"))
    assert [str(r.average) for r in TermResult.objects.all()] == ["12.50"]
    bintou.post(address("school_exam", now.ninth.pk), typed("admitted"))
    assert ExamResult.objects.get().outcome == "admitted"
    page = bintou.get(address("school_class", now.ninth.pk)).content.decode()
    assert "12.50" in page
    assert "admitted" in page
    assert bintou.get(address("school_end", now.ninth.pk)).status_code == 404
    awa.post(address("school_end", now.ninth.pk), typed("graduated"))
    assert Enrolment.objects.get(pk=first.pk).outcome == "graduated"


def test_a_child_is_enrolled_from_its_own_page_and_a_colleague_agrees(now, enter):
    child = now.child(born=TODAY - timedelta(days=15 * 365))
    awa, fatim = enter("awa"), enter("fatim")
    assert "Enrol in a class" in awa.get(address("person", child.pk)).content.decode()
    form = sheet(
        school_class=str(now.ninth.pk), on=TODAY.isoformat(), called=str(child), number="17",
        repeats="", papers="in_hand", declared_by="", note="", sure="",
    )  # fmt: skip
    awa.post(address("school_enrol", child.pk), form)
    found = Enrolment.objects.get(person=child)
    step = address("school_step", found.pk, "accept")
    assert "Agree to the enrolment" in fatim.get(step).content.decode()
    fatim.post(step, sheet(on=TODAY.isoformat(), note=""))
    page = awa.get(address("school_enrolment", found.pk)).content.decode()
    assert "enrolled" in page
    life = awa.get(address("person", child.pk)).content.decode()
    assert "9th year · École fondamentale de Kita" in life


def test_a_drop_out_and_the_way_back_on_the_screen(now, enter):
    awa, found = enter("awa"), now.pupils[0]
    step = address("school_step", found.pk, "drop_out")
    awa.post(step, sheet(on=TODAY.isoformat(), reason="fees", note=""))
    assert "school costs" in awa.get(address("person", found.person_id)).content.decode()
    back = address("school_step", found.pk, "come_back")
    form = sheet(on=TODAY.isoformat(), note="", school_class=str(now.ninth.pk))
    awa.post(back, form)
    assert Enrolment.objects.filter(person=found.person, until=None).count() == 1


def test_a_proposal_is_declined_on_the_screen(now, enter):
    child = now.child(born=TODAY - timedelta(days=15 * 365))
    found = now.asked(child, now.ninth, TODAY)
    fatim = enter("fatim")
    fatim.post(address("school_decline", found.pk, "accept"), sheet(note="la classe est pleine"))
    assert "Agree to the enrolment" not in fatim.get(address("my_day")).content.decode()


def test_papers_seen_and_an_absence_looked_into(now, enter):
    found = now.pupils[0]
    Enrolment.objects.filter(pk=found.pk).update(papers="to_follow", papers_by=TODAY)
    awa, bintou = enter("awa"), enter("bintou")
    assert "Enrolled on declaration" in awa.get(
        address("school_enrolment", found.pk)
    ).content.decode()  # fmt: skip
    awa.post(address("school_papers", found.pk), sheet(on=TODAY.isoformat()))
    assert Enrolment.objects.get(pk=found.pk).papers == "in_hand"
    bintou.post(
        address("absence_look", found.pk), sheet(on=TODAY.isoformat(), found="ill", agreed="")
    )
    assert found.looks.get().found == "ill"


def test_facilities_years_and_states_on_the_screen(now, enter, stage, cast):
    fatim, mariam = enter("fatim"), enter("mariam")
    form = sheet(
        name="Lycée de Kita", kind="school", sector="public", place=str(stage.kita_town.pk),
        closes_at="",
    )  # fmt: skip
    fatim.post(address("facility_new"), form)
    made = Facility.objects.get(name="Lycée de Kita")
    fatim.post(
        address("facility_state", made.pk),
        sheet(state="damaged", since=TODAY.isoformat(), why="toit emporté"),
    )
    page = enter("bintou").get(address("facility", made.pk)).content.decode()
    assert "damaged" in page
    assert "toit emporté" in page
    assert "Lycée de Kita" in enter("bintou").get(address("schools")).content.decode()
    assert fatim.get(address("school_years")).status_code == 404
    mariam.post(address("school_years"), sheet(
        name="2014-2015", since="2014-10-01", first="2014-12-20", second="2015-03-28",
        until="2015-06-30",
    ))  # fmt: skip
    assert SchoolYear.objects.filter(name="2014-2015").exists()


@pytest.fixture
def gate(now):
    _nursery, group = now.nursery()
    pupil = now.enrolled(
        now.child("Kadi", born=TODAY - timedelta(days=900)), group, TODAY - timedelta(days=20)
    )
    return pupil, group


def test_daycare_at_the_gate(gate, enter):
    pupil, group = gate
    awa, bintou = enter("awa"), enter("bintou")
    known = sheet(name="Ramata Keïta", phone="70", since=START.isoformat())
    awa.post(address("daycare_collectors", pupil.pk), known)
    bintou.post(address("daycare_in", group.pk), sheet(pupil=str(pupil.pk), brought_by="Ramata"))
    page = bintou.get(address("daycare", group.pk)).content.decode()
    assert "1 child is here" in page
    day = DaycareDay.objects.get()
    out = address("daycare_out", day.pk)
    refused = bintou.post(out, sheet(to="other", name="Un inconnu", reason="")).content.decode()
    assert "Un inconnu is not on the list" in refused
    bintou.post(out, sheet(to="other", name="Issa", reason="la mère est malade"))
    agree = address("daycare_agree", day.pk)
    assert bintou.post(agree, sheet()).status_code == 302
    assert DaycareDay.objects.get().out_at is None
    awa.post(agree, sheet())
    assert DaycareDay.objects.get().agreed_by.name == "Awa"


def test_somebody_of_the_list_fetches_and_is_taken_off_the_list(gate, enter, cast):
    pupil, group = gate
    known = actions.name_collector(pupil, by=cast.awa, name="Ramata", since=START)
    bintou, awa = enter("bintou"), enter("awa")
    bintou.post(address("daycare_in", group.pk), sheet(pupil=str(pupil.pk), brought_by=""))
    bintou.post(
        address("daycare_out", DaycareDay.objects.get().pk),
        sheet(to=str(known.pk), name="", reason=""),
    )
    assert DaycareDay.objects.get().fetched_by == known
    awa.post(address("daycare_collector_end", known.pk))
    assert Collector.objects.get().until is not None


@pytest.mark.parametrize("name", OUTSIDE)
def test_nobody_else_finds_a_class_or_a_pupil(now, enter, name):
    client, found = enter(name), now.pupils[0]
    one = [
        address("school_class", now.ninth.pk), address("school_call", now.ninth.pk),
        address("school_list", now.ninth.pk), address("school_enrolment", found.pk),
        address("absence_look", found.pk), address("daycare", now.ninth.pk),
        address("facility", now.facility.pk),
    ]  # fmt: skip
    assert {client.get(url).status_code for url in one} <= {404, 302}


def test_a_teacher_finds_no_file_of_a_child(now, enter):
    bintou, found = enter("bintou"), now.pupils[0]
    closed = [
        address("person", found.person_id), address("school_enrolment", found.pk),
        address("school_enrol", found.person_id), address("daycare_collectors", found.pk),
    ]  # fmt: skip
    assert {bintou.get(url).status_code for url in closed} == {404}


def test_the_api_calls_a_class_and_takes_steps(now, enter):
    bintou, awa = enter("bintou"), enter("awa")
    lists = bintou.get(f"/api/classes/{now.ninth.pk}/pupils").json()
    assert len(lists) == 3
    body = {"on": TODAY.isoformat(), "marks": {p["id"]: "present" for p in lists}, "sure": True}
    url = f"/api/classes/{now.ninth.pk}/calls"
    assert bintou.post(url, body, content_type="application/json").status_code == 200
    half = body | {"marks": {lists[0]["id"]: "present"}}
    assert bintou.post(url, half, content_type="application/json").status_code == 422
    found = now.pupils[1]
    step = f"/api/school-enrolments/{found.pk}/drop_out"
    done = awa.post(
        step, {"on": TODAY.isoformat(), "reason": "far"}, content_type="application/json"
    )
    assert done.json()["state"] == "dropped_out"
    assert awa.get(f"/api/school-enrolments/{found.pk}").json()["state"] == "dropped_out"
    assert {c["name"] for c in bintou.get("/api/classes").json()} >= {"9 A"}
    assert bintou.get("/api/facilities").json()[0]["kind"] == "school"
    averages = {"on": TODAY.isoformat(), "averages": {lists[0]["id"]: "11.5"}}
    results = f"/api/classes/{now.ninth.pk}/results/1"
    assert bintou.post(results, averages, content_type="application/json").status_code == 200
    assert enter("oumar").get(f"/api/classes/{now.ninth.pk}/pupils").status_code == 404


def test_a_child_is_enrolled_through_the_api(now, enter):
    child = now.child(born=TODAY - timedelta(days=15 * 365))
    body = {
        "school_class": str(now.ninth.pk), "on": TODAY.isoformat(), "displaced": True,
        "declared_by": "le chef de village",
    }  # fmt: skip
    url = f"/api/people/{child.pk}/school-enrolments"
    assert enter("awa").post(url, body, content_type="application/json").status_code == 200
    assert Enrolment.objects.get(person=child).papers == "to_follow"


def test_the_papers_of_a_class_are_pdf(now, enter):
    bintou = enter("bintou")
    for name in ("school_list", "school_sheet"):
        answer = bintou.get(address(name, now.ninth.pk))
        assert answer["Content-Type"] == "application/pdf"
        assert answer.content.startswith(b"%PDF")


def test_a_day_of_the_sheet_that_does_not_exist_prints_this_month(now, enter):
    url = address("school_sheet", now.ninth.pk) + "?on=2026-02-31"
    assert enter("bintou").get(url).status_code == 200
