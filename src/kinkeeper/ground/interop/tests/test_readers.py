import csv
import io
import time
import zipfile
from datetime import date

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kinkeeper.ground.interop import readers
from kinkeeper.ground.interop.cells import (
    CellError,
    address,
    from_kept,
    kept,
    letters,
)
from kinkeeper.ground.interop.file_problems import FileProblem
from kinkeeper.ground.interop.files import harmless, keep_file, path_of
from kinkeeper.ground.interop.readers import read_table
from kinkeeper.ground.interop.said import said
from kinkeeper.ground.interop.tests.make import SHEET, csv_text, rewritten, workbook

HEAD = ["N° famille", "Prénom enfant", "Sexe"]


def refusal(path) -> str:
    with pytest.raises(FileProblem) as problem:
        read_table(path)
    return problem.value.said.text


def test_a_workbook_keeps_row_numbers_and_kinds_of_values(tmp_path):
    rows = [HEAD, [1, "Awa", "F"], [], ["002", " Issa ", date(2017, 5, 2)]]
    table = read_table(workbook(tmp_path / "a.xlsx", rows))
    assert [line.row for line in table.lines] == [1, 2, 4]
    assert dict(table.lines[2].cells) == {0: "002", 1: "Issa", 2: date(2017, 5, 2)}


def test_the_sheet_that_looks_like_a_table_is_chosen_and_the_other_named(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Notes"
    for line in range(3):
        book.active.append(["x", "y", f"note {line}"])
    page = book.create_sheet("Registre")
    for row in [HEAD, [1, "Awa", "F"], [1, "Issa", "M"], [2, "Sira", "F"]]:
        page.append(row)
    book.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert table.sheet == "Registre"
    assert "Notes" in str(table.notices[0].facts["others"])


def test_a_sheet_that_declares_a_million_rows_costs_nothing(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [HEAD, [1, "Awa", "F"]])
    rewritten(path, SHEET, b'ref="A1:C2"', b'ref="A1:XFD1048576"')
    began = time.monotonic()
    assert len(read_table(path).lines) == 2
    assert time.monotonic() - began < 2


def test_a_million_empty_rows_end_the_table_with_a_notice(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [HEAD, [1, "Awa", "F"]])
    empty = b"".join(b'<row r="%d"/>' % row for row in range(3, 200_000))
    rewritten(path, SHEET, b"</sheetData>", empty + b"</sheetData>")
    table = read_table(path)
    assert len(table.lines) == 2
    assert table.notices[0].facts["row"] == 2


def test_a_far_lonely_cell_does_not_make_the_reader_count_to_it(tmp_path):
    book = openpyxl.Workbook()
    for row in [HEAD, [1, "Awa", "F"]]:
        book.active.append(row)
    book.active.cell(row=1_048_576, column=1, value="fin")
    book.save(tmp_path / "a.xlsx")
    began = time.monotonic()
    table = read_table(tmp_path / "a.xlsx")
    assert (len(table.lines), len(table.notices)) == (2, 1)
    assert time.monotonic() - began < 2


def test_errors_of_formulas_are_problems_at_their_cell(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [HEAD, [1, "Awa", "#REF!"], [1, "#N/A", "F"]])
    lines = read_table(path).lines
    assert (lines[1].cells[2], lines[2].cells[1]) == (CellError("#REF!"), CellError("#N/A"))


def test_a_formula_whose_value_was_never_stored_is_no_empty_cell(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [HEAD, [1, "Awa", "=A2&B2"], [1, "Issa", "M"]])
    assert isinstance(read_table(path).lines[1].cells[2], CellError)


def test_a_workbook_with_a_password_says_so(tmp_path):
    path = tmp_path / "a.xlsx"
    magic = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    path.write_bytes(magic + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600))
    assert refusal(path) == said(readers.LOCKED).text
    path.write_bytes(magic + bytes(1200))
    assert refusal(path) == said(readers.OLD_EXCEL).text


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_damaged(tmp_path, share):
    path = workbook(tmp_path / "a.xlsx", [HEAD, *([1, f"Awa {n}", "F"] for n in range(50))])
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * share)])
    assert refusal(path) == said(readers.DAMAGED).text


def test_other_kinds_of_file_are_named(tmp_path):
    def archive(**parts):
        with zipfile.ZipFile(tmp_path / "z", "w") as target:
            for name, text in parts.items():
                target.writestr(name.replace("__", "/").replace("_", "."), text)
        return tmp_path / "z"

    assert refusal(archive(mimetype="x", content_xml="x")) == said(readers.OPEN_DOC).text
    assert refusal(archive(xl__workbook_bin="x")) == said(readers.BINARY).text
    assert refusal(archive(word__document_xml="x")) == said(readers.NO_LIST).text
    for data in (b"%PDF-1.7 \x00\x01", b"\x89PNG\r\n\x1a\n\x00", b"\x00" * 50):
        (tmp_path / "f").write_bytes(data)
        assert "neither a workbook" in refusal(tmp_path / "f")


def test_a_small_file_that_unpacks_to_a_huge_one_is_not_opened(tmp_path, monkeypatch):
    monkeypatch.setattr(readers, "LARGEST_UNPACKED", 1_000_000)
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("xl/workbook.xml", b" " * 2_000_000)
    assert refusal(tmp_path / "a.xlsx") == said(readers.BOMB).text


def test_entities_of_xml_are_not_expanded(tmp_path):
    path = workbook(tmp_path / "a.xlsx", [HEAD, [1, "Awa", "F"]])
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet'
    rewritten(path, SHEET, b"<worksheet", bomb)
    assert refusal(path) == said(readers.DAMAGED).text


def test_macros_are_not_run_and_it_is_said(tmp_path):
    path = workbook(tmp_path / "a.xlsm", [HEAD, [1, "Awa", "F"]])
    with zipfile.ZipFile(path, "a") as target:
        target.writestr("xl/vbaProject.bin", b"x")
    assert [notice.text for notice in read_table(path).notices] == [said(readers.MACROS).text]


def test_empty_and_too_large_files_are_refused_and_not_kept(tmp_path, monkeypatch):
    (tmp_path / "e").write_bytes(b"")
    assert refusal(tmp_path / "e") == said(readers.EMPTY_FILE).text
    monkeypatch.setattr("kinkeeper.ground.interop.files.LARGEST_FILE", 10)
    before = set(path_of("x").parent.glob("*"))
    for pieces in ([b"x" * 11], []):
        with pytest.raises(FileProblem):
            keep_file(pieces)
    assert set(path_of("x").parent.glob("*")) == before


def test_a_kept_file_is_private_and_its_name_says_nothing():
    stored, digest, size = keep_file([b"abc", b"def"])
    path = path_of(stored)
    assert (path.read_bytes(), size, len(digest)) == (b"abcdef", 6, 64)
    assert path.stat().st_mode & 0o777 == 0o600
    path.unlink()


def test_names_of_files_are_made_harmless():
    assert harmless("C:\\bureau\\registre.xlsx") == "registre.xlsx"
    assert harmless("../../etc/passwd") == "passwd"
    assert "\u202e" not in harmless("a\u202excod.exe\x1b[31m")
    assert harmless("...") == harmless("/")


@pytest.mark.parametrize("sign", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_in_every_hand(tmp_path, sign, encoding):
    text = "\r\n".join([sign.join(HEAD), sign.join(["1", "Aïssata", "fém"]), ""])
    lines = read_table(csv_text(tmp_path / "a.csv", text, encoding=encoding)).lines
    assert dict(lines[1].cells) == {0: "1", 1: "Aïssata", 2: "fém"}


def test_a_text_without_columns_is_no_table(tmp_path):
    for text in ("Bonjour\nla liste suit\n", '{"a": 1, "b": 2}', "<html><p>a, b, c</p></html>"):
        assert "no table" in refusal(csv_text(tmp_path / "a.csv", text))


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@settings(max_examples=60, deadline=None)
@given(rows=st.lists(st.lists(TEXTS, min_size=3, max_size=5), min_size=1, max_size=8))
def test_what_is_written_as_csv_is_read_again(tmp_path_factory, rows):
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL).writerows([HEAD, *rows])
    path = csv_text(tmp_path_factory.mktemp("csv") / "a.csv", out.getvalue())
    read = [list(line.cells.values()) for line in read_table(path).lines[1:]]
    wanted = [[c for text in row if (c := text.strip())] for row in rows]
    assert [[str(v) for v in row] for row in read] == [row for row in wanted if row]


@settings(max_examples=80, deadline=None)
@given(
    data=st.binary(max_size=400),
    head=st.sampled_from([b"", b"PK\x03\x04", b"\xd0\xcf\x11\xe0"]),
)
def test_any_bytes_give_a_table_or_a_sentence(tmp_path_factory, head, data):
    path = tmp_path_factory.mktemp("any") / "a"
    path.write_bytes(head + data)
    try:
        assert read_table(path).lines
    except FileProblem as problem:
        assert str(problem)  # noqa: PT017 - either answer is right


@given(column=st.integers(0, 16_383))
def test_letters_of_columns_are_those_of_spreadsheets(column):
    assert letters(column) == openpyxl.utils.get_column_letter(column + 1)
    assert address(column, 7) == f"{letters(column)}7"


VALUES = st.one_of(
    st.text(min_size=1), st.integers(), st.floats(allow_nan=False), st.booleans(), st.dates(),
    st.builds(CellError, st.sampled_from(["#REF!", "#N/A"])),
)  # fmt: skip


@given(cells=st.dictionaries(st.integers(0, 300), VALUES, max_size=5))
def test_cells_survive_being_kept(cells):
    assert from_kept(kept(cells)) == cells
