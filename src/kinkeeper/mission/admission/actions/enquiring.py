"""Between the referral and the decisions: the enquiry, the children's word, the options."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.admission.actions.days import Day, the_day
from kinkeeper.mission.admission.models import (
    Admission,
    AdmissionChild,
    CareOption,
    Enquiry,
    ViewForm,
)
from kinkeeper.mission.admission.process import NECESSARY, OPEN, PROPOSE
from kinkeeper.mission.admission.queries import holds, state_of
from kinkeeper.mission.admission.rules import BEST, FORM_OF, OPTIONS

NOT_BEGUN = frozenset({"referred", "emergency_placement"})


def record_enquiry(
    admission: Admission, *, by: Account, visited_on: Day | None = None, **values: Any
) -> Enquiry:
    """What the enquiry found so far; told again, it is corrected. values: columns of `Enquiry`.

    Raises ValidationError before the enquiry has begun, after the end, or for a day ahead.
    """
    _may_work(admission, by)
    if state_of(admission) in NOT_BEGUN:
        raise ValidationError(_("Begin the enquiry first."))
    if visited_on is not None:
        values["visited_on"], values["visited_precision"] = the_day(visited_on, field="visited_on")
    if "grounds" in values:
        values["grounds"] = sorted(values["grounds"])
    found = Enquiry.objects.filter(admission=admission.pk).first() or Enquiry(admission=admission)
    return write(found, by=by, occurred_on=values.get("visited_on"), **values)


def hear_child(
    child: AdmissionChild,
    *,
    by: Account,
    view_form: str,
    heard_on: date,
    view: str = "",
    health_seen_on: date | None = None,
    health: str = "",
) -> AdmissionChild:
    """What the child says, in the form it can, and what was seen of its health.

    Raises ValidationError when a child was heard and nothing of it is written.
    """
    _may_work(child.admission, by)
    the_day(heard_on, field="heard_on")
    if health_seen_on:
        the_day(health_seen_on, field="health_seen_on")
    if view_form != ViewForm.TOO_YOUNG and not view.strip():
        raise ValidationError({"view": _("Write what the child says, in its own words.")})
    return write(
        child, by=by, occurred_on=heard_on, view_form=view_form, view=view.strip(),
        heard_on=heard_on, health_seen_on=health_seen_on, health=health.strip(),
    )  # fmt: skip


def weigh_options(
    admission: Admission, weighed: Mapping[str, tuple[str, str]], *, by: Account, on: date
) -> list[CareOption]:
    """Option -> (verdict, why). Raises ValidationError before necessity is decided, for an option
    without a sentence, and unless exactly one option outside the family is the best."""
    _may_work(admission, by)
    if state_of(admission) != NECESSARY:
        raise ValidationError(
            _("First decide whether care is necessary, then compare the options.")
        )
    the_day(on)
    _check_weighed(weighed)
    with transaction.atomic():
        known = {o.kind: o for o in CareOption.objects.filter(admission=admission.pk)}
        return [
            write(
                known.get(kind) or CareOption(admission=admission, kind=kind),
                by=by, occurred_on=on, verdict=verdict, why=why.strip(),
            )
            for kind, (verdict, why) in weighed.items()
        ]  # fmt: skip


def _check_weighed(weighed: Mapping[str, tuple[str, str]]) -> None:
    silent = [k for k in OPTIONS if not all(part.strip() for part in weighed.get(k, ("", "")))]
    problems = {f"why_{k}": _("Write why this is possible or not.") for k in silent}
    if problems:
        raise ValidationError(problems)
    best = [kind for kind, (verdict, _why) in weighed.items() if verdict == BEST]
    if len(best) != 1:
        raise ValidationError(_("Choose exactly one option as the best for the children."))
    if best[0] not in FORM_OF:
        raise ValidationError(
            _("If the children can stay at home, redirect the family to family strengthening.")
        )


def _may_work(admission: Admission, by: Account) -> None:
    if not holds(by, PROPOSE, admission):
        raise Refused
    if state_of(admission) not in OPEN:
        raise ValidationError(_("This admission is concluded."))
