"""What a family's enrolment proves, how urgent a family is, and when a contact falls due. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

PROCESS = "strengthening.family"
SELF_RELIANT = "self_reliant"
# Register errors leave numerator and denominator (domain 2.1).
NOT_COUNTED = frozenset({"duplicate_registration", "registered_in_error"})
ECONOMIC = frozenset({"extreme_poverty", "inadequate_housing"})
FIRST_CONTACT, SECOND_CONTACT = 6, 12

# How much each criterion weighs on the waiting list: our own proposal, shown with the score.
WEIGHTS = {
    "orphan_double": 5, "child_headed": 5, "abuse_neglect": 5, "abandonment_risk": 5,
    "caregiver_chronic_illness": 4, "malnutrition": 4,
    "orphan_single_poor": 3, "caregiver_disability": 3, "teenage_mother": 3, "child_labour": 3,
    "displaced": 3, "grandparent_alone": 3,
    "caregiver_absent_migration": 2, "entrusted_children": 2, "out_of_school": 2,
    "no_birth_act": 1, "extreme_poverty": 1, "inadequate_housing": 1, "other": 1,
}  # fmt: skip
CARE_LOST, PER_SMALL_CHILD, MOST_FOR_CHILDREN, WAIT_DAYS, MOST_FOR_WAITING = 5, 1, 3, 90, 4


@dataclass(frozen=True)
class Enrolled:
    """An enrolment as plain values. contacts: months after the exit of the contacts recorded."""

    branch: str = ""
    criteria: tuple[str, ...] = ()
    not_only_poverty: bool = False
    contact_consent_on: date | None = None
    agreement_on: date | None = None
    assent_on: date | None = None
    children_named: int = 0
    follower: str = ""
    exit_interview_on: date | None = None
    until: date | None = None
    exit_reason: str = ""
    contacts: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Component:
    """One visible part of the priority score. code: criterion, branch, small_children, waiting."""

    code: str
    points: int


def poverty_only(criteria: Iterable[str]) -> bool:
    """Is nothing ticked but poverty? Poverty alone is no reason to expect a separation."""
    ticked = set(criteria)
    return bool(ticked) and ticked <= ECONOMIC


def evidence(family: Enrolled, *, today: date, over_days: int) -> frozenset[str]:
    """Codes of the process table that the enrolment itself proves.

    over_days: after so many days from the exit the follow-up ends even without a contact.
    """
    proved = {
        "branch": family.branch,
        "criteria": family.criteria,
        "not_only_poverty": family.not_only_poverty and not poverty_only(family.criteria),
        "contact_consent": family.contact_consent_on,
        "agreement": family.agreement_on,
        "assent": family.assent_on,
        "targets_named": family.children_named,
        "follower": family.follower,
        "exit_interview": family.exit_interview_on,
        "exit_contact": family.contacts,
        "follow_up_over": follow_up_over(family, today=today, over_days=over_days),
    }
    return frozenset(code for code, proof in proved.items() if proof)


def follow_up_over(family: Enrolled, *, today: date, over_days: int) -> bool:
    """Only who left self-reliant is followed up, until the second contact or `over_days`."""
    if family.until is None:
        return False
    if family.exit_reason != SELF_RELIANT or SECOND_CONTACT in family.contacts:
        return True
    return today >= family.until + timedelta(days=over_days)


def contact_due(
    until: date, contacts: Iterable[int], *, first_days: int, second_days: int
) -> tuple[int, date] | None:
    """Which contact (6 or 12 months) is due next after an exit, and when; None when both were."""
    made = set(contacts)
    for months, days in ((FIRST_CONTACT, first_days), (SECOND_CONTACT, second_days)):
        if months not in made and not any(m > months for m in made):
            return months, until + timedelta(days=days)
    return None


def contact_meant(until: date, held_on: date) -> int:
    """Which contact a visit on that day answers: the first in the first nine months."""
    return FIRST_CONTACT if (held_on - until).days < 274 else SECOND_CONTACT


def priority(
    criteria: Iterable[str], *, branch: str, small_children: int, waiting_days: int
) -> tuple[Component, ...]:
    """The parts of the priority on the waiting list, the heaviest first. small_children: < 6."""
    parts = [Component(code, WEIGHTS.get(code, 1)) for code in criteria]
    parts.append(Component("lost_care", CARE_LOST if branch == "lost_care" else 0))
    children = min(MOST_FOR_CHILDREN, small_children * PER_SMALL_CHILD)
    parts.append(Component("small_children", children))
    waiting = min(MOST_FOR_WAITING, max(0, waiting_days) // WAIT_DAYS)
    parts.append(Component("waiting", waiting))
    return tuple(sorted((p for p in parts if p.points), key=lambda p: (-p.points, p.code)))


def score(parts: Iterable[Component]) -> int:
    return sum(part.points for part in parts)


def months_in_programme(since: date | None, until: date | None, *, today: date) -> int | None:
    """Whole months from the admission to the exit, or to today; None before the admission."""
    if since is None:
        return None
    end = min(until or today, today) if since <= today else since
    months = (end.year - since.year) * 12 + end.month - since.month
    return max(0, months - (end.day < since.day))
