"""Ten million services: the declared measures against the same questions written by hand in SQL.

`python -m bench facts [ROWS] [spark]`. Both run in this process on the same file, one after the
other; best CPU seconds of three. With `spark`, its cells are compared too.
"""

import tempfile
import time
from pathlib import Path

import duckdb

from bench.machine import keep
from kinkeeper.ground.reports.facts.declared import MEASURES
from kinkeeper.ground.reports.facts.engines import measured
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


def ours(question, folder):
    return [tuple(cell) for cell in measured(OURS[question], engine="duckdb", folder=folder)]


def cpu(work, *args, times=3):
    best, answer = float("inf"), None
    for _ in range(times):
        began = time.process_time()
        answer = work(*args)
        best = min(best, time.process_time() - began)
    return best, answer


def main(rows="10000000", *also):
    with tempfile.TemporaryDirectory() as made:
        found = run(int(rows), Path(made), spark="spark" in also)
    keep("facts", found, command=f"python -m bench facts {rows} {' '.join(also)}".strip())


def run(rows, folder, *, spark):
    people = rows // 5
    with duckdb.connect() as connection:
        file = folder / "services.parquet"
        connection.execute(MAKE.format(rows=rows, people=people, file=file))
    questions = {}
    for question, measure in OURS.items():
        hand, right = cpu(by_hand, question, folder)
        own, answer = cpu(ours, question, folder)
        row = {
            "by_hand_cpu_s": round(hand, 2), "ours_cpu_s": round(own, 2),
            "ratio": round(own / hand, 3), "cells": len(right), "equal": right == answer,
        }  # fmt: skip
        if spark:
            began = time.time()
            cells = [tuple(c) for c in measured(measure, engine="spark", folder=folder)]
            row |= {"spark_wall_s": round(time.time() - began, 1), "spark_equal": cells == right}
        questions[question] = row
        print(question, row, flush=True)
    return {"rows": rows, "people": people, "questions": questions}
