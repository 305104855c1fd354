"""Questions about a measurement, criteria and indices in words."""

from collections.abc import Iterable, Mapping

from django.utils.formats import number_format
from django.utils.translation import gettext_lazy

from kinkeeper.ground.process.table import Text
from kinkeeper.mission.health.rules import Doubt

ASKED: Mapping[str, Text] = {
    "grams": gettext_lazy("%(value)s kg? In grams that would be %(meant)s kg: type kilograms."),
    "millimetres": gettext_lazy(
        "%(value)s cm? In millimetres that would be %(meant)s cm: type centimetres."
    ),
    "metres": gettext_lazy(
        "%(value)s cm? In metres that would be %(meant)s cm: type centimetres."
    ),
    "centimetres": gettext_lazy(
        "%(value)s mm? In centimetres that would be %(meant)s mm: type millimetres."
    ),
    "impossible": gettext_lazy("%(value)s cannot be: between %(low)s and %(high)s."),
    "flag_len": gettext_lazy("This length or height is very unusual at this age."),
    "flag_hfa": gettext_lazy("This height is very unusual at this age."),
    "flag_wei": gettext_lazy("This weight is very unusual at this age."),
    "flag_wfa": gettext_lazy("This weight is very unusual at this age."),
    "flag_wfl": gettext_lazy("This weight is very unusual for this length or height."),
    "flag_bfa": gettext_lazy("This weight is very unusual for this height and age."),
    "flag_ac": gettext_lazy("This MUAC is very unusual at this age."),
    "stands": gettext_lazy("A child below nine months was measured standing."),
    "same_day": gettext_lazy("This child was measured on the same day already."),
    "shrinks": gettext_lazy("The child was %(before)s cm tall %(days)s days before: smaller now?"),
    "grows": gettext_lazy("The child was %(before)s cm tall %(days)s days before: so fast?"),
    "weight_jump": gettext_lazy("The child weighed %(before)s kg %(days)s days before."),
    "muac_jump": gettext_lazy("The MUAC was %(before)s mm %(days)s days before."),
}  # fmt: skip

CRITERIA: Mapping[str, Text] = {
    "oedema": gettext_lazy("oedema of both feet"),
    "whz": gettext_lazy("weight for height"),
    "muac": gettext_lazy("MUAC"),
    "school_muac": gettext_lazy("MUAC at 5-9 years"),
    "baz": gettext_lazy("BMI for age"),
}

INDICES: Mapping[str, Text] = {
    "wfl": gettext_lazy("weight for height (W/H)"),
    "len": gettext_lazy("height for age (H/A)"),
    "wei": gettext_lazy("weight for age (W/A)"),
    "bmi": gettext_lazy("BMI for age"),
    "ac": gettext_lazy("MUAC for age"),
    "hfa": gettext_lazy("height for age (H/A)"),
    "wfa": gettext_lazy("weight for age (W/A)"),
    "bfa": gettext_lazy("BMI for age"),
}


def sentence(doubt: Doubt) -> str:
    facts = {name: number(value) for name, value in doubt.facts.items()}
    return str(ASKED[doubt.code]) % facts


def number(value: float) -> str:
    """At most two decimals, none that are nought; in the reader's language."""
    rounded = round(value, 2)
    places = next((p for p in (0, 1) if rounded == round(rounded, p)), 2)
    return str(number_format(rounded, places))


def because(reasons: Iterable[str]) -> str:
    """The criteria met, in words."""
    return ", ".join(str(CRITERIA[code]) for code in reasons)


def signed(z: float) -> str:
    """A z-score as it is written in a file: +0,52, −2,13."""
    written = number_format(abs(z), 2)
    sign = "−" if z < 0 else "+"
    return f"{sign}{written}"
