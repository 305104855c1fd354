"""Tables leave by one door: who, what for, which columns, how safe, for how long."""

import csv
import io
import os
import time
from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from hypothesis import given
from hypothesis import strategies as st
from msoffcrypto import OfficeFile
from msoffcrypto.exceptions import InvalidKeyError
from openpyxl import load_workbook

from kinkeeper.ground.access.models import Reading
from kinkeeper.ground.access.roles import CARE, MONITORING, REPORTING
from kinkeeper.ground.interop.exports import actions, files, locking, queries
from kinkeeper.ground.interop.exports.models import Exported, FileKind
from kinkeeper.ground.interop.exports.registry import Column, Export, register_export
from kinkeeper.ground.interop.exports.rules import BEGINS_FORMULA, may_leave, safe_in_csv
from kinkeeper.ground.interop.exports.tables import Table, as_csv, as_workbook
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.guard import Refused

WHY = "Réunion du comité de Kita"
ATTACKS = ['=HYPERLINK("http://evil.invalid")', "+1+1", "-2+3", "@SUM(A1)", "http://a.invalid", "7"]


def rows(asking):
    found = Place.objects.order_by("name")
    if asking.below:
        found = found.filter(path__startswith=asking.below.path)
    return list(found[: asking.most])


def no_places(by, purpose):
    return Place.objects.all()


def an_export(*columns):
    return Export(
        "places-of-a-test", "Places", "", "people.read", columns, rows, lambda row: row, no_places
    )


NAME = Column("name", "Name", 1, lambda row: f"={row.name}")
PERSONAL = Column("personal", "Personal", 2, lambda row: "personal")
NOTE = Column("note", "Note", 3, lambda row: 1 / 0)
SECRET = Column("secret", "Secret", 4, lambda row: 1 / 0)
EXPORT = an_export(NAME, PERSONAL, NOTE, SECRET)


PASSWORD = "aaaa-bbbb-cccc-dddd"


@pytest.fixture(autouse=True)
def one_password(monkeypatch):
    monkeypatch.setattr(locking, "new_password", lambda: PASSWORD)


def export_table(*args, **values):
    return actions.export_table(*args, **values).entry


def opened(data, password=PASSWORD):
    out, book = io.BytesIO(), OfficeFile(io.BytesIO(data))
    book.load_key(password=password)
    book.decrypt(out)
    return out


def sheet_of(entry):
    return load_workbook(opened(files.read(entry.file)))


def heads(entry):
    return [cell.value for cell in sheet_of(entry).worksheets[0][1]]


@pytest.mark.parametrize("name", ["awa", "claire", "pierre", "nadia", "nobody"])
def test_only_those_with_the_right_export(cast, name):
    with pytest.raises(Refused):
        export_table(EXPORT, by=getattr(cast, name), purpose=MONITORING, why=WHY)
    assert not Exported.objects.exists()


def test_the_right_holds_for_its_purpose_only(cast):
    with pytest.raises(Refused):
        export_table(EXPORT, by=cast.hawa, purpose=CARE, why=WHY)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("fatim", ["Name", "Personal"]), ("mariam", ["Name", "Personal"]), ("hawa", ["Name"])],
)
def test_columns_above_the_class_are_not_even_computed(cast, name, expected):
    """A coordinator may meet notes on the screen; they never leave in a file."""
    entry = export_table(EXPORT, by=getattr(cast, name), purpose=REPORTING, why=WHY)
    assert heads(entry) == expected


@given(level=st.integers(0, 4), exporter=st.integers(-1, 4))
def test_sensitive_and_restricted_never_leave(level, exporter):
    assert may_leave(level, exporter=exporter) == (level <= exporter and level < 3)


@pytest.mark.parametrize("why", ["", "   ", "liste", " a b c    "])
def test_a_reason_is_typed(cast, why):
    with pytest.raises(ValidationError) as problem:
        export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=why)
    assert "why" in problem.value.error_dict


def test_more_lines_than_the_limit_do_not_leave(cast, monkeypatch):
    monkeypatch.setattr(actions, "MOST_LINES", 3)
    with pytest.raises(ValidationError, match="3"):
        export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    assert not Exported.objects.exists()


def test_an_export_may_be_narrowed_to_a_place(cast, stage):
    entry = export_table(EXPORT, by=cast.fatim, purpose=CARE, why=WHY, below=stage.kita)
    assert entry.lines == 3
    assert entry.below == stage.kita


def test_an_export_is_written_down_with_its_reason(cast, stage):
    entry = export_table(EXPORT, by=cast.fatim, purpose=REPORTING, why=f"  {WHY} ")
    kept = Exported.objects.get(pk=entry.pk)
    assert (kept.account, kept.export, kept.lines) == (cast.fatim, EXPORT.code, 9)
    assert (kept.why, kept.columns, kept.place) == (WHY, "name personal", stage.kita)
    (line,) = queries.export_log(cast.nadia)
    assert (line.who, line.lines, line.why) == ("Fatim", 9, WHY)
    assert queries.export_log(cast.fatim) == []
    assert queries.export_log(cast.mariam) == []


def test_every_line_of_an_export_is_a_reading(cast):
    export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    reading = Reading.objects.get(door="exports")
    assert (reading.account, reading.kind, len(reading.records)) == (
        cast.mariam.pk, "places.place", 9,
    )  # fmt: skip
    assert reading.subject is None


def test_the_name_of_the_file_says_nothing(cast):
    entry = export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    name, _, kind = entry.file.partition(".")
    assert name.startswith("export-")
    assert len(name) == len("export-12345678")
    assert kind == "xlsx"
    assert files.path_of(entry.file).stat().st_mode & 0o077 == 0


def a_table():
    return Table("T", [("Reason", "=1+1")], [("=Head", 12)], [[text] for text in ATTACKS])


def test_a_workbook_holds_text_only():
    book = load_workbook(io.BytesIO(as_workbook(a_table())))
    cells = [cell for page in book.worksheets for row in page.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    assert [row[0].value for row in book.worksheets[0].iter_rows(min_row=2)] == ATTACKS
    assert book.worksheets[0]["A1"].value == "=Head"


def test_cells_of_a_csv_do_not_begin_a_formula():
    data = as_csv(a_table())
    assert data.startswith(b"\xef\xbb\xbf")
    found = list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))
    assert [row[0] for row in found[1:]] == [f"'{t}" for t in ATTACKS[:4]] + ATTACKS[4:]
    assert found[0] == ["'=Head"]


@given(st.text())
def test_no_text_begins_a_formula_in_csv(text):
    safe = safe_in_csv(text)
    assert not safe.lstrip().startswith(BEGINS_FORMULA)
    assert safe.removeprefix("'") == text or safe == text


def test_a_csv_keeps_accents_and_separators(cast):
    places = an_export(NAME, NOTE)
    entry = export_table(places, by=cast.mariam, purpose=REPORTING, why=WHY, kind=FileKind.CSV)
    text = files.read(entry.file).decode("utf-8-sig")
    assert text.splitlines()[0] == "Name"
    assert "'=Kita" in text


def test_a_text_table_of_persons_does_not_leave(cast):
    with pytest.raises(ValidationError) as told:
        export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY, kind=FileKind.CSV)
    assert "kind" in told.value.message_dict


def test_a_workbook_opens_only_with_the_password_of_its_author(cast):
    handed = actions.export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    data = files.read(handed.entry.file) or b""
    assert b"Kita" not in data
    with pytest.raises(InvalidKeyError):
        opened(data, "aaaa-bbbb-cccc-eeee")
    assert load_workbook(opened(data, handed.password)).worksheets[0]["A1"].value == "Name"


def test_passwords_are_long_and_never_the_same(monkeypatch):
    monkeypatch.undo()
    made = {locking.new_password() for _ in range(50)}
    assert len(made) == 50
    assert {len(word.replace("-", "")) for word in made} == {16}


def test_a_file_is_gone_after_a_day(cast):
    entry = export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    assert queries.own_export(entry.pk, by=cast.mariam) == entry
    path = files.path_of(entry.file)
    old = time.time() - 25 * 3600
    os.utime(path, (old, old))
    again = export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    assert not path.exists()
    assert files.path_of(again.file).exists()
    with time_machine.travel(timezone.now() + timedelta(hours=25), tick=False):
        assert queries.own_export(entry.pk, by=cast.mariam) is None


def test_the_worker_deletes_it_too(cast):
    export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    waiting = DBTaskResult.objects.get()
    assert waiting.run_after - timezone.now() > timedelta(hours=23)
    assert waiting.args_kwargs["args"][0] == "kinkeeper.ground.interop.exports.files.sweep"


def test_an_export_that_fails_leaves_no_file(cast, monkeypatch):
    def fails(*args, **kwargs):
        raise Refused

    monkeypatch.setattr(actions, "write", fails)
    before = set(files.folder().glob("*"))
    with pytest.raises(Refused):
        export_table(EXPORT, by=cast.mariam, purpose=REPORTING, why=WHY)
    assert set(files.folder().glob("*")) == before


def test_two_exports_of_one_code_are_a_mistake():
    families = an_export(NAME)
    other = an_export(PERSONAL)
    register_export(families)
    try:
        register_export(families)
        with pytest.raises(ValueError, match="places-of-a-test"):
            register_export(other)
    finally:
        from kinkeeper.ground.interop.exports import registry

        registry._EXPORTS.pop(families.code)
