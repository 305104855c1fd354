"""Where a young person stands, for a page: stage, way so far, every step with what is missing."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import (
    Button,
    Held,
    Screens,
    Way,
    buttons,
    points,
    waiting,
)
from kinkeeper.ground.process.table import Text
from kinkeeper.mission.leaving.process import ASKED, DECIDE, PROPOSE, WAY
from kinkeeper.mission.leaving.queries import Way as YouthWay
from kinkeeper.mission.leaving.queries import evidence, holds

# Where something that is missing is done: a need's code and the name of the screen.
DONE_AT: dict[str, tuple[str, Text]] = {
    "plan_agreed": ("youth_plan", _("Open the independence plan")),
    "identity": ("youth_papers", _("Open the papers")),
    "savings_open": ("youth_savings_open", _("Open a savings account")),
    "allowance": ("youth_allowance", _("Agree an allowance")),
    "papers_settled": ("youth_handover", _("Open the handover sheet")),
    "savings_handed": ("youth_handover", _("Open the handover sheet")),
    "lost": ("youth_contact", _("Record a contact or an attempt")),
    "found": ("youth_contact", _("Record a contact or an attempt")),
    "lately": ("youth_contact", _("Record a contact or an attempt")),
}
# Steps that end or interrupt; shown apart, so that the way ahead is seen first.
ASIDE = frozenset({"put_off", "lose", "come_back", "close", "give_up", "stop", "note_death"})
SCREENS = Screens(WAY, "youth_step", "youth_decline", asked=ASKED, done_at=DONE_AT, aside=ASIDE)


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    """Everything the section shows of the process."""

    youth: YouthWay


def standing_of(youth: YouthWay, *, by: Account) -> Standing:
    """The whole way, for a young person whom the reader may meet."""
    way = points(WAY, stages_of(WAY, youth.pk))
    if not way:
        return Standing(youth=youth)
    stage = way[-1].stage
    proposals = open_proposals(WAY, youth.pk)
    at = held_by(youth, by=by)
    return Standing(
        youth=youth, way=way, aside_verbs=ASIDE,
        buttons=_possible(buttons(SCREENS, stage, proposals, at=at), at),
        waiting=waiting(SCREENS, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < timezone.localdate(),
    )  # fmt: skip


def held_by(youth: YouthWay, *, by: Account) -> Held:
    held = {c for c in (PROPOSE, DECIDE) if holds(by, c, youth.person)}
    proved = evidence(youth, timezone.localdate()) if held else frozenset()
    return Held(by.pk, youth.pk, held, proved, notes=may_meet(Proposal, "note", by=by))


def _possible(found: tuple[Button, ...], at: Held) -> tuple[Button, ...]:
    """Ends that fit only one situation are not offered as long as it is not there."""
    only_if = {"note_death": "dead", "stop": "out_of_care", "give_up": "lost_long"}
    return tuple(b for b in found if only_if.get(b.verb, b.verb) in {b.verb, *at.proved})
