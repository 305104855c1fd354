"""`./kinkeeper growth`: a file in, a file out, and a sentence when it cannot be."""

import io

import pytest
from django.core.management import CommandError, call_command
from django.utils.translation import override


@pytest.fixture(autouse=True)
def _in_french():
    with override("fr"):
        yield


class Terminal(io.StringIO):
    def isatty(self):
        return True


def growth(source, **options):
    out, told = io.StringIO(), Terminal()
    call_command("growth", source, stdout=out, stderr=told, no_color=True, **options)
    return out.getvalue(), told.getvalue()


@pytest.fixture
def children(tmp_path):
    file = tmp_path / "in.csv"
    file.write_text("sex,age,weight\n1,400,9.1\n2,500,8.8\n", encoding="utf-8")
    return file


def test_a_file_of_children_is_computed_with_progress_on_a_terminal(children, tmp_path):
    said, told = growth(children, out=tmp_path / "out.csv")
    assert "2 enfants" in said
    assert "\r2 enfants" in told
    header, first, _second = (tmp_path / "out.csv").read_text().splitlines()
    assert header.startswith("sex,age,weight,clenhei,")
    assert first.split(",")[header.split(",").index("zwei")] == "-0.77"


def test_children_of_school_age_have_their_own_columns(children, tmp_path):
    with pytest.raises(
        CommandError, match="pas de colonne «\N{NO-BREAK SPACE}age_in_months\N{NO-BREAK SPACE}»"
    ) as told:
        growth(children, out=tmp_path / "out.csv", reference="5-19")
    assert told.value.returncode == 2


def test_a_bad_cell_is_told_in_the_language_of_the_office(children, tmp_path):
    children.write_text("sex,age,weight\n1,400,9 kg\n", encoding="utf-8")
    with override("en"), pytest.raises(CommandError, match="Line 2, column “weight”"):
        growth(children, out=tmp_path / "out.csv")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(CommandError, match="Il n’y a pas de fichier"):
        growth(tmp_path / "none.csv", out=tmp_path / "out.csv")
