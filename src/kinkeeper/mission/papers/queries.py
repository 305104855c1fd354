"""What the room answers: files of birth papers, what is proved, and children with a gap."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.places.queries import below
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.mission.papers.limits import DECLARE
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import IN_TIME, OVER
from kinkeeper.mission.papers.rules import IN_HAND, PROCESS, declared_in_time, time_is_over
from kinkeeper.mission.people.queries import Person, reader_of

ADULT = 18


def birth_file(pk: UUID, *, by: Account, purpose: str = CARE) -> BirthFile | None:
    rows = visible(BirthFile, by=by, purpose=purpose)
    return rows.select_related("person__place").filter(pk=pk).first()


def file_of(person: Person) -> BirthFile | None:
    """The open file, else the last. No scope: for pages that have the child."""
    rows = BirthFile.objects.filter(person=person).select_related("person__place")
    return rows.filter(until=None).first() or rows.order_by("-since", "-pk").first()


def files_by_ids(ids: Iterable[UUID]) -> dict[UUID, BirthFile]:
    """Whoever shows them has asked `access` for their stages."""
    rows = BirthFile.objects.filter(pk__in=list(ids)).select_related("person__place")
    return {row.pk: row for row in rows}


def files_of_persons(persons: Iterable[UUID]) -> dict[UUID, BirthFile]:
    """The newest file of each; whoever shows them has asked `access` for the children."""
    rows = BirthFile.objects.filter(person__in=list(persons)).order_by("since", "pk")
    return {row.person_id: row for row in rows}


def stages_of_files(ids: Iterable[UUID]) -> dict[UUID, Stage]:
    """The open stage of each file; whoever shows them has asked `access` for the children."""
    rows = Stage.objects.filter(process=PROCESS, subject__in=list(ids), until=None)
    return {row.subject: row for row in rows}


def evidence(person: Person, on: date) -> frozenset[str]:
    """What the birth itself proves on a day: in time, or the time is over."""
    days = limit_days(DECLARE) or 0
    birth = person.birth
    found = set()
    if declared_in_time(birth.latest, on, days=days):
        found.add(IN_TIME.code)
    if time_is_over(birth.earliest, on, days=days):
        found.add(OVER.code)
    return frozenset(found)


def without_act(
    *, by: Account, today: date, answer: str = "", place: Place | None = None
) -> QuerySet[Person]:
    """Children within the reader's scope without an act in hand; `answer`: one code of BirthAct."""
    young = Q(birth_date=None) | Q(birth_date__gt=today.replace(year=today.year - ADULT, day=1))
    rows = reader_of(by).rows(Person).filter(young, died_on=None).exclude(birth_act=IN_HAND)
    rows = rows.filter(birth_act=answer) if answer else rows.exclude(birth_act="")
    if place is not None:
        rows = rows.filter(place__in=below(place))
    return rows.select_related("place").order_by("family_name", "given_name", "pk")
