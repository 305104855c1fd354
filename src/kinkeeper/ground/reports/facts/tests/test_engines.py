"""One definition, four engines: the same cells, whatever the facts."""

import importlib
import importlib.util
from dataclasses import fields, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kinkeeper.ground.reports.facts import engines
from kinkeeper.ground.reports.facts.declared import MEASURES, Cell, counted
from kinkeeper.ground.reports.facts.engines import MissingEngine, measured
from kinkeeper.ground.reports.facts.parquet import write_parquet
from kinkeeper.ground.reports.facts.table import COLUMNS, Fact

ONE = Fact(
    1, "2018-Q1", "2018-01", "Kayes", "Kita", "Kita", "Namala", "F", "6-11", "child", "food",
    "in_kind", "RECORDE", 1,
)  # fmt: skip

POLARS = ["polars"] if importlib.util.find_spec("polars") else []
EMBEDDED = ["duckdb", *POLARS]
some_facts = st.lists(
    st.builds(
        replace, st.just(ONE), who=st.integers(1, 6),
        quarter=st.sampled_from(["2018-Q1", "2018-Q2", "2019-Q1"]),
        sex=st.sampled_from(["F", "M", ""]), commune=st.sampled_from(["Kita", "Badia, nord", ""]),
        kind=st.sampled_from(["food", "health_medical"]), quantity=st.integers(1, 50),
        place=st.sampled_from(["Namala", "Sirakoro “l’ancien”", "=1+1"]),
    ),
    max_size=15,
)  # fmt: skip


def test_a_fact_has_no_column_that_could_name_anybody():
    names = {field.name for field in fields(Fact)}
    assert names.isdisjoint({"name", "person", "family", "birth", "day", "phone", "address"})


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=some_facts)
def test_embedded_engines_give_what_plain_counting_gives(rows, tmp_path):
    if not rows:
        return
    write_parquet(rows, tmp_path)
    for measure in MEASURES.values():
        for asked in (measure, measure.in_quarter("2018-Q2")):
            for engine in EMBEDDED:
                assert measured(asked, engine=engine, folder=tmp_path) == counted(asked, rows)


def test_ten_children_at_two_places_in_two_quarters_are_ten_and_not_twenty():
    rows = [
        replace(ONE, who=who, quarter=quarter, place=place)
        for who in range(10) for quarter in ("2018-Q1", "2018-Q2") for place in ("A", "B")
    ]  # fmt: skip
    cells = {(c.quarter, c.by, c.key): c.people for c in counted(MEASURES["reached"], rows)}
    assert cells["2018-Q1", "total", ""] == 10
    assert cells["2018-Q1", "place", "A"] == cells["2018-Q1", "place", "B"] == 10
    first = counted(MEASURES["first_reached"], rows)
    assert [(c.quarter, c.people) for c in first] == [("2018-Q1", 10)]


def test_not_recorded_is_a_category_and_counts_in_the_total():
    rows = [replace(ONE, who=1, sex=""), replace(ONE, who=2, sex="F")]
    cells = {(c.by, c.key): c.people for c in counted(MEASURES["reached"], rows)}
    assert (cells["sex", ""], cells["sex", "F"], cells["total", ""]) == (1, 1, 2)


def test_spark_gives_the_same(tmp_path):
    pytest.importorskip("pyspark", reason="pyspark is not installed here: the extra “spark”")
    rows = [replace(ONE, who=n % 7, sex="FM"[n % 2], quantity=n + 1) for n in range(40)]
    write_parquet(rows, tmp_path)
    try:
        for measure in MEASURES.values():
            found = measured(measure, engine="spark", folder=tmp_path)
            assert found == counted(measure, rows)
    except MissingEngine as missing:
        pytest.skip(str(missing))


def test_what_is_not_installed_is_said_with_the_command_that_mends_it(tmp_path, monkeypatch):
    write_parquet([ONE], tmp_path)

    def missing(name):
        if name in {"duckdb", "ibis", "pyspark.sql"}:
            raise ImportError(name)
        return importlib.import_module(name)

    monkeypatch.setattr(engines, "import_module", missing)
    with pytest.raises(MissingEngine, match=r"facts\.lock"):
        measured(MEASURES["reached"], engine="duckdb", folder=tmp_path)
    assert counted(MEASURES["reached"], [ONE])[0] == Cell("2018-Q1", "age_band", "6-11", 1, 1, 1)


def test_without_an_export_the_file_is_named(tmp_path):
    with pytest.raises(FileNotFoundError):
        measured(MEASURES["reached"], engine="duckdb", folder=tmp_path)


def test_every_column_is_written(tmp_path):
    assert write_parquet([ONE, replace(ONE, who=2)], tmp_path) == 2
    with engines.duckdb().connect() as connection:
        table = connection.read_parquet(str(tmp_path / "services.parquet"))
        assert tuple(table.columns) == COLUMNS
        assert table.fetchall()[0] == tuple(getattr(ONE, name) for name in COLUMNS)
