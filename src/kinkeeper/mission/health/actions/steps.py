"""A malnourished child goes its way: referred, in treatment, recovered - or followed no longer."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, decline, move, propose
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import open_proposals
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.health.models import Measurement, NutritionCase, Referral
from kinkeeper.mission.health.process import AGREED, CENTRE, MALNUTRITION
from kinkeeper.mission.health.queries import evidence, last_referral


@dataclass(frozen=True)
class Given:
    """What the form of a referral asks; empty where the step does not ask it."""

    centre: str = ""
    agreed_by: str = ""
    signs: str = ""

    @property
    def proves(self) -> frozenset[str]:
        said = {CENTRE.code: self.centre.strip(), AGREED.code: self.agreed_by.strip()}
        return frozenset(code for code, text in said.items() if text)


NOTHING = Given()


def take_step(
    found: NutritionCase, verb: str, *, by: Account, told: Told, given: Given = NOTHING
) -> Stage:
    """Take one step of the table with what follows from it, or nothing at all. Raises
    ValidationError with everything that is missing, Refused without the capability here."""
    _check_day(told.on)
    with transaction.atomic():
        shown = evidence(found) | given.proves
        stage = move(MALNUTRITION, found, verb=verb, by=by, told=told, evidence=shown)
        _close_proposals(found, by=by, on=told.on)
        if entail := ENTAILED.get(verb):
            entail(found, by, told, given)
    return stage


def propose_step(found: NutritionCase, verb: str, *, by: Account, told: Told) -> Proposal:
    """Propose what somebody else decides. Errors as `take_step`."""
    _check_day(told.on)
    return propose(MALNUTRITION, found, verb=verb, by=by, told=told, evidence=evidence(found))


def decline_step(found: NutritionCase, verb: str, *, by: Account, told: Told) -> Proposal:
    """Say no, with the reason for the colleague. Raises ValidationError, Refused."""
    proposal = open_proposals(MALNUTRITION, found.pk).get(verb)
    if proposal is None:
        raise ValidationError(_("This proposal is decided already."))
    if not may(by, MALNUTRITION.transition(verb).capability, found):
        raise Refused
    return decline(proposal, by=by, told=told)


def _check_day(on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day lies in the future.")})


def _close_proposals(found: NutritionCase, *, by: Account, on: date) -> None:
    """Another step was taken: what was proposed before is without object."""
    for proposal in open_proposals(MALNUTRITION, found.pk).values():
        write(proposal, by=by, occurred_on=on, until=on, accepted=False, decided_by=by)


def _refer(found: NutritionCase, by: Account, told: Told, given: Given) -> None:
    rows = Measurement.objects.filter(person=found.person_id, on__lte=told.on, mistaken=False)
    last = rows.order_by("-on", "-pk").first() or found.found_by
    write(
        Referral(case=found, measurement=last, on=told.on, unit=told.reason),
        by=by, occurred_on=told.on, centre=given.centre.strip(), agreed_by=given.agreed_by.strip(),
        signs=given.signs.strip(),
    )  # fmt: skip


def _seen(found: NutritionCase, by: Account, told: Told, _given: Given) -> None:
    referral = last_referral(found)
    if referral is not None:
        write(referral, by=by, occurred_on=told.on, seen_on=told.on)


def _close(found: NutritionCase, by: Account, told: Told, _given: Given) -> None:
    write(found, by=by, occurred_on=told.on, until=told.on)


ENTAILED: dict[str, Callable[[NutritionCase, Account, Told, Given], None]] = {
    "refer": _refer,
    "refer_again": _refer,
    "admit": _seen,
    "send_home": _seen,
    "recover": _close,
    "stop": _close,
}
