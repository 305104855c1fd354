"""Declared in time, or by a judgment: until the act is in hand."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.queries import AsKnown, Now
from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.reports.measures import measure_of
from kinkeeper.ground.reports.offers import due_lines, life_facts
from kinkeeper.ground.text.dates import rough
from kinkeeper.mission.casework.queries import Participant, people
from kinkeeper.mission.health.tests.make import a_girl
from kinkeeper.mission.papers import measures_rules as rules
from kinkeeper.mission.papers.actions import Given, open_file
from kinkeeper.mission.papers.measures_rules import Children, Got, Spell
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.rules import declared_in_time, time_is_over
from kinkeeper.mission.papers.tests.make import BORN, Walk
from kinkeeper.mission.people.models import Person


@pytest.fixture
def walk(cast, stage):
    return Walk(a_girl(by=cast.awa, place=stage.kita_town, born=BORN), cast.awa, cast.fatim)


def states():
    return [s.state for s in Stage.objects.filter(process="birth_papers").order_by("since", "pk")]


def test_a_birth_declared_in_time_ends_with_the_act_in_hand(walk):
    walk.begin()
    assert walk.answer() == "none"
    stage = Stage.objects.get(until=None)
    assert (stage.state, stage.due_on) == ("no_act", BORN + timedelta(days=30))
    walk.take("declare", 3)
    assert walk.answer() == "declared"
    walk.take("issue", 9)
    assert walk.answer() == "declared"
    walk.take("collect", 12)
    found = walk.file()
    assert states() == ["no_act", "declared_in_time", "act_issued", "volet3_delivered"]
    assert (found.centre, found.act, found.got_on) == ("Mairie de Kita", "88/R3", walk.day(12))
    assert (found.until, found.judged, walk.answer()) == (walk.day(12), False, "in_hand")


def test_after_thirty_days_a_judgment_is_needed_and_it_alone_is_no_act(walk):
    walk.begin()
    with pytest.raises(ValidationError, match=r"trente|thirty"):
        walk.take("declare", 40)
    walk.take("expire", 40)
    walk.take("request", 45, reason="registrar")
    assert walk.answer() == "under_way"
    walk.take("refuse", 80, reason="no_witness")
    walk.take("request", 90, reason="mobile")
    walk.take("judge", 120)
    assert walk.answer() == "under_way"
    walk.take("transcribe", 130, reason="special")
    assert walk.answer() == "declared"
    with pytest.raises(ValidationError):
        walk.take("collect", 140, given=Given())
    walk.take("collect", 140)
    found = walk.file()
    assert (found.judged, found.judgment, found.register) == (True, "412", "Kita")
    assert walk.answer() == "in_hand"


def test_the_time_is_not_over_before_it_is(walk):
    walk.begin()
    with pytest.raises(ValidationError):
        walk.take("expire", 10)


def test_who_comes_too_late_begins_there_and_declared_is_another_gap(walk, cast, stage):
    found = open_file(walk.child, by=cast.awa, on=walk.day(60))
    assert (states(), found.judged) == (["late"], True)
    other = a_boy(cast, stage)
    open_file(other, by=cast.awa, on=walk.day(60), declared=True)
    assert Person.objects.get(pk=other.pk).birth_act == "declared"


def a_boy(cast, stage):
    Person.objects.filter(given_name="Sira").update(given_name="Assa")
    return a_girl(by=cast.awa, place=stage.kita_town, born=date(2012, 1, 1), sex="M")


def test_a_file_is_opened_once_and_on_a_day_that_can_be(walk):
    for days in (-30, (timezone.localdate() - walk.day(0)).days + 1):
        with pytest.raises(ValidationError):
            walk.begin(days)
    walk.begin()
    with pytest.raises(ValidationError):
        walk.begin()


def test_closing_without_an_act_takes_two_and_is_opened_again(walk):
    walk.begin(60)
    walk.propose("stop", 61, reason="has_act")
    with pytest.raises(ValidationError):
        walk.take("stop", 62, by=walk.fatim, reason="")
    walk.take("stop", 62, by=walk.fatim, reason="has_act")
    assert (walk.file().until, walk.answer()) == (walk.day(62), "in_hand")
    walk.take("reopen", 70)
    assert (walk.file().until, walk.answer()) == (None, "none")


def test_it_stands_on_the_day_of_who_works_there_and_in_the_life_line(walk, cast):
    walk.begin(60)
    url = reverse("birth_step", args=[walk.file().pk, "request"])
    today = timezone.localdate()
    assert [li for li in due_lines(cast.awa, today) if li.url == url]
    assert not [li for li in due_lines(cast.oumar, today) if li.url == url]
    walk.take("request", 61, reason="president")
    days = [f.since for f in life_facts("people.person", walk.child, cast.awa)]
    assert walk.day(60) in days


@given(st.dates(date(2000, 1, 1), date(2026, 1, 1)), st.integers(0, 90))
@settings(max_examples=60)
def test_a_day_known_exactly_is_either_in_time_or_over(born, days):
    on = born + timedelta(days=days)
    assert declared_in_time(born, on, days=30) is (days <= 30)
    assert time_is_over(born, on, days=30) is (days > 30)


# --- screens ----------------------------------------------------------------------------------


def test_from_the_list_of_gaps_to_the_next_step(walk, enter):
    awa = enter("awa")
    page = awa.get(reverse("birth_papers")).content.decode()
    assert "0 children without an act in hand" in page
    url = reverse("birth_file_new", args=[walk.child.pk])
    typed = {"form_id": str(uuid4()), "on": "31/02/2018", "declared": "no"}
    page = awa.post(url, typed).content.decode()
    assert "31/02/2018" in page
    assert not BirthFile.objects.exists()
    page = awa.post(url, {**typed, "on": walk.day(60).isoformat()}, follow=True).content.decode()
    assert "too late to declare" in page
    assert "A judgment was asked for" in page
    assert "too late to declare" in awa.get(reverse("birth_papers")).content.decode()
    step = reverse("birth_step", args=[walk.file().pk, "request"])
    said = {"form_id": str(uuid4()), "on": walk.day(61).isoformat(), "reason": "registrar"}
    page = awa.post(step, said).content.decode()
    assert "This field is required." in page
    assert states() == ["late"]
    awa.post(step, {**said, "court": "Mairie de Kita"})
    assert states() == ["late", "judgment_requested"]


@pytest.mark.parametrize("name", ["oumar", "moussa", "claire", "pierre", "nobody"])
def test_nobody_outside_meets_the_file(walk, enter, name):
    walk.begin(60)
    other = enter(name)
    for url in (
        reverse("birth_file_new", args=[walk.child.pk]),
        reverse("birth_step", args=[walk.file().pk, "request"]),
    ):
        assert other.get(url).status_code == 404


def test_the_api_opens_a_file_and_says_what_is_missing(walk, enter):
    awa = enter("awa")
    body = {"on": walk.day(60).isoformat()}
    made = awa.post(f"/api/people/{walk.child.pk}/birth-papers", body, "application/json")
    at = f"/api/birth-papers/{UUID(made.json()['id'])}"
    assert awa.get(at).json()["state"] == "late"
    said = {"on": walk.day(61).isoformat(), "reason": "registrar"}
    assert awa.post(f"{at}/request", said, "application/json").status_code == 422
    said["court"] = "Kita"
    done = awa.post(f"{at}/request", said, "application/json")
    assert done.json()["state"] == "judgment_requested"


def test_who_may_not_work_here_is_refused(walk, cast):
    with pytest.raises(Refused):
        open_file(walk.child, by=cast.oumar, on=walk.day(60))


# --- figures ----------------------------------------------------------------------------------

LAST = date(2018, 6, 30)
ASKED = Asked(UUID(int=9), date(2018, 4, 1), LAST)


def crowd(**more):
    ids = [UUID(int=n) for n in range(1, 6)]
    return Children(
        taking_part=tuple(Participant(i, None, date(2017, 1, 1), None) for i in ids),
        births={i: rough(date(2010, 1, 1), "day") for i in ids},
        **more,
    )


def test_declared_but_not_collected_stands_apart():
    answers = dict(zip(range(1, 5), ("in_hand", "declared", "none", "in_hand"), strict=True))
    figure = rules.in_hand(crowd(answers={UUID(int=n): a for n, a in answers.items()}), ASKED)
    assert (figure.numerator, figure.denominator, figure.coverage.eligible) == (2, 4, 5)
    apart = {d.code: int(d.value) for d in figure.details}
    assert apart == {"declared": 1, "under_way": 0, "none": 1}


def test_the_file_tells_the_day():
    one = UUID(int=1)
    children = crowd(
        answers={one: "in_hand"},
        spells=(
            Spell(one, "late", date(2018, 5, 1), date(2018, 7, 3)),
            Spell(one, "volet3_delivered", date(2018, 7, 3), None),
        ),
        got=(Got(one, date(2018, 7, 3), judged=True),),
    )
    assert rules.in_hand(children, ASKED).numerator == 0
    later = Asked(UUID(int=9), date(2018, 7, 1), date(2018, 9, 30))
    assert rules.in_hand(children, later).counted.numerator == people([one])
    obtained = rules.obtained(children, later)
    assert obtained.value == 1
    assert {d.code: int(d.value) for d in obtained.details} == {"judgment": 1, "in_time": 0}
    assert rules.obtained(children, ASKED).value == 0


def test_out_of_the_records_now_and_as_known(walk, cast, stage, a_placement):
    a_placement(walk.child)
    walk.begin(0)
    walk.take("declare", 3)
    asked = Asked(UUID(int=9), date(2018, 6, 1), date(2018, 6, 30))
    measure = measure_of("papers.act_in_hand_in_care")
    assert (measure.compute(Now(), asked).numerator, walk.answer()) == (0, "declared")
    seq = last_seq()
    walk.take("issue", 9)
    walk.take("collect", 12)
    assert measure.compute(Now(), asked).numerator == 1
    assert measure.compute(AsKnown(seq), asked).numerator == 0
    assert measure_of("papers.acts_obtained_in_care").compute(Now(), asked).value == 1


def last_seq():
    from kinkeeper.ground.records.models import Change

    return Change.objects.order_by("-seq").values_list("seq", flat=True)[0]


@pytest.fixture
def a_placement(cast, stage):
    from kinkeeper.ground.records.actions import write
    from kinkeeper.mission.care.models import Placement, Village

    def place(child):
        village = Village(name="Village", place=stage.kita_town, opened_on=date(2009, 1, 1))
        write(village, by=cast.machine)
        row = Placement(person=child, village=village, route="authority", since=date(2018, 5, 30))
        write(row, by=cast.machine)

    return place


def test_the_way_goes_along_when_the_child_comes_to_live_elsewhere(cast, stage, walk):
    walk.begin()
    write(walk.child, by=cast.machine, place=stage.socoura)
    assert Stage.objects.get().place == stage.socoura
