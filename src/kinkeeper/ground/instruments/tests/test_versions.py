"""Versions are frozen by their first answer; answers stay readable by the ids of questions."""

from importlib import import_module

import pytest
from cryptography.exceptions import InvalidTag
from django.apps import apps
from django.core.exceptions import ValidationError

from kinkeeper.ground.instruments.actions import (
    NotYet,
    Wrong,
    answer,
    close,
    correct,
    keep_version,
    put_in,
    take_back,
)
from kinkeeper.ground.instruments.keeping import restricted
from kinkeeper.ground.instruments.listeners import _HEARD, on_answers
from kinkeeper.ground.instruments.models import Answers, Questionnaire, Version
from kinkeeper.ground.instruments.queries import is_frozen, read_by, scores_for, whole
from kinkeeper.ground.instruments.tests.make import (
    ANSWERS,
    ON,
    VISIT,
    a_family,
    a_version,
    book,
    line,
    some_answers,
    visit_book,
)
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change


@pytest.fixture
def version(cast):
    return a_version(cast.mariam)


@pytest.fixture
def family(cast, stage):
    return a_family(cast.awa, stage.kita_town)


def reworded(name, words, **more):
    return [line(li["type"], li["name"], words, **more) if li.get("name") == name else li
            for li in VISIT]  # fmt: skip


def test_a_version_is_replaced_until_somebody_answered_it(cast, version, family):
    again = keep_version(book(*VISIT, line("text", "more")), by=cast.mariam)
    assert (again.pk, again.number) == (version.pk, 1)
    some_answers(again, family, by=cast.awa)
    assert is_frozen(again)
    third = keep_version(visit_book(), by=cast.mariam)
    assert third.number == 2
    assert Version.objects.get(pk=version.pk).names == again.names


def test_the_same_workbook_again_changes_nothing(cast, version, family):
    some_answers(version, family, by=cast.awa)
    assert keep_version(visit_book(), by=cast.mariam).pk == version.pk


def test_other_words_are_the_same_question_once_somebody_said_so(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    other = book(*reworded("illness", "De quoi ?", relevant="${ill} = 'y'", required="yes"))
    with pytest.raises(NotYet) as refused:
        keep_version(other, by=cast.mariam)
    assert refused.value.checked.changes.reworded == ("illness",)
    newer = keep_version(other, by=cast.mariam, confirmed=True)
    assert newer.names["illness"] == version.names["illness"]
    assert read_by(row, by=cast.awa)["illness"] == "palu"


def test_another_type_under_the_same_name_is_refused(cast, version):
    survey = [line("integer", "ill") if li.get("name") == "ill" else li for li in VISIT[:2]]
    with pytest.raises(NotYet) as refused:
        keep_version(book(*survey), by=cast.mariam, confirmed=True)
    assert refused.value.checked.changes.retyped == (("ill", "one", "integer"),)


def test_a_type_is_not_changed_by_leaving_the_question_out_for_a_version(cast, version, family):
    some_answers(version, family, by=cast.awa)
    keep_version(book(VISIT[0]), by=cast.mariam, confirmed=True)
    with pytest.raises(NotYet):
        keep_version(book(VISIT[0], line("integer", "ill")), by=cast.mariam, confirmed=True)


def test_a_name_may_change_when_the_id_goes_along(cast, version):
    renamed = line("integer", "meals_a_day", question_id=version.names["meals"])
    newer = keep_version(book(renamed), by=cast.mariam, confirmed=True)
    assert newer.names == {"meals_a_day": version.names["meals"]}


def test_a_restricted_answer_lies_sealed_in_its_own_row_alone(cast, version, family):
    row, other = (some_answers(version, family, by=cast.awa) for _turn in range(2))
    assert "chut" not in str(Answers.objects.values_list())
    assert whole(row)["secret"] == "chut"
    row.restricted = other.restricted
    with pytest.raises(InvalidTag):
        whole(row)


def test_a_correction_that_leaves_it_alone_seals_nothing_anew(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    before = row.restricted
    correct(row, base=row.version, by=cast.awa, answers={**ANSWERS, "meals": "1"})
    row.refresh_from_db()
    assert row.restricted == before
    correct(row, base=row.version, by=cast.awa, answers={**ANSWERS, "secret": "plus rien"})
    row.refresh_from_db()
    assert whole(row)["secret"] == "plus rien"


def test_what_lay_in_clear_is_sealed_by_the_migration(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    clear = {version.names["secret"]: "chut"}
    Answers.objects.filter(pk=row.pk).update(restricted=clear)
    import_module("kinkeeper.ground.instruments.migrations.0002_seal_restricted").seal(apps, None)
    row.refresh_from_db()
    assert "chut" not in str(row.restricted)
    assert whole(row)["secret"] == "chut"


def test_answers_lie_by_the_class_of_their_question(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    ids = version.names
    assert set(row.personal) == {ids["meals"], ids["ill"], ids["ages"], "child"}
    assert row.sensitive == {ids["illness"]: "palu"}
    assert restricted(row) == {ids["secret"]: "chut"}
    change = Change.objects.get(record=row.pk)
    assert "palu" not in str(change.after)
    assert "secret" not in read_by(row, by=cast.awa)
    assert "illness" not in read_by(row, by=cast.mariam)
    assert whole(row) == {**ANSWERS, "ages": "11"}


def test_a_score_is_computed_and_named(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    (fed,) = scores_for(row, read_by(row, by=cast.awa))
    assert fed.value == 6
    assert fed.band("x").code == "many"


def test_wrong_answers_are_refused_with_the_words_of_the_form(cast, version, family):
    with pytest.raises(Wrong) as refused:
        some_answers(version, family, by=cast.awa, answers={**ANSWERS, "meals": "9"})
    assert refused.value.messages == ["meals: Cinq au plus."]


def test_a_correction_goes_through_receive_and_both_sides_of_a_clash_stay(cast, version, family):
    row = some_answers(version, family, by=cast.awa)
    base = row.version
    done = correct(row, base=base, by=cast.awa, answers={**ANSWERS, "meals": "2"})
    assert done.clash is None
    late = correct(row, base=base, by=cast.fatim, answers={**ANSWERS, "meals": "1"})
    assert late.clash is not None
    row.refresh_from_db()
    assert whole(row)["meals"] == "2"


def test_what_is_taken_back_stays_readable_and_others_hear_of_it(cast, version, family):
    heard = []
    on_answers("essai", lambda row, by: heard.append((row.mistaken, by.name)))
    try:
        row = some_answers(version, family, by=cast.awa)
        take_back(row, by=cast.awa)
    finally:
        _HEARD.pop("essai")
    assert heard == [(False, "Awa"), (True, "Awa")]


def test_nobody_answers_tomorrow_or_what_is_closed(cast, version, family):
    close(version.questionnaire, by=cast.mariam, on=ON)
    version.questionnaire.refresh_from_db()
    with pytest.raises(ValidationError):
        some_answers(version, family, by=cast.awa)


def test_only_the_national_office_brings_questionnaires(cast):
    for name in ("awa", "fatim", "moussa", "hawa", "pierre", "claire", "nobody"):
        with pytest.raises(Refused):
            put_in("well-being", by=getattr(cast, name))
    assert not Questionnaire.objects.exists()


def test_who_does_not_work_here_answers_nothing(cast, version, family):
    for name in ("moussa", "mariam", "oumar", "hawa", "pierre", "claire", "nadia", "nobody"):
        with pytest.raises(Refused):
            answer(version, by=getattr(cast, name), on=ON, place=family.place, subject=family,
                   answers=ANSWERS)  # fmt: skip
