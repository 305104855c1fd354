"""The protocol of screening an office begins with. What it sets itself is dated (`Protocol`).

Thresholds: WHO and UNICEF, Joint Statement 2009 (children of 6-59 months); Mali's national
protocol PCIMA of November 2022 is the one to check them against, its text was not at hand. Five to
nine years: as used in programmes (PMC9280657). Thinness from five years: WHO Reference 2007.
"""

from decimal import Decimal

from django.utils.translation import gettext_noop

from kinkeeper.mission.health.rules import Thresholds

NAME = "OMS/UNICEF 2009"
SOURCE = gettext_noop(
    "WHO and UNICEF, Joint Statement 2009; to be checked against the national protocol (PCIMA)"
)
DEFAULT = Thresholds(
    muac_severe=115,
    muac_moderate=125,
    whz_severe=Decimal(-3),
    whz_moderate=Decimal(-2),
    school_muac_severe=130,
    school_muac_moderate=145,
    baz_severe=Decimal(-3),
    baz_moderate=Decimal(-2),
    height_low=65,
    height_high=110,
)
