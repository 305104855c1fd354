"""A child is referred to a service, a file opened to a colleague: only the parts the receiver
needs, for a time, with consent or a recorded override. What was shared is listed in the case."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, roles_of
from kinkeeper.ground.access.roles import PROTECTION
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.protection import models as m
from kinkeeper.mission.protection.actions.casework import Ground, ground_problem
from kinkeeper.mission.protection.marks import mark_of
from kinkeeper.mission.protection.models.words import (
    WITHDRAWN,
    Basis,
    Help,
    NotTaken,
    Status,
    Violation,
)
from kinkeeper.mission.protection.process import DECIDE, WORK
from kinkeeper.mission.protection.queries.cases import file_of
from kinkeeper.mission.protection.queries.messages import entries_of
from kinkeeper.mission.protection.rules import clean_text, may_become
from kinkeeper.mission.protection.said import File, Shared
from kinkeeper.mission.protection.sealing import opened, sealed

CHILD, WHERE, WHAT, RISK, PLAN, NEED = "child", "where", "what", "risk", "plan", "need"
PARTS = {
    CHILD: gettext_lazy("the child, as it is called"),
    WHERE: gettext_lazy("the village or quarter"),
    NEED: gettext_lazy("what is asked of the service"),
    WHAT: gettext_lazy("kinds of violation"),
    RISK: gettext_lazy("level of risk"),
    PLAN: gettext_lazy("the plan"),
}
# What each kind of help needs to know, and no more; the same for a colleague by role.
FOR_HELP: dict[str, frozenset[str]] = {
    Help.EMERGENCY: frozenset({CHILD, WHERE, NEED, RISK}),
    Help.MEDICAL: frozenset({CHILD, NEED, WHAT}),
    Help.MIND: frozenset({CHILD, NEED, WHAT, RISK}),
    Help.LEGAL: frozenset({CHILD, WHERE, NEED, WHAT}),
    Help.SHELTER: frozenset({CHILD, NEED, RISK}),
    Help.SOCIAL: frozenset({CHILD, WHERE, NEED, WHAT, RISK, PLAN}),
    Help.SCHOOL: frozenset({CHILD, NEED}),
    Help.PAPERS: frozenset({CHILD, WHERE, NEED}),
    Help.TRACING: frozenset({CHILD, WHERE, NEED}),
}
FOR_ROLE: dict[str, frozenset[str]] = {
    "field_worker": frozenset({CHILD, WHERE, NEED}),
    "youth_counsellor": frozenset({CHILD, NEED}),
    "coordinator": frozenset({CHILD, WHERE, NEED, RISK, PLAN}),
    "director": frozenset({CHILD, NEED, RISK, PLAN}),
    "protection_officer": frozenset(PARTS),
    "protection_lead": frozenset(PARTS),
}
LONGEST_OPENING_DAYS = 90


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked of a receiver. parts: what is told beyond the need itself."""

    need: str
    parts: tuple[str, ...]
    ground: Ground
    urgency: str = "1_day"


def parts_for_helps(helps: Iterable[str]) -> frozenset[str]:
    return frozenset().union(*(FOR_HELP.get(code, frozenset()) for code in helps))


def parts_for(account: Account) -> frozenset[str]:
    """What this person's roles need, the most of them; nothing for other roles."""
    return frozenset().union(*(FOR_ROLE.get(role, frozenset()) for role in roles_of(account)))


def refer(case: m.Case, contact: m.Contact, asked: Asked, *, by: Account) -> m.Referral:
    """Send the child to a service of the directory. Raises ValidationError, Refused."""
    said = _shared(case, asked, allowed=parts_for_helps(contact.helps), by=by)
    row = m.Referral(case=case, contact=contact, urgency=asked.urgency)
    return write(
        row, by=by, sent_on=timezone.localdate(), sealed=sealed(row, said, place=case.place_id)
    )


def open_to(case: m.Case, receiver: Account, asked: Asked, *, by: Account, days: int) -> m.Opening:
    """Open parts of the file to a colleague for `days`. Raises ValidationError, Refused."""
    if not 1 <= days <= LONGEST_OPENING_DAYS:
        said = _("Between 1 and %(most)d days.") % {"most": LONGEST_OPENING_DAYS}
        raise ValidationError({"days": said})
    mark = mark_of("account", receiver.pk)
    if m.LeftOut.objects.filter(subject=case.pk, mark=mark).exists() or not receiver.is_active:
        raise ValidationError({"account": _("This person cannot be chosen.")})
    kept = _shared(case, asked, allowed=parts_for(receiver), by=by)
    today = timezone.localdate()
    row = m.Opening(case=case, account=receiver, parts=sorted(kept.parts))
    return write(
        row, by=by, since=today, until=today + timedelta(days=days),
        sealed=sealed(row, kept, place=case.place_id),
    )  # fmt: skip


def shut_opening(opening: m.Opening, *, by: Account) -> m.Opening:
    return write(opening, by=by, until=timezone.localdate())


def answer_referral(
    referral: m.Referral, status: str, *, by: Account, why: str = "", text: str = ""
) -> m.Referral:
    """The service said yes, no, or it is done. Raises ValidationError, Refused."""
    if not may_become(referral.status, status):
        raise ValidationError({"status": _("This answer does not follow from the last one.")})
    if status == Status.REJECTED and why not in set(NotTaken.values) - {""}:
        raise ValidationError({"why": _("Choose why the service did not take it.")})
    place = referral.case.place_id
    kept = replace(opened(referral, Shared, place=place), answer=clean_text(text))
    today = timezone.localdate()
    done: date | None = today if status == Status.DONE else None
    return write(
        referral, by=by, status=status, answered_on=referral.answered_on or today, done_on=done,
        not_taken=why if status == Status.REJECTED else "",
        sealed=sealed(referral, kept, place=place),
    )  # fmt: skip


def _shared(case: m.Case, asked: Asked, *, allowed: frozenset[str], by: Account) -> Shared:
    """The values of the wanted parts; a part the receiver does not need is refused."""
    _check(case, asked, allowed, by)
    kept = file_of(case)
    wanted = {NEED, *asked.parts}
    values = _values(case, kept, clean_text(asked.need))
    return Shared(
        parts={code: values[code] for code in PARTS if code in wanted and values[code]},
        basis=asked.ground.basis, basis_note=clean_text(asked.ground.note),
        approved_by=str(by.pk) if asked.ground.basis == Basis.OVERRIDE else "",
    )  # fmt: skip


def _check(case: m.Case, asked: Asked, allowed: frozenset[str], by: Account) -> None:
    if not may(by, WORK, case, purpose=PROTECTION):
        raise Refused
    wrong: dict[str, str] = {}
    if problem := ground_problem(asked.ground):
        wrong["basis"] = problem
    elif asked.ground.basis == Basis.OVERRIDE and not may(by, DECIDE, case, purpose=PROTECTION):
        wrong["basis"] = _("Without consent, only the supervisor may share.")
    elif asked.ground.basis != Basis.OVERRIDE and file_of(case).basis == WITHDRAWN:
        wrong["basis"] = _("Consent was taken back: write the new consent in the case first.")
    if not clean_text(asked.need):
        wrong["need"] = _("Write what is asked of the receiver.")
    if beyond := set(asked.parts) - allowed - {NEED}:
        names = ", ".join(str(PARTS[code]) for code in PARTS if code in beyond)
        wrong["parts"] = _("The receiver does not need: %(parts)s.") % {"parts": names}
    if wrong:
        raise ValidationError(wrong)


def _values(case: m.Case, kept: File, need: str) -> dict[str, str]:
    labels = dict(Violation.choices)
    plans = [said.text for row, said in entries_of(case) if row.kind == "plan"]  # type: ignore[attr-defined]
    return {
        CHILD: ", ".join(kept.children), WHERE: kept.village, NEED: need,
        WHAT: ", ".join(str(labels.get(code, code)) for code in kept.kinds),
        RISK: kept.risk, PLAN: plans[-1] if plans else "",
    }  # fmt: skip
