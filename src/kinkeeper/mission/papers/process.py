"""The way to a birth act: the one table (domain 2.14).

Two gaps are kept apart: not declared at all, and declared but the act was not collected.
Buttons, API verbs, due list, permission tests and the diagram in the docs come from here.
"""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.papers import rules
from kinkeeper.mission.papers.limits import (
    COLLECT,
    DECLARE,
    ISSUE,
    JUDGMENT,
    REQUEST,
    TRANSCRIBE,
)

WORK, DECIDE = "papers.work", "papers.decide"

NO_ACT, DECLARED, ISSUED = "no_act", "declared_in_time", "act_issued"
LATE, REQUESTED, JUDGED = "late", "judgment_requested", "judgment_issued"
TRANSCRIBED, IN_HAND, CLOSED = "transcribed", "volet3_delivered", "closed"

STATES = (
    State(NO_ACT, _("not declared yet"), DECLARE, _("Declare the birth"), "warn"),
    State(DECLARED, _("declared in time"), ISSUE, _("Ask whether the act is ready"), "info"),
    State(ISSUED, _("act ready, not collected"), COLLECT, _("Collect the birth act"), "warn"),
    State(LATE, _("too late to declare"), REQUEST, _("Ask for a judgment"), "bad"),
    State(REQUESTED, _("judgment asked for"), JUDGMENT, _("Ask the court about it"), "info"),
    State(JUDGED, _("judgment given"), TRANSCRIBE, _("Have it transcribed"), "info"),
    State(TRANSCRIBED, _("transcribed, act not collected"), COLLECT,
          _("Collect the birth act"), "warn"),
    State(IN_HAND, _("act in hand (volet 3)"), tone="good"),
    State(CLOSED, _("file closed without an act")),
)  # fmt: skip

# What each state means for the answer that stands with the person.
MEANS: Mapping[str, str] = {
    NO_ACT: rules.NONE, LATE: rules.NONE, REQUESTED: rules.UNDER_WAY, JUDGED: rules.UNDER_WAY,
    DECLARED: rules.DECLARED, ISSUED: rules.DECLARED, TRANSCRIBED: rules.DECLARED,
    IN_HAND: rules.IN_HAND,
}  # fmt: skip

IN_TIME = Need("in_time", _("The thirty days after the birth are over: a judgment is needed."))
OVER = Need("over", _("The thirty days after the birth are not over: declare the birth."))
CENTRE = Need("centre", _("Write at which declaration centre."))
COURT = Need("court", _("Write which court, or which registrar it was handed to."))
NUMBER = Need("judgment", _("Write the number of the judgment."))
REGISTER = Need("register", _("Write at which registry it was transcribed."))
ACT = Need("act", _("Write the number of the act (volet 3): the judgment alone is not an act."))

# What the form of a step asks itself.
ASKED: dict[str, frozenset[str]] = {
    "declare": frozenset({CENTRE.code}),
    "request": frozenset({COURT.code}),
    "judge": frozenset({NUMBER.code}),
    "transcribe": frozenset({REGISTER.code}),
    "collect": frozenset({ACT.code}),
}

ASKED_THROUGH = (
    ("registrar", _("through the registrar of civil status")),
    ("president", _("with the president of the court")),
    ("mobile", _("at a mobile hearing (audience foraine)")),
)
REFUSALS = (
    ("no_witness", _("witnesses are missing")),
    ("papers", _("papers of the parents are missing")),
    ("court_closed", _("the court does not sit")),
    ("other", _("other")),
)
REGISTERS = (
    ("current", _("birth of this year: register of the year")),
    ("special", _("birth of an earlier year: special register")),
)
ENDINGS = (
    ("has_act", _("the child has an act already")),
    ("refused", _("the family refuses")),
    ("moved", _("moved away")),
    ("died", _("died")),
    ("error", _("opened in error")),
)
OPEN = (NO_ACT, DECLARED, ISSUED, LATE, REQUESTED, JUDGED, TRANSCRIBED)

TRANSITIONS = (
    Transition("open", _("Not declared yet"), (), NO_ACT, WORK),
    Transition("open_late", _("Never declared, the time is over"), (), LATE, WORK),
    Transition("open_declared", _("Declared, the act was never collected"), (), ISSUED, WORK),
    Transition(
        "declare", _("The birth was declared"), (NO_ACT,), DECLARED, WORK, needs=(IN_TIME, CENTRE),
    ),
    Transition("expire", _("The time to declare is over"), (NO_ACT,), LATE, WORK, needs=(OVER,)),
    Transition("issue", _("The act is ready"), (DECLARED,), ISSUED, WORK),
    Transition(
        "request", _("A judgment was asked for"), (LATE,), REQUESTED, WORK, needs=(COURT,),
        reasons=ASKED_THROUGH,
    ),
    Transition(
        "refuse", _("The judgment was not given"), (REQUESTED,), LATE, WORK, reasons=REFUSALS,
    ),
    Transition("judge", _("The judgment was given"), (REQUESTED,), JUDGED, WORK, needs=(NUMBER,)),
    Transition(
        "transcribe", _("The judgment was transcribed"), (JUDGED,), TRANSCRIBED, WORK,
        needs=(REGISTER,), reasons=REGISTERS,
    ),
    Transition(
        "collect", _("The act was collected (volet 3)"), (ISSUED, TRANSCRIBED), IN_HAND, WORK,
        needs=(ACT,),
    ),
    Transition(
        "stop", _("Close the file without an act"), OPEN, CLOSED, DECIDE, proposer=WORK,
        propose_label=_("Propose to close the file without an act"), reasons=ENDINGS,
    ),
    Transition("reopen", _("Open the file again"), (CLOSED,), LATE, WORK),
)  # fmt: skip

BIRTH_PAPERS = Process(rules.PROCESS, _("Birth papers"), STATES, TRANSITIONS)
