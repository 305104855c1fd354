"""Where a family stands, for its page: stage, way so far, and every step with what is missing."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.standing import (
    Button,
    Held,
    Point,
    Screens,
    Way,
    buttons,
    points,
    waiting,
)
from kinkeeper.ground.process.table import Text
from kinkeeper.mission.people.queries import children_of
from kinkeeper.mission.strengthening.models import Branch, Criterion, Enrolment
from kinkeeper.mission.strengthening.page import Course, ProgrammeFile, cached_programme
from kinkeeper.mission.strengthening.process import (
    AFTER_EXIT,
    ASKED,
    DECIDE,
    FAMILY,
    FOLLOWED,
    PROPOSE,
    WAITING,
)
from kinkeeper.mission.strengthening.queries import evidence_shown, family_evidence, holds
from kinkeeper.mission.strengthening.rules import (
    SECOND_CONTACT,
    Component,
    months_in_programme,
    priority,
    score,
)

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

# Where something that is missing is done: a need's code and the name of the screen.
DONE_AT: dict[str, tuple[str, Text]] = {
    "head": ("family_edit", _("Complete the family")),
    "home_visit": ("visit_new", _("Record a visit")),
    "baseline": ("assess", _("Assess the eight dimensions")),
    "children_assessed": ("assess", _("Assess the children")),
    "plan_ready": ("plan", _("Open the plan")),
    "plan_agreed": ("plan_agree", _("Agree the plan with the family")),
    "first_service": ("service_new", _("Record a service")),
    "two_good_reviews": ("review", _("Hold a review")),
    "exit_assessment": ("assess", _("Assess the eight dimensions at the exit")),
    "exit_contact": ("exit_contact", _("Record the contact")),
    "follow_up_over": ("exit_contact", _("Record the contact")),
}
ASKED_WITH = {
    "baseline": "?occasion=baseline",
    "children_assessed": "?occasion=baseline",
    "exit_assessment": "?occasion=exit",
}
# Steps that end or interrupt; shown apart, so that the way ahead is seen first.
ASIDE = frozenset({"suspend", "leave", "find_not_eligible", "refer_out", "put_on_waiting_list"})
SCREENS = Screens(
    FAMILY, "family_step", "family_decline", own={"follow_up": "exit_contact"}, asked=ASKED,
    done_at=DONE_AT, asked_with=ASKED_WITH, aside=ASIDE,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    """Everything the section shows. `enrolment` None: the family was never identified. earlier: the
    way of the times before this one. contact_open: the second contact, which no step stands for."""

    family: "Family"
    enrolment: Enrolment | None = None
    identify_missing: tuple[Text, ...] = ()
    may_identify: bool = False
    earlier: tuple[Point, ...] = ()
    contact_open: bool = False
    may_hand_over: bool = False
    months: int | None = None
    priority: tuple[tuple[Text, int], ...] = ()
    points: int = 0


def standing_of(family: "Family", *, by: Account) -> Standing:
    """The whole section, for a family that the reader may meet."""
    file = cached_programme(family, by=by)
    enrolment = file.present
    if enrolment is None:
        return _never(family, by)
    course = file.course(enrolment)
    way = points(FAMILY, course.way)
    if not way:
        return Standing(family=family, enrolment=enrolment)
    today = timezone.localdate()
    stage = way[-1].stage
    parts = _priority(enrolment, stage, by, today)
    at = held_by(enrolment, course, by=by)
    return Standing(
        family=family, enrolment=enrolment, way=way, aside_verbs=ASIDE,
        earlier=_earlier(file, enrolment), contact_open=_contact_open(stage, course, at),
        may_hand_over=DECIDE in at.holds and (not enrolment.until or stage.state in AFTER_EXIT),
        buttons=buttons(SCREENS, stage, course.proposals, at=at),
        waiting=waiting(SCREENS, course.proposals.values(), at=at),
        months=months_in_programme(enrolment.since, enrolment.until, today=today),
        priority=tuple((_component(p), p.points) for p in parts), points=score(parts),
        late=stage.due_on is not None and stage.due_on < today,
    )  # fmt: skip


def _earlier(file: ProgrammeFile, enrolment: Enrolment) -> tuple[Point, ...]:
    """How the family went before it was opened again, as far as the reader may meet it."""
    before = [e for e in file.met if e.identified_on <= enrolment.identified_on and e != enrolment]
    before.sort(key=lambda e: (e.identified_on, e.pk))
    return points(FAMILY, [stage for e in before for stage in file.course(e).way])


def _contact_open(stage: Stage, course: Course, at: Held) -> bool:
    """Who may archive finds it beside that button."""
    mine = PROPOSE in at.holds and DECIDE not in at.holds
    return mine and stage.state == FOLLOWED and SECOND_CONTACT not in course.contacts


def buttons_of(
    enrolment: Enrolment, stage: Stage, course: Course, *, by: Account
) -> tuple[Button, ...]:
    """One button for each step that this person may propose or take from here."""
    return buttons(SCREENS, stage, course.proposals, at=held_by(enrolment, course, by=by))


def held_by(enrolment: Enrolment, course: Course, *, by: Account) -> Held:
    """What this person holds here; what is proved is only asked for somebody who may act."""
    place, project = enrolment.family.place, enrolment.project
    held = {c for c in (PROPOSE, DECIDE) if holds(by, c, place, project)}
    proved = _proved(enrolment, course, by) if held else frozenset()
    return Held(by.pk, enrolment.family_id, held, proved, notes=may_meet(Proposal, "note", by=by))


def _proved(enrolment: Enrolment, course: Course, by: Account) -> frozenset[str]:
    return evidence_shown(
        enrolment, by=by, children_named=course.children_named, contacts=course.contacts
    )


def _never(family: "Family", by: Account) -> Standing:
    known = family_evidence(family) | ASKED["identify"]
    needs = FAMILY.transition("identify").needs
    return Standing(
        family=family,
        identify_missing=tuple(n.missing for n in needs if n.code not in known),
        may_identify=holds(by, PROPOSE, family.place),
    )


def _priority(
    enrolment: Enrolment, stage: Stage, by: Account, today: date
) -> tuple[Component, ...]:
    """Only on the waiting list, and only for who may meet the criteria (class L3)."""
    if stage.state != WAITING or not may_meet(Enrolment, "criteria", by=by):
        return ()
    small = [m for m in children_of(enrolment.family, today) if _below_six(m.person, today)]
    waited = (today - enrolment.identified_on).days
    return priority(
        enrolment.criteria, branch=enrolment.branch, small_children=len(small), waiting_days=waited
    )


def _below_six(person: object, today: date) -> bool:
    born: date | None = getattr(person, "birth_date", None)
    return born is not None and (today - born).days < 6 * 365.25


COMPONENTS: dict[str, Text] = {
    "lost_care": _("care already lost"),
    "small_children": _("children under six"),
    "waiting": _("time of waiting"),
}


def _component(part: Component) -> Text:
    words: dict[str, Text] = {**dict(Criterion.choices), **COMPONENTS}
    return words.get(part.code, part.code)


def branch_label(code: str) -> Text:
    words: dict[str, Text] = dict(Branch.choices)
    return words.get(code, "")
