"""Where the birth papers of a child stand, for its page: stage, way so far, next steps."""

from dataclasses import dataclass

from django.utils import timezone

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import Held, Screens, Way, buttons, points, waiting
from kinkeeper.mission.papers.models import BirthFile
from kinkeeper.mission.papers.process import ASKED, BIRTH_PAPERS, DECIDE, WORK
from kinkeeper.mission.papers.queries import evidence

SCREENS = Screens(
    BIRTH_PAPERS, "birth_step", "birth_decline", asked=ASKED,
    aside=frozenset({"stop", "refuse", "reopen"}),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    file: BirthFile


def standing_of(found: BirthFile, *, by: Account) -> Standing:
    """For a file that the reader may meet."""
    way = points(BIRTH_PAPERS, stages_of(BIRTH_PAPERS, found.pk))
    stage = way[-1].stage
    proposals = open_proposals(BIRTH_PAPERS, found.pk)
    at = _held(found, by)
    today = timezone.localdate()
    return Standing(
        file=found, way=way, aside_verbs=SCREENS.aside,
        buttons=buttons(SCREENS, stage, proposals, at=at),
        waiting=waiting(SCREENS, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < today and found.until is None,
    )  # fmt: skip


def _held(found: BirthFile, by: Account) -> Held:
    held = {capability for capability in (WORK, DECIDE) if may(by, capability, found)}
    proved = evidence(found.person, timezone.localdate()) if held else frozenset()
    return Held(by.pk, found.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
