"""A class called on a phone: what cannot be right is asked again there, its marks still typed."""

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django.utils.translation import override

from kinkeeper.ground.sync.tests.make import a_phone
from kinkeeper.ground.sync.tests.phone import Link, Phone
from kinkeeper.mission.education import rules
from kinkeeper.mission.education.models import ClassCall
from kinkeeper.mission.education.tests.make import MONDAY, START


@pytest.fixture
def pupils(school):
    return [school.enrolled() for _ in range(3)]


@pytest.fixture
def phone(stage, cast, pupils):
    return Phone(a_phone(by=cast.fatim, account=cast.awa, place=stage.kita))


def called(school, pupils, *, on: object = MONDAY, mark: str = "present", **more):
    marks = {str(pupil.pk): mark for pupil in pupils}
    return {"school_class": str(school.sixth.pk), "on": str(on), "marks": marks, **more}


def asked_again(phone, sent):
    phone.write("education.call", sent)
    assert phone.settle(Link())
    (asked,) = phone.boxed()
    assert asked.values == sent
    assert not ClassCall.objects.exists()
    return asked


IMPOSSIBLE = {
    "31 February": {"on": "2019-02-31"},
    "a day ahead": {"on": str(timezone.localdate() + timedelta(days=2))},
    "before the school year": {"on": str(START - timedelta(days=1))},
    "no such mark": {"mark": "asleep"},
}


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_what_cannot_be_is_asked_again_and_never_lost(phone, school, pupils, name, language):
    with override(language):
        asked = asked_again(phone, called(school, pupils, **IMPOSSIBLE[name]))
    assert any(asked.sentences.values())


def test_a_pupil_without_a_mark_is_asked_about(phone, school, pupils):
    with override("en"):
        asked = asked_again(phone, called(school, pupils[:2]))
    assert [*asked.sentences.values()] == [["1 pupil has no mark yet."]]


UNUSUAL = {
    "a Sunday": ({"on": date(2018, 11, 4)}, "This day is a Sunday. Was there school?"),
    "nobody there": ({"mark": "absent"}, "Nobody was there. Was the class really held?"),
    "a class of 200": ({}, "This class has more than 100 names. Is that right?"),
}


@pytest.mark.parametrize("name", UNUSUAL)
def test_what_is_unusual_is_kept_once_it_is_confirmed(phone, school, pupils, name, monkeypatch):
    if name == "a class of 200":
        monkeypatch.setattr(rules, "LARGE_CLASS", 2)  # a class of three is large enough
    changed, said = UNUSUAL[name]
    with override("en"):
        asked = asked_again(phone, called(school, pupils, **changed))
    assert [*asked.sentences.values()] == [[said]]
    phone.look_again(asked)
    assert phone.settle(Link())
    assert ClassCall.objects.get().marks == asked.values["marks"]


def test_a_question_that_was_not_shown_is_not_confirmed(phone, school, pupils):
    asked = asked_again(phone, called(school, pupils, on=date(2018, 11, 4)))
    assert (asked.doubts, [*asked.sentences]) == (["sunday"], ["on"])
    nobody = {str(pupil.pk): "absent" for pupil in pupils}
    phone.look_again(asked, marks=nobody)
    assert phone.settle(Link())
    assert asked.doubts == ["nobody", "sunday"]
    assert not ClassCall.objects.exists()
    phone.look_again(asked)
    assert phone.settle(Link())
    assert ClassCall.objects.get().marks == nobody
