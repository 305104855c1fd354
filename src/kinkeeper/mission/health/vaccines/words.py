"""Vaccines, what stands on a card, and the questions about it, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from kinkeeper.ground.process.table import Text
from kinkeeper.mission.health.vaccines import rules
from kinkeeper.mission.health.vaccines.rules import Age, Dose

VACCINES: Mapping[str, Text] = {
    "bcg": gettext_lazy("BCG"),
    "vpo": gettext_lazy("oral polio"),
    "vpi": gettext_lazy("injected polio"),
    "penta": gettext_lazy("pentavalent"),
    "pneumo": gettext_lazy("pneumococcus"),
    "rota": gettext_lazy("rotavirus"),
    "var": gettext_lazy("measles"),
    "vaa": gettext_lazy("yellow fever"),
    "mena": gettext_lazy("meningitis A"),
    "hpv": gettext_lazy("papillomavirus (HPV)"),
    "r21": gettext_lazy("malaria R21"),
}
STATUS: Mapping[str, tuple[Text, str]] = {
    rules.GIVEN: (gettext_lazy("given"), "good"),
    rules.DUE: (gettext_lazy("due"), "info"),
    rules.LATE: (gettext_lazy("late"), "warn"),
    rules.COMING: (gettext_lazy("later"), "neutral"),
    rules.WAITS: (gettext_lazy("after the dose before"), "neutral"),
    rules.OFFERED: (gettext_lazy("where it is offered"), "neutral"),
    rules.TOO_OLD: (gettext_lazy("too old for it"), "neutral"),
}
ASKED: Mapping[str, Text] = {
    "early": gettext_lazy("This day lies before the age for this dose."),
    "close": gettext_lazy("This day lies too soon after the dose before."),
    "skipped": gettext_lazy("The dose before it is not on the card."),
}


def dose_name(vaccine: str, number: int) -> str:
    """As on the card: pentavalent 2; measles 1."""
    return f"{VACCINES.get(vaccine, vaccine)} {number}"


def name_of(dose: Dose) -> str:
    return dose_name(dose.vaccine, dose.number)


def heading_of(dose: Dose) -> str:
    """The name with a capital first; abbreviations stay as they are."""
    name = name_of(dose)
    return name[:1].upper() + name[1:]


def age_said(age: Age) -> str:
    if age.number == 0:
        return _("at birth")
    n = age.number
    said = {
        "d": ngettext("%(n)s day", "%(n)s days", n),
        "w": ngettext("%(n)s week", "%(n)s weeks", n),
        "m": ngettext("%(n)s month", "%(n)s months", n),
        "y": ngettext("%(n)s year", "%(n)s years", n),
    }
    return said[age.unit] % {"n": n}
