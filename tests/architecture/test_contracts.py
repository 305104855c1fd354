"""The import contracts of pyproject.toml: the house keeps them, and each breaks when it should."""

import subprocess
import tomllib

import pytest

from tests.architecture.guards import contracts, rooms, tree

MISSION = "kinkeeper.mission"
GROUND = "kinkeeper.ground"
PLANTED = {
    # contract: (module, what it must not import)
    "top": [(f"{GROUND}.records.actions", f"{MISSION}.people.queries"),
            (f"{MISSION}.people.views", "kinkeeper.site.frame"),
            ("kinkeeper.attic.rules", "json")],
    "ground": [(f"{GROUND}.records.queries", f"{GROUND}.access.queries"),
               (f"{GROUND}.reports.views", f"{GROUND}.interop.queries"),
               (f"{GROUND}.cellar.rules", "json")],
    "mission": [(f"{MISSION}.people.actions", f"{MISSION}.casework.actions"),
                (f"{MISSION}.care.actions", f"{MISSION}.health.actions"),
                (f"{MISSION}.kitchen.rules", "json")],
    "room": [(f"{MISSION}.people.models", f"{MISSION}.people.queries"),
             (f"{MISSION}.people.actions", f"{MISSION}.people.views")],
    "rules": [(f"{MISSION}.people.rules", "django.utils.timezone"),
              (f"{MISSION}.casework.rules", f"{GROUND}.records.models")],
    "growth": [(f"{MISSION}.health.growth.lms", "django.utils.timezone"),
               (f"{MISSION}.health.growth.tables", f"{GROUND}.records.models")],
    "own-people": [(f"{MISSION}.casework.queries", f"{MISSION}.people.models")],
    "own-casework": [(f"{MISSION}.strengthening.queries", f"{MISSION}.casework.models")],
    "own-community": [(f"{MISSION}.projects.queries", f"{MISSION}.community.models")],
    "own-strengthening": [(f"{MISSION}.projects.queries", f"{MISSION}.strengthening.models")],
    "own-admission": [(f"{MISSION}.projects.queries", f"{MISSION}.admission.models")],
    "own-care": [(f"{MISSION}.projects.queries", f"{MISSION}.care.models")],
    "own-protection": [(f"{MISSION}.projects.queries", f"{MISSION}.protection.models")],
    "own-instruments": [(f"{MISSION}.people.queries", f"{GROUND}.instruments.models")],
    "own-food": [(f"{MISSION}.projects.queries", f"{MISSION}.food.models")],
    "own-health": [(f"{MISSION}.projects.queries", f"{MISSION}.health.models")],
    "own-papers": [(f"{MISSION}.projects.queries", f"{MISSION}.papers.models")],
    "own-education": [(f"{MISSION}.projects.queries", f"{MISSION}.education.models")],
    "own-leaving": [(f"{MISSION}.projects.queries", f"{MISSION}.leaving.models")],
    "own-emergency": [(f"{MISSION}.projects.queries", f"{MISSION}.emergency.models")],
    "own-projects": [("kinkeeper.site.frame", f"{MISSION}.projects.models")],
}  # fmt: skip
EXAMPLES = [(contract, *bad) for contract, examples in PLANTED.items() for bad in examples]


def declared():
    settings = tomllib.loads((tree.ROOT / "pyproject.toml").read_text())
    return [contract["id"] for contract in settings["tool"]["importlinter"]["contracts"]]


def test_the_house_keeps_every_contract():
    command = [contracts.LINTER, "--no-logo", "--no-cache"]
    answer = subprocess.run(command, cwd=tree.ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_every_contract_has_a_planted_example():
    assert set(declared()) == PLANTED.keys()


def test_every_mission_room_owns_its_models():
    names = rooms.rooms(tree.ROOT / tree.PACKAGE)
    mission = {name.partition("/")[2] for name in names if name.startswith("mission/")}
    assert {f"own-{name}" for name in mission} <= set(declared())


@pytest.mark.parametrize("contract", PLANTED)
def test_the_empty_skeleton_keeps_the_contract(contract, tmp_path):
    folder = contracts.skeleton(tmp_path)
    for module, imported in PLANTED[contract]:
        if imported.startswith("kinkeeper"):
            contracts.plant(folder, module, "json")
            contracts.plant(folder, imported, "json")
    assert not contracts.broken(folder, contract)


@pytest.mark.parametrize(("contract", "module", "imported"), EXAMPLES)
def test_a_planted_import_breaks_the_contract(contract, module, imported, tmp_path):
    folder = contracts.skeleton(tmp_path)
    contracts.plant(folder, module, imported)
    assert contracts.broken(folder, contract)
