"""Scores of a questionnaire: declared as data beside its questions, computed here. Pure.

A score adds up, or takes the highest of, its parts. A part is the answer to one question: as a
number times a factor, or looked up in a small table of codes. What is missing is never taken for
nought: without it there is no score, unless the part says what an unanswered question counts.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

Words = Mapping[str, str]
SUM, HIGHEST = "sum", "max"
RULES = (SUM, HIGHEST)
TONES = ("good", "warn", "bad", "neutral")


@dataclass(frozen=True)
class Part:
    """values: what each code of a choice counts. empty: what no answer counts; None: no score."""

    question: str
    factor: Decimal = Decimal(1)
    values: Mapping[str, Decimal] = field(default_factory=dict)
    empty: Decimal | None = None


@dataclass(frozen=True)
class Band:
    """A name for scores up to and with `up_to` (None: all above), in one set of thresholds."""

    set: str
    up_to: Decimal | None
    code: str
    label: Words
    tone: str = "neutral"


@dataclass(frozen=True)
class Score:
    """least, most: what the score can be at all. source: where rule and thresholds come from."""

    code: str
    label: Words
    rule: str
    parts: tuple[Part, ...]
    bands: tuple[Band, ...] = ()
    source: str = ""

    def band(self, value: Decimal, of_set: str) -> Band | None:
        return next(
            (
                b
                for b in self.bands
                if b.set == of_set and (b.up_to is None or value <= b.up_to)
            ),
            None,
        )  # fmt: skip

    @property
    def sets(self) -> list[str]:
        return list(dict.fromkeys(b.set for b in self.bands))


@dataclass(frozen=True)
class Scored:
    """value None: `missing` says which questions were not answered."""

    score: Score
    value: Decimal | None
    missing: tuple[str, ...] = ()

    def band(self, of_set: str) -> Band | None:
        return None if self.value is None else self.score.band(self.value, of_set)

    @property
    def bands(self) -> list[Band]:
        """What the value is called, once for each set of thresholds."""
        found = (self.band(of_set) for of_set in self.score.sets)
        return [band for band in found if band is not None]


def scored(score: Score, answers: Mapping[str, Any]) -> Scored:
    """The score of these answers (texts by the name of their question)."""
    counted = {part.question: _counts(part, answers.get(part.question)) for part in score.parts}
    missing = tuple(name for name, value in counted.items() if value is None)
    values = [value for value in counted.values() if value is not None]
    if missing or not values:
        return Scored(score, None, missing)
    return Scored(score, sum(values, Decimal()) if score.rule == SUM else max(values))


def _counts(part: Part, answer: object) -> Decimal | None:
    text = str(answer).strip() if answer is not None else ""
    if not text:
        return part.empty
    if part.values:
        found = [part.values[code] for code in text.split() if code in part.values]
        return part.factor * max(found) if found else part.empty
    try:
        return part.factor * Decimal(text.replace(",", "."))
    except InvalidOperation:
        return None


# --- as data: what is kept with a version, and what a workbook's sheets say -------------------


def as_data(score: Score) -> dict[str, Any]:
    return {
        "code": score.code, "label": dict(score.label), "rule": score.rule,
        "source": score.source,
        "parts": [
            {
                "question": p.question, "factor": str(p.factor),
                "values": {code: str(value) for code, value in p.values.items()},
                "empty": None if p.empty is None else str(p.empty),
            }
            for p in score.parts
        ],
        "bands": [
            {
                "set": b.set, "up_to": None if b.up_to is None else str(b.up_to),
                "code": b.code, "label": dict(b.label), "tone": b.tone,
            }
            for b in score.bands
        ],
    }  # fmt: skip


def from_data(data: Mapping[str, Any]) -> Score:
    """Raises KeyError, InvalidOperation for what is none."""
    return Score(
        code=data["code"], label=data["label"], rule=data["rule"], source=data["source"],
        parts=tuple(
            Part(
                p["question"], Decimal(p["factor"]),
                {code: Decimal(value) for code, value in p["values"].items()},
                None if p["empty"] is None else Decimal(p["empty"]),
            )
            for p in data["parts"]
        ),
        bands=tuple(
            Band(
                b["set"], None if b["up_to"] is None else Decimal(b["up_to"]), b["code"],
                b["label"], b["tone"],
            )
            for b in data["bands"]
        ),
    )  # fmt: skip


def scores_from(data: Sequence[Mapping[str, Any]]) -> list[Score]:
    return [from_data(one) for one in data]


# --- what became of a question between two versions --------------------------------------------


@dataclass(frozen=True)
class Asked:
    """A question as it is compared with that of another version. choices: codes with labels."""

    id: str
    name: str
    kind: str
    level: int
    label: Words
    choices: Mapping[str, Words] = field(default_factory=dict)


@dataclass(frozen=True)
class Differences:
    """new, gone: names. reworded: names with the same id and other words; the office says whether
    the meaning stayed. retyped: refused, since answers would not be readable side by side."""

    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    reworded: tuple[str, ...] = ()
    retyped: tuple[tuple[str, str, str], ...] = ()


def differences(before: Sequence[Asked], after: Sequence[Asked]) -> Differences:
    """`after` against what was asked `before`, by the immutable ids."""
    old = {q.id: q for q in before}
    new = {q.id: q for q in after}
    both = [(old[i], q) for i, q in new.items() if i in old]
    return Differences(
        new=tuple(q.name for i, q in new.items() if i not in old),
        gone=tuple(q.name for i, q in old.items() if i not in new),
        reworded=tuple(q.name for was, q in both if was.kind == q.kind and _reworded(was, q)),
        retyped=tuple((q.name, was.kind, q.kind) for was, q in both if was.kind != q.kind),
    )


def _reworded(was: Asked, now: Asked) -> bool:
    """Words of one language differ, or a code has other words than before."""
    labels = (was.label.get(lang) == text for lang, text in now.label.items() if lang in was.label)
    shared = (code for code in now.choices if code in was.choices)
    return not all(labels) or any(was.choices[code] != now.choices[code] for code in shared)
