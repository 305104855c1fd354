"""Child growth after WHO, by itself: arrays in, arrays out. No Django, no database; see README.md.

from kinkeeper.mission.health.growth import under_five
found = under_five(sex=[1, 2], age=[400, 900], lenhei=[74.2, 85.0], weight=[8.9, 11.2],
                   measure=["l", "h"])
found.z["wfl"], found.flagged["wfl"]
"""

from kinkeeper.mission.health.growth.indices import SCHOOL_AGE, UNDER_FIVE, Index
from kinkeeper.mission.health.growth.prevalence import GroupPrevalence, prevalence
from kinkeeper.mission.health.growth.school_age import SchoolAge, school_age
from kinkeeper.mission.health.growth.single import (
    OneChild,
    one_school_age,
    one_under_five,
    stands_too_young,
    used_length,
)
from kinkeeper.mission.health.growth.survey import Design, Estimate, design
from kinkeeper.mission.health.growth.tables import WrongTables
from kinkeeper.mission.health.growth.under_five import UnderFive, under_five

# Raised whenever an answer changes; kept beside every z-score that is stored.
VERSION = "1"

__all__ = [
    "SCHOOL_AGE",
    "UNDER_FIVE",
    "VERSION",
    "Design",
    "Estimate",
    "GroupPrevalence",
    "Index",
    "OneChild",
    "SchoolAge",
    "UnderFive",
    "WrongTables",
    "design",
    "one_school_age",
    "one_under_five",
    "prevalence",
    "school_age",
    "stands_too_young",
    "under_five",
    "used_length",
]
