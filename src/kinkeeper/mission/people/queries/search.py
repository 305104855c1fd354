"""Finding people and families as they are heard, and saying why each was found.

Candidates come from prefix ranges of indexed keys, never from the middle of a text; the best few
are then put in order. Whoever may not meet names finds by code and register number only, so that
the search box tells nothing about them.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.codes import read_code
from kinkeeper.ground.text.names import name_variants, search_key, typed_keys
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.lists import as_they_are, counted
from kinkeeper.mission.people.queries.reader import Reader, reader_of
from kinkeeper.mission.people.words import Text

R = TypeVar("R", Family, Person)
T = TypeVar("T")
MOST = 50
MOST_RANGES = 12
SHORTEST_START = 2
"""Letters of a key: one alone is the beginning of everybody, and what "zzzz" sounds like."""
LONGEST_TEXT = 200

KEYS: dict[type[Record], tuple[str, ...]] = {
    Person: ("search_key", "family_key", "also_key"),
    Family: ("search_key", "also_key"),
}


@dataclass(frozen=True)
class Hit(Generic[R]):
    """Something found, the sentence why, and how sure: 1 is a code, 0 is a guess."""

    record: R
    why: Text
    likeness: float


def search_people(text: str, *, by: Account, most: int = MOST) -> list[Hit[Person]]:
    """People of the reader's scope whose code, phone or name fits, the likeliest first."""
    return _found(reader_of(by), Person, text[:LONGEST_TEXT], most)


def search_families(text: str, *, by: Account, most: int = MOST) -> list[Hit[Family]]:
    """Families whose code, register number or name fits, or a member whose name or phone does."""
    reader, text = reader_of(by), text[:LONGEST_TEXT]
    found = _found(reader, Family, text, most, read=counted)
    if len(found) < most:
        found += _by_member(reader, text, most)
    return _best(found, most)


def _found(
    reader: Reader, model: type[R], text: str, most: int,
    *, read: Callable[[QuerySet[R]], QuerySet[R]] = as_they_are,
) -> list[Hit[R]]:  # fmt: skip
    typed = Typed.of(text)
    rows = _rows(reader, model, typed, most, lambda found: read(found.select_related("place")))
    return _best([_hit(record, typed) for record in rows], most)


def _rows(
    reader: Reader, model: type[R], typed: "Typed", most: int,
    read: Callable[[QuerySet[R]], Iterable[T]],
) -> list[T]:  # fmt: skip
    """First what begins as typed, then the other known spellings, while there is room."""
    rows: list[T] = []
    if reader.level < 0 or not typed.text:
        return rows
    for wanted in (_as_typed(reader, model, typed), _other_spellings(reader, model, typed)):
        if wanted and len(rows) < most:
            rows += read(reader.rows(model).filter(wanted)[: most * 2])
    return rows


@dataclass(frozen=True)
class Typed:
    """What stands in the search box, as it may be meant: a name, a code, a phone number."""

    text: str
    key: str
    code: str
    phones: tuple[str, ...]

    @classmethod
    def of(cls, text: str) -> "Typed":
        return cls(text.strip(), search_key(text), read_code(text), tuple(phone_forms(text)))


def _as_typed(reader: Reader, model: type[Record], typed: Typed) -> Q:
    wanted = Q(code=typed.code) if typed.code else Q()
    if model is Family:
        wanted |= Q(number=typed.text)
    elif reader.names and typed.phones:
        wanted |= Q(phone__in=typed.phones)
    return wanted | (_keys_begin(model, [typed.key]) if reader.names else Q())


def _other_spellings(reader: Reader, model: type[Record], typed: Typed) -> Q:
    """A half-typed last word, and what the table of names knows of other spellings."""
    if not reader.names:
        return Q()
    keys = dict.fromkeys([*typed_keys(typed.text), *sorted(name_variants(typed.text))])
    others = [key for key in keys if not typed.key or not key.startswith(typed.key)]
    return _keys_begin(model, others[:MOST_RANGES])


def _keys_begin(model: type[Record], starts: list[str]) -> Q:
    wanted = Q()
    for key in KEYS[model]:
        for start in (start for start in starts if len(start) >= SHORTEST_START):
            wanted |= Q(**{f"{key}__begins": start})
    return wanted


def phone_forms(text: str) -> list[str]:
    """The ways a number may stand in the register: as typed, bare, and with Mali's +223."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) < 8 or any(letter.isalpha() for letter in text):
        return []
    local = digits.removeprefix("00").removeprefix("223")
    pairs = " ".join(local[i : i + 2] for i in range(0, len(local), 2))
    return list(dict.fromkeys([text.strip(), digits, local, f"+223{local}", pairs, f"+{digits}"]))


def _hit(record: R, typed: Typed) -> Hit[R]:
    """Why it was found and how sure, from the keys alone (they are computed already)."""
    if typed.code == record.code:
        return Hit(record, _("this code"), 1.0)
    if getattr(record, "number", "") == typed.text:
        return Hit(record, _("this number in the register"), 1.0)
    if getattr(record, "phone", "") in typed.phones:
        return Hit(record, _("this phone number"), 1.0)
    keys = {record.search_key, getattr(record, "family_key", ""), record.also_key} - {""}
    why, likeness = _by_name(str(record), keys, typed)
    return Hit(record, why, likeness + (0.05 if typed.key in keys else 0))


def _by_name(written: str, keys: set[str], typed: Typed) -> tuple[str, float]:
    if typed.text.casefold() in written.casefold():
        return _("the name, as written"), 0.9
    if any(f"{key} ".startswith(f"{typed.key} ") for key in keys):
        return _("same name, other spelling"), 0.8
    if any(key.startswith(typed.key) for key in keys):
        return _("the name begins like this"), 0.6
    return _("known spelling of the same name"), 0.5


def _by_member(reader: Reader, text: str, most: int) -> list[Hit[Family]]:
    typed = Typed.of(text)
    rows = _rows(reader, Person, typed, most, _memberships)
    return [_by_name_of(row, typed, reader) for row in rows if reader.reaches(row.family.place)]


def _memberships(people: QuerySet[Person]) -> QuerySet[Any]:
    """Open ones, counted. By person first: together with the scope the database would rather
    read every family of it."""
    rows = Membership.objects.filter(person__in=people.values("pk"), until=None)
    return counted(rows.select_related("family__place", "person"), "family")


def _by_name_of(row: Any, typed: Typed, reader: Reader) -> Hit[Family]:
    hit = _hit(row.person, typed)
    who = str(row.person) if reader.names else row.person.code
    why = _("member: %(name)s (%(why)s)") % {"name": who, "why": hit.why}
    row.family.members_now = row.members_now
    return Hit(row.family, why, hit.likeness - 0.3)


def _best(hits: Iterable[Hit[R]], most: int) -> list[Hit[R]]:
    """Each record once, by its best reason; then by likeness, then by name."""
    best: dict[UUID, Hit[R]] = {}
    for hit in hits:
        known = best.get(hit.record.pk)
        if known is None or hit.likeness > known.likeness:
            best[hit.record.pk] = hit
    return sorted(best.values(), key=_order)[:most]


def _order(hit: Hit[R]) -> tuple[float, str, str]:
    return (-hit.likeness, hit.record.search_key, hit.record.code)
