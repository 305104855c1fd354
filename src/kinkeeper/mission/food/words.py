"""Rounds, signs and scores in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.text.numbers import in_figures
from kinkeeper.mission.food.rules import LEAN, Round, Share

SIGN_WORDS = {
    "fcs_poor_2135": gettext_lazy("poor food consumption (21/35)"),
    "fcs_poor_2842": gettext_lazy("poor food consumption (28/42)"),
    "rcsi_high": gettext_lazy("high coping index (rCSI above 18)"),
    "hhs_severe": gettext_lazy("severe hunger (HHS)"),
    "lcs_emergency": gettext_lazy("emergency livelihood coping"),
    "water_unsafe": gettext_lazy("water from an unsafe source"),
}
NOT_COMPARED = gettext_lazy(
    "%(one)s and %(other)s are not compared: in the lean season everybody eats less, whatever the "
    "programme does. Compare it with the same season of another year."
)


def round_words(found: Round) -> str:
    """Lean season 2026; outside the lean season 2025-2026."""
    if found.season == LEAN:
        return _("lean season %(year)s") % {"year": found.year}
    years = f"{found.year}–{found.year + 1}"
    return _("outside the lean season, %(years)s") % {"years": years}


def not_compared(one: Round, other: Round) -> str:
    return str(NOT_COMPARED) % {"one": round_words(one).capitalize(), "other": round_words(other)}


def share_words(found: Share) -> str:
    """23 % (7 of 30): never a percentage without its number."""
    if found.percent is None:
        return ""
    values = {
        "percent": in_figures(found.percent, decimals=0), "part": found.part, "whole": found.whole,
    }  # fmt: skip
    return _("%(percent)s %% (%(part)s of %(whole)s)") % values
