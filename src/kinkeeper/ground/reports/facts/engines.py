"""Where a measure runs, by a setting: in the programme, on DuckDB, Polars, Spark. Equal results."""

import os
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from shutil import which
from typing import Any

from django.utils.translation import gettext as _

from kinkeeper.ground.reports.facts.declared import Cell, FactMeasure, counted
from kinkeeper.ground.reports.facts.frames import measured_by
from kinkeeper.ground.reports.facts.table import TABLE, facts

INSTALL = ".venv/bin/pip install --require-hashes -r requirements/facts.lock"
LOCAL = {
    "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1",
    "spark.ui.enabled": "false", "spark.sql.shuffle.partitions": "8",
    "spark.driver.memory": "2g",
}  # fmt: skip


class MissingEngine(LookupError):
    """Something that the engine needs is not installed; the text says what to do."""


def measured(measure: FactMeasure, *, engine: str, folder: Path | None = None) -> list[Cell]:
    """The cells in order. folder: where the facts lie as Parquet, for duckdb and spark.

    Raises MissingEngine, FileNotFoundError.
    """
    return _ENGINES[engine](measure, folder)


def duckdb() -> Any:
    """Raises MissingEngine."""
    return _needed("duckdb", _("Install it: %(command)s") % {"command": INSTALL})


def _needed(module: str, advice: str) -> Any:
    try:
        return import_module(module)
    except ImportError as error:
        sentence = _("This needs the library %(name)s. %(advice)s")
        raise MissingEngine(sentence % {"name": module, "advice": advice}) from error


def _sql(measure: FactMeasure, dialect: str) -> str:
    _needed("ibis", _("Install it: %(command)s") % {"command": INSTALL})
    text: str = import_module("kinkeeper.ground.reports.facts.expression").sql_of(
        measure, dialect=dialect
    )
    return text


def _file(folder: Path | None) -> Path:
    path = (folder or Path()) / f"{TABLE}.parquet"
    if not path.is_file():
        raise FileNotFoundError(2, "", str(path))
    return path


def _cells(rows: Iterable[Iterable[Any]]) -> list[Cell]:
    return sorted(Cell(*row) for row in rows)


def _in_database(measure: FactMeasure, _folder: Path | None) -> list[Cell]:
    return counted(measure, facts())


def _in_duckdb(measure: FactMeasure, folder: Path | None) -> list[Cell]:
    engine, path, query = duckdb(), _file(folder), _sql(measure, "duckdb")
    with engine.connect() as connection:
        connection.read_parquet(str(path)).create_view(TABLE)
        return _cells(connection.execute(query).fetchall())


def _in_polars(measure: FactMeasure, folder: Path | None) -> list[Cell]:
    advice = _("Install it: %(command)s") % {"command": ".venv/bin/pip install 'polars>=2,<3'"}
    return sorted(measured_by(_needed("polars", advice), measure, _file(folder)))


def _in_spark(measure: FactMeasure, folder: Path | None) -> list[Cell]:
    path, query = _file(folder), _sql(measure, "pyspark")
    session = _spark()
    session.read.parquet(str(path)).createOrReplaceTempView(TABLE)
    return _cells(tuple(row) for row in session.sql(query).collect())


def _spark() -> Any:
    """A session on this machine, or on the cluster that SPARK_MASTER names."""
    if which("java") is None and not os.environ.get("JAVA_HOME"):
        raise MissingEngine(_("Spark needs Java 17, which is not on this machine."))
    advice = _("Install it: %(command)s") % {"command": ".venv/bin/pip install 'pyspark>=4,<5'"}
    spark = _needed("pyspark.sql", advice)
    master = os.environ.get("SPARK_MASTER", "local[2]")
    if master.startswith("local"):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    builder = spark.SparkSession.builder.master(master).appName("kinkeeper")
    for name, value in LOCAL.items() if master.startswith("local") else ():
        builder = builder.config(name, value)
    return builder.getOrCreate()


_ENGINES: dict[str, Callable[[FactMeasure, Path | None], list[Cell]]] = {
    "database": _in_database, "duckdb": _in_duckdb, "polars": _in_polars, "spark": _in_spark,
}  # fmt: skip
ENGINES = tuple(_ENGINES)
