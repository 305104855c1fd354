"""Facts as Parquet, written by DuckDB."""

from collections.abc import Iterable
from pathlib import Path

from kinkeeper.ground.reports.facts.engines import duckdb
from kinkeeper.ground.reports.facts.table import COLUMNS, NUMBERS, TABLE, Fact, write_csv


def write_parquet(rows: Iterable[Fact], folder: Path) -> int:
    """`services.parquet` in the folder; how many rows. Raises MissingEngine, OSError."""
    engine = duckdb()
    folder.mkdir(parents=True, exist_ok=True)
    plain, out = folder / f".{TABLE}.csv", folder / f"{TABLE}.parquet"
    try:
        count = write_csv(rows, plain)
        kinds = {name: "BIGINT" if name in NUMBERS else "VARCHAR" for name in COLUMNS}
        with engine.connect() as connection:
            table = connection.read_csv(str(plain), header=True, dtype=kinds, na_values="\\N")
            table.write_parquet(str(out), compression="zstd")
    finally:
        plain.unlink(missing_ok=True)
    out.chmod(0o600)
    return count
