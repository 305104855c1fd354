"""The search key of a name: how it sounds to a French and Bambara ear, in plain letters.

The key is stored in a column and compared as it is, so it is the same on every database. The
rules below were read off the table of spellings in this folder. They are applied until nothing
changes any more, so the key of a key is itself.
"""

import re
import unicodedata

KEY_LENGTH = 200
"""A key is never longer than this; columns that store keys need that many characters."""

# Letters that are no accent upon another letter, and letters of Bambara and Fulfulde.
_LETTERS = str.maketrans(
    {
        "ç": "s", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i",
        "ɛ": "e", "ɔ": "o", "ɲ": "ny", "ŋ": "n", "ɓ": "b", "ɗ": "d", "ƴ": "y", "ɩ": "i", "ʋ": "u",
    }
)  # fmt: skip
_APOSTROPHES = frozenset("'’‘‛ʼʻʹ′´`＇ʾʿ")
# Letters and signs that print as nothing although Unicode does not call them format characters.
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0\u2800")
_UNHEARD = frozenset({"Mn", "Mc", "Me", "Cf"})

# Order matters: what is written with two letters goes before its single letters.
_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"x", "ks"),
        (r"qu?", "k"),
        (r"tch|tj", "ti"),
        (r"ck", "k"),
        (r"sch|ch|sh", "s"),
        (r"h", ""),
        (r"gn(?=[aeiouy])", "ni"),
        (r"gu(?=[eiy])", "g"),
        (r"dj|d[iy](?=[aeou])", "j"),
        (r"j[iy](?=[aeou])", "j"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"ou", "u"),
        (r"ow\b", "o"),
        (r"(?<=[aeiou])w(?=[ou])", ""),
        (r"u(?=[aeo])", "w"),
        (r"w(?![aeiouyw])", "u"),
        (r"y", "i"),
        (r"ei+", "e"),
        (r"n(?=[bp])", "m"),
        (r"([^\W\d_])\1+", r"\1"),
        (r"aie\b", "ai"),
        (r"(?<=\w{3})atu\b", "ata"),
        (r"(?<=\w{2})ane\b", "an"),
    )
)
# What the writer may add next to a half-typed name and thereby change how its end sounds.
_TAILS = ("a", "e", "i", "o", "u", "h", "ia", "y")


def is_invisible(letter: str) -> bool:
    """True for a character that takes no room on the page (joiners, marks of direction ...)."""
    return letter in _FILLERS or unicodedata.category(letter) == "Cf"


def search_key(text: str) -> str:
    """The words of a name as they sound, lower case, no accents, one space between them.

    "Traoré", "Traore" and "Trawore" share one key, so do "Coulibaly" and "Kulibali", "Mamadou"
    and "Mahamadou". Empty when the text shows nothing. Never raises.
    """
    before, key = None, text
    while key != before:
        before, key = key, _heard(_plain(key))[:KEY_LENGTH].strip()
    return key


def search_words(text: str) -> tuple[str, ...]:
    """The keys of the single words of a name, in the order written."""
    return tuple(search_key(text).split())


def typed_keys(text: str) -> tuple[str, ...]:
    """Beginnings of keys that fit a name whose last word may still be half typed.

    A name matches when its key starts with one of them: "Di" must find "Diarra" (key "jara").
    The first is the key of the text itself; empty when the text shows nothing.
    """
    base = search_key(text)
    if not base or not text.strip()[-1:].isalpha():
        return (base,) if base else ()
    found = {base: None}
    for tail in _TAILS:
        longer = search_key(text.strip() + tail)
        start = longer if len(longer) <= len(base) else longer[:-1]
        if start and not base.startswith(start):
            found[start] = None
    return tuple(found)


def _plain(text: str) -> str:
    """Small letters without accents, one space between words."""
    folded = unicodedata.normalize("NFC", text).casefold().translate(_LETTERS)
    folded = unicodedata.normalize("NFKD", folded).casefold()
    return " ".join("".join(_visible(letter) for letter in folded).split())


def _visible(letter: str) -> str:
    if letter in _APOSTROPHES or letter in _FILLERS or unicodedata.category(letter) in _UNHEARD:
        return ""
    return letter if letter.isalnum() else " "


def _heard(plain: str) -> str:
    for pattern, sound in _SOUNDS:
        plain = pattern.sub(sound, plain)
    return plain
