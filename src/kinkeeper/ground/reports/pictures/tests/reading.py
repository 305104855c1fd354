"""Reads a drawn picture back: boxes of bars and letters, and whether all of it lies inside."""

import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from kinkeeper.ground.reports.pictures.lettering import width

SVG = "{http://www.w3.org/2000/svg}"
NUMBER = re.compile(r"-?\d*\.?\d+")

Box = tuple[float, float, float, float]


def parse(markup: str) -> ET.Element:
    return ET.fromstring(markup)


def letters(element: ET.Element) -> Iterator[tuple[str, Box]]:
    """Every text with its box, from its anchor and its measured width."""
    for text, (right, down, scale) in _placed(element, (0.0, 0.0, 1.0)):
        size = float(text.get("font-size", "13")) * scale
        x = right + float(text.get("x", "0")) * scale
        y = down + float(text.get("y", "0")) * scale
        wide = width(text.text or "", size=size)
        left = x - {"middle": wide / 2, "end": wide}.get(text.get("text-anchor", ""), 0)
        yield text.text or "", (left, y - size * 0.8, left + wide, y + size * 0.2)


def _placed(
    element: ET.Element, place: tuple[float, float, float]
) -> Iterator[tuple[ET.Element, tuple[float, float, float]]]:
    numbers = [float(number) for number in NUMBER.findall(element.get("transform", ""))]
    if numbers:
        x, y, scale = [*numbers, 1.0][:3]
        place = (place[0] + x * place[2], place[1] + y * place[2], place[2] * scale)
    if element.tag == f"{SVG}text":
        yield element, place
    for child in element:
        yield from _placed(child, place)


def rectangles(element: ET.Element) -> list[Box]:
    found = []
    for rect in element.iter(f"{SVG}rect"):
        x, y, wide, high = (float(rect.get(key, "0")) for key in ("x", "y", "width", "height"))
        found.append((x, y, x + wide, y + high))
    return found


def overlap(a: Box, b: Box, *, slack: float = 1.5) -> bool:
    across = min(a[2], b[2]) - max(a[0], b[0])
    down = min(a[3], b[3]) - max(a[1], b[1])
    return across > slack and down > slack


def overlapping(boxes: list[tuple[str, Box]]) -> list[tuple[str, str]]:
    return [
        (one, other)
        for place, (one, box) in enumerate(boxes)
        for other, second in boxes[place + 1 :]
        if overlap(box, second)
    ]


def outside(svg: ET.Element) -> list[object]:
    """Letters and rectangles that reach out of the view."""
    _x, _y, wide, high = map(float, svg.get("viewBox", "").split())
    boxes = [*letters(svg), *(("rect", box) for box in rectangles(svg))]
    return [
        (name, box)
        for name, box in boxes
        if box[0] < -1 or box[1] < -1 or box[2] > wide + 1 or box[3] > high + 1
    ]


def assert_sound(markup: str) -> ET.Element:
    """Well-formed, named, inside its view, without styles, scripts or handlers."""
    svg = parse(markup)
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title") is not None
    assert not outside(svg)
    for element in svg.iter():
        assert element.tag not in {f"{SVG}script", f"{SVG}style"}
        assert not [key for key in element.attrib if key == "style" or key.startswith("on")]
    return svg
