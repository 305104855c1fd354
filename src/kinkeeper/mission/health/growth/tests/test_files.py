"""A CSV in, a CSV out; what cannot be read is told by its line and column and leaves no file."""

import pytest

from kinkeeper.mission.health.growth import reading
from kinkeeper.mission.health.growth.files import compute_file
from kinkeeper.mission.health.growth.problems import BadTable
from kinkeeper.mission.health.growth.references import REFERENCES
from kinkeeper.mission.health.growth.tests.who import HERE, Answers

YOUNG, OLDER = REFERENCES["0-5"], REFERENCES["5-19"]


@pytest.fixture
def computed(tmp_path):
    def compute(text, reference=YOUNG, encoding="utf-8"):
        source, out = tmp_path / "in.csv", tmp_path / "out.csv"
        source.write_bytes(text.encode(encoding))
        compute_file(source, out, reference, tell=lambda done: None)
        return Answers(out).rows

    return compute


@pytest.mark.parametrize(
    ("name", "reference"),
    [("zscores_0_60_months.csv", YOUNG), ("zscores_5_19_years.csv", OLDER)],
    ids=["0-5", "5-19"],
)
def test_the_file_of_who_comes_out_with_whos_own_columns(tmp_path, name, reference):
    assert compute_file(HERE / name, tmp_path / name, reference, tell=lambda done: None) > 100
    ours, theirs = Answers(tmp_path / name), Answers(HERE / name)
    assert list(ours.rows[0]) == list(theirs.rows[0])
    for mine, whos in zip(ours.rows, theirs.rows, strict=True):
        slips = {"zwfl"} if mine["id"] in {"20667", "20959"} else set()
        for column in mine.keys() - slips - {"cbmi"}:  # its fifteenth digit is R's rounding
            assert mine[column] == whos[column], (mine["id"], column)


def test_own_columns_stay_and_semicolons_with_decimal_commas_are_read(computed):
    row = computed("\ufeffnom;sex;age;weight\nAwa Traoré;f;400;8,9\n")[0]
    assert row["nom"] == "Awa Traoré"
    assert row["zwei"] == "-0.27"
    assert row["zlen"] == ""


def test_ages_in_months_are_read_line_by_line(computed):
    rows = computed("sex,age,age_unit,weight\n1,12,m,9\n1,365,d,9\n")
    assert rows[0]["zwei"] == rows[1]["zwei"]


def test_a_table_without_children_gives_the_heading(computed):
    assert computed("sex,age,weight\n") == []


def test_each_piece_is_told_and_lines_keep_their_order(tmp_path, monkeypatch):
    monkeypatch.setattr(reading, "LINES_AT_ONCE", 3)
    source, out = tmp_path / "in.csv", tmp_path / "out.csv"
    told: list[int] = []
    source.write_text("id,sex,age,weight\n" + "".join(f"{n},1,{n},4\n" for n in range(8)))
    assert compute_file(source, out, YOUNG, tell=told.append) == 8
    assert told == [3, 6, 8]
    assert [row["id"] for row in Answers(out).rows] == [str(n) for n in range(8)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "file is empty"),
        ("sex,weight\n1,3\n", "no column “age”. These are read: sex, age"),
        ("sex,age\n1,3\n", "No column holds a measurement"),
        ("sex,age,sex,weight\n1,3,1,4\n", "“sex” stands twice"),
        ("sex,age,weight\n1,3,4\n1,3\n", "Line 3 has 2 cells, but the first line names 3"),
        ("sex,age,weight\n1,3,4\n1,4,4kg\n", "Line 3, column “weight”: “4kg” is not a number"),
        ("sex,age,weight\n1,3,inf\n", "Line 2, column “weight”: “inf” is not a number"),
        ("sex,age,weight\n\n1,-2,4\n", "Line 3, column “age”: an age of -2"),
        ("sex,age,weight\nfille,2,4\n", "Line 2, column “sex”: “fille” is none of 1, 2"),
        ("sex,age,measure,weight\n1,2,debout,4\n", "“debout” is none of l, L, h, H"),
        ('sex,age,weight\n1,2,"4\n', "cannot be read: check its quotation marks"),
    ],
)
def test_a_bad_table_is_told_by_line_and_column(computed, tmp_path, text, sentence):
    with pytest.raises(BadTable, match=sentence):
        computed(text)
    assert [file.name for file in tmp_path.iterdir()] == ["in.csv"]


def test_another_alphabet_is_told(computed):
    with pytest.raises(BadTable, match="CSV UTF-8"):
        computed("sex,age,weight,nom\n1,2,4,Traoré\n", encoding="latin-1")


def test_a_file_that_was_there_is_kept_when_the_table_is_bad(computed, tmp_path):
    (tmp_path / "out.csv").write_text("yesterday")
    with pytest.raises(BadTable):
        computed("sex,age,weight\n1,x,4\n")
    assert (tmp_path / "out.csv").read_text() == "yesterday"
