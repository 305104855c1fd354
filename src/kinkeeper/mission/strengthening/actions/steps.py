"""A family enters the process and goes its way, step by step."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, begin, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.strengthening.actions.consequences import Given, Taken, follow, keep
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import AFTER, FAMILY
from kinkeeper.mission.strengthening.queries import (
    enrolment_of,
    evidence,
    family_evidence,
    state_of,
)

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

NOTHING = Given()


def identify(
    family: "Family",
    *,
    by: Account,
    told: Told,
    contact_consent_on: date | None,
    identified_by: str = "",
    project: UUID | None = None,
) -> Enrolment:
    """A family is pointed out: the first stage of its way.

    Raises ValidationError with what is missing (village, head, consent, reason), or when the
    family is in the process already or was in it before.
    """
    transition = FAMILY.transition("identify")
    _check_day(told.on)
    if contact_consent_on:
        _check_day(contact_consent_on, field="contact_consent_on")
    known = family_evidence(family) | ({"contact_consent"} if contact_consent_on else set())
    missing = [str(n.missing) for n in transition.needs if n.code not in known]
    if told.reason not in dict(transition.reasons):
        missing.append(_("Choose a reason."))
    if missing:
        raise ValidationError(missing)
    _check_first_time(family)
    with transaction.atomic():
        enrolment = write(
            Enrolment(family=family, project=project),
            by=by, occurred_on=told.on, identified_on=told.on, identified_by=identified_by,
            contact_consent_on=contact_consent_on, worker=by,
        )  # fmt: skip
        if not may(by, transition.capability, enrolment):
            raise Refused
        begin(FAMILY, enrolment, verb="identify", place=family.place, by=by, told=told)
    return enrolment


def screen(
    enrolment: Enrolment,
    *,
    by: Account,
    told: Told,
    branch: str,
    criteria: tuple[str, ...],
    not_only_poverty: bool,
) -> Stage:
    """Choose the risk and the criteria. Raises ValidationError, as `take_step`."""
    given = Given(branch=branch, criteria=criteria, not_only_poverty=not_only_poverty)
    return take_step(enrolment, "screen", by=by, told=told, given=given)


def take_step(
    enrolment: Enrolment, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Stage:
    """Take one step of the table with all that follows from it, or nothing at all.

    Returns the stage the family stands in now. Raises ValidationError with everything that is
    missing, Refused without the capability here.
    """
    _check_day(told.on)
    with transaction.atomic():
        keep(enrolment, given, by=by, on=told.on)
        shown = evidence(enrolment) | said(told, given)
        stage = move(FAMILY, enrolment, verb=verb, by=by, told=told, evidence=shown)
        _close_other_proposals(enrolment, by=by, on=told.on)
        return follow(verb, Taken(enrolment, stage, by, told, given))


def propose_step(
    enrolment: Enrolment, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Proposal:
    """Propose a step that somebody else decides. Errors as `take_step`."""
    _check_day(told.on)
    _check_order(enrolment, told.on)
    with transaction.atomic():
        keep(enrolment, given, by=by, on=told.on)
        shown = evidence(enrolment) | said(told, given)
        return propose(FAMILY, enrolment, verb=verb, by=by, told=told, evidence=shown)


def decline_step(enrolment: Enrolment, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(FAMILY, enrolment.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not may(by, FAMILY.transition(verb).capability, enrolment):
        raise Refused
    return decline(proposal, by=by, told=told)


def said(told: Told, given: Given) -> set[str]:
    """What the form of the step itself proves."""
    proved = {
        "help_offered": told.note.strip(),
        "referred_to": told.note.strip(),
        "contact_again": given.contact_again_on,
    }
    return {code for code, proof in proved.items() if proof}


def _check_day(on: date, *, field: str = "on") -> None:
    if on > timezone.localdate():
        raise ValidationError({field: _("This day lies in the future.")})


def _check_order(enrolment: Enrolment, on: date) -> None:
    stage = stage_of(FAMILY, enrolment.pk)
    if stage and on < stage.since:
        raise ValidationError({"on": _("This day lies before the present stage.")})


def _check_first_time(family: "Family") -> None:
    before = enrolment_of(family)
    if before is None:
        return
    if state_of(before) in AFTER:
        raise ValidationError(
            _("The family was in the programme before: the coordinator opens it again.")
        )
    raise ValidationError(_("The family is in the programme already."))


def _close_other_proposals(enrolment: Enrolment, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed from the earlier stage is without object."""
    for proposal in open_proposals(FAMILY, enrolment.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)
