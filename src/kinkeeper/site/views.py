"""The pages that belong to nobody's room: my day, my account, and "are you alive?"."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.doors import Asked, door, open_to_all
from kinkeeper.ground.access.queries import has_second_factor, may, open_grants
from kinkeeper.ground.access.roles import ADMINISTRATION, EVERYBODY, OWN
from kinkeeper.ground.reports.offers import DueLine, due_lines

URGENT = {"alarm", "decision"}
SHOWN = 12


@dataclass(frozen=True)
class Group:
    """Lines of one urgency; the first dozen in sight, the others one press away."""

    label: str
    lines: list[DueLine]
    late: bool = False
    alarm: bool = False

    @property
    def first(self) -> list[DueLine]:
        return self.lines[:SHOWN]

    @property
    def others(self) -> list[DueLine]:
        return self.lines[SHOWN:]


@door(EVERYBODY, purpose=OWN)
def my_day(request: Asked) -> HttpResponse:
    """What is due and overdue for this person, one line each, one click to the form."""
    today = timezone.localdate()
    lines = due_lines(request.user, today)
    urgent = [line for line in lines if line.tone in URGENT]
    others = [line for line in lines if line.tone not in URGENT]
    groups = (
        Group(_("First of all"), urgent, late=False, alarm=True),
        Group(_("Overdue"), [line for line in others if line.due_on < today], late=True),
        Group(_("Coming up"), [line for line in others if line.due_on >= today]),
    )
    context = {
        "groups": [g for g in groups if g.lines], "today": today,
        "may_invite": may(request.user, "access.manage", purpose=ADMINISTRATION),
    }  # fmt: skip
    return render(request, "site/my_day.html", context)


@door(EVERYBODY, purpose=OWN)
def account(request: Asked) -> HttpResponse:
    """My account: what I am granted, my second factor, my language."""
    context = {
        "grants": open_grants(request.user),
        "second_factor": has_second_factor(request.user),
    }
    return render(request, "site/account.html", context)


@open_to_all
def alive(_request: HttpRequest) -> HttpResponse:
    """For the start script and for supervision: the server answers."""
    return HttpResponse("kinkeeper", content_type="text/plain")
