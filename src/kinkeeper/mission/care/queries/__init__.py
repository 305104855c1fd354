"""What care answers: villages and houses, who is in care and where, brothers and sisters. The door.

Also to the types of the room, for other rooms' signatures.
"""

from kinkeeper.mission.care.census import Census, as_json, as_lines, census
from kinkeeper.mission.care.measures_facts import (
    Care,
    Time,
    children,
    in_care,
    in_period,
    in_places,
    of_person,
)
from kinkeeper.mission.care.models import (
    AuthorityDocument,
    Carer,
    House,
    Placement,
    SiblingGroup,
    SiblingSplit,
    SosFamily,
    Stay,
    UnderThreeException,
    Village,
)
from kinkeeper.mission.care.queries.figures import care_figures
from kinkeeper.mission.care.queries.placements import (
    document_of,
    documents_of,
    documents_of_many,
    on_day,
    placement,
    placement_of,
    placements_in,
    placements_of,
    stay_of,
    staying_in,
    stays_of,
    stays_of_many,
    stays_on,
)
from kinkeeper.mission.care.queries.siblings import (
    Sibling,
    exception,
    exception_for,
    exception_of,
    exceptions_of,
    group_members,
    is_under_three,
    sibling_group_of,
    siblings_of,
    siblings_on,
    split,
    split_for,
    splits_of,
)
from kinkeeper.mission.care.queries.villages import (
    HouseRoom,
    capacities_of,
    carer,
    carers_in,
    carers_of,
    children_of,
    families_at,
    families_in,
    family,
    homes_of,
    house,
    house_of,
    houses_of,
    houses_with_room,
    rooms_of,
    trainings_of,
    village,
    village_called,
    villages,
)
from kinkeeper.mission.care.readers import care_of

__all__ = [
    "AuthorityDocument", "Care", "Carer", "Census", "House", "HouseRoom", "Placement", "Sibling",
    "SiblingGroup", "SiblingSplit", "SosFamily", "Stay", "Time", "UnderThreeException", "Village",
    "as_json", "as_lines", "capacities_of", "care_figures", "care_of", "carer", "carers_in",
    "carers_of", "census", "children", "children_of", "document_of", "documents_of",
    "documents_of_many", "exception", "exception_for", "exception_of", "exceptions_of",
    "families_at", "families_in", "family", "group_members", "homes_of", "house", "house_of",
    "houses_of", "houses_with_room", "in_care", "in_period", "in_places", "is_under_three",
    "of_person", "on_day", "placement", "placement_of", "placements_in", "placements_of",
    "rooms_of", "sibling_group_of", "siblings_of", "siblings_on", "split", "split_for",
    "splits_of", "stay_of", "staying_in", "stays_of", "stays_of_many", "stays_on", "trainings_of",
    "village", "village_called", "villages",
]  # fmt: skip
