"""The ways of a report, of a case and of a concern: three tables (domain 2.7 and 2.8).

Buttons, API verbs, permission tests and the diagram in the docs come from here. What somebody
writes with a step is sealed in an entry; the note of the stage itself stays empty.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.roles import PROTECTION, SAFEGUARDING
from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.protection import limits

TRIAGE, DECIDE, WORK = "protection.triage", "protection.decide", "protection.work"
HANDLE = "safeguarding.handle"

RECEIVED, TRIAGED, CASE_OPENED = "received", "triaged", "case_opened"
INFORMED, DIRECT, DUPLICATE = "no_action_info_given", "referred_direct", "duplicate"
UNFOUNDED, PASSED, ENDED = "unfounded", "safeguarding_internal", "closed"
OUTCOMES = (CASE_OPENED, INFORMED, DIRECT, DUPLICATE, UNFOUNDED, PASSED)

RISK = Need("risk", _("The level of risk is not chosen."))
SAFETY = Need("safety", _("Write what is done at once for the safety of the child."))
CONFLICT = Need("conflict", _("Say whether somebody of ours is named."))
BASIS = Need("basis", _("Consent is not recorded, nor the best interests with a reason."))
WORKER = Need("worker", _("Nobody is named who works on the case."))
WHY = Need("why", _("Write why."))
ANSWERED = Need("answered", _("The reporter, who holds a receipt, has not been answered."))

FALSE = (
    ("mistake", _("a mistake")),
    ("nothing_found", _("nothing found that concerns a child")),
    ("malicious", _("told to do harm")),
)

REPORT = Process(
    "protection.report",
    _("Report of a violation"),
    (
        State(RECEIVED, _("received"), limits.TRIAGE["high"], _("Triage the report"), "warn"),
        State(TRIAGED, _("judged by two"), limits.TRIAGE["low"], _("Decide the outcome"), "info"),
        State(CASE_OPENED, _("in a case"), limits.ANSWER, _("Answer and close"), "good"),
        State(INFORMED, _("advice given"), limits.ANSWER, _("Answer and close")),
        State(DIRECT, _("sent to a service"), limits.ANSWER, _("Answer and close")),
        State(DUPLICATE, _("told twice"), limits.ANSWER, _("Answer and close")),
        State(UNFOUNDED, _("no matter for protection"), limits.ANSWER, _("Answer and close")),
        State(PASSED, _("passed to safeguarding"), limits.ANSWER, _("Answer and close")),
        State(ENDED, _("closed")),
    ),
    (
        Transition("receive", _("Receive"), (), RECEIVED, TRIAGE),
        Transition(
            "triage", _("Confirm the triage"), (RECEIVED,), TRIAGED, TRIAGE,
            needs=(RISK, SAFETY, CONFLICT), proposer=TRIAGE,
            propose_label=_("Triage the report"),
        ),
        Transition(
            "open_case", _("Open a case"), (TRIAGED,), CASE_OPENED, DECIDE, needs=(BASIS, WORKER),
        ),
        Transition("join_case", _("Add to a case"), (TRIAGED,), CASE_OPENED, DECIDE),
        Transition(
            "inform", _("No case: advice was given"), (TRIAGED,), INFORMED, DECIDE, needs=(WHY,),
        ),
        Transition(
            "refer_directly", _("No case: sent to a service"), (TRIAGED,), DIRECT, DECIDE,
            needs=(WHY,),
        ),
        Transition(
            "find_duplicate", _("Told already"), (TRIAGED,), DUPLICATE, DECIDE, needs=(WHY,),
        ),
        Transition(
            "find_unfounded", _("No matter for protection"), (TRIAGED,), UNFOUNDED, DECIDE,
            needs=(WHY,), reasons=FALSE,
        ),
        Transition(
            "pass_on", _("Pass to safeguarding"), (RECEIVED, TRIAGED), PASSED, TRIAGE,
        ),
        Transition("close", _("Close the report"), OUTCOMES, ENDED, TRIAGE, needs=(ANSWERED,)),
    ),
    PROTECTION,
)  # fmt: skip

NEW, ASSESSED, PLANNED, SERVING = "new", "assessment", "case_plan", "service_provision"
SERVED, CLOSED, REOPENED = "services_implemented", "closed", "reopened"
OPEN = (NEW, ASSESSED, PLANNED, SERVING, SERVED, REOPENED)

ASSESSMENT = Need("assessment", _("No assessment is written since the case was opened."))
PLAN = Need("plan", _("No plan is written."))
HELP = Need("help", _("No help was given and no referral sent."))
TOLD = Need("told", _("The child was not told that it ends and how to come back."))

CLOSURES = (
    ("goals_met", _("the goals are reached")),
    ("aged_out_18", _("grown up")),
    ("moved", _("moved, and others follow the child")),
    ("withdrew_consent", _("consent withdrawn, no danger")),
    ("lost_contact", _("cannot be found")),
    ("transferred_agency", _("handed over to another organisation")),
    ("transferred_state_service", _("handed over to a state service")),
    ("died", _("died")),
    ("not_a_protection_case", _("no matter for protection")),
)
AGAIN = (
    ("danger_again", _("in danger again")),
    ("asked", _("the child or family asks")),
    ("found_again", _("found again")),
    ("closed_in_error", _("closed in error")),
)

CASE = Process(
    "protection.case",
    _("Protection case"),
    (
        State(NEW, _("new"), limits.ASSESS["high"], _("Write the assessment"), "warn"),
        State(ASSESSED, _("assessed"), limits.PLAN, _("Write the plan"), "info"),
        State(PLANNED, _("plan agreed"), limits.START, _("Give the first help"), "info"),
        State(SERVING, _("help under way"), tone="good"),
        State(SERVED, _("help given"), limits.START, _("Close, or write what is still needed")),
        State(CLOSED, _("closed"), limits.AFTER, _("Check contact after the closing")),
        State(REOPENED, _("opened again"), limits.ASSESS["high"], _("Assess again"), "warn"),
    ),
    (
        Transition("open", _("Open"), (), NEW, DECIDE),
        Transition(
            "assess", _("Conclude the assessment"), (NEW, REOPENED), ASSESSED, WORK,
            needs=(ASSESSMENT,),
        ),
        Transition(
            "agree_plan", _("Approve the plan"), (ASSESSED,), PLANNED, DECIDE, needs=(PLAN,),
            proposer=WORK, propose_label=_("Propose the plan"),
        ),
        Transition("start", _("Help is under way"), (PLANNED,), SERVING, WORK, needs=(HELP,)),
        Transition("carry_out", _("All help is given"), (SERVING,), SERVED, WORK),
        Transition("go_on", _("More help is needed"), (SERVED,), SERVING, WORK),
        Transition(
            "close", _("Approve the closing"), OPEN, CLOSED, DECIDE, needs=(TOLD,),
            proposer=WORK, propose_label=_("Propose to close"), reasons=CLOSURES,
        ),
        Transition("reopen", _("Open again"), (CLOSED,), REOPENED, DECIDE, reasons=AGAIN),
    ),
    PROTECTION,
)  # fmt: skip

REPORTED, SECURED, WEIGHED, ENQUIRY = "reported", "secured", "triaged", "investigation"
DECIDED, MEASURES, SHUT, LEARNED = "decision", "measures", "closed", "learning"

SAFE = Need("safe", _("Write how the child is safe and kept from the person."))
THRESHOLD = Need("threshold", _("Write why, and whether an authority is told."))
FINDING = Need("finding", _("Write what the enquiry found."))
HELPED = Need("helped", _("Write which help the child got: it never waits for the enquiry."))
LESSON = Need("lesson", _("Write what changes from now on."))

THRESHOLDS = (
    ("criminal", _("told to the authority, and an enquiry")),
    ("serious", _("an enquiry")),
    ("conduct", _("a talk about conduct")),
    ("no_concern", _("no concern is left")),
)

CONCERN = Process(
    "protection.concern",
    _("Safeguarding"),
    (
        State(REPORTED, _("reported"), limits.SECURE, _("Make the child safe"), "bad"),
        State(SECURED, _("child safe"), limits.WEIGH, _("Judge the threshold"), "warn"),
        State(WEIGHED, _("threshold judged"), limits.WEIGH, _("Begin the enquiry"), "info"),
        State(ENQUIRY, _("enquiry"), limits.ENQUIRE, _("Conclude the enquiry"), "info"),
        State(DECIDED, _("decided"), limits.DECIDE, _("Take the measures"), "info"),
        State(MEASURES, _("measures taken"), limits.DECIDE, _("Close"), "good"),
        State(SHUT, _("closed"), limits.LEARN, _("Draw the lesson")),
        State(LEARNED, _("lesson drawn")),
    ),
    (
        Transition("report", _("Report"), (), REPORTED, HANDLE),
        Transition("secure", _("The child is safe"), (REPORTED,), SECURED, HANDLE, needs=(SAFE,)),
        Transition(
            "judge", _("Confirm the threshold"), (SECURED,), WEIGHED, HANDLE, needs=(THRESHOLD,),
            proposer=HANDLE, propose_label=_("Judge the threshold"), reasons=THRESHOLDS,
        ),
        Transition("enquire", _("Begin the enquiry"), (WEIGHED,), ENQUIRY, HANDLE),
        Transition(
            "decide", _("Confirm the decision"), (ENQUIRY, WEIGHED), DECIDED, HANDLE,
            needs=(FINDING,), proposer=HANDLE, propose_label=_("Propose a decision"),
        ),
        Transition("act", _("The measures are taken"), (DECIDED,), MEASURES, HANDLE),
        Transition(
            "shut", _("Confirm the closing"), (MEASURES,), SHUT, HANDLE, needs=(HELPED,),
            proposer=HANDLE, propose_label=_("Propose to close"),
        ),
        Transition("learn", _("The lesson is drawn"), (SHUT,), LEARNED, HANDLE, needs=(LESSON,)),
    ),
    SAFEGUARDING,
)  # fmt: skip

# What the form of a step asks itself.
ASKED: dict[str, frozenset[str]] = {
    verb: frozenset(need.code for need in needs)
    for verb, needs in {
        "triage": (RISK, SAFETY, CONFLICT),
        "open_case": (BASIS, WORKER),
        "inform": (WHY,),
        "refer_directly": (WHY,),
        "find_duplicate": (WHY,),
        "find_unfounded": (WHY,),
        "close": (TOLD,),
        "secure": (SAFE,),
        "judge": (THRESHOLD,),
        "decide": (FINDING,),
        "shut": (HELPED,),
        "learn": (LESSON,),
    }.items()
}
PROCESSES = (REPORT, CASE, CONCERN)
