"""What follows from a step, in the same transaction: dates of the enrolment, targets, due days."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.actions import Told, begin
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.casework.actions import close_plan
from kinkeeper.mission.strengthening import limits
from kinkeeper.mission.strengthening.actions.targets import (
    Named,
    admit_targets,
    close_targets,
    name_targets,
)
from kinkeeper.mission.strengthening.models import Enrolment, ExitReason
from kinkeeper.mission.strengthening.process import FAMILY


@dataclass(frozen=True)
class Given:
    """What a step's form asks; empty where the step does not ask it.

    contact_again_on: day of the next try while suspended. targets: (person id, child|caregiver).
    """

    branch: str = ""
    criteria: tuple[str, ...] = ()
    not_only_poverty: bool = False
    agreement_on: date | None = None
    assent_on: date | None = None
    targets: tuple[Named, ...] = ()
    follower: str = ""
    exit_interview_on: date | None = None
    contact_again_on: date | None = None


KEPT = (
    "branch", "criteria", "not_only_poverty", "agreement_on", "assent_on", "follower",
    "exit_interview_on",
)  # fmt: skip
PAPERS = ("agreement_on", "assent_on", "exit_interview_on")


def keep(enrolment: Enrolment, given: Given, *, by: Account, on: date) -> None:
    """Store what was asked with the enrolment, so that the step's needs are met by records.

    Raises ValidationError by field for a paper dated after the step.
    """
    late = [name for name in PAPERS if (day := getattr(given, name)) and day > on]
    if late:
        raise ValidationError(dict.fromkeys(late, _("This day lies after the day of the step.")))
    values = {name: getattr(given, name) for name in KEPT if getattr(given, name)}
    if "criteria" in values:
        values["criteria"] = sorted(values["criteria"])
    if values:
        write(enrolment, by=by, occurred_on=on, **values)
    if given.targets:
        name_targets(enrolment, given.targets, by=by, on=on)


@dataclass(frozen=True)
class Taken:
    """A step just taken: the enrolment, the stage it led to, by whom, and what was said."""

    enrolment: Enrolment
    stage: Stage
    by: Account
    told: Told
    given: Given


def follow(verb: str, taken: Taken) -> Stage:
    """Carry out what a step entails; the stage the family stands in afterwards."""
    entail = ENTAILED.get(verb)
    return entail(taken) if entail else taken.stage


def _admit(taken: Taken) -> Stage:
    write(taken.enrolment, by=taken.by, occurred_on=taken.told.on, since=taken.told.on)
    admit_targets(taken.enrolment, by=taken.by, on=taken.told.on)
    return taken.stage


def _count_from_admission(taken: Taken) -> Stage:
    return _due(taken, _after(taken.enrolment.since, limits.NORM))


def _suspend(taken: Taken) -> Stage:
    again, longest = taken.given.contact_again_on, _after(taken.told.on, limits.SUSPENDED)
    if again and again < taken.told.on:
        raise ValidationError({"contact_again_on": _("This day lies before the suspension.")})
    if again and longest and again > longest:
        message = _("A suspension lasts until %(day)s at most: choose an earlier day.")
        raise ValidationError({"contact_again_on": message % {"day": longest.strftime("%d/%m/%Y")}})
    return _due(taken, again)


def _exit(taken: Taken) -> Stage:
    _end(taken, taken.told.reason)
    followed = taken.told.reason == ExitReason.SELF_RELIANT
    return _due(taken, _after(taken.told.on, limits.AFTER_1) if followed else None)


def _follow_up(taken: Taken) -> Stage:
    followed = taken.enrolment.exit_reason == ExitReason.SELF_RELIANT
    return _due(taken, _after(taken.enrolment.until, limits.AFTER_2) if followed else None)


def _not_eligible(taken: Taken) -> Stage:
    _end(taken, "")
    return taken.stage


def _refer(taken: Taken) -> Stage:
    _end(taken, ExitReason.REFERRED if taken.enrolment.since else "")
    return taken.stage


def _reopen(taken: Taken) -> Stage:
    """The earlier time stays as it was; a new one begins and says which it reopens."""
    before, by, told = taken.enrolment, taken.by, taken.told
    if Enrolment.objects.filter(family=before.family_id, until=None).exists():
        raise ValidationError(_("The family is in the programme already."))
    again = write(
        Enrolment(
            family=before.family, project=before.project, reopens=before,
            worker_id=before.worker_id, contact_consent_on=before.contact_consent_on,
        ),
        by=by, occurred_on=told.on, identified_on=told.on,
    )  # fmt: skip
    place = before.family.place
    return begin(FAMILY, again, verb="identify", place=place, by=by, told=told)


def _end(taken: Taken, reason: str) -> None:
    enrolment, by, on = taken.enrolment, taken.by, taken.told.on
    write(enrolment, by=by, occurred_on=on, until=on, exit_reason=reason)
    close_targets(enrolment, by=by, on=on)
    close_plan(family=enrolment.family, on=on, by=by)


def _due(taken: Taken, day: date | None) -> Stage:
    stage = taken.stage
    return write(stage, by=taken.by, due_on=day) if stage.due_on != day else stage


def _after(day: date | None, limit: str) -> date | None:
    days = limit_days(limit)
    return None if day is None or days is None else day + timedelta(days=days)


ENTAILED: dict[str, Callable[[Taken], Stage]] = {
    "admit": _admit,
    "start": _count_from_admission,
    "resume": _count_from_admission,
    "suspend": _suspend,
    "exit": _exit,
    "leave": _exit,
    "follow_up": _follow_up,
    "find_not_eligible": _not_eligible,
    "refer_out": _refer,
    "reopen": _reopen,
}
