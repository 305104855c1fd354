"""What a list says that the register says otherwise, and who changed it since the last import.

A field that the list changed and nobody here touched follows the list. A field that a colleague
changed and the list did not is left. Where both changed, a person is asked. An empty cell is no
statement.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from kinkeeper.ground.interop.profile import Given, Question
from kinkeeper.ground.interop.said import Said, Text, said
from kinkeeper.ground.records.images import plain
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.dates import RoughDate, in_words
from kinkeeper.mission.strengthening.register import wording

BIRTH = ("birth_date", "birth_precision")
PLACE = ("place_id",)
Values = dict[str, Any]


@dataclass(frozen=True)
class Wanted:
    """What the list says of a record that exists. `who`: for the sentence; `row`: where."""

    record: Record
    values: Mapping[str, Any]
    who: str
    row: int

    def differing(self) -> list[tuple[str, ...]]:
        """Columns that differ, those of one fact (day and precision) together."""
        units: list[tuple[str, ...]] = [(name,) for name in self.values if name not in BIRTH]
        units += [BIRTH] if "birth_date" in self.values else []
        return [u for u in units if any(self.values[n] != getattr(self.record, n) for n in u)]


@dataclass(frozen=True)
class Settled:
    """values: what to write. questions: what a colleague changed meanwhile, and what follows the
    list without being asked."""

    values: Values
    questions: list[Question]


def settle(wanted: Wanted, imported: Mapping[str, Any] | None, given: Given) -> Settled:
    """`imported`: the values as the last import left them, None for a record made by hand."""
    values: Values = {}
    questions = []
    for unit in wanted.differing():
        now = tuple(getattr(wanted.record, name) for name in unit)
        new = tuple(wanted.values[name] for name in unit)
        then = tuple((imported or {}).get(name) for name in unit)
        if imported is not None and _same(then, new):
            continue
        if _empty(now) or (imported is not None and _same(then, now)):
            values |= dict(zip(unit, new, strict=True))
            questions.append(_follows(wanted, unit, (now, new), given))
            continue
        question = _question(wanted, unit, (now, new), given)
        questions.append(question)
        if given.answer(question) == wording.TAKE:
            values |= dict(zip(unit, new, strict=True))
    return Settled(values, questions)


def _same(one: Iterable[Any], other: Iterable[Any]) -> bool:
    return [_bare(v) for v in one] == [_bare(v) for v in other]


def _bare(value: Any) -> Any:
    """Empty is empty, however a column keeps it."""
    return plain(value) or None


def _empty(values: tuple[Any, ...]) -> bool:
    return values[0] in (None, "", [], {})


Both = tuple[tuple[Any, ...], tuple[Any, ...]]
"""What stands now, and what the list says."""


def _question(wanted: Wanted, unit: tuple[str, ...], both: Both, given: Given) -> Question:
    sentence = _sentence(wording.CHANGED, wanted, unit, both, given)
    return Question(
        "changed", f"changed:{wanted.record.pk}:{unit[0]}", (wanted.row,), (), sentence,
        (wording.KEEP_NOW, wording.TAKE_LIST), wording.KEEP,
    )  # fmt: skip


def _follows(wanted: Wanted, unit: tuple[str, ...], both: Both, given: Given) -> Question:
    """So that whoever imports sees what will change, before it does."""
    text = wording.FILLS if _empty(both[0]) else wording.FOLLOWS
    sentence = _sentence(text, wanted, unit, both, given)
    key = f"follows:{wanted.record.pk}:{unit[0]}"
    return Question("follows", key, (wanted.row,), (), sentence, asked=False)


def _sentence(text: Text, wanted: Wanted, unit: tuple[str, ...], both: Both, given: Given) -> Said:
    label: Text = getattr(type(wanted.record)._meta.get_field(unit[0]), "verbose_name", unit[0])
    now, new = (_shown(wanted, unit, values, given) for values in both)
    return said(text, who=wanted.who, field=said(label), new=new, now=now)


def _shown(
    wanted: Wanted, unit: tuple[str, ...], values: tuple[Any, ...], given: Given
) -> str | Said:
    """A value as a reader knows it: a date in words, the label of a code, the name of a place."""
    if unit == BIRTH:
        return in_words(RoughDate(*values)) if values[0] else "-"
    if unit == PLACE:
        return _named(wanted, values[0], given)
    field = type(wanted.record)._meta.get_field(unit[0])
    labels = dict(getattr(field, "choices", None) or ())
    return said(labels[values[0]]) if values[0] in labels else str(values[0] or "-")


def _named(wanted: Wanted, place_id: Any, given: Given) -> str:
    places = (*given.places.values(), getattr(wanted.record, "place", None))
    return next((place.name for place in places if place and place.pk == place_id), "-")
