"""Which line holds the headings, and which column holds what: by caption, neighbours and content.

The table of weights is small on purpose: an office corrects a wrong guess once, and it is
remembered for every list with the same headings.
"""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kinkeeper.ground.interop.cells import CellError, RawLine, as_text, letters
from kinkeeper.ground.interop.contents import share_of
from kinkeeper.ground.interop.profile import Field, Profile
from kinkeeper.ground.text.dates import DateProblem, Precision, parse_rough
from kinkeeper.ground.text.likeness import nearness

FIRST_LINES = 40
SURE, LIKELY = 0.9, 0.6
SAMPLE = 300
_NEIGHBOUR = 0.06
_SMALL = frozenset(
    "de du des la le les l d et ou un une en a au aux of the and s no n num numero number".split()  # noqa: SIM905
)
_UPDATED = re.compile(r"mis[e]? a jour|a jour|arrete|situation au|date|updated|as of|on the")


@dataclass(frozen=True)
class Column:
    """A column of the list. `caption` as written; `key` tells two equal captions apart."""

    index: int
    caption: str
    key: str
    samples: tuple[str, ...]

    @property
    def letter(self) -> str:
        return letters(self.index)


@dataclass(frozen=True)
class Guess:
    """The fact a column seems to hold ("" for none) and how sure that is, 0 to 1."""

    column: int
    field: str
    sure: float


@dataclass(frozen=True)
class Headings:
    """The line of the headings, its columns, the lines above it and below it."""

    row: int
    columns: tuple[Column, ...]
    above: tuple[RawLine, ...]
    below: tuple[RawLine, ...]

    @property
    def signature(self) -> str:
        """The same for every list with the same headings in the same order."""
        line = "|".join(f"{c.index}={plain(c.caption)}" for c in self.columns)
        return hashlib.sha256(line.encode()).hexdigest()


@lru_cache(maxsize=4000)
def plain(text: str) -> str:
    """Small letters and digits, no accents, single spaces."""
    folded = unicodedata.normalize("NFKD", text.replace("°", " ").replace("’", "'")).casefold()
    bare = "".join(c if c.isalnum() else " " for c in folded if unicodedata.category(c) != "Mn")
    return " ".join(re.sub(r"(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])", " ", bare).split())


def key_of(caption: str) -> str:
    """A caption as it is remembered and named in a mapping; "Sexe#2" is the second "Sexe"."""
    return plain(caption.replace("#", " nr "))


def find_headings(lines: Sequence[RawLine], profile: Profile) -> Headings | None:
    """The line whose cells are most like captions we know; else the first with several texts."""
    first = lines[:FIRST_LINES]
    best = _line_of_captions(first, profile)
    if best is None:
        return None
    head, below = first[best], tuple(lines[best + 1 :])
    return Headings(head.row, tuple(_columns(head, below)), tuple(first[:best]), below)


def _line_of_captions(first: Sequence[RawLine], profile: Profile) -> int | None:
    """Whole captions decide; likeness is only tried where no line has two of them."""
    words = {plain(word) for f in profile.fields for word in (*f.words, *f.doubtful)}
    for score in (lambda text: float(text in words), lambda text: _best_likeness(text, profile)):
        scores = [sum(map(score, _texts(line))) for line in first]
        best = max(range(len(first)), key=lambda at: (scores[at], -at), default=None)
        if best is not None and scores[best] >= 2:
            return best
    return next((at for at, line in enumerate(first) if _many_texts(line)), None)


def _texts(line: RawLine) -> set[str]:
    return {plain(v) for v in line.cells.values() if isinstance(v, str) and len(v) < 80} - {""}


def _best_likeness(text: str, profile: Profile) -> float:
    best = max(caption_likeness(text, field)[0] for field in profile.fields)
    return best if best >= 0.85 else 0.0


def _many_texts(line: RawLine) -> bool:
    return sum(isinstance(v, str) for v in line.cells.values()) >= 3


def _columns(head: RawLine, below: Sequence[RawLine]) -> Iterable[Column]:
    """Captioned columns, and those without a caption that hold something."""
    seen: Counter[str] = Counter()
    filled = Counter(c for line in below[:SAMPLE] for c in line.cells)
    for index in sorted(head.cells.keys() | {c for c, n in filled.items() if n > 1}):
        caption = as_text(head.cells.get(index))
        seen[plain(caption)] += 1
        key = caption if seen[plain(caption)] == 1 else f"{caption}#{seen[plain(caption)]}"
        yield Column(index, caption, key or f"#{letters(index)}", _samples(index, below))


def _samples(index: int, below: Sequence[RawLine]) -> tuple[str, ...]:
    found = dict.fromkeys(as_text(line.cells.get(index)) for line in below[:SAMPLE])
    return tuple(text[:30] for text in found if text)[:4]


def guess_columns(headings: Headings, profile: Profile) -> dict[int, Guess]:
    """One guess a column; every fact is given to one column only, the surest first."""
    scores = _scores(headings, profile)
    taken: dict[int, Guess] = {}
    for _round in range(len(headings.columns)):
        free = [s for s in scores if s.column not in taken and not _has(taken, s.field)]
        best = max(
            (Guess(s.column, s.field, min(1.0, s.sure + _beside(s, taken, profile))) for s in free),
            key=lambda guess: (round(guess.sure, 3), -guess.column), default=None,
        )  # fmt: skip
        if best is None or best.sure < LIKELY:
            break
        taken[best.column] = best
    return {c.index: taken.get(c.index, Guess(c.index, "", 0.0)) for c in headings.columns}


def _has(taken: Mapping[int, Guess], field: str) -> bool:
    return any(guess.field == field for guess in taken.values())


def _scores(headings: Headings, profile: Profile) -> list[Guess]:
    found = []
    contents = {field.content for field in profile.fields}
    for column in headings.columns:
        cells = (line.cells.get(column.index) for line in headings.below[:SAMPLE])
        values = [value for value in cells if value is not None][:60]
        shares = {content: share_of(content, values) for content in contents}
        for field in profile.fields:
            caption, doubtful = caption_likeness(plain(column.caption), field)
            score = _weighed(caption, shares[field.content], field)
            if score >= LIKELY - _NEIGHBOUR:
                found.append(Guess(column.index, field.code, score - 0.08 * doubtful))
    return found


def _weighed(caption: float, content: float | None, field: Field) -> float:
    """Caption first; the content confirms it, contradicts it, or speaks alone."""
    if content is None:
        return caption
    if caption >= 0.8:
        return caption if content >= 0.5 else caption * 0.75
    alone = 0.66 if field.content == "sex" and content >= 0.95 else 0.0
    return max(alone, caption * (0.8 + 0.2 * content))


def _beside(guess: Guess, taken: Mapping[int, Guess], profile: Profile) -> float:
    """Columns of one person stand side by side."""
    group = profile.field(guess.field).group
    if not group:
        return 0.0
    near = [taken[at].field for at in (guess.column - 1, guess.column + 1) if at in taken]
    return _NEIGHBOUR * sum(profile.field(code).group == group for code in near)


def caption_likeness(caption: str, field: Field) -> tuple[float, bool]:
    """How well a caption (plain) fits a fact, and whether only a doubtful word fits."""
    sure = max((_likeness(caption, plain(word)) for word in field.words), default=0.0)
    doubt = max((_likeness(caption, plain(word)) for word in field.doubtful), default=0.0)
    return (sure, False) if sure >= doubt else (doubt, True)


@lru_cache(maxsize=50_000)
def _likeness(caption: str, word: str) -> float:
    if not caption:
        return 0.0
    if caption == word:
        return 1.0
    mine, theirs = _words(caption), _words(word)
    if mine and mine == theirs:
        return 0.97
    if not mine or not theirs:
        return 0.0
    if any(w.isdigit() for w in mine ^ theirs):
        return 0.0
    shared = len(mine & theirs) / len(mine | theirs)
    return max(shared, _nearly(caption.replace(" ", ""), word.replace(" ", ""))) * 0.95


def _nearly(caption: str, word: str) -> float:
    """A slip of the pen: same first letter, about the same length, nearly the same letters."""
    if caption[0] != word[0] or abs(len(caption) - len(word)) > 2 or len(word) < 4:
        return 0.0
    near = nearness(caption, word)
    return near if near >= 0.93 else 0.0


@lru_cache(maxsize=8000)
def _words(text: str) -> frozenset[str]:
    words = [w[:-1] if len(w) > 3 and w.endswith("s") else w for w in text.split()]
    return frozenset(w for w in words if w not in _SMALL) or frozenset(words)


def reference_day(headings: Headings, *, today: date) -> date | None:
    """The day the list was brought up to date, if a line above the headings says so."""
    for line in headings.above:
        values = list(line.cells.values())
        spoken = any(_UPDATED.search(plain(v)) for v in values if isinstance(v, str))
        for value in values:
            found = _day(value, today, anywhere=spoken)
            if found:
                return found
    return None


def _day(value: Any, today: date, *, anywhere: bool) -> date | None:
    if isinstance(value, CellError | int | float):
        return None
    pieces: list[Any] = [value]
    if isinstance(value, str) and anywhere:
        pieces += re.findall(r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}-\d{2}-\d{2}", value)
        pieces += re.findall(r"\d{1,2}(?:er)? [^\W\d_]+ \d{4}", value)
    for piece in pieces:
        try:
            known = parse_rough(piece, today=today)
        except DateProblem:
            continue
        if known.day and known.precision is Precision.DAY:
            return known.day
    return None
