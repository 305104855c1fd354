"""The rota and the line of command, as those read them who may."""

from django.db.models import Q, QuerySet
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import PROTECTION, SAFEGUARDING
from kinkeeper.mission.protection.models import Duty, Superior


def duties(by: Account) -> QuerySet[Duty]:
    """Now and to come."""
    today = timezone.localdate()
    rows = visible(Duty, by=by, purpose=PROTECTION).select_related("account", "place")
    return rows.filter(Q(until__isnull=True) | Q(until__gt=today)).order_by("since", "pk")


def lines(by: Account) -> QuerySet[Superior]:
    rows = visible(Superior, by=by, purpose=SAFEGUARDING).filter(until=None)
    return rows.select_related("account", "superior").order_by("superior__name", "account__name")
