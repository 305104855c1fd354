"""Outlines of Mali's regions (those of before 2023), for maps that need no network."""

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path

Ring = list[tuple[float, float]]
FILE = Path(__file__).parent / "mali_outline.json"


@cache
def region_outlines() -> Mapping[str, list[Ring]]:
    """Rings of (longitude, latitude) by the region's name. Natural Earth, public domain."""
    plain = json.loads(FILE.read_text(encoding="utf-8"))["regions"]
    return {name: [[(x, y) for x, y in ring] for ring in rings] for name, rings in plain.items()}
