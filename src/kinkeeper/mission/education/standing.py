"""Where a child stands in its class, for its page: stage, way so far, next steps."""

from dataclasses import dataclass

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import (
    Held,
    Screens,
    Way,
    buttons,
    points,
    waiting,
)
from kinkeeper.mission.education.models import Enrolment
from kinkeeper.mission.education.process import ASKED, DECIDE, ENROL, SCHOOL
from kinkeeper.mission.education.queries import evidence

SCREENS = Screens(
    SCHOOL, "school_step", "school_decline", asked=ASKED,
    aside=frozenset({"drop_out", "exclude", "refuse"}),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    enrolment: Enrolment


def standing_of(found: Enrolment, *, by: Account) -> Standing:
    """For an enrolment that the reader may meet."""
    way = points(SCHOOL, stages_of(SCHOOL, found.pk))
    proposals = open_proposals(SCHOOL, found.pk)
    at = _held(found, by)
    stage = way[-1].stage if way else None
    return Standing(
        enrolment=found, way=way, aside_verbs=SCREENS.aside,
        buttons=buttons(SCREENS, stage, proposals, at=at) if stage else (),
        waiting=waiting(SCREENS, proposals.values(), at=at),
    )  # fmt: skip


def _held(found: Enrolment, by: Account) -> Held:
    held = {capability for capability in (ENROL, DECIDE) if may(by, capability, found)}
    proved = evidence(found) if held else frozenset()
    return Held(by.pk, found.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
