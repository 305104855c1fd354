"""What an admission obeys, on plain values. Pure.

Necessity is decided before suitability; poverty alone is never a ground; every option nearer to
the family is looked at before one further away (domain 2.2; UN Guidelines 2009, 11, 15, 21, 57).
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

PROCESS = "admission"

POVERTY, HOUSING, SCHOOL, FOOD = "poverty", "poor_housing", "no_school", "no_food"
ECONOMIC = frozenset({POVERTY, HOUSING, SCHOOL, FOOD})
"""Grounds that ask for support of the family, never for care outside it (UN Guidelines 15)."""

RETURN, KINSHIP, KAFALA, FOSTER, SOS, SPECIALISED = (
    "family", "kinship", "kafala", "foster", "sos_family", "specialised",
)  # fmt: skip
OPTIONS = (RETURN, KINSHIP, KAFALA, FOSTER, SOS, SPECIALISED)
"""Every way open to a child, the nearest to the family first."""

FORM_OF: Mapping[str, str] = {
    KINSHIP: "kinship_care_extended_family",
    KAFALA: "kafala",
    FOSTER: "foster_care",
    SOS: "sos_family",
    SPECIALISED: "residential_care",
}
"""The form of care (sector's code) that an option leads to; staying at home is none."""
IN_A_HOUSE = frozenset({"sos_family", "residential_care"})

NO, POSSIBLE, BEST = "no", "possible", "best"
TOO_YOUNG = "too_young"


@dataclass(frozen=True, slots=True)
class Weighed:
    """An option: not possible, possible, or the best; and why."""

    kind: str
    verdict: str
    why: str


@dataclass(frozen=True, slots=True)
class Paper:
    """Validity of an authority's document; `expires_on` None: until further notice."""

    issued_on: date
    expires_on: date | None
    urgent: bool = False

    def valid_on(self, day: date) -> bool:
        return self.issued_on <= day and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A child of the admission as the rules see it. heard: the form of its view, "" when not."""

    heard: str = ""
    healthy_on: date | None = None
    age_months: int | None = None
    exception: bool = False
    in_care: bool = False


@dataclass(frozen=True, slots=True)
class Case:
    """Everything an admission shows."""

    grounds: tuple[str, ...] = ()
    visited: bool = False
    parents_known: bool = False
    kin_explored: bool = False
    siblings_explained: bool = False
    children: tuple[Candidate, ...] = ()
    options: tuple[Weighed, ...] = ()
    papers: tuple[Paper, ...] = ()


def only_poverty(grounds: Iterable[str]) -> bool:
    """Are all the grounds economic? No ground at all is not an economic ground."""
    found = set(grounds)
    return bool(found) and found <= ECONOMIC


def compared(options: Collection[Weighed]) -> bool:
    """Each option has its sentence, and exactly one outside the family is the best."""
    known = {o.kind: o for o in options if o.why.strip() and o.verdict}
    best = [kind for kind, option in known.items() if option.verdict == BEST]
    return set(known) == set(OPTIONS) and len(best) == 1 and best[0] in FORM_OF


def best_of(options: Iterable[Weighed]) -> str:
    """The option held to be the best; "" while none is."""
    return next((o.kind for o in options if o.verdict == BEST), "")


def too_young(child: Candidate, form: str, *, months: int = 36) -> bool:
    """Is this a child under three for whom no exception is approved? Only in houses (AC-6)."""
    young = child.age_months is not None and child.age_months < months
    return form in IN_A_HOUSE and young and not child.exception


def evidence(case: Case, *, today: date) -> frozenset[str]:
    """Codes of the needs that the file of an admission meets."""
    children, formal = case.children, [p for p in case.papers if not p.urgent]
    form = FORM_OF.get(best_of(case.options), "sos_family")
    proof = {
        "children": bool(children),
        "family_visit": case.visited,
        "parents_known": case.parents_known,
        "kin_explored": case.kin_explored,
        "health_seen": bool(children) and all(c.healthy_on for c in children),
        "child_heard": bool(children) and all(c.heard for c in children),
        "grounds": bool(case.grounds),
        "not_only_poverty": not only_poverty(case.grounds),
        "siblings": case.siblings_explained,
        "options_compared": compared(case.options),
        "document": bool(formal),
        "document_valid": any(p.valid_on(today) for p in formal),
        "young_exception": not any(too_young(c, form) for c in children),
        "not_in_care": not any(c.in_care for c in children),
    }
    return frozenset(code for code, met in proof.items() if met)


@dataclass(frozen=True, slots=True)
class Entry:
    """A child came into care: when, and whether as an emergency."""

    child: object
    on: date
    emergency: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """When necessity and suitability were decided for a child; None: not."""

    necessity: date | None
    suitability: date | None


def decided_in_time(entry: Entry, decided: Decided | None, *, emergency_days: int = 7) -> bool:
    """AC-3: both decisions by the day of the admission; in an emergency within seven days."""
    if decided is None or decided.necessity is None or decided.suitability is None:
        return False
    late = max(decided.necessity, decided.suitability)
    return (late - entry.on).days <= (emergency_days if entry.emergency else 0)
