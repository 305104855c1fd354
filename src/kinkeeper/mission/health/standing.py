"""Where a malnourished child stands, for its page: stage, way so far, next steps."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet
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
from kinkeeper.mission.health.models import NutritionCase, Referral
from kinkeeper.mission.health.process import (
    ASKED,
    DECIDE,
    MALNUTRITION,
    MEASURED,
    RECOVERED,
    SCREEN,
    THIN_AGAIN,
)
from kinkeeper.mission.health.queries import evidence, referrals_of

MEASURE = ("measure_again", _("Measure the child"))
SCREENS = Screens(
    MALNUTRITION, "nutrition_step", "nutrition_decline", asked=ASKED,
    done_at={code.code: MEASURE for code in (MEASURED, RECOVERED, THIN_AGAIN)},
    aside=frozenset({"stop", "refer_again"}),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    case: NutritionCase
    referrals: tuple[Referral, ...] = ()


def standing_of(case: NutritionCase, *, by: Account) -> Standing:
    """For a case that the reader may meet."""
    way = points(MALNUTRITION, stages_of(MALNUTRITION, case.pk))
    stage = way[-1].stage
    proposals = open_proposals(MALNUTRITION, case.pk)
    at = _held(case, by)
    today = timezone.localdate()
    return Standing(
        case=case, way=way, aside_verbs=SCREENS.aside,
        buttons=buttons(SCREENS, stage, proposals, at=at),
        waiting=waiting(SCREENS, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < today and case.until is None,
        referrals=tuple(referrals_of(case)),
    )  # fmt: skip


def button_of(case: NutritionCase, verb: str, *, by: Account) -> Button | None:
    return standing_of(case, by=by).button(verb)


def _held(case: NutritionCase, by: Account) -> Held:
    held = {capability for capability in (SCREEN, DECIDE) if may(by, capability, case)}
    proved = evidence(case) if held else frozenset()
    return Held(by.pk, case.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
