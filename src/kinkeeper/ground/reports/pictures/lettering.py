"""How wide a text will be, and how to make it fit.

There is no font on the server, so widths are the advance widths of DejaVu Sans, a wide face:
a text measured here never comes out wider in the usual screen fonts.
"""

import unicodedata
from functools import cache

# Hundredths of the font size, and the characters that wide.
ADVANCES = {
    28: "'ijl’",
    32: " ,.IJ·",
    37: "/:;\\|f-",
    41: "()[]t!r",
    52: '"*_`sz–†',
    57: "?cLFk",
    62: "vxyPTYaoeɛɔ",
    66: "ESbdghnpquK0123456789{}$«»ŋɲ",
    71: "AVBRXZC",
    78: "UHNDG&",
    84: "OQw#+<=>^~−",
    98: "MWm%æÆ",
    108: "@…œŒ",
}
ADVANCE = {character: size / 100 for size, group in ADVANCES.items() for character in group}
OTHER_ADVANCE = 0.8
REFUSED_CATEGORIES = frozenset({"Cc", "Cs", "Co", "Cn"})
JOINERS = frozenset("\u200c\u200d")


def clean(text: str) -> str:
    """The text on one line, without characters XML refuses or that turn the writing direction."""
    if text.isprintable():  # nearly always; what follows costs ten times as much
        return " ".join(text.split())
    kept = (" " if character.isspace() else character for character in text)
    return " ".join("".join(c for c in kept if _printable(c)).split())


def _printable(character: str) -> bool:
    category = unicodedata.category(character)
    if category == "Cf":
        return character in JOINERS
    return category not in REFUSED_CATEGORIES


@cache
def _advance(character: str) -> float:
    """Width of one character in parts of the font size."""
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF":
        return 1.05
    letter = unicodedata.normalize("NFD", character)[0]
    return ADVANCE.get(letter, OTHER_ADVANCE)


def width(text: str, *, size: float) -> float:
    """Width in pixels of a text at this font size."""
    return sum(map(_advance, text)) * size


def fit(text: str, *, room: float, size: float) -> str:
    """The text, or what fits of it and an ellipsis; empty when not even two letters fit."""
    text = clean(text)
    if width(text, size=size) <= room:
        return text
    left = room - _advance("…") * size
    taken = 0
    for character in text:
        left -= _advance(character) * size
        if left < 0:
            break
        taken += 1
    return text[:taken].rstrip() + "…" if taken >= 2 else ""


def wrap(text: str, *, room: float, size: float, lines: int) -> list[str]:
    """The text broken at spaces into at most so many lines; the rest cut with an ellipsis."""
    words = clean(text).split()
    written: list[str] = []
    while words and len(written) < lines - 1:
        line, words = _first_line(words, room=room, size=size)
        written.append(line)
    if words:
        written.append(fit(" ".join(words), room=room, size=size))
    return [line for line in written if line]


def _first_line(words: list[str], *, room: float, size: float) -> tuple[str, list[str]]:
    taken = 1
    while taken < len(words) and width(" ".join(words[: taken + 1]), size=size) <= room:
        taken += 1
    return fit(" ".join(words[:taken]), room=room, size=size), words[taken:]
