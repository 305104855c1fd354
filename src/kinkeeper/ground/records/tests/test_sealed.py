"""Texts of class L4: plain on the record, ciphertext in the row."""

from collections.abc import Iterator
from typing import Any

import pytest
from cryptography.exceptions import InvalidTag
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from kinkeeper.ground.records.models import L4, About, Record
from kinkeeper.ground.records.sealed import SealedTextField
from kinkeeper.ground.records.together import together
from kinkeeper.ground.vault import store

TEXT = "Elle a dit : « ne le répétez à personne »"


@pytest.fixture
def notes(db: None) -> Iterator[type[Record]]:
    """A table of the test's own with two sealed fields."""
    with isolate_apps("kinkeeper.ground.records"):

        class Secret(Record):
            about = About(kind="records.secret", place=None, read="no.body", write="no.body")
            note = L4(SealedTextField(blank=True))
            other = L4(SealedTextField(null=True))

            class Meta:
                app_label = "records"
                db_table = "test_secret"

        kind = "uuid" if connection.vendor == "postgresql" else "char(32)"
        with connection.cursor() as cursor:
            cursor.execute(
                f"CREATE TABLE test_secret (id {kind} PRIMARY KEY, version integer NOT NULL,"
                " note text NOT NULL, other text NULL)"
            )
        yield Secret


def raw(column: str = "note") -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM test_secret ORDER BY id")
        return [row[0] for row in cursor.fetchall()]


def kept(kind: Any, **values: Any) -> Any:
    row = kind(**values)
    models.Model.save(row, force_insert=True)
    return row


def test_the_row_holds_ciphertext_and_the_record_the_text(notes: Any) -> None:
    row = kept(notes, note=TEXT, other=None)
    assert "répétez" not in raw()[0]
    assert len(raw()[0]) > len(TEXT)
    again = notes.objects.get(pk=row.pk)
    assert again.note == TEXT
    assert again.other is None
    assert isinstance(again.note, str)


def test_saving_again_without_having_looked_changes_nothing(notes: Any) -> None:
    row = kept(notes, note=TEXT)
    before = raw()
    again = notes.objects.get(pk=row.pk)
    models.Model.save(again)
    assert raw() == before
    again.note = "autre"
    models.Model.save(again)
    assert notes.objects.get(pk=row.pk).note == "autre"


def test_bulk_writing_and_reading_together_seal_and_open_too(notes: Any) -> None:
    rows = [notes(note=f"{TEXT} {n}") for n in range(3)]
    notes.objects.bulk_create(rows)
    rows[0].note = "changé"
    notes.objects.bulk_update(rows, ["note"])
    assert all("répétez" not in value and "chang" not in value for value in raw())
    (found,) = together(notes.objects.all())
    assert {row.note for row in found} == {"changé", f"{TEXT} 1", f"{TEXT} 2"}


def test_an_empty_text_stays_empty(notes: Any) -> None:
    kept(notes, note="")
    assert raw() == [""]
    assert notes.objects.get().note == ""


def test_a_text_moved_to_another_row_or_field_does_not_open(notes: Any) -> None:
    one, other = kept(notes, note="un", other="x"), kept(notes, note="deux", other="y")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_secret SET other = note")
    with pytest.raises(InvalidTag):
        _ = notes.objects.get(pk=one.pk).other
    with connection.cursor() as cursor:
        cursor.execute("UPDATE test_secret SET note = (SELECT max(note) FROM test_secret)")
    opened = []
    for pk in (one.pk, other.pk):
        try:
            opened.append(notes.objects.get(pk=pk).note)
        except InvalidTag:
            opened.append(None)
    assert opened.count(None) == 1, "only the row it was written for opens it"


@pytest.mark.parametrize("asked", ["note", "note__contains", "note__gt", "note__startswith"])
def test_nobody_looks_for_a_row_by_a_sealed_text(notes: Any, asked: str) -> None:
    with pytest.raises(FieldError):
        list(notes.objects.filter(**{asked: TEXT}))
    assert notes.objects.filter(note__isnull=False).count() == 0


def test_columns_alone_are_given_as_ciphertext(notes: Any) -> None:
    kept(notes, note=TEXT)
    assert "répétez" not in str(list(notes.objects.values_list("note")))


def test_without_its_key_nothing_is_left(notes: Any) -> None:
    row = kept(notes, note=TEXT)
    store.destroy([row.pk])
    assert notes.objects.get(pk=row.pk).note == ""
