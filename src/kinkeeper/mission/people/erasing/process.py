"""Erasing a person from the register: one asks for it, another does it."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Limit, Need, Process, State, Transition

ASK_RIGHT: Final = "people.erase_ask"
DO_RIGHT: Final = "people.erase"
ASKED, ERASED, KEPT = "asked", "erased", "kept"
ASK, ERASE, KEEP = "ask", "erase", "keep"
KEPT_FOR: Final = "people.kept_for"
DECIDED_WITHIN: Final = "people.erase_decided"

NO_HOLD = Need("no_hold", _("The file is held: somebody must lift the hold first, and say why."))
REASONS = (
    ("retention", _("the time for which files are kept is over")),
    ("asked", _("the person, or who speaks for the child, asks for it")),
    ("no_ground", _("there was no ground to keep it: entered by mistake, consent never given")),
)

ERASING = Process(
    "people.erasing",
    _("Erasing a person"),
    (
        State(
            ASKED, _("erasing asked for"), DECIDED_WITHIN, _("decide whether to erase"), tone="warn"
        ),
        State(ERASED, _("erased")),
        State(KEPT, _("kept"), tone="good"),
    ),
    (
        Transition(
            ASK, _("Ask for the person to be erased"), (), ASKED, ASK_RIGHT, reasons=REASONS
        ),
        Transition(
            ERASE, _("Erase for good"), (ASKED,), ERASED, DO_RIGHT, needs=(NO_HOLD,),
            proposer=ASK_RIGHT, propose_label=_("Propose to erase"), reasons=REASONS,
        ),
        Transition(KEEP, _("Keep the file"), (ASKED,), KEPT, DO_RIGHT),
    ),
)  # fmt: skip
LIMITS = (
    Limit(KEPT_FOR, 3650, _("files are kept after their last entry"),
          _("Proposed: ten years; to be settled with the APDP's declaration of the processing")),
    Limit(DECIDED_WITHIN, 30, _("an erasure that was asked for is decided"),
          _("One month, as in Regulation (EU) 2016/679, article 12, paragraph 3")),
)  # fmt: skip
