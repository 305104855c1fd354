"""A declared measure in Ibis, which writes it as the SQL of an engine. No database is asked here.

Breakdowns are simple groups put together (UNION ALL): grouping sets cost five times the memory.
"""

from functools import cache
from typing import Any

import ibis

from kinkeeper.ground.reports.facts.declared import FactMeasure, name_of
from kinkeeper.ground.reports.facts.table import COLUMNS, NUMBERS, TABLE

SCHEMA = {name: "int64" if name in NUMBERS else "string" for name in COLUMNS}


@cache
def sql_of(measure: FactMeasure, *, dialect: str) -> str:
    """dialect: duckdb or pyspark. Columns: those of `declared.Cell`."""
    return str(ibis.to_sql(expression_of(measure), dialect=dialect))


def expression_of(measure: FactMeasure) -> Any:
    services = ibis.table(SCHEMA, name=TABLE)
    if measure.first:
        services = _first(services)
    if measure.quarter:
        services = services.filter(services.quarter == measure.quarter)
    groups = [_group(services, dimensions) for dimensions in measure.sets]
    return groups[0] if len(groups) == 1 else ibis.union(*groups, distinct=False)


def _first(services: Any) -> Any:
    begun = services.group_by("who").agg(begun=services.quarter.min())
    joined = services.join(begun, "who")
    return joined.filter(joined.quarter == joined.begun).drop("begun")


def _group(services: Any, dimensions: tuple[str, ...]) -> Any:
    grouped = services.group_by("quarter", *dimensions).agg(
        people=ibis._.who.nunique(), services=ibis._.count(), quantity=ibis._.quantity.sum()
    )
    keys = [grouped[name] for name in dimensions]
    key = ibis.literal(",").join(keys) if keys else ibis.literal("")
    return grouped.select(
        quarter=grouped.quarter, by=ibis.literal(name_of(dimensions)), key=key,
        people=grouped.people, services=grouped.services, quantity=grouped.quantity,
    )  # fmt: skip
