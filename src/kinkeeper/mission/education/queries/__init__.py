"""What school and daycare answer. The door for other rooms."""

from kinkeeper.mission.education.models import (
    ClassCall,
    Collector,
    DaycareDay,
    Enrolment,
    Facility,
    FacilityState,
    SchoolClass,
    SchoolYear,
)
from kinkeeper.mission.education.queries.daycare import (
    collector,
    collectors_on,
    day_of,
    group_today,
    hand_overs_asked,
    late_today,
)
from kinkeeper.mission.education.queries.days import (
    absences,
    call_of,
    calls_of,
    days_of,
    exams_of,
    last_called,
    looks_of,
    results_of,
    term_results,
)
from kinkeeper.mission.education.queries.facilities import (
    class_by_id,
    classes_of,
    classes_on,
    facilities,
    facility,
    is_open,
    state_on,
    states_at,
    states_of,
    states_on,
    year_on,
    years,
)
from kinkeeper.mission.education.queries.pupils import (
    counts_of,
    enrolment,
    enrolments_by_ids,
    evidence,
    levels_before,
    papers_due,
    places_taken,
    pupils_of,
    pupils_on,
    reads_school_of,
    school_way,
)

__all__ = [
    "ClassCall", "Collector", "DaycareDay", "Enrolment", "Facility", "FacilityState",
    "SchoolClass", "SchoolYear", "absences", "call_of", "calls_of", "class_by_id", "classes_of",
    "classes_on", "collector", "collectors_on", "counts_of", "day_of", "days_of", "enrolment",
    "enrolments_by_ids", "evidence", "exams_of", "facilities", "facility",
    "group_today", "hand_overs_asked", "is_open", "last_called", "late_today", "levels_before",
    "looks_of", "papers_due", "places_taken", "pupils_of", "pupils_on", "reads_school_of",
    "results_of", "school_way", "state_on", "states_at", "states_of", "states_on",
    "term_results", "year_on", "years",
]  # fmt: skip
