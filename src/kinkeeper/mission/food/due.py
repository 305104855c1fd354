"""What *My day* says of this room: an area where food or water is worse than the office allows."""

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.reports.offers import DueLine
from kinkeeper.mission.food.queries import Raised, alerts
from kinkeeper.mission.food.words import SIGN_WORDS, round_words, share_words

ALERTS = "food.alerts"


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """For who decides what is done in an area."""
    if may(by, ALERTS):
        for alert in alerts(by=by, today=today):
            yield _line(alert)


def _line(alert: Raised) -> DueLine:
    where = reverse("food")
    note = f"{share_words(alert.share)} · {round_words(alert.round)}"
    return DueLine(
        alert.since, _("Alert: %(sign)s") % {"sign": SIGN_WORDS[alert.sign.code]},
        str(alert.place), f"{where}?year={alert.round.year}&season={alert.round.season}",
        tone="alarm", note=note, act=_("See the area"),
    )  # fmt: skip
