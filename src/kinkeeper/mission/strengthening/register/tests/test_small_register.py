from collections import Counter
from datetime import date

import pytest
from django.utils.translation import override

from kinkeeper.ground.interop import actions
from kinkeeper.ground.interop.models import Batch, Source, Spelling, State
from kinkeeper.ground.interop.profile import LEFT
from kinkeeper.ground.interop.queries import (
    came_from,
    kinds_of,
    open_localities,
    questions_of,
    set_aside,
)
from kinkeeper.ground.interop.said import from_kept
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.records.models import Change
from kinkeeper.mission.people.models import Family, KinLink, Membership, Person
from kinkeeper.mission.strengthening.models import Enrolment, TargetPerson
from kinkeeper.mission.strengthening.register.tests import small
from kinkeeper.mission.strengthening.register.tests.make import (
    checked,
    decided,
    imported,
    staged,
)


@pytest.fixture
def batch(cast, stage) -> Batch:
    return checked(small.FILE, by=cast.mariam, under=stage.kita)


@pytest.fixture
def entered(batch, cast) -> Batch:
    return actions.start_applying(decided(batch), by=cast.mariam)


def person(given: str) -> Person:
    return Person.objects.get(given_name=given)


def family(number: str) -> Family:
    return Family.objects.get(number=number)


def test_the_committed_file_is_what_the_script_writes(tmp_path):
    from kinkeeper.ground.interop.readers import read_table

    fresh = read_table(small.write(tmp_path / "a.xlsx"))
    assert fresh.lines == read_table(small.FILE).lines


def test_the_day_of_the_list_and_its_columns_are_recognised(cast):
    batch = staged(small.FILE, by=cast.awa)
    assert (batch.state, batch.reference_day) == (State.COLUMNS, date(2018, 6, 30))
    assert len(batch.columns) == len(small.HEAD)
    assert min(batch.guesses.values()) >= 0.9
    assert batch.lines.count() == len(small.ROWS) - 1 + 3


def test_nothing_is_in_the_register_before_somebody_confirmed(batch):
    assert (Family.objects.count(), Person.objects.count()) == (0, 0)
    assert batch.counts["new_families"] == 6
    assert Change.objects.filter(kind__startswith="people.").count() == 0


def test_titles_sums_and_repeated_headings_are_set_aside_with_the_reason(batch):
    reasons = {line.row: from_kept(line.why).text for line in set_aside(batch)}
    assert [row for row, why in reasons.items() if "sum" in why] == [13, 28]
    assert reasons[16] == "The headings again."
    assert reasons[1] == reasons[2] == "A title above the list."
    assert reasons[4] == "The headings of the list."


def test_every_kind_of_trap_is_asked_about_or_told(batch):
    assert {k.kind: k.count for k in kinds_of(batch)} == {
        "double": 2, "birth": 3, "entry": 1, "formula": 1, "name": 2, "no_adult": 1, "sex": 1,
        "sex_missing": 1, "phone": 1, "answer": 1,
    }  # fmt: skip


def test_a_question_names_the_cell_in_the_readers_language(batch):
    question = questions_of(batch, "birth").get(cells=["R14"])
    with override("fr"):
        assert "R14" in str(from_kept(question.sentence))
        assert "futur" in str(from_kept(question.sentence))
    with override("en"):
        assert "in the future (after 30/06/2018)" in str(from_kept(question.sentence))


def test_unknown_localities_are_asked_about_once_and_remembered(cast, stage):
    first = staged(small.FILE, by=cast.mariam)
    columns = {int(c): f for c, f in first.columns.items()}
    from kinkeeper.ground.interop.actions.mapping import Purpose

    actions.confirm_columns(first, columns, by=cast.mariam, purpose=Purpose())
    assert [row.written for row in open_localities(first)] == ["Digan"]
    known = {row.written: row.place for row in first.localities.exclude(place=None)}
    assert known["Badia"] == stage.badia
    actions.choose_place(open_localities(first).get(), stage.kita_town, by=cast.mariam)
    assert Spelling.objects.get().place == stage.kita_town
    second = staged(small.FILE, by=cast.mariam)
    actions.confirm_columns(second, columns, by=cast.mariam, purpose=Purpose())
    assert not open_localities(second).exists()


def test_the_families_children_and_caregivers_stand_in_the_register(entered):
    assert entered.state == State.APPLIED
    assert Family.objects.count() == 6
    parts = Counter(TargetPerson.objects.values_list("part", flat=True))
    assert parts == {"child": 16, "caregiver": 7}
    assert Person.objects.count() == Membership.objects.count() == 23
    assert Enrolment.objects.filter(until=None).count() == 6


def test_the_file_is_deleted_once_it_is_in_the_register(batch, cast):
    from kinkeeper.ground.interop.files import path_of

    path = path_of(batch.stored)
    assert path.exists()
    assert actions.start_applying(decided(batch), by=cast.mariam).stored == ""
    assert not path.exists()


def test_every_record_has_its_line(entered):
    held = set(Source.objects.values_list("record", flat=True))
    assert set(Person.objects.values_list("pk", flat=True)) <= held
    assert set(Family.objects.values_list("pk", flat=True)) <= held
    lines = came_from(person("Mamadou").pk, highest=3)
    assert [line.row for line in lines] == [8, 26]
    assert ("Prénom enfant", "Mamadou") in lines[0].cells
    assert "O8" in lines[0].address


def test_a_reader_of_lower_class_does_not_meet_remarks_in_the_origin(entered):
    captions = {c for line in came_from(person("Issa").pk, highest=2) for c, _v in line.cells}
    assert "Prénom enfant" in captions
    assert "Observations" not in captions


def test_doubtful_dates_keep_their_precision(entered):
    found = {p.given_name: (p.birth_date, p.birth_precision) for p in Person.objects.all()}
    assert found["Issa"] == (date(2006, 5, 17), "day")
    assert found["Lassana"] == (date(2013, 7, 1), "year")
    assert found["Fatoumata"] == (date(2011, 12, 30), "estimated")
    assert found["Mamadou"] == (date(2009, 7, 12), "day"), "the second line was sharper"
    for unreadable in ("Sali", "Drissa", "Zana", "Kadidia", "Bintou"):
        assert found[unreadable] == (None, "unknown")


def test_sexes_are_read_and_never_guessed(entered):
    found = dict(Person.objects.values_list("given_name", "sex"))
    assert (found["Issa"], found["Sékou"], found["Fatoumata"], found["Sira"]) == (
        "M",
        "M",
        "F",
        "F",
    )
    assert found["Bintou"] == found["Zana"] == ""


def test_twins_stay_two_and_the_child_written_twice_is_one(entered):
    twins = Person.objects.filter(birth_date=date(2006, 5, 17))
    assert {p.given_name for p in twins} == {"Issa", "Sékou"}
    assert Person.objects.filter(given_name__in=["Habi", "Mohamadou"]).count() == 0
    assert person("Haby").birth_date == date(2012, 10, 14)


def test_a_reviewer_may_say_two_children(batch, cast):
    double = questions_of(batch, "double").first()
    actions.start_applying(decided(batch, {double.key: "two"}), by=cast.mariam)
    assert TargetPerson.objects.filter(part="child").count() == 17


def test_kinship_is_what_the_list_says_and_no_more(entered):
    def kin(elder: str, younger: str) -> str:
        links = KinLink.objects.filter(person=person(elder), relative=person(younger))
        return ",".join(links.values_list("kind", flat=True))

    assert kin("Awa", "Issa") == "mother_of"
    assert kin("Modibo", "Issa") == "father_of"
    assert kin("Sira", "Adama") == "grandparent_of"
    assert kin("Assitan", "Haby") == "mother_of"
    assert kin("Fanta", "Haby") == "guardian_of"
    assert kin("Fanta", "Ramata") == kin("Assitan", "Ramata") == "guardian_of"
    assert kin("Nènè", "Oumar") == "guardian_of"


def test_memberships_name_the_head_and_the_caregivers(entered):
    found = {m.person.given_name: m for m in family("001").memberships.select_related("person")}
    assert (found["Awa"].relation, found["Awa"].primary, found["Awa"].caregiver) == (
        "head",
        True,
        True,
    )
    assert (found["Modibo"].relation, found["Modibo"].caregiver) == ("spouse", True)
    assert (found["Issa"].relation, found["Issa"].caregiver) == ("child", False)
    assert {m.relation for m in family("002").memberships.exclude(caregiver=True)} == {"grandchild"}


def test_phones_birth_acts_and_school_are_read(entered):
    awa, issa = person("Awa"), person("Issa")
    assert (awa.phone, awa.phone_owner) == ("+22370123456", "fils")
    assert person("Sira").phone == person("Fanta").phone == ""
    assert (issa.birth_act, issa.schooling, issa.mother_name, issa.note) == (
        "in_hand", "yes", "Awa", "jumeau",
    )  # fmt: skip
    acts = dict(Person.objects.values_list("given_name", "birth_act"))
    assert (acts["Sékou"], acts["Fatoumata"], acts["Bintou"]) == ("under_way", "none", "")
    assert person("Sali").schooling == ""


def test_families_stand_in_the_programme_as_active_with_the_words_of_the_list(entered):
    enrolment = Enrolment.objects.get(family=family("001"))
    stage = Stage.objects.get(subject=enrolment.pk)
    assert (enrolment.since, stage.since) == (date(2017, 10, 18), date(2017, 10, 18))
    assert (stage.state, stage.verb) == ("active", "import")
    assert enrolment.criteria == ["caregiver_chronic_illness"]
    assert "parent malade" in stage.note
    about = Enrolment.objects.get(family=family("002"))
    assert "vers 2018" in Stage.objects.get(subject=about.pk).note
    unknown = Enrolment.objects.get(family=family("003"))
    assert unknown.since == date(2018, 6, 30)
    assert "-1 ans" in Stage.objects.get(subject=unknown.pk).note
    assert unknown.criteria == []


def test_children_who_are_left_out_do_not_enter_but_their_family_does(entered):
    assert family("005").memberships.count() == 2
    assert entered.lines.filter(what=LEFT, row__in=[22, 23]).count() == 2


def test_a_family_without_an_adult_is_entered_or_left_out_as_decided(batch, cast):
    question = questions_of(batch, "no_adult").get()
    actions.start_applying(decided(batch, {question.key: "leave_out"}), by=cast.mariam)
    assert not Family.objects.filter(number="005").exists()
    assert Family.objects.count() == 5


def test_a_nameless_child_may_enter_as_not_known(batch, cast):
    key = questions_of(batch, "name").get(cells=["O23"]).key
    actions.start_applying(decided(batch, {key: "unknown"}), by=cast.mariam)
    assert family("005").memberships.filter(person__given_name="?").count() == 1


def test_what_is_missing_is_said_before_it_may_be_applied(batch, cast):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        actions.start_applying(batch, by=cast.mariam)
    assert Person.objects.count() == 0


def test_pressing_twice_enters_once(entered, cast):
    actions.start_applying(entered, by=cast.mariam)
    assert Person.objects.count() == 23


def test_the_writer_stands_in_the_ledger_with_the_reason(entered, cast):
    lines = Change.objects.filter(reason="import")
    assert lines.count() == entered.result["ledger"]
    assert set(lines.values_list("actor", flat=True)) == {cast.mariam.pk}


def test_a_failure_on_the_way_leaves_nothing_half_saved(batch, cast, monkeypatch):
    from kinkeeper.mission.strengthening.register import profile

    def fail(*_args, **_kwargs):
        raise RuntimeError

    monkeypatch.setattr(profile, "write_many", fail)
    after = actions.start_applying(decided(batch), by=cast.mariam)
    assert (after.state, Person.objects.count(), Source.objects.count()) == (State.REVIEW, 0, 0)
    assert after.problem is not None
    monkeypatch.undo()
    assert actions.start_applying(after, by=cast.mariam).state == State.APPLIED


def test_an_import_that_is_given_up_leaves_no_line_and_no_file(batch):
    actions.cancel(batch)
    assert (batch.lines.count(), batch.questions.count(), batch.stored) == (0, 0, "")


def test_a_field_worker_imports_only_families_of_her_places(cast, stage):
    batch = imported(small.FILE, by=cast.awa, under=stage.kita)
    assert batch.state == State.APPLIED
    assert not Family.objects.filter(number="003").exists()
    assert batch.counts["refused"] == 2
    refused = batch.lines.filter(row__in=[14, 15])
    assert {from_kept(line.why).facts["place"] for line in refused} == {"Sanankoroba"}


def test_who_may_not_import_is_refused(cast):
    from kinkeeper.ground.records.guard import Refused

    for nobody in (cast.hawa, cast.claire, cast.nobody):
        with pytest.raises(Refused):
            staged(small.FILE, by=nobody)


def test_a_place_outside_the_own_scope_cannot_be_chosen_or_created(cast, stage):
    from django.core.exceptions import ValidationError

    batch = checked(small.FILE, by=cast.awa)
    digan = batch.localities.get(written="Digan")
    with pytest.raises(ValidationError):
        actions.choose_place(digan, stage.socoura, by=cast.awa)
    with pytest.raises(ValidationError):
        actions.create_place(digan, parent=stage.mopti, by=cast.awa)


def test_lines_of_an_erased_person_lose_their_cells(entered):
    assert actions.forget_record(person("Mamadou").pk) == 2
    assert all(not line.cells for line in came_from(person("Mamadou").pk, highest=3))
