"""While they are away: beds, school, health, reviews, what each child thinks, the return."""

from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, reaches
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.care.actions import relocate
from kinkeeper.mission.care.queries import House, Village
from kinkeeper.mission.emergency.actions.days import check_day
from kinkeeper.mission.emergency.models import (
    ELSEWHERE,
    Line,
    Movement,
    RelocationReview,
    ReturnAssessment,
    ReturnOpinion,
    Settling,
    SiteStatus,
)
from kinkeeper.mission.emergency.process import AWAY
from kinkeeper.mission.emergency.queries import AwayChild, away_children, away_now, state_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

WRITE = "emergency.write"


def give_bed(child: AwayChild, *, by: Account, on: date, house: House) -> None:
    """The child sleeps in this house of the host village. More children than beds is accepted.

    Raises ValidationError for a house of another village.
    """
    _require(child.line.manifest.movement, by)
    placement = child.line.placement
    if placement is None or house.village_id != child.stay.village_id:
        raise ValidationError({"house": _("This house stands in another village.")})
    if child.stay.house_id == house.pk:
        return
    check_day(on, after=child.stay.since)
    relocate(
        [placement], by=by, village=child.stay.village, on=on, house=house, crowded=True,
        movement=child.stay.movement,
    )  # fmt: skip


def settle(
    line: Line,
    *,
    by: Account,
    on: date,
    school: str = "",
    school_since: date | None = None,
    no_school: str = "",
    health_check_on: date | None = None,
) -> Settling:
    """School, or why not, and the health check. Raises ValidationError for days ahead."""
    _require(line.manifest.movement, by)
    for name, day in (("school_since", school_since), ("health_check_on", health_check_on)):
        if day:
            check_day(day, field=name)
    known = Settling.objects.filter(line=line.pk).first() or Settling(line=line)
    return write(
        known, by=by, occurred_on=on, school=school.strip(), school_since=school_since,
        no_school=no_school.strip(), health_check_on=health_check_on,
    )  # fmt: skip


def settle_household(
    movement: Movement,
    household: str,
    *,
    by: Account,
    on: date,
    house: House | None = None,
    school: str = "",
    health_check_on: date | None = None,
) -> int:
    """The same for everybody of a household at once: bed, school of who is of school age, health.

    What is known of a child already is kept where nothing is said. How many children.
    """
    children = [c for c in away_children(movement, on) if c.line.household == household]
    with transaction.atomic():
        for child in children:
            if house:
                give_bed(child, by=by, on=on, house=house)
            _settle_one(child, by, on, school, health_check_on)
    return len(children)


def _settle_one(
    child: AwayChild, by: Account, on: date, school: str, health_check_on: date | None
) -> None:
    known = child.settling
    given = school if child.of_school_age else ""
    settle(
        child.line, by=by, on=on,
        school=given or (known.school if known else ""),
        school_since=on if given else (known.school_since if known else None),
        no_school=known.no_school if known and not given else "",
        health_check_on=health_check_on or (known.health_check_on if known else None),
    )  # fmt: skip


def review_relocation(
    movement: Movement, *, by: Account, held_on: date, **values: Any
) -> RelocationReview:
    """values: welfare, schooling, cost (F CFA), decided. Raises ValidationError (`held_on`)."""
    _require_away(movement, by)
    check_day(held_on, after=movement.alerted_on, field="held_on")
    if RelocationReview.objects.filter(movement=movement.pk, held_on=held_on).exists():
        raise ValidationError({"held_on": _("A review of this day is written already.")})
    return write(
        RelocationReview(movement=movement, held_on=held_on), by=by, occurred_on=held_on, **values
    )


def hear_child(
    movement: Movement,
    person: "Person",
    *,
    by: Account,
    asked_on: date,
    form: str,
    wish: str,
    words: str = "",
) -> ReturnOpinion:
    """What a child thinks of going home, in its own form. Asked on the same day: corrected."""
    _require_away(movement, by)
    check_day(asked_on, after=movement.alerted_on, field="asked_on")
    if not away_children(movement, asked_on, person=person.pk):
        raise ValidationError(_("This child is not away with this evacuation."))
    mine = ReturnOpinion.objects.filter(
        movement=movement.pk, person=person.pk, asked_on=asked_on
    ).first()
    opinion = mine or ReturnOpinion(movement=movement, person=person, asked_on=asked_on)
    return write(opinion, by=by, occurred_on=asked_on, form=form, wish=wish, words=words)


def assess_return(
    movement: Movement, *, by: Account, held_on: date, **values: Any
) -> ReturnAssessment:
    """values: security, services, mines_checked, safe. Raises ValidationError (`held_on`)."""
    _require_away(movement, by)
    check_day(held_on, after=movement.alerted_on, field="held_on")
    known = ReturnAssessment.objects.filter(movement=movement.pk, held_on=held_on).first()
    row = known or ReturnAssessment(movement=movement, held_on=held_on)
    return write(row, by=by, occurred_on=held_on, **values)


def state_site(
    village: Village,
    *,
    by: Account,
    kind: str,
    name: str,
    state: str,
    since: date,
    reason: str = "",
) -> SiteStatus:
    """Houses, an office, a well ... of the village are open, reduced, closed from a day; the state
    before ends that day. Raises ValidationError (`since`) for a day before the last state began,
    (`kind`) for a school: its state is written with the school."""
    if not reaches(by, WRITE, village.place):
        raise Refused
    if kind in ELSEWHERE:
        raise ValidationError({"kind": _("Write the state of a school under School and daycare.")})
    check_day(since, field="since")
    last = SiteStatus.objects.filter(
        village=village.pk, kind=kind, name=name.strip(), until=None
    ).first()
    if last:
        check_day(since, after=last.since, field="since")
    with transaction.atomic():
        if last:
            write(last, by=by, occurred_on=since, until=since)
        # The record's own text; `write(reason=)` would put it into the ledger as a code instead.
        site = SiteStatus(
            village=village, kind=kind, name=name.strip(), state=state, since=since, reason=reason
        )
        return write(site, by=by, occurred_on=since)


def _require(movement: Movement, by: Account) -> None:
    """In the home village or in a host village. Raises Refused."""
    if not may(by, WRITE, movement):
        raise Refused


def _require_away(movement: Movement, by: Account) -> None:
    _require(movement, by)
    if state_of(movement) not in AWAY and not away_now(movement):
        raise ValidationError(_("Nobody is away: the people have not arrived yet, or are home."))
