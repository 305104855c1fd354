"""Who accompanies a family: another colleague from now on, or nobody until somebody takes it."""

from collections.abc import Iterable, Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, may
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import DECIDE, PROPOSE


def hand_over(enrolments: Sequence[Enrolment], *, to: Account | None, by: Account) -> None:
    """All of these families, or none. to: None leaves them with nobody; whoever works there then
    finds them on My day.

    Raises ValidationError where the colleague does not work, Refused without the right to decide.
    """
    if not all(may(by, DECIDE, enrolment) for enrolment in enrolments):
        raise Refused
    _check(enrolments, to)
    with transaction.atomic():
        for enrolment in enrolments:
            if enrolment.worker_id != (to.pk if to else None):
                write(enrolment, by=by, occurred_on=timezone.localdate(), worker=to)


def _check(enrolments: Iterable[Enrolment], to: Account | None) -> None:
    if to is None:
        return
    places = {enrolment.family.place for enrolment in enrolments}
    far = [p for p in places if not accounts_with(PROPOSE, p).filter(pk=to.pk).exists()]
    if far:
        said = _("This colleague does not work in: %(places)s.")
        names = ", ".join(sorted(str(place) for place in far))
        raise ValidationError({"worker": said % {"places": names}})
