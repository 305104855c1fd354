"""How an entered value becomes one that counts, and how a period is closed: two tables.

Value: draft, submitted, returned, approved (domain 2.16). Whoever submits does not approve. Period:
open, closed with its figures kept, opened again for a reason.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit, Need, Process, State, Transition

ENTER, APPROVE = "projects.enter", "projects.approve"
SPEND, PROMISE = "projects.spend", "projects.write"
DRAFT, SUBMITTED, RETURNED, APPROVED = "draft", "submitted", "returned", "approved"
OPEN, CLOSED, REOPENED = "open", "closed", "reopened"
UNLOCKED = frozenset({OPEN, REOPENED})

DECIDE_VALUE, MEND_VALUE, CLOSE_PERIOD = (
    "projects.value.decide", "projects.value.mend", "projects.period.close",
)  # fmt: skip
OURS = gettext_noop("our own proposal, no rule known")
LIMITS = (
    Limit(DECIDE_VALUE, 14, _("value submitted: until it is approved or returned"), OURS),
    Limit(MEND_VALUE, 14, _("value returned: until it is submitted again"), OURS),
    Limit(CLOSE_PERIOD, 120, _("period begun: until it is closed"), OURS),
)

UNLOCKED_NEED = Need(
    "period_open", _("The period is closed: open it again first, with the reason.")
)
ENDED = Need("ended", _("The period has not ended yet."))
DECIDED = Need("decided", _("Values of the period are not approved yet."))

CORRECTIONS = (
    ("late", _("late data arrived")),
    ("mistake", _("a mistake was found")),
    ("source", _("the source was corrected")),
    ("definition", _("the definition was misread")),
)
RETURNS = (
    ("unclear", _("the source is not clear")),
    ("implausible", _("the number is not plausible")),
    ("incomplete", _("the breakdown is incomplete")),
    ("other", _("other")),
)

VALUE = Process(
    "projects.value",
    _("Value of an indicator"),
    (
        State(DRAFT, _("draft"), tone="info"),
        State(SUBMITTED, _("submitted"), DECIDE_VALUE, _("Approve or return the value"), "warn"),
        State(RETURNED, _("returned"), MEND_VALUE, _("Correct the value and submit it"), "bad"),
        State(APPROVED, _("approved"), tone="good"),
    ),
    (
        Transition("enter", _("Enter the value"), (), DRAFT, ENTER, needs=(UNLOCKED_NEED,)),
        Transition(
            "submit", _("Submit for approval"), (DRAFT, RETURNED), SUBMITTED, ENTER,
            needs=(UNLOCKED_NEED,),
        ),
        Transition(
            "approve", _("Approve the value"), (SUBMITTED,), APPROVED, APPROVE,
            needs=(UNLOCKED_NEED,), proposer=ENTER, propose_label=_("Ask for approval"),
        ),
        Transition(
            "return", _("Return the value"), (SUBMITTED,), RETURNED, APPROVE, reasons=RETURNS,
        ),
        Transition(
            "correct", _("Correct an approved value"), (APPROVED,), DRAFT, ENTER,
            needs=(UNLOCKED_NEED,), reasons=CORRECTIONS,
        ),
    ),
)  # fmt: skip

PERIOD = Process(
    "projects.period",
    _("Reporting period"),
    (
        State(OPEN, _("open for entries"), CLOSE_PERIOD, _("Close the period"), "info"),
        State(CLOSED, _("closed, figures kept"), tone="good"),
        State(REOPENED, _("opened again"), CLOSE_PERIOD, _("Close the period"), "warn"),
    ),
    (
        Transition("begin", _("Begin the period"), (), OPEN, ENTER),
        Transition(
            "close", _("Close the period and keep its figures"), (OPEN, REOPENED), CLOSED, APPROVE,
            needs=(ENDED, DECIDED), proposer=ENTER, propose_label=_("Propose to close the period"),
        ),
        Transition(
            "reopen", _("Open the period again"), (CLOSED,), REOPENED, APPROVE,
            reasons=CORRECTIONS,
        ),
    ),
)  # fmt: skip
