"""An admission as plain values for the rules, and what its file proves."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils import timezone

from kinkeeper.ground.text.dates import age_on
from kinkeeper.mission.admission.models import AdmissionChild, Enquiry
from kinkeeper.mission.admission.queries.files import File, file_of
from kinkeeper.mission.admission.rules import Candidate, Case, Paper, Weighed, evidence
from kinkeeper.mission.care.queries import exception_for, placement_of, siblings_of
from kinkeeper.mission.people.queries import may_be_child

if TYPE_CHECKING:
    from kinkeeper.mission.admission.models import Admission
    from kinkeeper.mission.people.queries import Person


def case_evidence(found: "Admission", *, on: date | None = None) -> frozenset[str]:
    """Codes of the needs that the file meets on a day (default today)."""
    today = on or timezone.localdate()
    return evidence(case_of(file_of(found), today), today=today)


def case_of(file: File, today: date) -> Case:
    enquiry = file.enquiry
    return Case(
        grounds=tuple(enquiry.grounds) if enquiry else (),
        visited=bool(enquiry and (enquiry.visited_on or enquiry.not_visited.strip())),
        parents_known=bool(enquiry and enquiry.mother and enquiry.father),
        kin_explored=bool(enquiry and enquiry.kin.strip()),
        siblings_explained=_explained(file, enquiry, today),
        children=tuple(_candidate(child, today) for child in file.children),
        options=tuple(Weighed(o.kind, o.verdict, o.why) for o in file.options),
        papers=tuple(
            Paper(p.issued_on, p.expires_on, urgent=p.kind == "urgent") for p in file.papers
        ),
    )


def _candidate(child: AdmissionChild, today: date) -> Candidate:
    person = child.person
    age = age_on(person.birth, today)
    placed = placement_of(person)
    return Candidate(
        heard=child.view_form, healthy_on=child.health_seen_on,
        age_months=age.total_months if age else None,
        exception=exception_for(person, today) is not None, in_care=placed is not None,
    )  # fmt: skip


def _explained(file: File, enquiry: Enquiry | None, today: date) -> bool:
    return bool(enquiry and enquiry.siblings.strip()) or not unnamed_siblings(file, today)


def unnamed_siblings(file: File, today: date) -> list["Person"]:
    """Brothers and sisters under age, alive, not in care and not named in this admission."""
    named = {child.person_id for child in file.children}
    found: dict[UUID, Person] = {}
    for child in file.children:
        found.update({p.pk: p for p in siblings_of(child.person) if p.pk not in named})
    return [p for p in found.values() if _concerned(p, today)]


def _concerned(person: "Person", today: date) -> bool:
    alive = person.died_on is None
    return alive and may_be_child(person, today) and placement_of(person) is None
