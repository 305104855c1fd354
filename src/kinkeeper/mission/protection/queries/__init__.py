"""What the room of protection answers."""

from kinkeeper.mission.protection.queries.areas import (
    area,
    area_of,
    areas,
    desk,
    names_of,
    on_duty,
)
from kinkeeper.mission.protection.queries.cases import (
    case,
    caseload,
    cases,
    cases_of_child,
    evidence,
    file_of,
    loads_by_worker,
    opening,
    opening_of,
    openings_for,
    openings_of,
    referral,
    referrals_of,
    reports_of,
    to_ask_after,
    told_on_consent,
    unanswered,
    with_text,
)
from kinkeeper.mission.protection.queries.directory import (
    contact,
    contacts_for,
    directory,
    expires_on,
    to_verify,
    with_covered,
)
from kinkeeper.mission.protection.queries.messages import entries_of, messages_of
from kinkeeper.mission.protection.queries.reports import (
    CONCERNS,
    REPORTS,
    listed,
    picture,
    pictures_of,
    register_of,
    story_of,
    told,
)

__all__ = [
    "CONCERNS", "REPORTS", "area", "area_of", "areas", "case", "caseload", "cases",
    "cases_of_child", "contact", "contacts_for", "desk", "directory", "entries_of", "evidence",
    "expires_on",
    "file_of", "listed", "loads_by_worker", "messages_of", "names_of", "on_duty", "opening",
    "opening_of", "openings_for", "openings_of", "picture", "pictures_of", "referral",
    "referrals_of", "register_of", "reports_of", "story_of", "to_ask_after", "to_verify",
    "told", "told_on_consent", "unanswered", "with_covered", "with_text",
]  # fmt: skip
