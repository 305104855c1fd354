"""Where an admission stands, for its page: stage, way so far, every step with what is missing."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may_meet
from kinkeeper.ground.process.models import Proposal
from kinkeeper.ground.process.queries import open_proposals, stages_of
from kinkeeper.ground.process.standing import Held, Screens, Way, buttons, points, waiting
from kinkeeper.ground.process.table import Text
from kinkeeper.mission.admission.models import Admission
from kinkeeper.mission.admission.process import ADMISSION, ASKED, DECIDE, PROPOSE
from kinkeeper.mission.admission.queries import File, case_of, file_of, holds
from kinkeeper.mission.admission.rules import evidence

# Where something that is missing is done: a need's code and the name of the screen.
DONE_AT: dict[str, tuple[str, Text]] = {
    "family_visit": ("admission_enquiry", _("Write the enquiry")),
    "parents_known": ("admission_enquiry", _("Write the enquiry")),
    "kin_explored": ("admission_enquiry", _("Write the enquiry")),
    "grounds": ("admission_enquiry", _("Write the enquiry")),
    "siblings": ("admission_child", _("Name a brother or sister")),
    "health_seen": ("admission_voices", _("Hear the children")),
    "child_heard": ("admission_voices", _("Hear the children")),
    "options_compared": ("admission_options", _("Compare the options")),
}
# Steps that end or interrupt; shown apart, so that the way ahead is seen first.
ASIDE = frozenset({"refuse", "redirect", "renew_document", "reopen"})
SCREENS = Screens(
    ADMISSION, "admission_step", "admission_decline", asked=ASKED, done_at=DONE_AT, aside=ASIDE
)


@dataclass(frozen=True, kw_only=True)
class Standing(Way):
    """Everything the page shows of the process."""

    file: File
    proposes: bool = False
    decides: bool = False

    @property
    def open(self) -> bool:
        return self.file.admission.until is None


def standing_of(admission: Admission, *, by: Account) -> Standing:
    """For an admission that the reader may meet."""
    file, today = file_of(admission), timezone.localdate()
    at = held_by(admission, file, by=by)
    way = points(ADMISSION, stages_of(ADMISSION, admission.pk))
    stage, proposals = way[-1].stage, open_proposals(ADMISSION, admission.pk)
    return Standing(
        file=file, way=way, aside_verbs=ASIDE,
        buttons=buttons(SCREENS, stage, proposals, at=at),
        waiting=waiting(SCREENS, proposals.values(), at=at),
        late=stage.due_on is not None and stage.due_on < today,
        proposes=PROPOSE in at.holds, decides=DECIDE in at.holds,
    )  # fmt: skip


def held_by(admission: Admission, file: File, *, by: Account) -> Held:
    """What this person holds here; what is proved is only asked for somebody who may act."""
    held = {c for c in (PROPOSE, DECIDE) if holds(by, c, admission)}
    today = timezone.localdate()
    proved = evidence(case_of(file, today), today=today) if held else frozenset()
    return Held(by.pk, admission.pk, held, proved, notes=may_meet(Proposal, "note", by=by))
