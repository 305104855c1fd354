"""Finding people and families as they are heard, and saying why each was found.

Candidates come from prefix ranges of indexed keys, never from the middle of a text; the best few
are then put in order. Whoever may not meet names finds by code and register number only, so that
the search box tells nothing about them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.text.codes import read_code
from kinkeeper.ground.text.names import name_variants, search_key, typed_keys
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.reader import Reader, reader_of
from kinkeeper.mission.people.words import Text

R = TypeVar("R", Family, Person)
MOST = 50
MOST_RANGES = 12
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
    reader, text = reader_of(by), text[:LONGEST_TEXT]
    if reader.level < 0 or not text.strip():
        return []
    return _best([*_people_by_sign(reader, text), *_by_name(reader, Person, text, most)], most)


def search_families(text: str, *, by: Account, most: int = MOST) -> list[Hit[Family]]:
    """Families whose code, register number, phone or name fits, or that of a member."""
    reader, text = reader_of(by), text[:LONGEST_TEXT]
    if reader.level < 0 or not text.strip():
        return []
    found = [*_families_by_sign(reader, text), *_by_name(reader, Family, text, most)]
    if len(found) < most:
        found += _by_member(reader, search_people(text, by=by, most=most))
    return _best(found, most)


def _people_by_sign(reader: Reader, text: str) -> Iterator[Hit[Person]]:
    wanted = Q(pk__in=[])
    if code := read_code(text):
        wanted |= Q(code=code)
    if reader.names and (phones := phone_forms(text)):
        wanted |= Q(phone__in=phones)
    if wanted == Q(pk__in=[]):
        return
    for person in reader.rows(Person).filter(wanted).select_related("place")[:MOST]:
        yield Hit(person, _("this code") if person.code == code else _("this phone number"), 1.0)


def _families_by_sign(reader: Reader, text: str) -> Iterator[Hit[Family]]:
    code, number = read_code(text), text.strip()
    wanted = Q(number=number) | (Q(code=code) if code else Q())
    for family in reader.rows(Family).filter(wanted).select_related("place")[:MOST]:
        why = _("this code") if family.code == code else _("this number in the register")
        yield Hit(family, why, 1.0)


def phone_forms(text: str) -> list[str]:
    """The ways a number may stand in the register: as typed, bare, and with Mali's +223."""
    digits = "".join(letter for letter in text if letter.isdigit())
    if len(digits) < 8 or sum(letter.isalpha() for letter in text):
        return []
    local = digits.removeprefix("00").removeprefix("223")
    pairs = " ".join(local[i : i + 2] for i in range(0, len(local), 2))
    return list(dict.fromkeys([text.strip(), digits, local, f"+223{local}", pairs, f"+{digits}"]))


def _by_name(reader: Reader, model: type[R], text: str, most: int) -> list[Hit[R]]:
    """First those that begin as typed, then the other known spellings, while there is room."""
    if not reader.names or not search_key(text):
        return []
    found: dict[UUID, Hit[R]] = {}
    for starts in _steps(text):
        if len(found) < most and starts:
            for record in _starting(reader, model, starts, most):
                found.setdefault(record.pk, _named(record, text))
    return list(found.values())


def _steps(text: str) -> Iterator[list[str]]:
    own = search_key(text)
    yield [own]
    others = [*typed_keys(text), *sorted(name_variants(text))]
    others = [key for key in dict.fromkeys(others) if key and not key.startswith(own)]
    yield others[:MOST_RANGES]


def _starting(reader: Reader, model: type[R], starts: list[str], most: int) -> Iterable[R]:
    wanted = Q()
    for key in KEYS[model]:
        for start in starts:
            wanted |= Q(**{f"{key}__begins": start})
    rows = reader.rows(model).filter(wanted).select_related("place")
    return rows[: most * 2]


def _named(record: R, text: str) -> Hit[R]:
    """How like the name is to the text, from the keys alone (they are computed already)."""
    wanted = search_key(text)
    keys = {record.search_key, getattr(record, "family_key", ""), record.also_key} - {""}
    written = str(record).casefold()
    if any(word in written for word in [text.strip().casefold()]):
        why, likeness = _("the name, as written"), 0.9
    elif wanted in keys or any(key.startswith(f"{wanted} ") for key in keys):
        why, likeness = _("same name, other spelling"), 0.8
    elif any(key.startswith(wanted) for key in keys):
        why, likeness = _("the name begins like this"), 0.6
    else:
        why, likeness = _("known spelling of the same name"), 0.5
    return Hit(record, why, likeness + (0.05 if wanted in keys else 0))


def _by_member(reader: Reader, people: list[Hit[Person]]) -> list[Hit[Family]]:
    hits = {hit.record.pk: hit for hit in people}
    rows = reader.rows(Membership).filter(person__in=list(hits), until=None)
    found = []
    for row in rows.select_related("family__place"):
        hit = hits[row.person_id]
        who = str(hit.record) if reader.names else hit.record.code
        why = _("member: %(name)s (%(why)s)") % {"name": who, "why": hit.why}
        found.append(Hit(row.family, why, hit.likeness - 0.3))
    return found


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
