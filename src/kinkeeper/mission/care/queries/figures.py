"""Everything in care that is counted, for figures of this room and of the rooms above it."""

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked
from kinkeeper.ground.reports.measures import kept
from kinkeeper.mission.care.measures_facts import Care, in_places
from kinkeeper.mission.care.readers import care_of


def care_figures(rows: Rows, asked: Asked) -> Care:
    """Read once a page; only the villages in the places asked for, or all."""
    care = kept(rows, "care.everything", lambda: care_of(rows))
    return care if asked.places is None else in_places(care, asked.places)
