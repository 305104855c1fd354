"""Plain values: who has a disability, which head-counts can be, what is due. No database."""

from collections.abc import Mapping
from datetime import date

DOMAINS = ("seeing", "hearing", "walking", "remembering", "caring", "speaking")
A_LOT = 3
FROM_YEARS = 5
SEXES = ("F", "M")
BANDS = ("0-5", "6-11", "12-14", "15-17", "18-24", "25+")
MOST_HEADS = 500
CARE_DAYS = 14
"""Care within two weeks (HE-1)."""


def disabled(answers: Mapping[str, int | None]) -> bool:
    """Washington Group: a lot of difficulty, or more, in at least one domain."""
    return any((answers.get(domain) or 0) >= A_LOT for domain in DOMAINS)


def head_key(sex: str, band: str) -> str:
    return f"{sex}:{band}"


def clean_heads(heads: Mapping[str, int | None]) -> dict[str, int]:
    """Only what was counted, in a fixed order. Raises ValueError for an unknown group, a number
    below 0 or one that no session has."""
    known = [head_key(sex, band) for sex in SEXES for band in BANDS]
    if unknown := set(heads) - set(known):
        message = f"unknown groups: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    counted = {key: int(heads[key] or 0) for key in known if heads.get(key)}
    if any(not 0 < n <= MOST_HEADS for n in counted.values()):
        message = "a number that cannot be"
        raise ValueError(message)
    return counted


def cared_in_time(ill_since: date, seen_on: date | None, *, by: date) -> bool:
    return seen_on is not None and seen_on <= by and (seen_on - ill_since).days <= CARE_DAYS
