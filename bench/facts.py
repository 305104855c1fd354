"""Ten million services: the declared measures against the same questions written by hand in SQL.

`python -m bench facts [ROWS] [spark]`. All run in this process on the same Parquet file, one
after the other: by hand in DuckDB's SQL and in Polars, then the declared measure on both; best CPU
seconds of two. The ratio is our better engine over the better of those by hand. With `spark`, its
cells are compared too; without Java 17 that is said and left out. With questions (`Q3 Q2`) only
Spark answers these, and stands beside what was measured before.
"""

import sys
import tempfile
import time
from pathlib import Path

import duckdb
import polars as pl

from bench.machine import keep, kept, machine, now
from kinkeeper.ground.reports.facts.declared import MEASURES
from kinkeeper.ground.reports.facts.engines import MissingEngine, measured
from kinkeeper.ground.reports.facts.table import DIMENSIONS

MAKE = """
COPY (SELECT who,
  printf('%d-Q%d', 2018 + (i % 12) // 4, 1 + (i % 12) % 4) AS quarter,
  printf('%d-%02d', 2018 + (i % 12) // 4, 1 + ((i % 12) % 4) * 3 + part % 3) AS month,
  'R' || (who % 8) AS region, 'C' || (who % 20) AS cercle, 'K' || (who % 33) AS commune,
  'V' || (who % 90) AS place,
  CASE WHEN who % 41 = 0 THEN '' WHEN who % 2 = 0 THEN 'F' ELSE 'M' END AS sex,
  ['0-2','3-5','6-11','12-14','15-17','18-24','25+'][1 + (who % 7)] AS age_band,
  ['child','adult','family'][1 + (who % 3)] AS role,
  'kind' || (part % 17) AS kind, 'how' || (part % 5) AS modality,
  'P' || (part % 6) AS project, 1 + part % 9 AS quantity
FROM (SELECT i, (hash(i * 7919) % {people})::BIGINT AS who, (hash(i * 31) % 1000)::BIGINT AS part
  FROM range({rows}) AS r(i))) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""
COUNTS = "count(DISTINCT who), count(*), sum(quantity)"


def each(where=""):
    parts = [f"SELECT quarter, 'total', '', {COUNTS} FROM services {where} GROUP BY quarter"]
    parts += [
        f"SELECT quarter, '{d}', {d}, {COUNTS} FROM services {where} GROUP BY quarter, {d}"
        for d in DIMENSIONS
    ]
    return " UNION ALL ".join(parts)


MOST = 1.2
BY_HAND = {
    "Q1": each(),
    "Q2": "SELECT quarter, 'commune,sex,age_band', commune || ',' || sex || ',' || age_band, "
    f"{COUNTS} FROM services GROUP BY quarter, commune, sex, age_band",
    "Q3": "WITH b AS (SELECT who, min(quarter) AS begun FROM services GROUP BY who) "
    f"SELECT quarter, 'sex', sex, {COUNTS} FROM services JOIN b USING (who) "
    "WHERE quarter = begun GROUP BY quarter, sex",
    "Q4": each("WHERE quarter = '2019-Q2'"),
}
OURS = {
    "Q1": MEASURES["reached"],
    "Q2": MEASURES["reached_by_place_sex_age"],
    "Q3": MEASURES["first_reached"],
    "Q4": MEASURES["reached"].in_quarter("2019-Q2"),
}


def by_hand(question, folder):
    with duckdb.connect() as connection:
        connection.read_parquet(str(folder / "services.parquet")).create_view("services")
        return sorted(tuple(row) for row in connection.execute(BY_HAND[question]).fetchall())


NUMBERS = (pl.col("who").n_unique().alias("people"), pl.len().alias("services"),
           pl.col("quantity").sum())  # fmt: skip


def in_polars(question, folder):
    """The same by hand in Polars, as somebody would who knows it."""
    rows = pl.scan_parquet(folder / "services.parquet")
    if question == "Q4":
        rows = rows.filter(pl.col("quarter") == "2019-Q2")
    if question == "Q3":
        begun = rows.group_by("who").agg(pl.col("quarter").min().alias("begun"))
        rows = rows.join(begun, on="who").filter(pl.col("quarter") == pl.col("begun"))
    by = {"Q2": [("commune", "sex", "age_band")], "Q3": [("sex",)]}
    sets = by.get(question, [(), *((name,) for name in DIMENSIONS)])
    tables = pl.collect_all([rows.group_by("quarter", *names).agg(NUMBERS) for names in sets])
    return sorted(
        (row[0], ",".join(names) or "total", ",".join(row[1:-3]), *row[-3:])
        for names, table in zip(sets, tables, strict=True) for row in table.iter_rows()
    )  # fmt: skip


def ours(question, folder, engine):
    return [tuple(cell) for cell in measured(OURS[question], engine=engine, folder=folder)]


def cpu(work, *args, times=2):
    best, answer = float("inf"), None
    for _ in range(times):
        began = time.process_time()
        answer = work(*args)
        best = min(best, time.process_time() - began)
    return round(best, 2), answer


def main(rows="10000000", *also):
    command = f"python -m bench facts {rows} {' '.join(also)}".strip()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        if alone := [question for question in also if question in OURS]:
            beside(int(rows), alone, folder)
            return
        found = run(int(rows), folder)
        keep("facts", found, command=command)
        for spark in on_spark(folder) if "spark" in also else ():
            keep("facts", found | {"spark": spark}, command=command)


def beside(rows, questions, folder):
    """Spark's answers to these questions over as many rows as were measured before."""
    before = kept("facts")
    if before is None or before["rows"] != rows:
        sys.exit(f"nothing is kept of {rows} rows: python -m bench facts {rows}")
    make(rows, folder)
    for question in questions:
        row = by_spark(question, folder)
        before["spark"][question] = {**row, "measured": now(), "load": machine()["load"]}
        keep("facts", before, command=before["command"])
        print(question, before["spark"][question], flush=True)


def make(rows, folder):
    """The services of as many people as a fifth of the rows; the number of people."""
    people = rows // 5
    with duckdb.connect() as connection:
        file = folder / "services.parquet"
        connection.execute(MAKE.format(rows=rows, people=people, file=file))
    return people


def run(rows, folder):
    people = make(rows, folder)
    questions = {}
    for question in OURS:
        questions[question] = row = asked(question, folder)
        print(question, row, flush=True)
    return {"rows": rows, "people": people, "most": MOST, "questions": questions}


def asked(question, folder):
    hand, right = cpu(by_hand, question, folder)
    polars, other = cpu(in_polars, question, folder)
    mine, equal = {}, right == other
    for engine in ("duckdb", "polars"):
        mine[engine], cells = cpu(ours, question, folder, engine)
        equal &= cells == right
    return {
        "by_hand_duckdb_cpu_s": hand, "by_hand_polars_cpu_s": polars,
        "ours_duckdb_cpu_s": mine["duckdb"], "ours_polars_cpu_s": mine["polars"],
        "ratio": round(min(mine.values()) / min(hand, polars), 3), "cells": len(right),
        "equal": equal,
    }  # fmt: skip


def on_spark(folder):
    """The lighter questions first; what is known is kept after each of them."""
    found = {}
    for question in ("Q4", "Q3", "Q2", "Q1"):
        try:
            found[question] = by_spark(question, folder)
        except MissingEngine as missing:
            yield str(missing)
            return
        yield found


def by_spark(question, folder):
    right = ours(question, folder, "polars")
    began = time.time()
    cells = ours(question, folder, "spark")
    took = round(time.time() - began, 1)
    return {"wall_s": took, "equal": cells == right, "cells": len(cells)}
