"""Where a project reaches whom: spots of a map, and the same places as GeoJSON."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import official_code, places_by_ids
from kinkeeper.ground.reports.figures import PLACE, State
from kinkeeper.ground.reports.pictures.map import Spot
from kinkeeper.mission.projects.framework import Framework, Line

MAPPED = "strengthening.children_reached"


@dataclass(frozen=True)
class Reached:
    """children: None where few people live there and the reader is outside."""

    place: Place
    children: int | None


def reached(framework: Framework) -> list[Reached]:
    """The localities where children were accompanied, with their number, by name."""
    line = next((x for x in framework.lines if _is_mapped(x)), None)
    cells = [c for c in line.figure.cells if c.scheme == PLACE and c.key] if line else []
    known = places_by_ids(UUID(cell.key) for cell in cells)
    found = [
        Reached(known[UUID(c.key)], None if c.state is State.SUPPRESSED else c.numerator)
        for c in cells
        if UUID(c.key) in known
    ]
    return sorted(found, key=lambda r: r.place.name)


def _is_mapped(line: Line) -> bool:
    return line.measure is not None and line.measure.code == MAPPED


def spots(framework: Framework) -> list[Spot]:
    """Those whose position is known."""
    return [
        Spot(r.place.name, r.place.latitude, r.place.longitude, r.children)
        for r in reached(framework)
        if r.place.latitude is not None and r.place.longitude is not None
    ]


def geojson(framework: Framework) -> dict[str, Any]:
    """A FeatureCollection (RFC 7946). A place with few people has a null and says "hidden"; a
    place without a known position has a null geometry."""
    return {"type": "FeatureCollection", "features": list(_features(framework))}


def _features(framework: Framework) -> Iterator[dict[str, Any]]:
    rows = framework.project.places.select_related("place").order_by("place__name")
    own = {row.place.pk for row in rows}
    for row in rows:
        yield _feature(framework, row.place, {"role": "project"})
    for found in reached(framework):
        if found.place.pk not in own:
            children = {"children": found.children, "hidden": found.children is None}
            yield _feature(framework, found.place, {"role": "locality", **children})


def _feature(framework: Framework, place: Place, facts: dict[str, Any]) -> dict[str, Any]:
    known = place.latitude is not None and place.longitude is not None
    point = {"type": "Point", "coordinates": [place.longitude, place.latitude]}
    named = {"project": framework.project.code, "name": place.name, "level": place.level,
             "code": official_code(place)}  # fmt: skip
    return {
        "type": "Feature", "geometry": point if known else None, "properties": {**named, **facts},
    }  # fmt: skip
