"""The roles of the trade, and which capabilities the rooms gave them.

A role says the highest class of field its holder may meet and for which purposes. Which role
may do what is declared by each room in its `apps.py` with `allow`; nobody may by default.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

CARE = "care"
MONITORING = "monitoring"
REPORTING = "reporting"
ADMINISTRATION = "administration"
OWN = "own"
PROTECTION = "protection"
SAFEGUARDING = "safeguarding"

PURPOSES: dict[str, str | Promise] = {
    CARE: _("care of families and children"),
    MONITORING: _("monitoring of results"),
    REPORTING: _("reports to funders"),
    ADMINISTRATION: _("administration"),
    OWN: _("own account"),
    PROTECTION: _("protection of children"),
    SAFEGUARDING: _("safeguarding"),
}


@dataclass(frozen=True)
class Role:
    """highest: highest class of field (0-4) the role may meet, see records.classes."""

    code: str
    label: str | Promise
    highest: int
    purposes: frozenset[str]


def _role(code: str, label: str | Promise, highest: int, *purposes: str) -> Role:
    return Role(code, label, highest, frozenset({*purposes, OWN}))


FIELD_WORKER = "field_worker"
YOUTH_COUNSELLOR = "youth_counsellor"
TEACHER = "teacher"
COORDINATOR = "coordinator"
DIRECTOR = "director"
NATIONAL = "national"
MONITOR = "monitor"
FINANCE = "finance"
FUNDER = "funder"
SPONSOR = "sponsor"
ADMINISTRATOR = "administrator"
PROTECTION_OFFICER = "protection_officer"
PROTECTION_LEAD = "protection_lead"
SAFEGUARDER = "safeguarding"
MACHINE = "machine"

ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        _role(FIELD_WORKER, _("field worker"), 3, CARE, MONITORING),
        _role(YOUTH_COUNSELLOR, _("youth counsellor"), 3, CARE, MONITORING),
        _role(TEACHER, _("teacher, nursery and daycare worker"), 2, CARE),
        _role(COORDINATOR, _("coordinator"), 3, CARE, MONITORING, REPORTING),
        _role(DIRECTOR, _("village director"), 3, CARE, MONITORING, REPORTING),
        _role(NATIONAL, _("national office"), 2, CARE, MONITORING, REPORTING),
        _role(MONITOR, _("monitoring and evaluation"), 1, MONITORING, REPORTING),
        _role(FINANCE, _("finance"), 1, MONITORING, REPORTING),
        _role(FUNDER, _("funder"), 0, REPORTING),
        _role(SPONSOR, _("sponsor"), 0),
        _role(ADMINISTRATOR, _("administrator"), 1, ADMINISTRATION),
        _role(PROTECTION_OFFICER, _("child protection officer"), 4, PROTECTION),
        _role(PROTECTION_LEAD, _("child protection supervisor"), 4, PROTECTION),
        _role(SAFEGUARDER, _("safeguarding person"), 4, SAFEGUARDING),
        _role(MACHINE, _("the machine itself"), 4, *PURPOSES),
    )
}

EVERYBODY = "account.own"
_ALLOWED: dict[str, set[str]] = {EVERYBODY: set(ROLES)}


def allow(capability: str, *roles: str) -> None:
    """A room gives a capability to roles. The machine may do all it is asked to."""
    unknown = set(roles) - ROLES.keys()
    if unknown:
        message = f"unknown role for {capability}: {', '.join(sorted(unknown))}"
        raise ValueError(message)
    _ALLOWED.setdefault(capability, {MACHINE}).update(roles)


def roles_with(capability: str) -> frozenset[str]:
    return frozenset(_ALLOWED.get(capability, ()))


def capabilities() -> dict[str, frozenset[str]]:
    """Every capability with its roles: the permission matrix."""
    return {name: frozenset(roles) for name, roles in sorted(_ALLOWED.items())}
