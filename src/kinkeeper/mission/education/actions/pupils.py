"""A child gets a place at school: asked for, on declaration after a flight, and a year ends."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.process.actions import Told, begin, propose
from kinkeeper.ground.process.models import Stage
from kinkeeper.ground.process.queries import limit_days
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.education import limits
from kinkeeper.mission.education.actions.doubts import ask, check_day
from kinkeeper.mission.education.actions.steps import Given, take_step
from kinkeeper.mission.education.levels import LEVELS
from kinkeeper.mission.education.models import Enrolment, Papers, SchoolClass
from kinkeeper.mission.education.process import ENROL, SCHOOL
from kinkeeper.mission.education.queries import evidence, levels_before, places_taken
from kinkeeper.mission.education.rules import repeats

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

FAR_FROM_AGE = 5


@dataclass(frozen=True, kw_only=True)
class NewPupil:
    """called: the name on the school's list, else the child's own. repeats: where it is known.
    papers: in_hand, to_follow or "" for not recorded; declared_by: who said it, without papers."""

    called: str = ""
    number: str = ""
    repeats: str = ""
    papers: str = ""
    declared_by: str = ""


def apply_for_place(
    person: "Person", school_class: SchoolClass, *, by: Account, told: Told,
    new: NewPupil, sure: bool = False,
) -> Enrolment:  # fmt: skip
    """A place is asked for and at once proposed: somebody else agrees. Raises ValidationError,
    LookAgain for a full class or an unusual age, Refused."""
    _check(person, school_class, told.on, by=by, sure=sure)
    with transaction.atomic():
        asked = _write(person, school_class, by=by, told=told, new=new)
        _begin(asked, "apply", by=by, told=told)
        propose(SCHOOL, asked, verb="accept", by=by, told=Told(told.on), evidence=evidence(asked))
    return asked


def enrol_displaced(
    person: "Person", school_class: SchoolClass, *, by: Account, told: Told,
    new: NewPupil, sure: bool = False,
) -> Enrolment:  # fmt: skip
    """A child that fled sits in class the same day, on the word of whoever brings it; papers are
    due after the time the office set. Errors as `apply_for_place`."""
    if not new.declared_by.strip():
        raise ValidationError({"declared_by": _("Write who says so: a name, or an office.")})
    _check(person, school_class, told.on, by=by, sure=sure)
    by_day = told.on + timedelta(days=limit_days(limits.PAPERS) or 0)
    with transaction.atomic():
        found = _write(
            person, school_class, by=by, told=told, new=new, since=told.on, displaced=True,
            papers_by=by_day,
        )  # fmt: skip
        _begin(found, "enter_displaced", by=by, told=told)
    return found


def _check(
    person: "Person", school_class: SchoolClass, on: date, *, by: Account, sure: bool
) -> None:
    if not may(by, ENROL, school_class):
        raise Refused
    check_day(on)
    if not school_class.year.since <= on <= school_class.year.until:
        raise ValidationError({"on": _("This day lies outside the school year of the class.")})
    open_ = Enrolment.objects.filter(person=person.pk, until=None)
    if open_.filter(daycare=school_class.level == "creche").exists():
        raise ValidationError(_("The child has a place already: transfer it, or end that first."))
    ask(_doubts(person, school_class, on), sure=sure)


def _doubts(person: "Person", school_class: SchoolClass, on: date) -> list[str]:
    found = []
    if school_class.places is not None and places_taken(school_class) >= school_class.places:
        found.append("full")
    age = age_on(person.birth, on)
    if age and abs(age.years - LEVELS[school_class.level].age) > FAR_FROM_AGE:
        found.append("age")
    return found


def _write(
    person: "Person", school_class: SchoolClass, *, by: Account, told: Told, new: NewPupil,
    since: date | None = None, displaced: bool = False, papers_by: date | None = None,
) -> Enrolment:  # fmt: skip
    known = repeats(school_class.level, levels_before(person.pk, school_class.year.name))
    return write(
        Enrolment(person_id=person.pk, school_class=school_class),
        by=by, occurred_on=told.on, asked_on=told.on, since=since,
        called=new.called.strip() or str(person), number=new.number.strip(),
        repeats=new.repeats or known, papers=Papers.TO_FOLLOW if displaced else new.papers,
        declared_by=new.declared_by.strip(), displaced=displaced, papers_by=papers_by,
    )  # fmt: skip


def _begin(found: Enrolment, verb: str, *, by: Account, told: Told) -> Stage:
    place = found.school_class.facility.place
    return begin(SCHOOL, found, verb=verb, place=place, by=by, told=told)


def see_papers(found: Enrolment, *, by: Account, on: date) -> Enrolment:
    """The papers that were to follow have been seen. Raises ValidationError, Refused."""
    check_day(on)
    if found.papers == Papers.IN_HAND:
        raise ValidationError(_("The papers have been seen already."))
    if on < found.asked_on:
        raise ValidationError({"on": _("This day lies before the place was asked for.")})
    return write(found, by=by, occurred_on=on, papers=Papers.IN_HAND, papers_on=on)


def end_year(school_class: SchoolClass, ends: Mapping[UUID, str], *, by: Account, on: date) -> int:
    """The year is over for the pupils named: promoted, repeats or graduated. Those left out stay
    open. Returns how many. Raises ValidationError, Refused; all or nothing."""
    rows = Enrolment.objects.filter(school_class=school_class, until=None, pk__in=ends)
    with transaction.atomic():
        found = list(rows.exclude(since=None))
        for pupil in found:
            take_step(pupil, "finish", by=by, told=Told(on, ends[pupil.pk]), given=Given())
    return len(found)
