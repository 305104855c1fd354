"""A register lists families that are accompanied already: they stand in the state "active".

They did not go through our steps, so the stage carries the verb "import" instead of one of the
table's; what the register says of the entry and the situation stays in its note, in the words of
the list.
"""

from datetime import date

from django.utils.translation import gettext, override

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.interop.profile import Given
from kinkeeper.ground.interop.queries import REASON
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.process.steps import due_date
from kinkeeper.ground.records.bulk import Entry
from kinkeeper.ground.text.dates import Precision
from kinkeeper.mission.people.models import Family
from kinkeeper.mission.strengthening.limits import NORM
from kinkeeper.mission.strengthening.models import Criterion, Enrolment
from kinkeeper.mission.strengthening.process import ACTIVE
from kinkeeper.mission.strengthening.register import wording
from kinkeeper.mission.strengthening.register.drafts import Household
from kinkeeper.mission.strengthening.register.known import Known
from kinkeeper.mission.strengthening.register.values import bare
from kinkeeper.mission.strengthening.rules import PROCESS

VERB = "import"
LANGUAGE = "fr"
# Only what a word says beyond doubt; a widow's children lost one parent, but which, and are they
# destitute? The word itself stays in the note.
_CRITERIA = (
    ("pauvrete", Criterion.POVERTY),
    ("deplace", Criterion.DISPLACED),
    ("parent malade", Criterion.ILLNESS),
    ("tuteur malade", Criterion.ILLNESS),
    ("enfants confies", Criterion.ENTRUSTED),
    ("grand mere seule", Criterion.GRANDPARENT),
    ("orphelins doubles", Criterion.ORPHAN_DOUBLE),
    ("orphelin double", Criterion.ORPHAN_DOUBLE),
    ("pere absent", Criterion.MIGRATION),
    ("mere absente", Criterion.MIGRATION),
    ("handicap", Criterion.DISABILITY),
    ("sans acte", Criterion.NO_BIRTH_ACT),
    ("descolarise", Criterion.OUT_OF_SCHOOL),
)


def criteria(situation: str) -> list[str]:
    """Codes of the criteria that the words of the list name."""
    text = bare(situation)
    return list(dict.fromkeys(code.value for word, code in _CRITERIA if word in text))


def entered_on(household: Household, given: Given) -> date:
    """The day of entry; the day of the list where it is not known."""
    return (household.entry.date.day if household.entry else None) or given.today


def new_enrolment(household: Household, family: Family, given: Given) -> Enrolment:
    since = entered_on(household, given)
    return Enrolment(
        family=family, project=given.project, identified_on=since, since=since,
        criteria=criteria(household.situation),
    )  # fmt: skip


def norm_days() -> int | None:
    """The usual time from admission until the exit is looked at."""
    return limit_days(NORM)


def new_stage(
    household: Household, enrolment: Enrolment, given: Given, *, days: int | None
) -> Stage:
    since = entered_on(household, given)
    by: Account = given.by
    return Stage(
        process=PROCESS, subject=enrolment.pk, place=household.place, state=ACTIVE, since=since,
        due_on=due_date(since, days), verb=VERB, note=note(household), decided_by=by,
    )  # fmt: skip


def note(household: Household) -> str:
    """Entry and situation in the words of the list, where they say more than the columns."""
    with override(LANGUAGE):
        parts = []
        entry = household.entry
        if entry is None or entry.date.day is None:
            parts.append(gettext(str(wording.ENTRY_UNKNOWN)))
        if entry and entry.date.precision is not Precision.DAY:
            parts.append(str(wording.ENTRY_NOTE) % {"written": entry.written})
        if household.situation:
            parts.append(str(wording.SITUATION_NOTE) % {"written": household.situation})
        return " ".join(parts)[:2000]


def corrected_entry(household: Household, known: Known) -> list[Entry]:
    """The list corrected the day of entry and nothing here was built upon the old one."""
    enrolment, day = known.enrolment, household.entry.date.day if household.entry else None
    if enrolment is None or day is None or day == enrolment.since:
        return []
    if len(known.stages) != 1 or known.stages[0].verb != VERB:
        return []
    old, stage = enrolment.since, known.stages[0]
    targets = [t for t in known.targets if t.until is None and t.since == old]
    values = {"since": day, "identified_on": min(enrolment.identified_on, day)}
    due = {"since": day, "due_on": due_date(day, limit_days(NORM)), "note": note(household)}
    return [
        Entry(enrolment, values, occurred_on=day, reason=REASON),
        Entry(stage, due, occurred_on=day, reason=REASON),
        *(Entry(target, {"since": day}, occurred_on=day, reason=REASON) for target in targets),
    ]
