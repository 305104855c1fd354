"""The phone classifies as the office does: the same tables, thousands of children, every answer."""

import json
import random
import shutil
import subprocess
from datetime import date, timedelta
from itertools import cycle, product
from pathlib import Path

import numpy as np
import pytest

from kinkeeper.mission.health.growth.curves import value_at
from kinkeeper.mission.health.growth.tables import DIGESTS, digest, table
from kinkeeper.mission.health.phone import FACTORS, NAMES, tables
from kinkeeper.mission.health.protocols import DEFAULT, NAME
from kinkeeper.mission.health.queries import InForce
from kinkeeper.mission.health.rules import classify
from kinkeeper.mission.health.scores import Child, Measured, scores, seen

SCRIPT = Path(__file__).resolve().parents[1] / "static" / "health" / "growth.js"
NODE = shutil.which("node")
TODAY = date(2018, 6, 15)
CURVES = """
import { readFileSync } from "node:fs";
const { unpack, valueAt } = await import(process.argv[1]);
const { packed, asked } = JSON.parse(readFileSync(0, "utf8"));
const tables = unpack(packed);
const said = asked.map(([name, girl, x, sd]) => valueAt(tables, name, girl, x, sd));
console.log(JSON.stringify(said));
"""
RUN = """
import { readFileSync } from "node:fs";
const { unpack, classify } = await import(process.argv[1]);
const { packed, children } = JSON.parse(readFileSync(0, "utf8"));
const tables = unpack(packed);
console.log(JSON.stringify(children.map((child) => classify(tables, child))));
"""


def packed():
    return tables(InForce(NAME, "", None, DEFAULT))


@pytest.mark.parametrize("name", NAMES)
def test_the_packed_numbers_are_those_of_who(name):
    found = packed()["tables"][name]
    letters = [
        np.concatenate([np.cumsum(sex[letter]) / FACTORS[letter] for sex in found["lms"]])
        for letter in range(3)
    ]
    assert found["first"] == table(name).first
    np.testing.assert_array_equal(np.array(letters), table(name).lms[:, :-1])
    if name not in {"hfa", "bfa"}:  # those begin with month 60, which the package does not have
        assert digest(np.array(letters)) == DIGESTS[name] == packed()["digests"][name]


def test_it_is_small_enough_for_a_phone():
    assert len(json.dumps(packed(), separators=(",", ":"))) < 150_000


def a_child(dice):
    def maybe(value, chance=0.9):
        return value if dice.random() < chance else None

    age = maybe(dice.choice([dice.randrange(2000), dice.randrange(3700), 730, 731, 1826, 1827]))
    tall = dice.choice([dice.uniform(45, 120), dice.uniform(60, 100), dice.uniform(100, 160)])
    return {
        "sex": dice.choice("FFFMMM") if dice.random() < 0.97 else "",
        "ageDays": age,
        "lenhei": maybe(round(tall, 1)),
        "weight": maybe(round(dice.uniform(0.9, 1.1) * (tall / 100) ** 2 * 15.2, 2)),
        "position": dice.choice(["l", "h", ""]),
        "muacMm": maybe(dice.randrange(95, 180)),
        "oedema": dice.choice([None, 0, 0, 0, 0, 1, 3]),
    }


def at_the_office(child):
    born = None if child["ageDays"] is None else TODAY - timedelta(days=child["ageDays"])
    measured = Measured(
        child["weight"], child["lenhei"], child["position"], child["muacMm"], child["oedema"]
    )
    found = scores(Child(child["sex"], born, sure=True), measured, TODAY)
    finding = classify(seen(measured, found), DEFAULT)
    shown = {code: z for code, z in found.z.items() if code in {*NAMES} - {"wfh"}}
    return {"status": finding.status, "reasons": list(finding.reasons), "z": shown}


AGES = (
    None, 0, 1, 90, 91, 182, 183, 273, 274, 730, 731, 1825, 1826, 1827, 1856, 1857, 3652, 3653,
)  # fmt: skip
LENGTHS = (44.9, 45, 45.1, 51.9, 64.3, 65, 65.7, 86.9, 87, 103.1, 109.3, 110, 110.1, 120, 120.7)
ARMS = (None, 114, 115, 124, 125, 129, 130, 144, 145)


def edges_of_age_and_length():
    """Each edge of age with each of length; arm, oedema and weight take turns beside them."""
    arms, swollen, by = cycle(ARMS), cycle((None, 0, 0, 1, 0)), cycle((11.2, 12.6, 13.4, 15.2))
    for sex, age, tall, position in product("FM", AGES, LENGTHS, ("l", "h", "")):
        yield {
            "sex": sex, "ageDays": age, "lenhei": tall, "position": position,
            "weight": round(next(by) * (tall / 100) ** 2, 2), "muacMm": next(arms),
            "oedema": next(swollen),
        }  # fmt: skip


def edges_of_weight():
    """Ten grams to each side of the weight where severe and moderate begin."""
    for sex, (name, age, position) in product("MF", (("wfl", 400, "l"), ("wfh", 900, "h"))):
        found = table(name)
        steps = range(found.steps)[::40]
        for step, sd, grams in product(steps, (-3, -2), (-10, 0, 10)):
            power, m, s = found.lms[:, step + (found.steps if sex == "F" else 0)].tolist()
            weight = m * (1 + power * s * sd) ** (1 / power) + grams / 1000
            yield {
                "sex": sex, "ageDays": age, "lenhei": (found.first + step) / 10, "muacMm": None,
                "position": position, "weight": round(weight, 2), "oedema": 0,
            }  # fmt: skip


def on_the_phone(script, **asked):
    sent = json.dumps({"packed": packed(), **asked})
    command = [NODE, "--input-type=module", "-e", script, SCRIPT.as_uri()]
    answer = subprocess.run(command, input=sent, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout)


def by_dice():
    dice = random.Random(20181115)
    return (a_child(dice) for _ in range(4000))


@pytest.mark.skipif(NODE is None, reason="node is not here")
@pytest.mark.parametrize(
    ("drawn", "statuses"),
    [
        (by_dice, {"severe", "moderate", "normal", "unknown"}),
        (edges_of_age_and_length, {"severe", "moderate", "normal", "unknown"}),
        (edges_of_weight, {"severe", "moderate", "normal"}),
    ],
)
def test_the_phone_says_what_the_office_says(drawn, statuses):
    children = list(drawn())
    said = on_the_phone(RUN, children=children)
    assert {one["status"] for one in said} == statuses
    for child, phone in zip(children, said, strict=True):
        assert phone == at_the_office(child), child


@pytest.mark.skipif(NODE is None, reason="node is not here")
def test_the_curves_on_the_phone_are_those_of_the_office():
    drawn = (
        ("wei", 1, range(0, 1827, 97)), ("wfl", 10, range(450, 1101, 65)),
        ("wfh", 10, range(650, 1201, 55)),
    )  # fmt: skip
    asked, right = [], []
    for name, steps, along in drawn:
        for step, girl, sd in product(along, (True, False), (-3, -2, 0, 2, 3)):
            asked.append([name, girl, step, sd])
            right.append(value_at(name, girl=girl, x=step / steps, sd=sd))
    said = on_the_phone(CURVES, asked=asked)
    np.testing.assert_allclose(said, right, rtol=1e-9)
