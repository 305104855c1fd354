"""The write door and the ledger."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from kinkeeper.ground.records.actions import (
    Note,
    clash_values,
    erase,
    once,
    receive,
    settle_clash,
    write,
)
from kinkeeper.ground.records.bulk import Entry, write_many
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Change, Outcome
from kinkeeper.ground.records.queries import (
    AsKnown,
    Now,
    history,
    open_clashes,
    position,
    rows_as_of,
)
from kinkeeper.mission.people.models import Person
from tests.cast import Cast, Stage


def a_person(cast: Cast, stage: Stage, **values: object) -> Person:
    named = {"given_name": "Awa", "family_name": "Traoré", "search_key": "awa traore"} | values
    return write(Person(code=f"E-{uuid4().hex[:8]}", place=stage.kita), by=cast.awa, **named)


def test_a_new_record_has_one_ledger_line_with_who_and_what(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    (line,) = history(person)
    assert (line.version, line.base, line.actor) == (1, 0, cast.awa.pk)
    assert line.after["given_name"] == "Awa"
    assert "given_name" in line.changed


def test_sensitive_values_do_not_stand_in_clear_in_the_ledger(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage, note="canari-secret", mother_alive="dead")
    (line,) = history(person)
    assert "canari" not in str(line.after)
    assert line.sealed is not None
    assert b"canari" not in bytes(line.sealed)


def test_a_write_that_changes_nothing_leaves_no_line(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    write(person, by=cast.awa, given_name="Awa")
    assert history(person).count() == 1
    assert person.version == 1


def test_sending_the_same_change_again_does_nothing(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    change = uuid4()
    write(person, by=cast.awa, change_id=change, given_name="Assa")
    write(person, by=cast.awa, change_id=change, given_name="Autre")
    assert Person.objects.get(pk=person.pk).given_name == "Assa"


def test_a_form_sent_twice_is_accepted_once(cast: Cast, stage: Stage) -> None:
    form = uuid4()
    answers = [once(form, lambda: f"/p/{a_person(cast, stage).pk}") for _ in range(2)]
    assert answers[0] == answers[1]
    assert Person.objects.count() == 1


def test_a_name_that_is_too_long_is_refused_on_both_engines(cast: Cast, stage: Stage) -> None:
    with pytest.raises(ValidationError):
        a_person(cast, stage, given_name="x" * 500)
    assert Change.objects.filter(kind="people.person").count() == 0


def test_a_zero_byte_in_a_text_is_refused_on_both_engines(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    with pytest.raises(ValidationError) as refused:
        write(person, by=cast.awa, note="deux\x00mots")
    assert [*refused.value.message_dict] == ["note"]


def test_somebody_of_another_region_cannot_write(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    with pytest.raises(Refused):
        write(person, by=cast.oumar, given_name="Autre")
    assert Person.objects.get(pk=person.pk).given_name == "Awa"


def test_a_file_cannot_be_moved_out_of_its_editors_reach(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    with pytest.raises(Refused):
        write(person, by=cast.awa, place_id=stage.socoura.pk)
    assert Person.objects.get(pk=person.pk).place_id == stage.kita.pk


def test_different_fields_merge(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    receive(Person, person.pk, base=1, by=cast.awa, values={"given_name": "Assa"})
    answer = receive(Person, person.pk, base=1, by=cast.fatim, values={"alias": "Ba"})
    assert answer.clash is None
    person.refresh_from_db()
    assert (person.given_name, person.alias, person.version) == ("Assa", "Ba", 3)


def test_the_same_field_changed_twice_from_one_base_is_a_clash(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    receive(Person, person.pk, base=1, by=cast.awa, values={"given_name": "Assa"})
    answer = receive(Person, person.pk, base=1, by=cast.fatim, values={"given_name": "Aïssa"})
    assert answer.clash is not None
    assert Person.objects.get(pk=person.pk).given_name == "Assa"
    assert clash_values(answer.clash) == {"given_name": "Aïssa"}
    assert list(open_clashes()) == [answer.clash]


def test_a_person_settles_a_clash(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    receive(Person, person.pk, base=1, by=cast.awa, values={"given_name": "Assa"})
    clash = receive(Person, person.pk, base=1, by=cast.fatim, values={"given_name": "Aïssa"}).clash
    assert clash is not None
    settle_clash(clash, model=Person, by=cast.fatim, keep={"given_name": "Aïssa"})
    assert Person.objects.get(pk=person.pk).given_name == "Aïssa"
    assert not open_clashes().exists()


def test_one_person_editing_twice_is_no_clash_when_the_value_is_the_same(
    cast: Cast, stage: Stage
) -> None:
    person = a_person(cast, stage)
    receive(Person, person.pk, base=1, by=cast.awa, values={"given_name": "Assa"})
    assert (
        receive(Person, person.pk, base=1, by=cast.awa, values={"given_name": "Assa"}).clash is None
    )


def test_rows_as_known_show_the_values_of_then(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage, note="avant")
    then = position()
    write(person, by=cast.awa, given_name="Assa", note="après", birth_date=date(2010, 5, 1))
    other = a_person(cast, stage)
    columns = ("id", "given_name", "note", "birth_date")
    assert AsKnown(then).of(Person, *columns) == [(person.pk, "Awa", "avant", None)]
    assert len(Now().of(Person, *columns)) == 2
    assert AsKnown(position()).of(Person, "id", id={other.pk}) == [(other.pk,)]


def test_rows_as_known_are_filtered_by_the_values_of_then(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage)
    then = position()
    write(person, by=cast.awa, sex="F")
    assert AsKnown(then).of(Person, "id", sex="F") == []
    assert AsKnown(then).of(Person, "id", sex="") == [(person.pk,)]


def test_the_position_of_a_moment_is_before_anything_learned_later(
    cast: Cast, stage: Stage
) -> None:
    a_person(cast, stage)
    between = timezone.now()
    a_person(cast, stage)
    assert len(rows_as_of(known_at=between).of(Person, "id")) == 1
    assert len(rows_as_of(known_at=between - timedelta(days=1)).of(Person, "id")) == 0


def test_bulk_work_leaves_the_same_ledger(cast: Cast, stage: Stage) -> None:
    person = Person(code="E-1", place=stage.kita, search_key="k")
    entries = [
        Entry(person, {"given_name": "Awa", "note": "secret"}),
        Entry(person, {"given_name": "Assa"}),
    ]
    assert write_many(entries, by=cast.awa) == 2
    stored = Person.objects.get(code="E-1")
    assert (stored.given_name, stored.version) == ("Assa", 2)
    assert [line.after["given_name"] for line in history(stored)] == ["Awa", "Assa"]
    assert AsKnown(position() - 1).of(Person, "given_name", "note") == [("Awa", "secret")]


def test_bulk_work_is_all_or_nothing(cast: Cast, stage: Stage) -> None:
    good = Entry(Person(code="E-1", place=stage.kita, search_key="k"), {"given_name": "Awa"})
    bad = Entry(Person(code="E-2", place=stage.kita, search_key="k"), {"given_name": ""})
    with pytest.raises(ValidationError):
        write_many([good, bad], by=cast.awa)
    assert not Person.objects.exists()


def test_erasing_reaches_the_ledger_and_destroys_the_key(cast: Cast, stage: Stage) -> None:
    person = a_person(cast, stage, note="canari")
    then = position()
    erase(
        person, by=cast.awa, reason="retention",
        empty={"given_name": "-", "family_name": "", "note": "", "search_key": "-"},
    )  # fmt: skip
    assert all("Awa" not in str(line.after) for line in history(person))
    assert [line.outcome for line in history(person)][-1] == Outcome.ERASED
    assert AsKnown(then).of(Person, "note") == [("",)]


def test_a_ledger_note_keeps_when_it_happened_apart_from_when_it_was_recorded(
    cast: Cast, stage: Stage
) -> None:
    person = a_person(cast, stage)
    note = Note(occurred_on=date(2018, 12, 1), reason="correction", device="bureau")
    receive(Person, person.pk, base=1, by=cast.awa, note=note, values={"alias": "Ba"})
    line = history(person).last()
    assert line is not None
    assert (line.occurred_on, line.reason, line.device) == (
        date(2018, 12, 1),
        "correction",
        "bureau",
    )
    assert line.recorded_at.date() == timezone.now().date()


def test_a_frozen_moment_ignores_what_was_entered_later_with_an_old_date(
    cast: Cast, stage: Stage
) -> None:
    a_person(cast, stage)
    moment, frozen = timezone.now(), position()
    late = Entry(
        Person(code="E-9", place=stage.kita), {"given_name": "Tard"},
        recorded_at=moment - timedelta(days=9),
    )  # fmt: skip
    write_many([late], by=cast.awa)
    assert len(rows_as_of(known_at=moment).of(Person, "id")) == 2
    assert len(rows_as_of(known_at=moment, seq=frozen).of(Person, "id")) == 1
