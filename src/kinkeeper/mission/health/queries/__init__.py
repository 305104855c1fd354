"""What the health room answers."""

from kinkeeper.mission.health.queries.cases import (
    case,
    case_of,
    cases_by_ids,
    cases_of,
    evidence,
    last_referral,
    open_cases,
    referrals_of,
)
from kinkeeper.mission.health.queries.measured import (
    before,
    child_of,
    last_measurements,
    measured,
    measurement,
    measurements_of,
)
from kinkeeper.mission.health.queries.protocols import InForce, protocol_on, protocols
from kinkeeper.mission.health.queries.screening import Screened, screened, to_screen

__all__ = [
    "InForce",
    "Screened",
    "before",
    "case",
    "case_of",
    "cases_by_ids",
    "cases_of",
    "child_of",
    "evidence",
    "last_measurements",
    "last_referral",
    "measured",
    "measurement",
    "measurements_of",
    "open_cases",
    "protocol_on",
    "protocols",
    "referrals_of",
    "screened",
    "to_screen",
]
