"""A family moves: the old place is kept with its days, members who lived there move along."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.people.actions.checks import check_day
from kinkeeper.mission.people.models import Family, FormerPlace
from kinkeeper.mission.people.queries import members_of


def move_family(
    family: Family, *, by: Account, place: Place, on: date, quarter: str = ""
) -> FormerPlace:
    """The family lives in `place` from that day; members of its old place move with it.

    Raises ValidationError (`place`, `on`), Refused without a grant in both places.
    """
    last = FormerPlace.objects.filter(family=family).order_by("until").last()
    check_day(on, field="on", after=last.until if last else None)
    if place.pk == family.place_id:
        raise ValidationError({"place": _("The family lives there already: choose another place.")})
    if last and last.until == on:
        raise ValidationError({"on": _("A move on this day is written already.")})
    with transaction.atomic():
        left = write(
            FormerPlace(family=family, place_id=family.place_id),
            by=by, occurred_on=on, since=last.until if last else None, until=on,
        )  # fmt: skip
        for row in members_of(family, on=on):
            if row.person.place_id == family.place_id:
                write(row.person, by=by, occurred_on=on, place=place)
        write(family, by=by, occurred_on=on, place=place, quarter=quarter)
        return left
