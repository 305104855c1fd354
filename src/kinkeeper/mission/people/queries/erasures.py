"""Erasures that were asked for, holds, and files whose time is over."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from django.db.models import Max, OuterRef, Subquery
from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.models import Change, Outcome
from kinkeeper.mission.people.models import Erasure, Hold, Membership, Person


def erasure(pk: UUID, *, by: Account) -> Erasure | None:
    return visible(Erasure, by=by).filter(pk=pk).select_related("person__place").first()


def waiting_erasure(person: UUID) -> Erasure | None:
    return Erasure.objects.filter(person=person, until=None).first()


def was_erased(person: UUID) -> bool:
    return Change.objects.filter(record=person, outcome=Outcome.ERASED).exists()


def waiting_erasures(*, by: Account) -> Iterable[Erasure]:
    return visible(Erasure, by=by).filter(until=None).select_related("person")


def open_hold(person: UUID) -> Hold | None:
    return Hold.objects.filter(person=person, until=None).first()


def past_keeping(*, days: int) -> list[Person]:
    """People nothing was written about for so many days, nor about a family they are in; who was
    erased, is held or waits for a decision is not among them."""
    since = timezone.now() - timedelta(days=days)
    theirs = Change.objects.filter(record=OuterRef("pk")).order_by().values("record")
    latest = theirs.annotate(latest=Max("recorded_at")).values("latest")
    rows = Person.objects.annotate(latest=Subquery(latest)).filter(latest__lt=since)
    living = Change.objects.filter(recorded_at__gte=since).values("record")
    rows = rows.exclude(pk__in=Membership.objects.filter(family__in=living).values("person"))
    decided = Erasure.objects.exclude(until__isnull=False, done=False).values("person")
    held = Hold.objects.filter(until=None).values("person")
    return list(rows.exclude(pk__in=decided).exclude(pk__in=held).order_by("code"))
