"""What school adds to the life line of a child: each class as a bar, examinations as dots."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.reports.offers import LifeFact, offer_life_of
from kinkeeper.mission.education.models import Enrolment, YearOutcome
from kinkeeper.mission.education.queries import exams_of
from kinkeeper.mission.education.sections import way_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

LANE = gettext_lazy("School")
TONES = {YearOutcome.DROPPED: "alarm", YearOutcome.EXCLUDED: "alarm"}


def facts_of_person(person: "Person", by: Account) -> Iterable[LifeFact]:
    way = [found for found in way_of(person, by=by) if found.since]
    exams = exams_of(found.pk for found in way)
    for found in reversed(way):
        yield LifeFact(LANE, _label(found), found.since, found.until, tone="good")
        if tone := TONES.get(YearOutcome(found.outcome)):
            label = str(found.get_outcome_display())
            yield LifeFact(LANE, label, found.until, bar=False, tone=tone)
        if exam := exams.get(found.pk):
            label = _("%(exam)s: %(result)s")
            said = {"exam": exam.exam, "result": exam.get_outcome_display()}
            yield LifeFact(LANE, label % said, exam.on, bar=False)


def _label(found: Enrolment) -> str:
    return f"{found.school_class.get_level_display()} · {found.school_class.facility.name}"


def offer() -> None:
    offer_life_of("people.person", facts_of_person)
