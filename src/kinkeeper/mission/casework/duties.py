"""What My day says of this room: visits and reviews that are due, each leading to its form."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import highest_class, may
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.reports.offers import DueLine
from kinkeeper.mission.casework.queries import (
    ReviewDue,
    VisitDue,
    families_waiting,
    reviews_due,
    visits_due,
)
from kinkeeper.mission.casework.rules import overdue

AHEAD = timedelta(days=14)
FOLLOW = "casework.follow"


def due_lines(by: Account, today: date) -> Iterable[DueLine]:
    """For those who go and see families, not for everybody who may read about them."""
    if not may(by, FOLLOW, purpose=CARE):
        return []
    reviews = reviews_due(by=by, until=today + AHEAD)
    visits = visits_due(by=by, until=today + AHEAD)
    if families := families_waiting([*reviews, *visits]):
        seen(by, families, door="my_day")
    names = highest_class(by, CARE) >= 2
    return [
        *(_review(due, today, names=names) for due in reviews),
        *(_visit(due, today, names=names) for due in visits),
    ]


def _review(due: ReviewDue, today: date, *, names: bool) -> DueLine:
    return _line(
        _("Review of the plan"), "review", due, today, names=names, act=_("Hold the review")
    )


def _visit(due: VisitDue, today: date, *, names: bool) -> DueLine:
    note = _("no visit since the plan was agreed")
    if due.last_visit:
        day = date_format(due.last_visit, "SHORT_DATE_FORMAT")
        note = _("last visit: %(day)s") % {"day": day}
    act = _("Record a visit")
    return _line(_("Visit"), "visit_new", due, today, names=names, note=note, act=act)


def _line(
    what: str, url: str, due: Any, today: date, *, names: bool, act: str, note: str = ""
) -> DueLine:
    return DueLine(
        due_on=due.due_on, what=what, who=_who(due.family, names=names),
        url=reverse(url, args=[due.family.pk]),
        tone="late" if overdue(due.due_on, today) else "soon", note=note, act=act,
    )  # fmt: skip


def _who(family: Any, *, names: bool) -> str:
    return f"{family} · {family.code}" if names else str(family.code)
