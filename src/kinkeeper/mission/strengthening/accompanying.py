"""Who accompanies which families, and which families nobody accompanies any more."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import accounts_with, colleagues, visible
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.models import Stage
from kinkeeper.mission.strengthening.models import Enrolment
from kinkeeper.mission.strengthening.process import AFTER_EXIT, FAMILY, PROPOSE


@dataclass(frozen=True)
class Accompanies:
    """A colleague and how many families; here: works there today. None: nobody."""

    worker: Account | None
    families: int
    here: bool


def accompanying(by: Account) -> list[Accompanies]:
    """Everybody who accompanies families in the reader's places: who left first, then by name."""
    rows = held_now(by).values_list("worker").annotate(n=Count("pk")).order_by()
    counts = dict(rows)
    known = Account.objects.in_bulk([worker for worker in counts if worker])
    here = colleagues(by, PROPOSE)
    found = [Accompanies(known.get(w), n, here=w in here) for w, n in counts.items()]
    return sorted(found, key=lambda a: (a.here, a.worker.name if a.worker else ""))


def accompanied_by(worker: Account | None, *, by: Account) -> list[Enrolment]:
    """The families of a colleague, or of nobody, within the reader's places."""
    rows = held_now(by).filter(worker=worker).select_related("family__place")
    return list(rows.order_by("family__name", "pk"))


def who_may_accompany(places: Iterable[Place]) -> list[Account]:
    """Colleagues who work in all of these places, by name."""
    found = [set(accounts_with(PROPOSE, place)) for place in places]
    return sorted(set.intersection(*found), key=lambda a: a.name) if found else []


def mine(stages: QuerySet[Stage], by: Account) -> QuerySet[Stage]:
    """Stages of families that this person accompanies, and of those whom nobody does: without a
    worker, or with one who has left or does not work where the family lives now."""
    nobody = Q(worker=None) | ~Q(worker__in=colleagues(by, PROPOSE))
    families = Enrolment.objects.filter(nobody | Q(worker=by), pk=OuterRef("subject"))
    return stages.filter(Exists(families))


def colleague(pk: UUID, *, by: Account) -> Account | None:
    """Somebody who accompanies families in the reader's places."""
    rows = Account.objects.filter(pk__in=held_now(by).filter(worker=pk).values("worker"))
    return rows.first()


def held_now(by: Account) -> QuerySet[Enrolment]:
    """Times in the programme that somebody must look after: until the contacts after the exit."""
    after = Stage.objects.filter(
        process=FAMILY.name, subject=OuterRef("pk"), until=None, state__in=AFTER_EXIT
    )
    return visible(Enrolment, by=by).filter(Q(until=None) | Exists(after))
