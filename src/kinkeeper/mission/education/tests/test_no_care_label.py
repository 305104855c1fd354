"""Nothing that tells a child in care from its classmates leaves the file towards a school.

A child in care sits beside a child of a family. Words planted in everything that is known of its
care must not be found in any page, answer of the API, list or paper that a teacher meets.
"""

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from kinkeeper.ground.sync.actions.devices import add_phone
from kinkeeper.ground.sync.actions.download import page_for
from kinkeeper.ground.sync.offers import Load, carries
from kinkeeper.mission.care.models import House, SosFamily, Village
from kinkeeper.mission.care.tests import make as care
from kinkeeper.mission.education import actions, printing
from kinkeeper.mission.education.models import DaycareDay, SchoolYear
from kinkeeper.mission.education.tests.make import MONDAY
from kinkeeper.mission.people.models import Person

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
TODAY = timezone.localdate()
PLANTED = (
    "Villagecanari", "Maisoncanari", "Famillecanari", "Quartiercanari", "Notecanari",
    "Mèrecanari", "0099887766",
)  # fmt: skip
WORDS = (
    "in care", "placement", "SOS family", "SOS mother", "children’s village", "orphan",
    "pris en charge", "mère SOS", "famille SOS", "village d’enfants", "orphelin", "prise en charge",
)  # fmt: skip


@pytest.fixture
def classroom(school, cast, stage):
    """A child in care and a child of a family, in one class and in one daycare group."""
    SchoolYear.objects.update(
        since=TODAY - timedelta(days=60), first_term_until=TODAY + timedelta(days=30),
        second_term_until=TODAY + timedelta(days=60), until=TODAY + timedelta(days=180),
    )  # fmt: skip
    for row in (school.year, school.sixth.year):
        row.refresh_from_db()
    village = care.a_village(by=cast.machine, place=stage.kita_town, name="Villagecanari")
    house = care.a_house(village, by=cast.machine, name="Maisoncanari")
    family = care.a_family(village, by=cast.machine, name="Famillecanari", house=house)
    born = TODAY - timedelta(days=12 * 365)
    child = care.a_child(by=cast.machine, place=stage.kita_town, given="Assitan", born=born)
    Person.objects.filter(pk=child.pk).update(
        note="Notecanari", mother_name="Mèrecanari", phone="0099887766", mother_alive="dead"
    )
    care.placed(child, family, by=cast.machine, on=TODAY - timedelta(days=3000))
    day = TODAY - timedelta(days=20)
    _nursery, group = school.nursery()
    small = school.child("Petite", born=TODAY - timedelta(days=900))
    school.pupils = [
        school.enrolled(child, school.sixth, day),
        school.enrolled(school.child("Voisine", born=born), school.sixth, day),
    ]
    school.group = group
    school.small = school.enrolled(small, group, day)
    school.day = actions.sign_in(school.small, by=cast.bintou, at=timezone.now())
    assert (Village.objects.count(), House.objects.count(), SosFamily.objects.count()) == (1, 1, 1)
    return school


def pages(school):
    """Every address of this room with every key it can take."""
    keys = [
        school.facility.pk, school.sixth.pk, school.group.pk, school.day.pk, school.small.pk,
        *(p.pk for p in school.pupils), *(p.person_id for p in school.pupils),
    ]  # fmt: skip
    for pattern in get_resolver("kinkeeper.mission.education.urls").url_patterns:
        if "pk" not in pattern.pattern.converters:
            yield reverse(pattern.name)
            continue
        for key in keys:
            asked = {"verb": "drop_out", "term": "1"}
            more = {name: asked[name] for name in pattern.pattern.converters if name in asked}
            yield reverse(pattern.name, kwargs={"pk": key, **more})


def api(school):
    yield from ("/api/facilities", "/api/classes")
    for found in (school.sixth, school.group):
        yield f"/api/classes/{found.pk}/pupils"


@pytest.fixture
def teacher(cast):
    client = Client()
    client.force_login(cast.bintou, backend=BACKEND)
    return client


def told(text):
    low = text.casefold()
    return [word for word in (*PLANTED, *WORDS) if word.casefold() in low]


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_page_a_teacher_meets_tells_who_is_in_care(classroom, teacher, language):
    teacher.cookies["django_language"] = language
    met = 0
    for url in [*pages(classroom), *api(classroom), reverse("my_day")]:
        answer = teacher.get(url)
        if answer.status_code == 200 and "pdf" not in answer["Content-Type"]:
            met += 1
            assert not told(answer.content.decode()), url
    assert met >= 15


def test_what_a_teacher_is_told_after_writing_tells_nothing_either(classroom, teacher, cast):
    child = classroom.pupils[0]
    days = [TODAY - timedelta(days=n) for n in range(8, 0, -1)]
    for on in days:
        marks = {p.pk: "absent" for p in classroom.pupils}
        actions.call_class(classroom.sixth, marks, by=cast.bintou, on=on, sure=True)
    assert "Assitan" in teacher.get(reverse("my_day")).content.decode()
    form = {"form_id": str(uuid4()), "on": TODAY.isoformat(), "found": "ill", "agreed": ""}
    answers = [
        teacher.get(reverse("my_day")),
        teacher.post(reverse("absence_look", args=[child.pk]), form, follow=True),
    ]
    assert not any(told(answer.content.decode()) for answer in answers)
    assert DaycareDay.objects.count() == 1


def test_no_paper_of_a_class_tells_who_is_in_care(classroom, monkeypatch):
    printed = []

    def keep(_template, data):
        printed.append(json.dumps(data, ensure_ascii=False))
        return b"%PDF"

    monkeypatch.setattr(printing, "document", keep)
    printing.class_list(classroom.sixth, classroom.pupils)
    printing.attendance_sheet(classroom.sixth, classroom.pupils, MONDAY)
    assert len(printed) == 2
    assert all("Assitan" in text and not told(text) for text in printed)


def test_a_teachers_phone_carries_the_list_of_the_class_and_no_file(classroom, cast, stage):
    load = Load(cast.bintou, stage.kita, frozenset())
    carried = {}
    for carry in carries():
        rows = list(carry.rows(load))
        if rows:
            carried[carry.model.about.kind] = [
                {name: str(getattr(row, name)) for name in carry.fields} for row in rows
            ]
    assert set(carried) == {
        "education.facility", "education.class", "education.enrolment",
    }  # fmt: skip
    assert "Assitan" in json.dumps(carried)
    assert not told(json.dumps(carried, ensure_ascii=False))


def test_what_goes_down_to_a_teachers_phone_is_the_list_alone(classroom, cast, stage):
    device, _code = add_phone(by=cast.fatim, account=cast.bintou, place=stage.kita, label="Itel")
    page = repr(page_for(device, room=1_000_000))
    assert "Assitan" in page
    assert not told(page)
    assert str(classroom.pupils[0].person_id) not in page


def test_the_child_in_care_and_its_neighbour_are_written_alike(classroom, teacher):
    page = teacher.get(reverse("school_class", args=[classroom.sixth.pk])).content.decode()
    rows = [part for part in page.split("<tr>") if "Guindo" in part or "Voisine" in part]
    bare = [r.replace("Assitan Guindo", "").replace("Voisine Sangaré", "") for r in rows]
    assert len(bare) == 2
    assert bare[0].split("</tr>")[0] == bare[1].split("</tr>")[0]
