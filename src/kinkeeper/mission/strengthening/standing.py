"""Where a family stands, for its page: stage, way so far, and every step with what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.steps import Situation, Step, steps
from kinkeeper.ground.process.table import State, Transition
from kinkeeper.mission.people.queries import children_of
from kinkeeper.mission.strengthening.models import Branch, Criterion, Enrolment
from kinkeeper.mission.strengthening.page import Course, cached_programme
from kinkeeper.mission.strengthening.process import ASKED, DECIDE, FAMILY, PROPOSE, WAITING
from kinkeeper.mission.strengthening.queries import evidence_shown, family_evidence, holds
from kinkeeper.mission.strengthening.rules import Component, months_in_programme, priority, score

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family

Text = str | Promise
FROM_REGISTER = _("entered from a register")
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


@dataclass(frozen=True)
class Point:
    """One stage of the way so far."""

    state: State
    stage: Stage

    @property
    def now(self) -> bool:
        return self.stage.until is None

    @property
    def reason(self) -> Text:
        """Why the step was taken; how the family came here where no step of the table did it."""
        known = {t.verb: t for t in FAMILY.transitions}
        transition = known.get(self.stage.verb)
        return reason_of(transition, self.stage.reason) if transition else FROM_REGISTER


@dataclass(frozen=True)
class Help:
    """A screen where something missing is done."""

    url: str
    label: Text


@dataclass(frozen=True)
class Button:
    """A next step. `missing` empty: it leads to its form. helps: where to do what is missing."""

    step: Step
    url: str
    missing: tuple[Text, ...]
    helps: tuple[Help, ...]

    @property
    def verb(self) -> str:
        return self.step.verb

    @property
    def label(self) -> Text:
        return self.step.label

    @property
    def aside(self) -> bool:
        return self.step.verb in ASIDE


@dataclass(frozen=True)
class Waiting:
    """A proposal, and whether this reader may decide it. note: "" where it may not be met."""

    proposal: Proposal
    label: Text
    reason: Text
    note: str
    decide: bool
    url: str
    decline_url: str


@dataclass(frozen=True)
class Standing:
    """Everything the section shows. `enrolment` None: the family was never identified."""

    family: "Family"
    enrolment: Enrolment | None = None
    way: tuple[Point, ...] = ()
    buttons: tuple[Button, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    identify_missing: tuple[Text, ...] = ()
    may_identify: bool = False
    months: int | None = None
    priority: tuple[tuple[Text, int], ...] = ()
    points: int = 0
    late: bool = False

    @property
    def here(self) -> Point | None:
        return self.way[-1] if self.way else None

    @property
    def ahead(self) -> list[Button]:
        return [b for b in self._quiet if not b.aside]

    @property
    def aside(self) -> list[Button]:
        return [b for b in self._quiet if b.aside]

    @property
    def _quiet(self) -> list[Button]:
        """What is proposed already is shown with its proposal, not as a button again."""
        proposed = {w.proposal.verb for w in self.waiting}
        return [b for b in self.buttons if b.verb not in proposed]


def standing_of(family: "Family", *, by: Account) -> Standing:
    """The whole section, for a family that the reader may meet."""
    file = cached_programme(family, by=by)
    enrolment = file.present
    if enrolment is None:
        return _never(family, by)
    course = file.course(enrolment)
    way = tuple(Point(FAMILY.state(s.state), s) for s in course.way)
    if not way:
        return Standing(family, enrolment)
    today = timezone.localdate()
    stage = way[-1].stage
    parts = _priority(enrolment, stage, by, today)
    return Standing(
        family, enrolment, way,
        buttons=buttons_of(enrolment, stage, course, by=by),
        waiting=_waiting(family, course.proposals.values(), by),
        months=months_in_programme(enrolment.since, enrolment.until, today=today),
        priority=tuple((_component(p), p.points) for p in parts), points=score(parts),
        late=stage.due_on is not None and stage.due_on < today,
    )  # fmt: skip


def buttons_of(
    enrolment: Enrolment, stage: Stage, course: Course, *, by: Account
) -> tuple[Button, ...]:
    """One button for each step that this person may propose or take from here."""
    place, project = enrolment.family.place, enrolment.project
    held = {c for c in (PROPOSE, DECIDE) if holds(by, c, place, project)}
    if not held:
        return ()
    proved = evidence_shown(
        enrolment, by=by, children_named=course.children_named, contacts=course.contacts
    )
    buttons = []
    for transition in FAMILY.leaving(stage.state):
        at = Situation(
            state=stage.state, evidence=proved | ASKED.get(transition.verb, frozenset()),
            proposed={v: p.proposed_by_id for v, p in course.proposals.items()},
            person=by.pk, holds=held,
        )  # fmt: skip
        found = [s for s in steps(FAMILY, at) if s.transition is transition]
        if step := _the_one(found, proposed=transition.verb in course.proposals):
            buttons.append(_button(enrolment, step, at))
    return tuple(buttons)


def _the_one(found: list[Step], *, proposed: bool) -> Step | None:
    """Who may both propose and decide sees the one that comes next."""
    wanted = [s for s in found if s.proposal != proposed] if len(found) > 1 else found
    return wanted[0] if wanted else None


def _button(enrolment: Enrolment, step: Step, at: Situation) -> Button:
    codes = [n.code for n in step.transition.needs if n.code not in at.evidence]
    family = enrolment.family_id
    helps = (_help(code, family) for code in codes)
    return Button(
        step, step_url(family, step.verb), step.missing,
        tuple(dict.fromkeys(h for h in helps if h)),
    )  # fmt: skip


def step_url(family: object, verb: str) -> str:
    name = "exit_contact" if verb == "follow_up" else "family_step"
    return reverse(name, args=[family] if verb == "follow_up" else [family, verb])


def _help(code: str, family: object) -> Help | None:
    if code not in DONE_AT:
        return None
    name, label = DONE_AT[code]
    try:
        return Help(reverse(name, args=[family]) + ASKED_WITH.get(code, ""), label)
    except NoReverseMatch:
        return None


def _waiting(family: "Family", proposals: Iterable[Proposal], by: Account) -> tuple[Waiting, ...]:
    notes = may_meet(Proposal, "note", by=by)
    decides = holds(by, DECIDE, family.place)
    found = []
    for proposal in proposals:
        transition = FAMILY.transition(proposal.verb)
        found.append(
            Waiting(
                proposal, transition.label, reason_of(transition, proposal.reason),
                note=proposal.note if notes else "",
                decide=decides and proposal.proposed_by_id != by.pk,
                url=step_url(family.pk, proposal.verb),
                decline_url=reverse("family_decline", args=[family.pk, proposal.verb]),
            )
        )  # fmt: skip
    return tuple(found)


def reason_of(transition: Transition, code: str) -> Text:
    return dict(transition.reasons).get(code, "")


def _never(family: "Family", by: Account) -> Standing:
    known = family_evidence(family) | ASKED["identify"]
    needs = FAMILY.transition("identify").needs
    return Standing(
        family,
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
