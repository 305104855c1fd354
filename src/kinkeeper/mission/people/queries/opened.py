"""Who opened the file of a person or family, as it may be read aloud to them."""

from datetime import date

from kinkeeper.ground.access.shown import Shown, Stay, shown
from kinkeeper.ground.fence.actions import lifted
from kinkeeper.mission.people.models import Family, Membership, Person
from kinkeeper.mission.people.queries.doubles import pairs_of


@lifted("who may show a file's openings need not be one who reads the log of readings")
def openings_shown(record: Person | Family, *, since: date | None) -> list[Shown]:
    """Newest first. For a person also the pages of her families while she belonged to them, and
    of the other records of her. `record`: one the reader of the list may meet."""
    stays = [Stay(record.pk)]
    if isinstance(record, Person):
        stays += [Stay(double.double_id) for double in pairs_of(record.pk).doubles]
        stays += [
            Stay(row.family_id, row.since, row.until)
            for row in Membership.objects.filter(person=record).order_by("-since")
        ]
    return shown(stays, near=record.place.path, since=since)
