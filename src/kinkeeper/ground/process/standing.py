"""Where a subject stands, ready for a page: its way so far, every step this person may propose or
take with what is missing, and what waits for a decision. The same for every process."""

from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from uuid import UUID

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.models import Proposal, Stage
from kinkeeper.ground.process.steps import Situation, Step, steps
from kinkeeper.ground.process.table import Need, Process, State, Text, Transition

FROM_REGISTER = _("entered from a register")


@dataclass(frozen=True)
class Point:
    """One stage of the way so far."""

    process: Process
    stage: Stage

    @property
    def state(self) -> State:
        return self.process.state(self.stage.state)

    @property
    def now(self) -> bool:
        return self.stage.until is None

    @property
    def reason(self) -> Text:
        """Why the step was taken; how the subject came here where no step of the table did it."""
        known = {t.verb: t for t in self.process.transitions}
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
class Screens:
    """What a room says about the pages of its process.

    step, decline: names of the addresses, with the subject's key and the verb. own: verbs that
    have a page of their own (address name, with the key alone). asked: needs that the form of a
    step asks itself. done_at: code of a need -> (address name, label). asked_with: code of a need
    -> query of that address. aside: steps that end or interrupt, shown apart.
    """

    process: Process
    step: str
    decline: str
    own: Mapping[str, str] = field(default_factory=dict)
    asked: Mapping[str, Set[str]] = field(default_factory=dict)
    done_at: Mapping[str, tuple[str, Text]] = field(default_factory=dict)
    asked_with: Mapping[str, str] = field(default_factory=dict)
    aside: Set[str] = frozenset()

    def step_url(self, key: object, verb: str) -> str:
        own = self.own.get(verb)
        return reverse(own, args=[key]) if own else reverse(self.step, args=[key, verb])

    def help(self, need: Need, key: object) -> Help | None:
        """None for what is done nowhere, or on a page that this house does not have."""
        if need.code not in self.done_at:
            return None
        name, label = self.done_at[need.code]
        try:
            address = reverse(name, args=[key])
        except NoReverseMatch:
            return None
        return Help(address + self.asked_with.get(need.code, ""), label)


@dataclass(frozen=True, kw_only=True)
class Way:
    """The stages so far, oldest first; the buttons; the proposals. aside: verbs shown apart."""

    way: tuple[Point, ...] = ()
    buttons: tuple[Button, ...] = ()
    waiting: tuple[Waiting, ...] = ()
    aside_verbs: Set[str] = frozenset()
    late: bool = False

    @property
    def here(self) -> Point | None:
        return self.way[-1] if self.way else None

    @property
    def ahead(self) -> list[Button]:
        return [b for b in self._quiet if b.verb not in self.aside_verbs]

    @property
    def aside(self) -> list[Button]:
        return [b for b in self._quiet if b.verb in self.aside_verbs]

    def button(self, verb: str) -> Button | None:
        return next((b for b in self.buttons if b.verb == verb), None)

    def proposed(self, verb: str) -> Waiting | None:
        return next((w for w in self.waiting if w.proposal.verb == verb), None)

    @property
    def _quiet(self) -> list[Button]:
        """What is proposed already is shown with its proposal, not as a button again."""
        proposed = {w.proposal.verb for w in self.waiting}
        return [b for b in self.buttons if b.verb not in proposed]


@dataclass(frozen=True)
class Held:
    """A person before a subject: key for the addresses, capabilities held there, what is proved,
    and whether notes (class L3) may be met."""

    person: UUID
    key: object
    holds: Set[str]
    proved: Set[str]
    notes: bool = False


def points(process: Process, stages: Iterable[Stage]) -> tuple[Point, ...]:
    return tuple(Point(process, stage) for stage in stages)


def buttons(
    screens: Screens, stage: Stage, proposals: Mapping[str, Proposal], *, at: Held
) -> tuple[Button, ...]:
    """One button for each step that this person may propose or take from here."""
    found = []
    for transition in screens.process.leaving(stage.state):
        asked = screens.asked.get(transition.verb, frozenset())
        situation = Situation(
            state=stage.state, evidence=at.proved | asked,
            proposed={v: p.proposed_by_id for v, p in proposals.items()},
            person=at.person, holds=at.holds,
        )  # fmt: skip
        mine = [s for s in steps(screens.process, situation) if s.transition is transition]
        if step := _the_one(mine, proposed=transition.verb in proposals):
            found.append(_button(screens, step, situation, at.key))
    return tuple(found)


def waiting(screens: Screens, proposals: Iterable[Proposal], *, at: Held) -> tuple[Waiting, ...]:
    """Every open proposal with the addresses where it is decided."""
    found = []
    for proposal in proposals:
        transition = screens.process.transition(proposal.verb)
        may = transition.capability in at.holds and proposal.proposed_by_id != at.person
        found.append(
            Waiting(
                proposal, transition.label, reason_of(transition, proposal.reason),
                note=proposal.note if at.notes else "", decide=may,
                url=screens.step_url(at.key, proposal.verb),
                decline_url=reverse(screens.decline, args=[at.key, proposal.verb]),
            )
        )  # fmt: skip
    return tuple(found)


def reason_of(transition: Transition, code: str) -> Text:
    return dict(transition.reasons).get(code, "")


def _the_one(found: list[Step], *, proposed: bool) -> Step | None:
    """Who may both propose and decide sees the one that comes next."""
    wanted = [s for s in found if s.proposal != proposed] if len(found) > 1 else found
    return wanted[0] if wanted else None


def _button(screens: Screens, step: Step, at: Situation, key: object) -> Button:
    needs = [n for n in step.transition.needs if n.code not in at.evidence]
    helps = (screens.help(need, key) for need in needs)
    return Button(
        step, screens.step_url(key, step.verb), step.missing,
        tuple(dict.fromkeys(h for h in helps if h)),
    )  # fmt: skip
