"""Everything in care that is counted, for figures of this room and of the rooms above it."""

from collections.abc import Iterable

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.reports.measures import kept
from kinkeeper.mission.care.measures_facts import Care, in_places
from kinkeeper.mission.care.readers import care_of
from kinkeeper.mission.casework.queries import Participant


def care_figures(rows: Rows, asked: Asked) -> Care:
    """Read once a page; only the villages in the places asked for, or all."""
    care = everything(rows)
    return care if asked.places is None else in_places(care, asked.places)


def everything(rows: Rows) -> Care:
    return kept(rows, "care.everything", lambda: care_of(rows))


def taking_part(rows: Rows) -> Iterable[Participant]:
    """The children in care, for measures of rooms that know no village."""
    care = everything(rows)
    for time in care.times:
        place = care.places.get(time.village)
        yield Participant(time.person, None, time.since, time.until, place)
