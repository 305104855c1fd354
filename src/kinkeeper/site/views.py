"""The pages that belong to nobody's room: my day, my account, and "are you alive?"."""

from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from kinkeeper.ground.access.doors import Asked, door, open_to_all
from kinkeeper.ground.access.queries import open_grants
from kinkeeper.ground.access.roles import EVERYBODY, OWN
from kinkeeper.ground.reports.offers import due_lines

SHOWN = 60


@door(EVERYBODY, purpose=OWN)
def my_day(request: Asked) -> HttpResponse:
    """What is due and overdue for this person, one line each, one click to the form."""
    today = timezone.localdate()
    lines = due_lines(request.user, today)
    urgent = [line for line in lines if line.tone in {"alarm", "decision"}]
    others = [line for line in lines if line not in urgent]
    context = {
        "urgent": urgent,
        "late": [line for line in others if line.due_on < today][:SHOWN],
        "soon": [line for line in others if line.due_on >= today][:SHOWN],
        "count": len(lines),
        "today": today,
        "horizon": today + timedelta(days=14),
    }
    return render(request, "site/my_day.html", context)


@door(EVERYBODY, purpose=OWN)
def account(request: Asked) -> HttpResponse:
    """My account: what I am granted, my second factor, my language."""
    context = {
        "grants": open_grants(request.user),
        "second_factor": Authenticator.objects.filter(user=request.user).exists(),
    }
    return render(request, "site/account.html", context)


@open_to_all
def alive(_request: HttpRequest) -> HttpResponse:
    """For the start script and for supervision: the server answers."""
    return HttpResponse("kinkeeper", content_type="text/plain")
