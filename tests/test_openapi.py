"""The description of the API in docs/ is the one the code gives."""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from ninja import Schema

from kinkeeper.site.api import description

REFERENCE = re.compile(r'"\$ref": "([^"]+)"')
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


def test_every_reference_leads_to_something() -> None:
    found = description()
    known = {f"#/components/schemas/{name}" for name in found["components"]["schemas"]}
    assert set(REFERENCE.findall(json.dumps(found))) - known == set()
    assert "#/$defs/StepIn" in REFERENCE.findall('{"$ref": "#/$defs/StepIn"}')


def test_each_schema_has_a_name_of_its_own() -> None:
    """The description names schemas by their class: of two with one name it would keep the last."""
    description()
    ours = [c for c in _below(Schema) if c.__module__.startswith("kinkeeper.")]
    assert named_twice(ours) == []


def test_two_schemas_with_one_name_are_found() -> None:
    places = ({"__module__": "here"}, {"__module__": "there"})
    assert named_twice([type("StepIn", (), place) for place in places]) == ["StepIn"]


def named_twice(classes: Iterable[type]) -> list[str]:
    found = Counter(name for name, _module in {(c.__name__, c.__module__) for c in classes})
    return sorted(name for name, times in found.items() if times > 1)


def _below(kind: type[Schema]) -> Iterator[type[Schema]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
