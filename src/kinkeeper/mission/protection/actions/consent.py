"""On what a case is open: consent given, taken back, given anew, or overridden by the supervisor.

A refusal never blocks the help in danger; it ends what others read because of the consent.
"""

from dataclasses import replace

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.casework import Ground, ground_problem, note
from kinkeeper.mission.protection.actions.sharing import shut_opening
from kinkeeper.mission.protection.models.words import WITHDRAWN, Basis, Entry
from kinkeeper.mission.protection.process import DECIDE, WORK
from kinkeeper.mission.protection.queries.cases import file_of
from kinkeeper.mission.protection.rules import clean_text
from kinkeeper.mission.protection.said import Shared
from kinkeeper.mission.protection.sealing import opened, sealed


def withdraw(case: m.Case, why: str, *, by: Account) -> list[m.Opening]:
    """Consent was taken back: written down, and every opening that rests on it ends today.

    Returns these openings. Raises ValidationError without a word of who said it, Refused.
    """
    text = clean_text(why)
    if not text:
        raise ValidationError({"note": _("Write who took the consent back, how and when.")})
    if not may(by, WORK, case, purpose=PROTECTION):
        raise Refused
    with transaction.atomic():
        _ground(case, Ground(basis=WITHDRAWN, note=text), approved_by="", by=by)
        return [shut_opening(row, by=by) for row in _resting(case)]


def ground_anew(case: m.Case, ground: Ground, *, by: Account) -> m.Case:
    """Consent given anew, or an override with its reason, which only the supervisor writes.

    Raises ValidationError, Refused.
    """
    if problem := ground_problem(ground):
        raise ValidationError({"basis": problem})
    if not may(by, WORK, case, purpose=PROTECTION):
        raise Refused
    override = ground.basis == Basis.OVERRIDE
    if override and not may(by, DECIDE, case, purpose=PROTECTION):
        raise ValidationError({"basis": _("Without consent, only the supervisor decides.")})
    with transaction.atomic():
        return _ground(case, ground, approved_by=str(by.pk) if override else "", by=by)


def _ground(case: m.Case, ground: Ground, *, approved_by: str, by: Account) -> m.Case:
    words = clean_text(ground.note)
    label = dict(Basis.choices).get(ground.basis, _("consent taken back"))
    note(case, Entry.CONSENT, f"{label}. {words}".strip(), by=by)
    kept = replace(
        file_of(case), basis=ground.basis, basis_note=words, approved_by=approved_by
    )  # fmt: skip
    return write(case, by=by, sealed=sealed(case, kept, place=case.place_id))


def _resting(case: m.Case) -> list[m.Opening]:
    """Openings of today that rest on consent."""
    rows = case.openings.filter(until__gt=timezone.localdate())
    place = case.place_id
    return [r for r in rows if opened(r, Shared, place=place).basis != Basis.OVERRIDE]
