"""While they are away: beds, school, reviews, opinions, the return; what stayed open at home."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.care.queries import Stay, Village
from kinkeeper.mission.emergency import limits
from kinkeeper.mission.emergency.models import (
    Leg,
    Line,
    LineRole,
    Movement,
    RelocationReview,
    ReturnAssessment,
    ReturnOpinion,
    Settling,
    SiteStatus,
)
from kinkeeper.mission.emergency.queries.counts import arrivals, said_of
from kinkeeper.mission.emergency.queries.manifests import lines_of, manifest_of
from kinkeeper.mission.emergency.queries.movements import away_now
from kinkeeper.mission.emergency.rules import SCHOOL_AGE


@dataclass(frozen=True)
class AwayChild:
    """A child that arrived and is away now: bed, school, health, and what it thinks of going home.

    of_school_age: on the day asked for; an unknown age counts as yes, so that somebody asks.
    """

    line: Line
    stay: Stay
    settling: Settling | None
    opinion: ReturnOpinion | None
    of_school_age: bool

    @property
    def has_bed(self) -> bool:
        return bool(self.stay.house_id or self.stay.host)

    @property
    def has_school(self) -> bool:
        known = self.settling
        return not self.of_school_age or bool(known and (known.school or known.no_school))

    @property
    def has_check(self) -> bool:
        return bool(self.settling and self.settling.health_check_on)


def away_children(movement: Movement, on: date, *, person: UUID | None = None) -> list[AwayChild]:
    """Every child of the list that this movement brought away and not home yet, by household;
    `person`: this child alone."""
    going = manifest_of(movement, Leg.OUT)
    if going is None:
        return []
    stays = away_now(movement, person=person)
    lines = [x for x in lines_of(going, person=person) if x.placement and x.role == LineRole.CHILD]
    settled = {s.line_id: s for s in Settling.objects.filter(line__manifest=going.pk)}
    wishes = last_opinions(movement)
    found = []
    for line in lines:
        stay = stays.get(line.placement.pk) if line.placement else None
        if stay and line.person:
            wish, known = wishes.get(line.person.pk), settled.get(line.pk)
            found.append(AwayChild(line, stay, known, wish, _of_school_age(line, on)))
    return found


def _of_school_age(line: Line, on: date) -> bool:
    age = age_on(line.person.birth, on) if line.person else None
    return age is None or SCHOOL_AGE[0] <= age.total_months // 12 <= SCHOOL_AGE[1]


def last_opinions(movement: Movement) -> dict[UUID, ReturnOpinion]:
    rows = ReturnOpinion.objects.filter(movement=movement.pk).order_by("asked_on", "pk")
    return {row.person_id: row for row in rows}


def reviews_of(movement: Movement) -> list[RelocationReview]:
    """The newest first."""
    return list(RelocationReview.objects.filter(movement=movement.pk).order_by("-held_on"))


def assessments_of(movement: Movement) -> list[ReturnAssessment]:
    return list(ReturnAssessment.objects.filter(movement=movement.pk).order_by("-held_on"))


def next_review(movement: Movement, since: date) -> date:
    """The day by which the people who are away since `since` are looked at again."""
    held = RelocationReview.objects.filter(movement=movement.pk, held_on__gte=since)
    last = held.order_by("-held_on").values_list("held_on", flat=True).first()
    return (last or since) + timedelta(days=limit_days(limits.REVIEW) or 30)


def sites_of(village: Village) -> list[SiteStatus]:
    """What is open, reduced, closed ... now; then what was, the newest first."""
    rows = SiteStatus.objects.filter(village=village.pk)
    return sorted(rows, key=lambda s: (s.until is not None, s.kind, s.name, -s.since.toordinal()))


def sites_on(village: Village, day: date) -> list[SiteStatus]:
    rows = SiteStatus.objects.filter(village=village.pk, since__lte=day)
    return [s for s in rows.order_by("kind", "name") if s.until is None or day < s.until]


def site(pk: UUID, *, by: Account) -> SiteStatus | None:
    return visible(SiteStatus, by=by).filter(pk=pk).select_related("village__place").first()


def back_people(movement: Movement) -> list[Line]:
    """Who arrived on the way out: those a return brings home, in their households."""
    going = manifest_of(movement, Leg.OUT)
    if going is None:
        return []
    came = arrivals(said_of(going))
    return [line for line in lines_of(going) if line.pk in came and _lives(line)]


def _lives(line: Line) -> bool:
    return line.person is None or line.person.died_on is None
