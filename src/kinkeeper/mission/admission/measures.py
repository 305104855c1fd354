"""AC-3: were necessity and the form of care decided before a child came into care?"""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.queries import Rows
from kinkeeper.ground.reports.figures import Asked, Figure, Ref, ratio
from kinkeeper.ground.reports.measures import Direction, Kind, Measure, Unit, offer_measure
from kinkeeper.mission.admission.queries import DecisionRow, decisions, entries
from kinkeeper.mission.admission.rules import Decided, Entry, decided_in_time
from kinkeeper.mission.care.queries import care_figures, in_period, of_person

PLACEMENT = "care.placement"


def gatekeeping(rows: Rows, asked: Asked) -> Figure:
    """Of the children who came into care in the period, those decided on in time."""
    care = care_figures(rows, asked)
    new = [t for t in care.times if in_period(t.since, asked) and t.route != "returned"]
    admissions, decided = entries(rows), decided_by_admission(decisions(rows), asked.on)
    refs: dict[UUID, Ref] = {row.id: (PLACEMENT, row.id) for row in new}
    in_time = {
        refs[row.id]
        for row in new
        if decided_in_time(
            Entry(row.person, row.since, row.route == "emergency"),
            decided.get(admissions.get(row.id, row.id)),
        )
    }
    traits = {} if asked.bare else {refs[t.id]: of_person(care, t, t.since) for t in new}
    return ratio(frozenset(in_time), frozenset(refs.values()), traits=traits)


def decided_by_admission(rows: list[DecisionRow], until: date) -> dict[UUID, Decided]:
    """Admission -> the first day each question was decided, among decisions made by a day."""
    found: dict[UUID, dict[str, date]] = {}
    for row in sorted(rows, key=lambda r: r.held_on):
        if row.held_on <= until:
            found.setdefault(row.admission, {}).setdefault(row.question, row.held_on)
    return {
        admission: Decided(days.get("necessity"), days.get("suitability"))
        for admission, days in found.items()
    }


MEASURES = (
    Measure(
        code="admission.gatekeeping", version=1, label=_("Gatekeeping before admission"),
        definition=_(
            "Counted: admissions to care with both the necessity and the form of care decided by "
            "the day of the admission, in an emergency within seven days of it. Out of: children "
            "who came into care in the period; those who came back to a placement that had ended "
            "are left out. Age: on the day of the admission."
        ),
        counts=_("admissions"), one=_("admission"), unit=Unit.PERCENT, kind=Kind.FLOW,
        direction=Direction.UP, additive=True, compute=gatekeeping,
    ),
)  # fmt: skip


def offer_measures() -> None:
    """Called when the room is ready."""
    offer_measure(*MEASURES)
