"""What makes a family believable, on plain values. Pure.

A problem is a code; `words.py` says it in a sentence. A notice must be confirmed by a person and
never refuses anybody: families headed by a child or a grandmother exist.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

OF_AGE_YEARS = 18
OLDEST_YEARS = 120

HEAD, SPOUSE, CO_WIFE, CHILD = "head", "spouse", "co_wife", "child"
GRANDCHILD, SIBLING, NEPHEW, ENTRUSTED = "grandchild", "sibling", "nephew_niece", "entrusted"

ORDER = (
    HEAD, SPOUSE, CO_WIFE, "parent", "grandparent", "aunt_uncle", SIBLING, CHILD, GRANDCHILD,
    NEPHEW, "cousin", ENTRUSTED, "other", "unknown",
)  # fmt: skip
YOUNG = frozenset({CHILD, GRANDCHILD, NEPHEW, ENTRUSTED})
"""Relations of those a household brings up, when their age is not known."""
GROWN = frozenset({HEAD, SPOUSE, CO_WIFE, "parent", "grandparent", "aunt_uncle"})
"""Relations of those who are grown up, when their age is not known."""


@dataclass(frozen=True)
class Span:
    """The first and last day on which somebody may have been born; None where nobody knows."""

    first: date | None = None
    last: date | None = None


UNKNOWN = Span()


@dataclass(frozen=True)
class Member:
    """A member as the rules see one. sex: "F", "M" or "" for not known."""

    relation: str
    sex: str = ""
    born: Span = UNKNOWN
    caregiver: bool = False
    name: str = ""


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February where there is no 29th."""
    year = max(day.year - years, date.min.year)
    try:
        return day.replace(year=year)
    except ValueError:
        return day.replace(year=year, day=28)


def birth_problem(born: Span, *, today: date) -> str:
    """One of "future", "too_old" or nothing. Only what is certain is a problem."""
    if born.first and born.first > today:
        return "future"
    if born.last and born.last < years_before(today, OLDEST_YEARS):
        return "too_old"
    return ""


def certainly_younger(elder: Span, child: Span) -> bool:
    """True when every day the elder may be born on lies after every day of the child."""
    return bool(elder.first and child.last and elder.first > child.last)


def certainly_minor(born: Span, *, on: date) -> bool:
    return bool(born.first and born.first > years_before(on, OF_AGE_YEARS))


def certainly_of_age(born: Span, *, on: date) -> bool:
    return bool(born.last and born.last <= years_before(on, OF_AGE_YEARS))


def may_be_of_age(member: Member, *, on: date) -> bool:
    """Of age for certain; or of unknown age and not one whom the household brings up."""
    if member.born == UNKNOWN:
        return member.relation not in YOUNG
    return not certainly_minor(member.born, on=on)


def without_adult(members: Iterable[Member], *, on: date) -> bool:
    """Nobody of this family is of age as far as we know."""
    return not any(may_be_of_age(member, on=on) for member in members)


def younger_than(caregiver: Member, members: Iterable[Member], *, on: date) -> list[str]:
    """Names of those the caregiver brings up but is certainly younger than.

    Brothers and sisters are left out: a girl of 16 may care for a brother of 17 who cannot. So
    are grown children: a second wife may be younger than the eldest son of her husband.
    """
    if not caregiver.caregiver:
        return []
    brought_up = [m for m in members if m is not caregiver and m.relation in YOUNG]
    small = [m for m in brought_up if not certainly_of_age(m.born, on=on)]
    return [m.name for m in small if certainly_younger(caregiver.born, m.born)]


def family_kind(members: Sequence[Member], *, on: date) -> str:
    """Our guess at the kind of household, for a person to correct; "" when nothing is sure."""
    relations = {m.relation for m in members}
    if CO_WIFE in relations:
        return "polygamous_unit"
    if not members or HEAD not in relations:
        return ""
    if without_adult(members, on=on) or _head_is_minor(members, on=on):
        return "child_headed"
    if relations - {HEAD, SPOUSE, CHILD, GRANDCHILD}:
        return "extended"
    if GRANDCHILD in relations:
        return "extended" if CHILD in relations else "grandparent_headed"
    return _parents_and_children(relations)


def _head_is_minor(members: Sequence[Member], *, on: date) -> bool:
    return any(m.relation == HEAD and certainly_minor(m.born, on=on) for m in members)


def _parents_and_children(relations: set[str]) -> str:
    if CHILD not in relations:
        return ""
    return "biological" if SPOUSE in relations else "single_parent"


_BY_SEX = {
    "head": ("head_f", "head_m"),
    "spouse": ("wife", "husband"),
    "child": ("daughter", "son"),
    "sibling": ("sister", "brother"),
    "parent": ("mother", "father"),
    "aunt_uncle": ("aunt", "uncle"),
    "grandparent": ("grandmother", "grandfather"),
    "grandchild": ("granddaughter", "grandson"),
    "nephew_niece": ("niece", "nephew"),
    "cousin": ("cousin_f", "cousin_m"),
    "entrusted": ("entrusted_f", "entrusted_m"),
    "grandparent_of": ("grandmother", "grandfather"),
    "guardian_of": ("guardian_f", "guardian_m"),
    "legal_guardian_of": ("legal_guardian_f", "legal_guardian_m"),
    "spouse_of": ("wife", "husband"),
    "full_sibling": ("sister", "brother"),
    "half_sibling_m": ("half_sister_m", "half_brother_m"),
    "half_sibling_f": ("half_sister_f", "half_brother_f"),
}


def kin_word(relation: str, sex: str) -> str:
    """The code of the word for a relation of a woman or man; the relation's own code otherwise."""
    female, male = _BY_SEX.get(relation, (relation, relation))
    return {"F": female, "M": male}.get(sex, relation)


_FROM_HEAD = {
    (CHILD, "F"): "mother_of",
    (CHILD, "M"): "father_of",
    (GRANDCHILD, "F"): "grandparent_of",
    (GRANDCHILD, "M"): "grandparent_of",
    (GRANDCHILD, ""): "grandparent_of",
    (SPOUSE, "F"): "spouse_of",
    (SPOUSE, "M"): "spouse_of",
    (SPOUSE, ""): "spouse_of",
}


def kin_from_head(head: Member, member: Member) -> str:
    """What the head is to this member, as far as "relation to the head" says it; "" if not.

    A nephew or an entrusted child is in the care of the head who is a caregiver.
    """
    found = _FROM_HEAD.get((member.relation, head.sex), "")
    if not found and member.relation in {NEPHEW, ENTRUSTED} and head.caregiver:
        return "guardian_of"
    return found


def member_place(relation: str, *, caregiver: bool, born: Span, name: str) -> tuple[object, ...]:
    """Sorts members: the head first, adults by relation, children from the eldest."""
    rank = ORDER.index(relation) if relation in ORDER else len(ORDER)
    return (rank, not caregiver, born.first or date.max, name)
