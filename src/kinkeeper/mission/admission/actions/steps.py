"""An admission goes its way, step by step: propose, take, decline."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals, stage_of
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.admission.actions.consequences import Given, Taken, follow, keep
from kinkeeper.mission.admission.actions.days import said, the_day
from kinkeeper.mission.admission.models import Admission, Enquiry
from kinkeeper.mission.admission.process import ADMISSION, AT_DECISION, DECISIONS
from kinkeeper.mission.admission.queries import case_evidence, holds

NOTHING = Given()


def take_step(
    admission: Admission, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Stage:
    """Take one step of the table with all that follows from it, or nothing at all.

    Raises ValidationError with everything that is missing, Refused without the capability here.
    """
    _check_day(admission, verb, told.on)
    with transaction.atomic():
        proposal = open_proposals(ADMISSION, admission.pk).get(verb)
        keep(admission, verb, given, by=by, on=told.on)
        shown = case_evidence(admission, on=told.on) | answered(told, given)
        stage = move(ADMISSION, admission, verb=verb, by=by, told=told, evidence=shown)
        _close_other_proposals(admission, by=by, on=told.on)
        return follow(verb, Taken(admission, stage, by, told, given, proposal))


def propose_step(
    admission: Admission, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Proposal:
    """Propose a step that somebody else decides. Errors as `take_step`."""
    _check_day(admission, verb, told.on)
    _check_order(admission, told.on)
    shown = case_evidence(admission, on=told.on) | answered(told, given) | AT_DECISION
    return propose(ADMISSION, admission, verb=verb, by=by, told=told, evidence=shown)


def decline_step(admission: Admission, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    if not holds(by, ADMISSION.transition(verb).capability, admission):
        raise Refused
    proposal = open_proposals(ADMISSION, admission.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    return decline(proposal, by=by, told=told)


def answered(told: Told, given: Given) -> set[str]:
    """What the form of the step itself proves."""
    proved = {
        "committee": given.members.strip(),
        "support_planned": told.note.strip(),
        "alternative": told.note.strip(),
        "urgent_request": given.paper is not None,
        "home": given.home is not None,
    }
    return {code for code, proof in proved.items() if proof}


def _check_day(admission: Admission, verb: str, on: date) -> None:
    """No day ahead, and no decision dated before the visit it rests on."""
    the_day(on)
    if verb not in DECISIONS:
        return
    visited = Enquiry.objects.filter(admission=admission.pk).values_list("visited_on", flat=True)
    if (day := visited.first()) and on < day:
        sentence = _("The enquiry visited the family on %(day)s: the decision comes after it.")
        raise ValidationError({"on": sentence % {"day": said(day)}})


def _check_order(admission: Admission, on: date) -> None:
    stage = stage_of(ADMISSION, admission.pk)
    if stage and on < stage.since:
        raise ValidationError({"on": _("This day lies before the present stage.")})


def _close_other_proposals(admission: Admission, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed from the earlier stage is without object."""
    for proposal in open_proposals(ADMISSION, admission.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)
