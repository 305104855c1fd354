"""The verbs every process shares: begin, propose, take a step, decline, set a limit."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Proposal, Stage, TimeLimit
from kinkeeper.ground.process.queries import (
    limit_days,
    open_proposals,
    situation,
    stage_of,
)
from kinkeeper.ground.process.steps import due_date, missing_to_do, missing_to_propose
from kinkeeper.ground.process.table import Process, Transition
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.records.once_a_request import forget


@dataclass(frozen=True)
class Told:
    """What the person said with the step. reason: one of the transition's codes."""

    on: date
    reason: str = ""
    note: str = ""


def begin(
    process: Process, subject: Record, *, verb: str, place: Place, by: Account, told: Told
) -> Stage:
    """The first stage of a subject. Raises ValidationError when it is in the process already."""
    if stage_of(process, subject.pk):
        raise ValidationError(_("It is in this process already."))
    return _open(process, subject, process.transition(verb), place=place, by=by, told=told)


def propose(
    process: Process, subject: Record, *, verb: str, by: Account, told: Told, evidence: Set[str],
    purpose: str = "",
) -> Proposal:  # fmt: skip
    """Raises ValidationError with what is missing, Refused without the capability."""
    stage, transition = _standing(process, subject, verb)
    at = situation(process, subject, stage=stage, evidence=evidence, by=by, purpose=purpose)
    if transition.proposer not in at.holds:
        raise Refused
    _stop(missing_to_propose(transition, at), _reason_problem(transition, told))
    return write(
        Proposal(
            process=process.name, subject=subject.pk, place=stage.place, verb=verb,
            reason=told.reason,
        ),
        by=by, occurred_on=told.on, proposed_by=by, since=told.on, note=told.note,
    )  # fmt: skip


def move(
    process: Process, subject: Record, *, verb: str, by: Account, told: Told, evidence: Set[str],
    purpose: str = "",
) -> Stage:  # fmt: skip
    """Close the open stage and open the next.

    Raises ValidationError with everything that is missing, Refused without the capability.
    """
    stage, transition = _standing(process, subject, verb)
    at = situation(process, subject, stage=stage, evidence=evidence, by=by, purpose=purpose)
    if transition.capability not in at.holds:
        raise Refused
    _stop(missing_to_do(transition, at), _reason_problem(transition, told), _late(stage, told))
    with transaction.atomic():
        proposal = open_proposals(process, subject.pk).get(verb)
        write(stage, by=by, occurred_on=told.on, until=told.on)
        if proposal:
            write(proposal, by=by, until=told.on, accepted=True, decided_by=by)
        return _open(
            process, subject, transition, place=stage.place, by=by, told=told,
            proposed_by=proposal.proposed_by if proposal else None,
        )  # fmt: skip


def decline(proposal: Proposal, *, by: Account, told: Told) -> Proposal:
    """Say no to a proposal; the proposer reads the reason. Raises ValidationError without one."""
    if not told.note.strip():
        raise ValidationError({"note": _("Say why, so that your colleague knows what to do.")})
    if proposal.proposed_by_id == by.pk:
        raise Refused
    return write(proposal, by=by, until=told.on, accepted=False, decided_by=by, note=told.note)


def set_limit(*, key: str, days: int, by: Account) -> TimeLimit:
    limit = TimeLimit.objects.filter(key=key).first() or TimeLimit(key=key)
    kept = write(limit, by=by, days=days)
    forget("process.limits")
    return kept


def _open(
    process: Process,
    subject: Record,
    transition: Transition,
    *,
    place: Place,
    by: Account,
    told: Told,
    proposed_by: Account | None = None,
) -> Stage:
    days = limit_days(process.state(transition.target).limit)
    return write(
        Stage(
            process=process.name, subject=subject.pk, place=place, state=transition.target,
            reason=told.reason,
        ),
        by=by, occurred_on=told.on, verb=transition.verb, since=told.on,
        due_on=due_date(told.on, days), note=told.note, decided_by=by, proposed_by=proposed_by,
    )  # fmt: skip


def _standing(process: Process, subject: Record, verb: str) -> tuple[Stage, Transition]:
    stage = stage_of(process, subject.pk)
    transition = process.transition(verb)
    if stage is None or stage.state not in transition.sources:
        raise ValidationError(
            _("This step is not possible from here; the page may be out of date.")
        )
    return stage, transition


def _reason_problem(transition: Transition, told: Told) -> tuple[str, ...]:
    if transition.reasons and told.reason not in dict(transition.reasons):
        return (_("Choose a reason."),)
    return ()


def _late(stage: Stage, told: Told) -> tuple[str, ...]:
    if told.on < stage.since:
        return (_("The date lies before the beginning of the present step."),)
    return ()


def _stop(*problems: tuple[object, ...]) -> None:
    said = [str(problem) for group in problems for problem in group]
    if said:
        raise ValidationError(said)
