"""Who is growing up, who has left, and whom to call next: the lists of the room."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.queries import due, waiting_proposals
from kinkeeper.ground.process.table import State
from kinkeeper.mission.care.queries import Stay, stays_of_many
from kinkeeper.mission.leaving.models import Contact, Exit, IndependencePlan, Paper, Way
from kinkeeper.mission.leaving.process import AFTER, IN_CARE, RETURNED, WAY
from kinkeeper.mission.leaving.queries.ways import KINDS, rhythm, stands
from kinkeeper.mission.leaving.reckoning import absent, contact_due, leaving_day


@dataclass(frozen=True)
class Growing:
    """A young person in care: where, how far, what is still missing."""

    way: Way
    stage: Stage
    state: State
    leaves: date | None
    agreed: bool
    missing: int
    stay: Stay | None
    late: bool


@dataclass(frozen=True)
class Followed:
    """A young person after leaving. due: (months, day) of the next contact, None when over."""

    way: Way
    stage: Stage
    state: State
    exit: Exit
    last: Contact | None
    due: tuple[int, date] | None
    late: bool


def youth_list(by: Account, today: date, *, purpose: str = CARE) -> list[Growing]:
    """Everybody in care who prepares for leaving; who leaves first on top."""
    standing = _standing(by, (*IN_CARE, RETURNED), purpose)
    found = [(w, s) for w, s in standing if s.state != RETURNED or w.placement.until is None]
    ways = [way for way, _stage in found]
    plans = _agreed(ways)
    papers = _papers(ways)
    stays = stays_of_many(way.placement_id for way in ways)
    own = rhythm()
    rows = [
        Growing(
            way, stage, WAY.state(stage.state), leaving_day(way.planned_on, way.person.birth, own),
            way.pk in plans, len(absent(stands(papers.get(way.person_id, ())), KINDS)),
            _present(stays.get(way.placement_id, [])), _late(stage, today),
        )
        for way, stage in found
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row.leaves or date.max, str(row.way.person)))


def aftercare_list(by: Account, today: date, *, purpose: str = CARE) -> list[Followed]:
    """Everybody who left and is still accompanied; whose contact is due first on top."""
    found = _standing(by, (*AFTER, RETURNED), purpose)
    exits = _last_exits(way.pk for way, _stage in found)
    contacts = _contacts(exits[way.pk].pk for way, _stage in found if way.pk in exits)
    own = rhythm()
    rows = []
    for way, stage in found:
        left = exits.get(way.pk)
        if left and way.placement.until is not None:
            made = [c for c in contacts.get(left.pk, []) if c.reached]
            ahead = contact_due(left.on, (c.months for c in made), own)
            last, state = (made[-1] if made else None), WAY.state(stage.state)
            late = ahead is not None and ahead[1] < today
            rows.append(Followed(way, stage, state, left, last, ahead, late))
    return sorted(rows, key=lambda row: (row.due[1] if row.due else date.max, str(row.way.person)))


def contacts_due(by: Account, today: date, until: date) -> list[Followed]:
    """Whose next contact falls before `until`."""
    return [row for row in aftercare_list(by, today) if row.due and row.due[1] < until]


def overdue_stages(by: Account, *, until: date) -> QuerySet[Stage]:
    return due(WAY, by=by, until=until)


def proposals_to_decide(by: Account) -> QuerySet[Proposal]:
    return waiting_proposals(WAY, by=by)


def _standing(by: Account, states: Iterable[str], purpose: str) -> list[tuple[Way, Stage]]:
    mine = visible(Way, by=by, purpose=purpose)
    ways = {w.pk: w for w in mine.select_related("person__place", "placement", "follower")}
    stages = Stage.objects.filter(process=WAY.name, until=None, state__in=list(states))
    return [(ways[s.subject], s) for s in stages.filter(subject__in=ways) if s.subject in ways]


def _agreed(ways: list[Way]) -> set[UUID]:
    rows = IndependencePlan.objects.filter(way__in=[w.pk for w in ways], until=None)
    return set(rows.exclude(agreed_on=None).values_list("way_id", flat=True))


def _papers(ways: list[Way]) -> dict[UUID, list[Paper]]:
    found: dict[UUID, list[Paper]] = {}
    for paper in Paper.objects.filter(person__in=[w.person_id for w in ways]):
        found.setdefault(paper.person_id, []).append(paper)
    return found


def _present(stays: list[Stay]) -> Stay | None:
    return stays[-1] if stays and stays[-1].until is None else None


def _last_exits(ways: Iterable[UUID]) -> dict[UUID, Exit]:
    rows = Exit.objects.filter(way__in=list(ways)).order_by("on", "pk")
    return {found.way_id: found for found in rows}


def _contacts(exits: Iterable[UUID]) -> dict[UUID, list[Contact]]:
    found: dict[UUID, list[Contact]] = {}
    for contact in Contact.objects.filter(exit__in=list(exits)).order_by("held_on", "pk"):
        found.setdefault(contact.exit_id, []).append(contact)
    return found


def _late(stage: Stage, today: date) -> bool:
    return stage.due_on is not None and stage.due_on < today
