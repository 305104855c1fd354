"""The way of a family through the programme: the one table (domain 2.1).

Buttons, API verbs, due list, permission tests and the diagram in the docs come from here. Time
limits are defaults with their source; the office changes them on the screen of time limits.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.strengthening.limits import (
    ADMIT,
    AFTER_1,
    AFTER_2,
    AGREE,
    ASSESS,
    LEAVE,
    NORM,
    RECHECK,
    SCREEN,
    START,
    SUSPENDED,
)  # fmt: skip
from kinkeeper.mission.strengthening.models import ExitReason
from kinkeeper.mission.strengthening.rules import PROCESS

PROPOSE, DECIDE = "strengthening.propose", "strengthening.decide"

IDENTIFIED, SCREENED, WAITING = "identified", "screened", "waiting_list"
NOT_ELIGIBLE, ASSESSED, ADMITTED = "not_eligible", "assessed", "admitted"
PLANNED, ACTIVE, SUSPENDED_STATE = "plan_agreed", "active", "suspended"
PREPARED, EXITED, FOLLOWED = "exit_prepared", "exited", "post_exit_followup"
ARCHIVED, REFERRED, REOPENED = "archived", "referred_out", "reopened"

STATES = (
    State(IDENTIFIED, _("identified"), SCREEN, _("Screen the family"), "info"),
    State(SCREENED, _("screened"), ASSESS, _("Assess the family"), "info"),
    State(WAITING, _("on the waiting list"), RECHECK, _("Check the waiting list again"), "warn"),
    State(NOT_ELIGIBLE, _("not eligible")),
    State(ASSESSED, _("assessed"), ADMIT, _("Decide on the admission"), "info"),
    State(ADMITTED, _("admitted"), AGREE, _("Agree the family development plan"), "good"),
    State(PLANNED, _("plan agreed"), START, _("Give the first service"), "good"),
    State(ACTIVE, _("active"), NORM, _("Look at the exit, after the usual time"), "good"),
    State(SUSPENDED_STATE, _("suspended"), SUSPENDED, _("Contact the family again"), "warn"),
    State(PREPARED, _("exit prepared"), LEAVE, _("Hold the exit interview"), "good"),
    State(EXITED, _("exited"), AFTER_1, _("Contact the family after its exit")),
    State(FOLLOWED, _("followed up"), AFTER_2, _("Second contact after the exit")),
    State(ARCHIVED, _("archived")),
    State(REFERRED, _("referred")),
    State(REOPENED, _("opened again")),
)

VILLAGE = Need("village", _("The village of the family is not known."))
HEAD = Need("head", _("Nobody is named as head of the family (this may be a child)."))
CONTACT = Need("contact_consent", _("The family has not agreed to be contacted."))
BRANCH = Need("branch", _("The risk is not chosen: capacity, commitment, or care already lost."))
CRITERIA = Need("criteria", _("No criterion is ticked."))
NOT_POVERTY = Need(
    "not_only_poverty",
    _("Poverty alone is no risk of separation: tick what else puts care at risk, and say so."),
)
HELP = Need("help_offered", _("Write which other help was offered."))
VISIT = Need("home_visit", _("No home visit is recorded."))
BASELINE = Need("baseline", _("The eight dimensions of the family are not assessed."))
MEMBERS = Need("children_assessed", _("The situation of each child is not assessed."))
AGREEMENT = Need("agreement", _("The agreement is not signed or thumb-printed."))
ASSENT = Need("assent", _("The caregivers' consent and the children's assent are missing."))
NAMED = Need("targets_named", _("No child is named for the programme."))
PLAN = Need("plan_ready", _("The plan has no goal, or no promise of the family and of ours."))
AGREED = Need("plan_agreed", _("The family has not agreed to the plan yet."))
SERVICE = Need("first_service", _("No service is recorded as given."))
AGAIN = Need("contact_again", _("Say when the family will be contacted again."))
REVIEWS = Need("two_good_reviews", _("Self-reliance is not shown at two reviews in a row."))
FOLLOWER = Need("follower", _("No community organisation is named for the time after the exit."))
INTERVIEW = Need("exit_interview", _("The exit interview is not recorded."))
SCORES = Need("exit_assessment", _("The eight dimensions at the exit are not assessed."))
CONTACTED = Need("exit_contact", _("No contact after the exit is recorded."))
OVER = Need("follow_up_over", _("The second contact after the exit is not recorded yet."))
WHERE = Need("referred_to", _("Write to whom the family is referred."))

# What the form of a step asks itself: no reason to stop anybody before the form.
ASKED: dict[str, frozenset[str]] = {
    verb: frozenset(need.code for need in needs)
    for verb, needs in {
        "identify": (CONTACT,),
        "screen": (BRANCH, CRITERIA, NOT_POVERTY),
        "find_not_eligible": (HELP,),
        "admit": (AGREEMENT, ASSENT, NAMED),
        "suspend": (AGAIN,),
        "prepare_exit": (FOLLOWER,),
        "exit": (INTERVIEW,),
        "follow_up": (CONTACTED,),
        "refer_out": (WHERE,),
    }.items()
}

RISKS = (
    ("caregiver_lost", _("a caregiver is ill, away or has died")),
    ("badly_cared_for", _("the children are badly cared for")),
    ("may_be_sent_away", _("a child may have to leave the family")),
    ("care_lost", _("a child has lost its parents' care already")),
    ("asked", _("the family asks for help itself")),
    ("other", _("other")),
)
UNFIT = (
    ("no_risk", _("care is not at risk")),
    ("poverty_only", _("poverty alone: other help is right")),
    ("outside_area", _("outside the area of the programme")),
    ("other_programme", _("another programme accompanies the family")),
    ("declined", _("the family does not wish it")),
    ("duplicate", _("registered twice")),
    ("error", _("registered in error")),
)
PAUSES = (
    ("moved", _("moved away for a time")),
    ("insecurity", _("insecurity")),
    ("no_contact", _("no contact")),
    ("other", _("other")),
)
ELSEWHERE = (
    ("protection", _("child protection")),
    ("alternative_care", _("care outside the family")),
    ("health", _("health")),
    ("other_programme", _("another programme")),
    ("other", _("other")),
)
EXITS = tuple((reason.value, reason.label) for reason in ExitReason)
ENDINGS = tuple(pair for pair in EXITS if pair[0] != ExitReason.SELF_RELIANT)

BEFORE = (IDENTIFIED, SCREENED, WAITING, ASSESSED)
INSIDE = (ADMITTED, PLANNED, ACTIVE, SUSPENDED_STATE)
IN_PROGRAMME = (*INSIDE, PREPARED)
"""From the admission to the exit: the states of an enrolment with `since` and without `until`."""
AFTER = (NOT_ELIGIBLE, EXITED, FOLLOWED, ARCHIVED, REFERRED)
AFTER_EXIT = (EXITED, FOLLOWED)
"""Out of the programme and still to be asked after."""

TRANSITIONS = (
    Transition(
        "identify", _("Identify the family"), (), IDENTIFIED, PROPOSE,
        needs=(VILLAGE, HEAD, CONTACT), reasons=RISKS,
    ),
    Transition(
        "screen", _("Conclude the screening"), (IDENTIFIED,), SCREENED, PROPOSE,
        needs=(BRANCH, CRITERIA, NOT_POVERTY),
    ),
    Transition(
        "assess", _("Conclude the first assessment"), (SCREENED, WAITING), ASSESSED, PROPOSE,
        needs=(VISIT, BASELINE, MEMBERS),
    ),
    Transition(
        "put_on_waiting_list", _("Put on the waiting list"), (SCREENED,), WAITING, DECIDE,
    ),
    Transition("recheck", _("Keep on the waiting list"), (WAITING,), WAITING, DECIDE),
    Transition(
        "admit", _("Admit to the programme"), (ASSESSED,), ADMITTED, DECIDE,
        needs=(AGREEMENT, ASSENT, NAMED), proposer=PROPOSE,
        propose_label=_("Propose the admission"),
    ),
    Transition(
        "agree_plan", _("Approve the plan"), (ADMITTED,), PLANNED, DECIDE,
        needs=(PLAN, AGREED), proposer=PROPOSE, propose_label=_("Propose the plan"),
    ),
    Transition(
        "start", _("Start the accompaniment"), (PLANNED,), ACTIVE, PROPOSE, needs=(SERVICE,),
    ),
    Transition(
        "prepare_exit", _("Accept the preparation of the exit"), (ACTIVE,), PREPARED, DECIDE,
        needs=(REVIEWS, FOLLOWER), proposer=PROPOSE,
        propose_label=_("Propose to prepare the exit"),
    ),
    Transition(
        "exit", _("Confirm the exit"), (PREPARED,), EXITED, DECIDE,
        needs=(INTERVIEW, SCORES), proposer=PROPOSE, propose_label=_("Propose the exit"),
        reasons=EXITS,
    ),
    Transition(
        "follow_up", _("Record the first contact after the exit"), (EXITED,), FOLLOWED, PROPOSE,
        needs=(CONTACTED,),
    ),
    Transition("archive", _("Archive"), AFTER_EXIT, ARCHIVED, DECIDE, needs=(OVER,)),
    Transition(
        "suspend", _("Suspend"), (PLANNED, ACTIVE), SUSPENDED_STATE, DECIDE,
        needs=(AGAIN,), reasons=PAUSES,
    ),
    Transition("resume", _("Resume"), (SUSPENDED_STATE,), ACTIVE, DECIDE),
    Transition(
        "leave", _("Confirm the end without self-reliance"), (*INSIDE, PREPARED), EXITED, DECIDE,
        proposer=PROPOSE, propose_label=_("Propose to end without self-reliance"),
        reasons=ENDINGS,
    ),
    Transition(
        "find_not_eligible", _("Find not eligible"), BEFORE, NOT_ELIGIBLE, DECIDE,
        needs=(HELP,), reasons=UNFIT,
    ),
    Transition(
        "refer_out", _("Refer elsewhere"), (*BEFORE, *INSIDE), REFERRED, DECIDE,
        needs=(WHERE,), reasons=ELSEWHERE,
    ),
    Transition("reopen", _("Open again"), AFTER, REOPENED, DECIDE, reasons=RISKS),
)  # fmt: skip

FAMILY = Process(PROCESS, _("Family strengthening"), STATES, TRANSITIONS)
