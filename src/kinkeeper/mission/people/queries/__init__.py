"""What the people room answers. The door for other rooms, also to its two types."""

from kinkeeper.mission.people.models import Family, Person
from kinkeeper.mission.people.queries.clashes import (
    Clash,
    Spoken,
    clash_for,
    clashes_for,
    speak_clashes,
)
from kinkeeper.mission.people.queries.doubles import (
    kept_for,
    ones,
    open_suspicions,
    pairs_of,
    same_person,
)
from kinkeeper.mission.people.queries.erasures import (
    erasure,
    open_hold,
    past_keeping,
    waiting_erasure,
    waiting_erasures,
)
from kinkeeper.mission.people.queries.figures import (
    Homes,
    MemberRow,
    birth_acts,
    memberships,
    people_in,
    places_of_families,
    schooling_said,
    sexes_and_births,
)
from kinkeeper.mission.people.queries.files import (
    caregivers_of,
    children_of,
    children_on,
    families_by_ids,
    family,
    head_of,
    kin_of,
    kin_row,
    may_be_child,
    members_of,
    members_on,
    membership,
    memberships_of,
    person,
    persons_by_ids,
    with_members,
)
from kinkeeper.mission.people.queries.glasses import (
    file_called,
    glass,
    members_of_file,
    opened_lately,
    readings_during,
    unreviewed,
)
from kinkeeper.mission.people.queries.histories import HistoryLine, history_of
from kinkeeper.mission.people.queries.lists import Page, families, persons, places_to_choose
from kinkeeper.mission.people.queries.opened import openings_shown
from kinkeeper.mission.people.queries.reader import Reader, name_for, purpose_of, reader_of
from kinkeeper.mission.people.queries.same import Same, likely_same
from kinkeeper.mission.people.queries.search import Hit, search_families, search_people
from kinkeeper.mission.people.queries.surroundings import AROUND
from kinkeeper.mission.people.queries.values import side_of
from kinkeeper.mission.people.words import caregiver_word

__all__ = [
    "AROUND",
    "Clash",
    "Family",
    "HistoryLine",
    "Hit",
    "Homes",
    "MemberRow",
    "Page",
    "Person",
    "Reader",
    "Same",
    "Spoken",
    "birth_acts",
    "caregiver_word",
    "caregivers_of",
    "children_of",
    "children_on",
    "clash_for",
    "clashes_for",
    "erasure",
    "families",
    "families_by_ids",
    "family",
    "file_called",
    "glass",
    "head_of",
    "history_of",
    "kept_for",
    "kin_of",
    "kin_row",
    "likely_same",
    "may_be_child",
    "members_of",
    "members_of_file",
    "members_on",
    "membership",
    "memberships",
    "memberships_of",
    "name_for",
    "ones",
    "open_hold",
    "open_suspicions",
    "opened_lately",
    "openings_shown",
    "pairs_of",
    "past_keeping",
    "people_in",
    "person",
    "persons",
    "persons_by_ids",
    "places_of_families",
    "places_to_choose",
    "purpose_of",
    "reader_of",
    "readings_during",
    "same_person",
    "schooling_said",
    "search_families",
    "search_people",
    "sexes_and_births",
    "side_of",
    "speak_clashes",
    "unreviewed",
    "waiting_erasure",
    "waiting_erasures",
    "with_members",
]
