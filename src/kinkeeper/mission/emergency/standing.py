"""Where an evacuation stands, for its page: stage, way so far, every step with what is missing."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import Held, Screens, Way, buttons, points, waiting
from kinkeeper.ground.process.table import Text
from kinkeeper.mission.emergency.process import ASKED, LEAD, MOVEMENT, ORDER, PROPOSE
from kinkeeper.mission.emergency.queries import Movement, evidence, leads

LIST: tuple[str, Text] = ("evacuation_list", _("Open the list"))
COUNT: tuple[str, Text] = ("evacuation_counts", _("Open the counts"))
SETTLING: tuple[str, Text] = ("evacuation_settling", _("Beds, school, health"))
CHECK: tuple[str, Text] = ("evacuation_assessment", _("Assess the return"))
HOST: tuple[str, Text] = ("evacuation_host", _("Name a host village"))
# Where something that is missing is done: a need's code and the name of the screen.
DONE_AT = {
    "host": HOST, "capacity": HOST,
    "listed": LIST, "all_listed": LIST, "reasons": LIST, "convoys": LIST, "seats": LIST,
    "together": LIST,
    "departure_counted": COUNT, "arrival_counted": COUNT,
    "beds": SETTLING, "school": SETTLING, "health": SETTLING,
    "return_assessment": CHECK, "safe": CHECK,
    "opinions": ("evacuation_opinions", _("What the children think")),
}  # fmt: skip
ASIDE = frozenset({"cancel", "stay_away", "make_permanent"})
SCREENS = Screens(
    MOVEMENT, "evacuation_step", "evacuation_decline", asked=ASKED, done_at=DONE_AT, aside=ASIDE
)


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    """Everything the section of the page shows."""

    movement: Movement


def standing_of(movement: Movement, *, by: Account) -> Standing:
    way = points(MOVEMENT, stages_of(MOVEMENT, movement.pk))
    if not way:
        return Standing(movement=movement)
    stage = way[-1].stage
    proposals = open_proposals(MOVEMENT, movement.pk)
    at = _held(movement, by)
    return Standing(
        movement=movement, way=way, aside_verbs=ASIDE,
        buttons=buttons(SCREENS, stage, proposals, at=at),
        waiting=waiting(SCREENS, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < timezone.localdate(),
    )  # fmt: skip


def _held(movement: Movement, by: Account) -> Held:
    """What this person holds over the village that leaves; proof is read for who may act only."""
    held = {c for c in (PROPOSE, LEAD, ORDER) if leads(by, c, movement)}
    proved = evidence(movement) if held else frozenset()
    return Held(by.pk, movement.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
