"""What this room puts on My day: clashes that wait for somebody's decision."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.offers import DueLine
from kinkeeper.mission.people.queries import clashes_for

WHAT = _("Two people wrote different things: decide")


def clash_lines(by: Account, today: date) -> Iterable[DueLine]:
    """Those that this person can settle, due on the day they arose."""
    for clash in clashes_for(by):
        if not clash.sealed:
            day = timezone.localtime(clash.change.recorded_at).date()
            who = clash.title or clash.kind
            url = reverse("clash", args=[clash.change.id])
            yield DueLine(min(day, today), WHAT, who, url, tone="decision")
