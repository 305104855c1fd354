"""The description of the API in docs/ is the one the code gives."""

import json
from pathlib import Path

from kinkeeper.site.api import description

SNAPSHOT = Path(__file__).parents[1] / "docs" / "openapi.json"


def test_the_description_in_the_docs_is_fresh() -> None:
    """`./kinkeeper openapi > docs/openapi.json` writes it anew."""
    assert json.loads(SNAPSHOT.read_text(encoding="utf-8")) == description()


def test_it_is_openapi_3_1_and_every_operation_says_what_it_may_answer() -> None:
    found = description()
    assert found["openapi"].startswith("3.1")
    operations = [o for path in found["paths"].values() for o in path.values()]
    assert len(operations) > 8
    assert all(operation["responses"] for operation in operations)
