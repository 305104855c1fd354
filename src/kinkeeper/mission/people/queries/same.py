"""Search before create: who in the register may be the person somebody is about to write."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.text.dates import UNKNOWN_DATE, RoughDate, in_words
from kinkeeper.ground.text.names import Level, name_variants, search_key, why_alike
from kinkeeper.mission.people.models import Person
from kinkeeper.mission.people.queries.reader import Reader, reader_of

MOST = 8
MOST_COMPARED = 120
ENOUGH = 0.62


@dataclass(frozen=True)
class Wanted:
    """Somebody as written on a form."""

    given: str
    family: str = ""
    birth: RoughDate = UNKNOWN_DATE
    mother: str = ""
    place: Place | None = None


@dataclass(frozen=True)
class Same:
    """Somebody who exists and may be the one; `score` 0 to 1; `why` in words."""

    person: Person
    score: float
    why: str


def likely_same(
    given: str,
    family: str = "",
    *,
    by: Account,
    birth: RoughDate = UNKNOWN_DATE,
    mother: str = "",
    place: Place | None = None,
) -> list[Same]:
    """People of the reader's scope who may be the same, the likeliest first; never a decision.

    Same name, same village, same year is normal here: the reader compares. Empty for a reader
    who may not meet names.
    """
    reader = reader_of(by)
    wanted = Wanted(given, family, birth, mother, place)
    if not reader.names or not search_key(f"{given} {family}"):
        return []
    compared = (_compare(person, wanted) for person in _candidates(reader, wanted))
    found = [same for same in compared if same.score >= ENOUGH]
    return sorted(found, key=lambda same: -same.score)[:MOST]


def _candidates(reader: Reader, wanted: Wanted) -> Iterator[Person]:
    """The whole name in both orders and spellings; then the same place and family name."""
    seen = set()
    for condition in (_whole(wanted), _nearby(wanted)):
        rows = reader.rows(Person).filter(condition).select_related("place")
        for person in rows[:MOST_COMPARED]:
            if person.pk not in seen:
                seen.add(person.pk)
                yield person


def _whole(wanted: Wanted) -> Q:
    name = f"{wanted.given} {wanted.family}"
    condition = Q(pk__in=[])
    for key in sorted(name_variants(name), key=lambda key: key != search_key(name))[:24]:
        condition |= Q(search_key__begins=key) | Q(family_key__begins=key)
    return condition


def _nearby(wanted: Wanted) -> Q:
    if wanted.place is None or not wanted.family:
        return Q(pk__in=[])
    return Q(place=wanted.place, family_key__begins=search_key(wanted.family))


def _compare(person: Person, wanted: Wanted) -> Same:
    name = why_alike(str(person), f"{wanted.given} {wanted.family}".strip())
    score, reasons = name.score * 0.8, [name.reason]
    if name.level is Level.DIFFERENT:
        return Same(person, 0.0, name.reason)
    for weight, sentence in (
        _births(person, wanted),
        _mothers(person, wanted),
        _places(person, wanted),
    ):
        score += weight
        reasons += [sentence] if sentence else []
    return Same(person, round(min(max(score, 0.0), 1.0), 3), ", ".join(reasons))


def _births(person: Person, wanted: Wanted) -> tuple[float, str]:
    one, other = person.birth, wanted.birth
    if one.earliest is None or one.latest is None or other.earliest is None or other.latest is None:
        return 0.0, ""
    if one.day == other.day and one.precision == other.precision:
        return 0.1, _("same date of birth")
    if one.earliest <= other.latest and other.earliest <= one.latest:
        return 0.05, _("the dates of birth fit: %(date)s") % {"date": in_words(one)}
    days = max((one.earliest - other.latest).days, (other.earliest - one.latest).days)
    return (-0.1 if days < 800 else -0.4), _("born %(date)s") % {"date": in_words(one)}


def _mothers(person: Person, wanted: Wanted) -> tuple[float, str]:
    if not person.mother_name or not wanted.mother:
        return 0.0, ""
    alike = why_alike(person.mother_name, wanted.mother)
    if alike.level is Level.DIFFERENT:
        return -0.2, _("another mother: %(name)s") % {"name": person.mother_name}
    return 0.1, _("same mother: %(name)s") % {"name": person.mother_name}


def _places(person: Person, wanted: Wanted) -> tuple[float, str]:
    if wanted.place is None:
        return 0.0, ""
    if person.place_id == wanted.place.pk:
        return 0.05, _("same place")
    return 0.0, _("in %(place)s") % {"place": person.place.name}
