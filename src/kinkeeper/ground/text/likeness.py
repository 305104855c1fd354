"""How alike two written names are, and why, in words a worker can check.

Compared word by word: the same letters, the same sound, two spellings the table knows, or nearly
the same letters. A whole name is only as alike as its least alike word.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from django.utils.translation import gettext, gettext_noop

from kinkeeper.ground.text.keys import search_key
from kinkeeper.ground.text.spellings import is_known, name_variants

NEAR = 0.92
# Two names that both stand in the table are rather two names than one badly written.
NEAR_KNOWN = 0.94


class Level(StrEnum):
    EXACT = "exact"
    SAME_KEY = "same_key"
    KNOWN_VARIANT = "known_variant"
    CLOSE = "close"
    DIFFERENT = "different"


_RANK = tuple(Level)
_SCORES = {
    Level.EXACT: 1.0,
    Level.SAME_KEY: 0.95,
    Level.KNOWN_VARIANT: 0.85,
    Level.CLOSE: 0.7,
    Level.DIFFERENT: 0.5,
}
_OTHER_ORDER = 0.98
_ONE_WORD_MORE = 0.85
_RELATED = 0.65

SAME = gettext_noop("same name")
SAME_SOUND = gettext_noop("same name, other spelling")
KNOWN = gettext_noop("known spellings of the same name")
RELATED = gettext_noop("related names: may be another person")
NEARLY = gettext_noop("nearly the same letters")
MORE_WORDS = gettext_noop("one of the two has more names")
ORDER = gettext_noop("same names in another order")
OTHER = gettext_noop("different names")
EMPTY = gettext_noop("no name to compare")


@dataclass(frozen=True, slots=True)
class Likeness:
    """How alike two names are: a level, a score from 0 to 1, and the reason."""

    level: Level
    score: float
    why: str

    @property
    def reason(self) -> str:
        """The reason, in the active language."""
        return gettext(self.why)


def why_alike(a: str, b: str) -> Likeness:
    """Compare two written names. Gives the same answer whichever comes first."""
    keys_a, keys_b = search_key(a), search_key(b)
    if not keys_a or not keys_b:
        return Likeness(Level.DIFFERENT, 0.0, EMPTY)
    if _letters(a) == _letters(b):
        return Likeness(Level.EXACT, _SCORES[Level.EXACT], SAME)
    if keys_a == keys_b:
        return Likeness(Level.SAME_KEY, _SCORES[Level.SAME_KEY], SAME_SOUND)
    if _whole_name_known(keys_a, keys_b):
        return Likeness(Level.KNOWN_VARIANT, _SCORES[Level.KNOWN_VARIANT], KNOWN)
    return _by_words(keys_a.split(), keys_b.split())


def _whole_name_known(a: str, b: str) -> bool:
    """True for two spellings in the table, of which one may have two words ("El Hadj")."""
    one_word = " " not in a or " " not in b
    return one_word and (b in name_variants(a) or a in name_variants(b))


def _by_words(a: list[str], b: list[str]) -> Likeness:
    fewer, more = sorted((a, b), key=lambda words: (len(words), words))
    pairs, left = _paired(fewer, more)
    worst = max(pairs, key=lambda likeness: (_RANK.index(likeness.level), -likeness.score))
    mean = sum(likeness.score for likeness in pairs) / len(pairs)
    if worst.level is Level.DIFFERENT:
        return Likeness(Level.DIFFERENT, round(min(mean, _SCORES[Level.DIFFERENT]), 3), OTHER)
    if left:
        return Likeness(Level.CLOSE, round(mean * _ONE_WORD_MORE ** len(left), 3), MORE_WORDS)
    if worst.level in {Level.EXACT, Level.SAME_KEY}:
        return Likeness(Level.SAME_KEY, round(mean * _OTHER_ORDER, 3), ORDER)
    return Likeness(worst.level, round(mean, 3), worst.why)


def _paired(fewer: list[str], more: list[str]) -> tuple[list[Likeness], list[str]]:
    """Each word of the shorter name with the free word of the longer one most like it."""
    free, pairs = list(more), []
    # The surest pairs first, so that a weak one cannot take the partner of a strong one.
    for word in sorted(fewer, key=lambda word: (word not in more, word)):
        likeness, at = max(
            ((_word(word, other), -place) for place, other in enumerate(free)),
            key=lambda found: (found[0].score, found[1]),
        )
        pairs.append(likeness)
        del free[-at]
    return pairs, free


@lru_cache(maxsize=20_000)
def _word(a: str, b: str) -> Likeness:
    if a == b:
        return Likeness(Level.SAME_KEY, _SCORES[Level.SAME_KEY], SAME_SOUND)
    if b in name_variants(a):
        return Likeness(Level.KNOWN_VARIANT, _SCORES[Level.KNOWN_VARIANT], KNOWN)
    if b in name_variants(a, related=True):
        return Likeness(Level.CLOSE, _RELATED, RELATED)
    near = nearness(a, b)
    if near >= (NEAR_KNOWN if is_known(a) and is_known(b) else NEAR):
        return Likeness(Level.CLOSE, round(_SCORES[Level.CLOSE] * near, 3), NEARLY)
    return Likeness(Level.DIFFERENT, round(_SCORES[Level.DIFFERENT] * near, 3), OTHER)


def _letters(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def nearness(a: str, b: str) -> float:
    """Jaro-Winkler likeness of two words, 0 to 1, the same whichever comes first.

    Source: W. E. Winkler, "String comparator metrics and enhanced decision rules in the
    Fellegi-Sunter model of record linkage", 1990; prefix of at most 4 letters, weight 0.1.
    """
    first, second = sorted((a, b))
    jaro = _jaro(first, second)
    prefix = 0
    for one, other in zip(a[:4], b[:4], strict=False):
        if one != other:
            break
        prefix += 1
    return jaro + prefix * 0.1 * (1 - jaro)


def _jaro(a: str, b: str) -> float:
    if a == b:
        return 1.0
    reach = max(max(len(a), len(b)) // 2 - 1, 0)
    taken: set[int] = set()
    matched = []
    for place, letter in enumerate(a):
        for at in range(max(0, place - reach), min(len(b), place + reach + 1)):
            if at not in taken and b[at] == letter:
                taken.add(at)
                matched.append(letter)
                break
    if not matched:
        return 0.0
    swaps = sum(one != b[at] for one, at in zip(matched, sorted(taken), strict=True)) // 2
    count = len(matched)
    return (count / len(a) + count / len(b) + (count - swaps) / count) / 3
