"""What a family's enrolment proves, how urgent a family is, and when a contact falls due. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

PROCESS = "strengthening.family"
SELF_RELIANT = "self_reliant"
# Register errors leave numerator and denominator (domain 2.1).
NOT_COUNTED = frozenset({"duplicate_registration", "registered_in_error"})
ECONOMIC = frozenset({"extreme_poverty", "inadequate_housing"})
FIRST_CONTACT, SECOND_CONTACT = 6, 12


def poverty_only(criteria: Iterable[str]) -> bool:
    """Is nothing ticked but poverty? Poverty alone is no reason to expect a separation."""
    ticked = set(criteria)
    return bool(ticked) and ticked <= ECONOMIC
