"""A structure goes its way, step by step: proposed, decided, declined."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.community.actions.checking import check_day
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.process import OVER, SAID, process_of
from kinkeeper.mission.community.queries import evidence


def take_step(of: Structure, verb: str, *, by: Account, told: Told, agreed_by: str = "") -> Stage:
    """Take one step of its table. agreed_by: who of the organisation agrees to its autonomy.

    Raises ValidationError with everything that is missing, Refused without the capability."""
    check_day(told.on, field="on")
    process = process_of(of)
    with transaction.atomic():
        stage = move(
            process, of, verb=verb, by=by, told=_said(told, agreed_by),
            evidence=_shown(of, agreed_by),
        )  # fmt: skip
        for proposal in open_proposals(process, of.pk).values():
            write(
                proposal, by=by, occurred_on=told.on, until=told.on, accepted=False, decided_by=by
            )
        _close(of, stage, by=by)
    return stage


def propose_step(
    of: Structure, verb: str, *, by: Account, told: Told, agreed_by: str = ""
) -> Proposal:
    """Propose what somebody else decides. Errors as `take_step`."""
    check_day(told.on, field="on")
    return propose(
        process_of(of), of, verb=verb, by=by, told=_said(told, agreed_by),
        evidence=_shown(of, agreed_by),
    )  # fmt: skip


def decline_step(of: Structure, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    process = process_of(of)
    proposal = open_proposals(process, of.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not may(by, process.transition(verb).capability, of):
        raise Refused
    return decline(proposal, by=by, told=told)


def _shown(of: Structure, agreed_by: str) -> frozenset[str]:
    return evidence(of) | ({SAID.code} if agreed_by.strip() else frozenset())


def _said(told: Told, agreed_by: str) -> Told:
    """Who of the organisation agreed stands with the step."""
    if not agreed_by.strip():
        return told
    agreed = _("Agreed for the organisation by %(who)s.") % {"who": agreed_by.strip()}
    return Told(told.on, told.reason, f"{agreed} {told.note}".strip())


def _close(of: Structure, stage: Stage, *, by: Account) -> None:
    """A structure that is over ends; one that opens again is there again."""
    ended = stage.since if stage.state in OVER else None
    if ended != of.until:
        write(of, by=by, occurred_on=stage.since, until=ended)
