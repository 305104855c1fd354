"""Where a structure stands, for its page: stage, way so far, next steps."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

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
from kinkeeper.mission.community import process as p
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.process import ASKED, DECIDE, PROCESSES, PROPOSE, process_of
from kinkeeper.mission.community.queries import evidence

SHEET_OF = {
    p.COUNTED: ("structure_members", _("Count the members")),
    p.MANDATES: ("structure_member", _("Name who holds a mandate")),
    **dict.fromkeys(
        (p.RECEIPT, p.AGREEMENT, p.SAFE, p.BYLAWS, p.LAND),
        ("structure_paper", _("Record a paper")),
    ),
    **dict.fromkeys(
        (p.SCORED, p.AGAIN, p.GOVERNED), ("capacity_new", _("Assess the capacity"))
    ),
    p.PLANNED: ("structure_priority", _("Add a priority to the plan")),
    **dict.fromkeys(
        (p.ACTED, p.TRAINED, p.WORKS, p.OWN, p.ALONE),
        ("structure_gathering", _("Record a session or activity")),
    ),
    p.OPENED: ("structure_cycle", _("Open a cycle")),
    p.MET: ("structure_meeting", _("Record a meeting")),
    p.SHARED: ("structure_share-out", _("Share out")),
    p.RULE: ("structure_rule", _("Agree the sharing rule")),
    p.GAVE: ("structure_gift", _("Record help to a vulnerable family")),
}  # fmt: skip
SCREENS = {
    process.name: Screens(
        process, "structure_step", "structure_decline", asked=ASKED,
        done_at={need.code: screen for need, screen in SHEET_OF.items()},
        aside=frozenset({"end", "suspend", "sleep", "take_back"}),
    )
    for process in PROCESSES
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    structure: Structure


def standing_of(of: Structure, *, by: Account) -> Standing:
    """For a structure that the reader may meet."""
    process = process_of(of)
    screens = SCREENS[process.name]
    way = points(process, stages_of(process, of.pk))
    stage = way[-1].stage
    proposals = open_proposals(process, of.pk)
    at = _held(of, by)
    today = timezone.localdate()
    return Standing(
        structure=of, way=way, aside_verbs=screens.aside,
        buttons=buttons(screens, stage, proposals, at=at),
        waiting=waiting(screens, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < today,
    )  # fmt: skip


def _held(of: Structure, by: Account) -> Held:
    held = {capability for capability in (PROPOSE, DECIDE) if may(by, capability, of)}
    proved = evidence(of) if held else frozenset()
    return Held(by.pk, of.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
