"""Children flee to another village and come home. Their placement goes on all the while."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.care.actions.checks import check_room, last_stay
from kinkeeper.mission.care.actions.days import Day, not_before, split_day
from kinkeeper.mission.care.models import House, Placement, SosFamily, Stay, Village, Why
from kinkeeper.mission.care.queries.placements import stays_of


def relocate(
    placements: Sequence[Placement],
    *,
    by: Account,
    village: Village,
    on: Day,
    movement: UUID | None,
    house: House | None = None,
    family: SosFamily | None = None,
    crowded: bool = False,
) -> list[Stay]:
    """These children sleep in another village from that day; they belong where they belonged.

    movement: the evacuation it is part of. crowded: more children than beds is accepted. The SOS
    family stays together unless another is given. Raises ValidationError: all move, or nobody.
    """
    day, precision = split_day(on)
    with transaction.atomic():
        stays = []
        for placement in placements:
            left = _departure(placement, village, house, day)
            if house and not crowded:
                check_room(house, day)
            moved = Stay(
                placement=placement, village=village, house=house, family=family or left.family,
                form=left.form, why=Why.RELOCATION, movement=movement,
            )  # fmt: skip
            write(left, by=by, occurred_on=day, until=day)
            write(moved, by=by, occurred_on=day, since=day, since_precision=precision)
            stays.append(moved)
        return stays


def _departure(placement: Placement, village: Village, house: House | None, day: date) -> Stay:
    """Who is there already may still be given another house of that village."""
    stay = last_stay(placement)
    not_before(day, stay.since, _("The child is there since %(day)s only: a move comes later."))
    there = stay.village_id == village.pk and stay.why == Why.RELOCATION
    if there and (house is None or house.pk == stay.house_id):
        raise ValidationError(_("The child is in that village already."))
    return stay


def come_home(
    placements: Sequence[Placement], *, by: Account, on: Day, movement: UUID | None
) -> list[Stay]:
    """Back to where each child slept before it left. Raises ValidationError without a departure."""
    day, precision = split_day(on)
    with transaction.atomic():
        return [_return(p, day, precision, by, movement) for p in placements]


def _return(
    placement: Placement, day: date, precision: str, by: Account, movement: UUID | None
) -> Stay:
    away = last_stay(placement)
    if away.why != Why.RELOCATION:
        raise ValidationError(
            _("This child did not leave: there is no return without a departure.")
        )
    not_before(day, away.since, _("The child left on %(day)s only: a return comes later."))
    before = _before_departure(placement)
    home = Stay(
        placement=placement, village=before.village, house=before.house, family=before.family,
        host=before.host, form=before.form, why=Why.RETURN, movement=movement,
    )  # fmt: skip
    write(away, by=by, occurred_on=day, until=day)
    return write(home, by=by, occurred_on=day, since=day, since_precision=precision)


def _before_departure(placement: Placement) -> Stay:
    """The last stay that was no relocation: a second flight does not hide the first home."""
    return [stay for stay in stays_of(placement) if stay.why != Why.RELOCATION][-1]
