"""The same list again, a corrected list, and a colleague who changed something meanwhile."""

from copy import deepcopy
from datetime import date

import pytest
from django.utils import translation

from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.models import Source
from kinkeeper.ground.interop.queries import kinds_of, questions_of
from kinkeeper.ground.interop.said import from_kept
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.people.models import Family, KinLink, Person
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.register.tests import small
from kinkeeper.mission.strengthening.register.tests.make import checked, decided, imported

GIVEN, NAME, SEX, BIRTH, MOTHER, SCHOOL = 14, 15, 16, 17, 18, 19


@pytest.fixture
def first(cast, stage):
    return imported(small.FILE, by=cast.mariam, under=stage.kita)


@pytest.fixture
def corrected(tmp_path):
    """Writes the small register with some cells otherwise."""

    def make(*cells, rows=None):
        changed = deepcopy(small.ROWS if rows is None else rows)
        for row, column, value in cells:
            changed[row][column] = value
        return small.write(tmp_path / "corrected.xlsx", changed)

    return make


def person(given: str) -> Person:
    return Person.objects.get(given_name=given)


def lines() -> int:
    return Change.objects.count()


def test_the_same_file_again_changes_nothing(first, cast):
    before = lines()
    again = imported(small.FILE, by=cast.mariam)
    assert (again.result["ledger"], lines()) == (0, before)
    assert (again.counts["new_families"], again.counts["changed"]) == (0, 0)
    assert again.counts["left"] == 6 + 16 + 7
    assert Source.objects.filter(batch=again).count() == Source.objects.filter(batch=first).count()
    assert any("imported on" in notice["text"] for notice in again.notices)


def test_a_corrected_file_changes_only_the_corrected_fields(first, cast, corrected):
    file = corrected((5, BIRTH, date(2011, 5, 8)), (0, SCHOOL, "non"), (6, GIVEN, "Lansana"))
    again = checked(file, by=cast.mariam)
    assert again.counts["changed"] == 3
    before = lines()
    actions.start_applying(decided(again), by=cast.mariam)
    changes = Change.objects.order_by("seq")[before:]
    assert sorted(tuple(c.changed) for c in changes) == [
        ("birth_date",), ("family_key", "given_name", "search_key"), ("schooling",),
    ]  # fmt: skip
    assert person("Lansana").birth_date == date(2013, 7, 1)
    assert person("Adama").birth_date == date(2011, 5, 8)


def test_what_the_list_changes_is_said_before_it_changes(first, cast, corrected):
    file = corrected((0, SCHOOL, "non"), (5, BIRTH, date(2011, 5, 8)), (0, 12, date(2017, 11, 3)))
    with translation.override("en"):
        again = checked(file, by=cast.mariam)
        told = {str(from_kept(q.sentence)) for q in questions_of(again, "follows")}
    assert len(told) == again.counts["changed"] == 3
    assert any(line.startswith("Adama") and "8 May 2011” instead of" in line for line in told)
    assert any("date of entry: 3 November 2017 instead of" in line for line in told)


def test_a_family_that_moves_in_the_list_is_told_with_the_names_of_the_places(
    first, cast, corrected
):
    again = checked(corrected((5, 1, "Kita ville"), (6, 1, "Kita ville")), by=cast.mariam)
    facts = from_kept(questions_of(again, "follows").get().sentence).facts
    assert (facts["new"], facts["now"]) == ("Kita ville", "Badia")


def test_answers_are_remembered_for_the_corrected_list(first, cast, corrected):
    again = checked(corrected((0, SCHOOL, "non")), by=cast.mariam)
    answered = dict(first.questions.filter(asked=True).values_list("key", "answer"))
    assert answered
    assert dict(again.questions.filter(asked=True).values_list("key", "answer")) == answered


def test_another_name_on_the_same_line_is_asked_about_anew(first, cast, corrected):
    double = first.questions.filter(kind="double").first()
    at = small.ROWS.index(
        next(r for r in small.ROWS if r[GIVEN] in from_kept(double.sentence).facts["who"])
    )
    again = checked(corrected((at, GIVEN, small.ROWS[at][GIVEN] + "u")), by=cast.mariam)
    asked = again.questions.filter(key=double.key)
    assert all(question.answer == "" for question in asked)


def test_a_colleague_who_corrected_by_hand_is_not_overwritten_by_the_old_list(first, cast):
    write(person("Issa"), by=cast.mariam, schooling="no")
    again = imported(small.FILE, by=cast.mariam)
    assert person("Issa").schooling == "no"
    assert not questions_of(again, "changed").exists()


def test_where_both_changed_a_person_is_asked_with_both_values(first, cast, corrected):
    write(person("Lassana"), by=cast.mariam, birth_date=date(2014, 1, 5), birth_precision="day")
    again = checked(corrected((6, BIRTH, "03/04/2013")), by=cast.mariam)
    question = questions_of(again, "changed").get()
    facts = from_kept(question.sentence).facts
    assert "2013" in str(facts["new"])
    assert "2014" in str(facts["now"])
    actions.start_applying(decided(again), by=cast.mariam)
    assert person("Lassana").birth_date == date(2014, 1, 5)


def test_the_answer_may_be_to_take_what_the_list_says(first, cast, corrected):
    write(person("Lassana"), by=cast.mariam, birth_date=date(2014, 1, 5), birth_precision="day")
    again = checked(corrected((6, BIRTH, "03/04/2013")), by=cast.mariam)
    key = questions_of(again, "changed").get().key
    actions.start_applying(decided(again, {key: "take"}), by=cast.mariam)
    assert person("Lassana").birth_date == date(2013, 4, 3)


def test_an_emptied_cell_takes_nothing_away(first, cast, corrected):
    again = imported(corrected((0, MOTHER, None), (0, SCHOOL, None)), by=cast.mariam)
    assert again.result["ledger"] == 0
    assert person("Issa").mother_name == "Awa"


def test_a_cell_that_was_empty_fills_the_field(first, cast, corrected):
    imported(corrected((4, SEX, "F"), (4, BIRTH, "2012")), by=cast.mariam)
    bintou = person("Bintou")
    assert (bintou.sex, bintou.birth_date, bintou.birth_precision) == (
        "F",
        date(2012, 7, 1),
        "year",
    )


def test_a_child_added_to_the_list_joins_its_family(first, cast, corrected):
    rows = [*small.ROWS[:5], small.more("001") + small.child("Kassim", "Coulibaly", "M", "2016", "Awa"),
            *small.ROWS[5:]]  # fmt: skip
    again = imported(corrected(rows=rows), by=cast.mariam)
    assert (again.counts["new_children"], again.counts["changed"]) == (1, 0)
    kassim = person("Kassim")
    assert kassim.memberships.get().family.number == "001"
    assert KinLink.objects.filter(relative=kassim).count() == 2
    assert TargetPerson.objects.get(person=kassim).enrolment.family.number == "001"
    assert Family.objects.count() == 6


def test_a_corrected_day_of_entry_moves_what_was_built_upon_it(first, cast, corrected):
    imported(corrected((0, 12, date(2017, 11, 3))), by=cast.mariam)
    enrolment = Enrolment.objects.get(family__number="001")
    assert enrolment.since == date(2017, 11, 3)
    assert Stage.objects.get(subject=enrolment.pk).since == date(2017, 11, 3)
    assert set(enrolment.targets.values_list("since", flat=True)) == {date(2017, 11, 3)}


def test_a_family_that_moved_in_the_list_moves_with_its_people(first, cast, stage, corrected):
    cells = [(at, 1, "Kita ville") for at in (5, 6)]
    imported(corrected(*cells), by=cast.mariam)
    family = Family.objects.get(number="002")
    assert family.place == stage.kita_town
    assert {m.person.place_id for m in family.memberships.select_related("person")} == {
        stage.kita_town.pk
    }


def test_a_kin_link_a_colleague_ended_is_not_made_again(first, cast):
    link = KinLink.objects.get(person=person("Modibo"), relative=person("Issa"))
    write(link, by=cast.mariam, until=date(2018, 9, 1))
    imported(small.FILE, by=cast.mariam)
    assert KinLink.objects.filter(person=person("Modibo"), relative=person("Issa")).count() == 1


def test_a_family_that_left_the_programme_is_not_entered_again(first, cast):
    enrolment = Enrolment.objects.get(family__number="001")
    write(enrolment, by=cast.mariam, until=date(2019, 1, 1), exit_reason="moved_away")
    again = checked(small.FILE, by=cast.mariam)
    assert "exit" in {k.kind for k in kinds_of(again)}
    actions.start_applying(decided(again), by=cast.mariam)
    assert Enrolment.objects.filter(family__number="001").count() == 1


def test_another_office_that_also_begins_at_one_has_other_families(first, cast, stage, corrected):
    rows = [
        small.family("001", "Socoura", "Kani", "Guindo", "F", "mère", entry="2018")
        + small.child("Issa", "Guindo", "M", "2010", "Kani"),
    ]
    again = imported(corrected(rows=rows), by=cast.mariam, under=stage.socoura)
    assert again.counts["new_families"] == 1
    assert Family.objects.filter(number="001").count() == 2
