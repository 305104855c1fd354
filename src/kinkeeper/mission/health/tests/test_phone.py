"""The phone classifies as the office does: the same tables, thousands of children, every answer."""

import json
import random
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pytest

from kinkeeper.mission.health.growth.tables import DIGESTS, digest, table
from kinkeeper.mission.health.phone import FACTORS, NAMES, tables
from kinkeeper.mission.health.protocols import DEFAULT, NAME
from kinkeeper.mission.health.queries import InForce
from kinkeeper.mission.health.rules import classify
from kinkeeper.mission.health.scores import Child, Measured, scores, seen

SCRIPT = Path(__file__).resolve().parents[1] / "static" / "health" / "growth.js"
NODE = shutil.which("node")
TODAY = date(2018, 6, 15)
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


@pytest.mark.skipif(NODE is None, reason="node is not here")
def test_the_phone_says_what_the_office_says():
    dice = random.Random(20181115)
    children = [a_child(dice) for _ in range(4000)]
    sent = json.dumps({"packed": packed(), "children": children})
    command = [NODE, "--input-type=module", "-e", RUN, SCRIPT.as_uri()]
    answer = subprocess.run(command, input=sent, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert {one["status"] for one in said} == {"severe", "moderate", "normal", "unknown"}
    for child, phone in zip(children, said, strict=True):
        assert phone == at_the_office(child), child
