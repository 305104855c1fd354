"""The built app: fresh, served with a policy of its own, and hearing names as the office does."""

import hashlib
import json
import shutil
import subprocess

import pytest

from kinkeeper.ground.text.keys import search_key
from kinkeeper.site.field.views import BUILT, TYPES, built

FOLDER = BUILT.parent
NODE = shutil.which("node") or ""
needs_node = pytest.mark.skipif(not NODE, reason="no node here: built/ is taken as it is")
needs_tools = pytest.mark.skipif(
    not (FOLDER / "node_modules").exists(), reason="no npm ci in site/field: not built anew"
)
NAMES = [
    "Traoré", "Trawore", "Coulibaly", "Kulibali", "Aïssata", "Fatoumata", "Djénéba", "Diarra",
    "Keïta", "Sissoko", "Cissé", "Ouattara", "Wattara", "Mahamadou", "Mamadou", "N’Diaye",
    "Kouyaté", "Guindo", "Doumbia", "Dembélé", "Bagayoko", "Tchiéni", "Schérif", "Yacouba",
    "Ɲagali", "Saïdou", "Oumou Hawa",
]  # fmt: skip


@needs_node
@needs_tools
def test_the_built_files_are_what_the_sources_give():
    answer = subprocess.run(
        [NODE, "build.mjs", "--check"], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_no_source_changed_since_the_app_was_built():
    ours = sorted([*(FOLDER / "src").iterdir(), FOLDER / "build.mjs", FOLDER / "package.json"])
    sources = [*ours, FOLDER.parents[1] / "mission/health/static/health/growth.js"]
    digest = hashlib.sha256(b"".join(file.read_bytes() for file in sources)).hexdigest()
    assert (FOLDER / "built.sha256").read_text().strip() == digest


@needs_node
def test_the_phone_hears_names_as_the_office_does(tmp_path):
    copy = tmp_path / "names.mjs"
    copy.write_text((FOLDER / "src/names.js").read_text())
    code = (
        f"import {{ key }} from '{copy}'; console.log(JSON.stringify({json.dumps(NAMES)}.map(key)))"
    )
    answer = subprocess.run(
        [NODE, "--input-type=module", "-e", code], capture_output=True, text=True, check=True
    )
    assert json.loads(answer.stdout) == [search_key(name) for name in NAMES]


def test_everything_that_is_built_is_served_and_nothing_else(client, db):
    assert {file.name for file in BUILT.iterdir()} == set(TYPES)
    for name in set(TYPES) - {"index.html"}:
        assert client.get(f"/field/{name}").status_code == 200
    for name in ("index.html", "views.py", "build.mjs"):
        assert client.get(f"/field/{name}").status_code == 404


def test_only_the_pages_own_parts_may_run(client):
    policy = client.get("/field/").headers["Content-Security-Policy"]
    assert "unsafe-inline" not in policy
    assert policy.count("'sha256-") == 2


def test_a_phone_that_has_a_file_does_not_get_it_again(client):
    etag = client.get("/field/keys.js").headers["ETag"]
    again = client.get("/field/keys.js", headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")


def test_the_first_screen_and_the_whole_app_keep_their_budgets():
    packed = {name: len(built(name).packed) for name in TYPES}
    assert packed["index.html"] <= 20_480
    engine = packed.pop("engine.js")  # comes when the first questionnaire is opened, not before
    assert sum(packed.values()) <= 102_400
    assert engine <= 280_000


def test_no_answer_of_the_server_is_ever_cached():
    worker = (BUILT / "worker.js").read_text()
    assert "/api/" not in worker
    assert "skipWaiting" not in worker
