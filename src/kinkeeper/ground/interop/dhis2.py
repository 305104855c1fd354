"""Values for a DHIS2 data set, as the JSON that its `dataValueSets` address takes.

Codes are data: a project's mapping says which identifier stands for our own code; without one our
code goes out, for a DHIS2 that knows it (`idScheme=code`).
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CONTENT_TYPE = "application/json"
DEFAULT_OPTION = "default"


@dataclass(frozen=True)
class Codes:
    """Our code to theirs. data_set: "" where values belong to none."""

    data_set: str = ""
    elements: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class DataValue:
    """In our own codes. comment: shown beside the value in DHIS2."""

    element: str
    unit: str
    value: int
    option: str = DEFAULT_OPTION
    comment: str = ""


class SameCell(ValueError):
    """Two of our values have one address over there: the mapping is wrong."""


def data_value_set(values: Iterable[DataValue], *, period: str, codes: Codes) -> bytes:
    """Raises SameCell."""
    rows = [_row(value, period, codes) for value in values]
    seen: set[tuple[str, ...]] = set()
    for row in rows:
        address = (row["dataElement"], row["orgUnit"], row["categoryOptionCombo"])
        if address in seen:
            raise SameCell(" · ".join(address))
        seen.add(address)
    whole = {"dataSet": codes.data_set} if codes.data_set else {}
    return json.dumps({**whole, "dataValues": rows}, ensure_ascii=False, indent=1).encode()


def _row(value: DataValue, period: str, codes: Codes) -> dict[str, str]:
    row = {
        "dataElement": codes.elements.get(value.element, value.element),
        "period": period,
        "orgUnit": codes.units.get(value.unit, value.unit),
        "categoryOptionCombo": codes.options.get(value.option, value.option),
        "value": str(value.value),
    }
    return row | ({"comment": value.comment} if value.comment else {})
