"""The ways of the community's structures: four tables (domain 2.10-2.12, 2.18).

Organisations, circles (committees and clubs), savings groups, gardens and granaries. Buttons, API
verbs, due lines, permission tests and the diagram in the docs come from here.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.community import limits
from kinkeeper.mission.community.models import Structure
from kinkeeper.mission.community.models.structures import Sort

PROPOSE, DECIDE = "community.propose", "community.decide"

# --- what must exist first ----------------------------------------------------------------------

COUNTED = Need("members_counted", _("The members are not counted by sex and age."))
MANDATES = Need("mandates", _("Nobody is named as president of the structure."))
RECEIPT = Need("receipt", _("No legal receipt in force is recorded."))
AGREEMENT = Need("agreement", _("The partnership agreement is not recorded."))
SCORED = Need("baseline", _("The organisation has not assessed its capacity yet."))
PLANNED = Need(
    "priorities", _("The plan needs three to five priorities, each with a person and a day.")
)
ACTED = Need("acted", _("No activity for the protection of children is recorded since then."))
AGAIN = Need(
    "scored_again",
    _("The capacity was not assessed again since then with the same questionnaire."),
)
GOVERNED = Need("governance", _("Governance is below the level asked for at the last assessment."))
OWN = Need(
    "own_means",
    _("In the last twelve months the organisation paid less of its activities than asked for."),
)
ALONE = Need(
    "acts_alone",
    _("In the last twelve months it acted too few times without the programme's staff."),
)
SAFE = Need("safeguarding", _("The commitment to safeguard children is not signed."))
SAID = Need("organisation_agrees", _("Write who of the organisation agrees."))
TRAINED = Need("trained", _("No training is recorded."))
WORKS = Need(
    "functional",
    _("It works when it met in the last quarter, names whom it refers to and has done something."),
)
BYLAWS = Need("bylaws", _("The group's own by-laws are not recorded."))
OPENED = Need("cycle_open", _("No cycle is open: value of the share, rhythm, interest."))
MET = Need("met", _("No meeting of the cycle is recorded."))
SHARED = Need("shared_out", _("The share-out of the cycle is not recorded."))
LAND = Need("land", _("The document of the land is not recorded."))
RULE = Need("sharing_rule", _("The sharing rule is not agreed: families, upkeep, producers."))
YIELDS = Need("harvest", _("Nothing harvested or stored is recorded."))
GAVE = Need("gave", _("Nothing given to vulnerable families is recorded."))

ENDINGS = (
    ("members_left", _("the members left")),
    ("conflict", _("conflict among the members")),
    ("wrong_use", _("money or goods used otherwise")),
    ("merged", _("joined with another")),
    ("insecurity", _("insecurity")),
    ("programme_ends", _("the programme ends here")),
    ("error", _("recorded in error")),
)
PAUSES = (
    ("season", _("season of work in the fields")),
    ("conflict", _("conflict among the members")),
    ("insecurity", _("insecurity")),
    ("no_leader", _("nobody leads it")),
    ("other", _("other")),
)

IDENTIFIED, MAPPED, PARTNER = "identified", "mapped", "partnership_agreed"
ASSESSED, PLAN_AGREED, IMPLEMENTING = "baseline_assessed", "plan_agreed", "implementing"
REASSESSED, READY, AUTONOMOUS = "reassessed", "handover_ready", "autonomous"
SUSPENDED, ENDED = "suspended", "ended"

AUTONOMY = (GOVERNED, OWN, ALONE, SAFE)


def _stop(sources: tuple[str, ...], target: str) -> Transition:
    """Every way can end; two persons, and a reason."""
    return Transition(
        "end", _("Confirm the end"), sources, target, DECIDE, proposer=PROPOSE,
        propose_label=_("Propose the end"), reasons=ENDINGS,
    )  # fmt: skip


ORGANISATION = Process(
    "community.organisation", _("Community organisation"),
    (
        State(IDENTIFIED, _("identified"), limits.MAP, _("Map the organisation"), "info"),
        State(MAPPED, _("mapped"), limits.PARTNER, _("Agree on the partnership"), "info"),
        State(PARTNER, _("partner"), limits.BASELINE, _("Assess the capacity"), "info"),
        State(
            ASSESSED, _("capacity assessed"), limits.PLAN, _("Agree the improvement plan"), "info"
        ),
        State(PLAN_AGREED, _("plan agreed"), limits.AGAIN, _("Record its activities"), "info"),
        State(IMPLEMENTING, _("carrying out its plan"), limits.AGAIN, _("Assess again"), "good"),
        State(REASSESSED, _("assessed again"), limits.AGAIN, _("Assess again"), "good"),
        State(READY, _("ready to go on alone"), limits.HANDOVER, _("Decide on autonomy"), "good"),
        State(AUTONOMOUS, _("autonomous"), tone="good"),
        State(SUSPENDED, _("suspended"), limits.SUSPENDED, _("See how it stands"), "warn"),
        State(ENDED, _("ended")),
    ),
    (
        Transition("identify", _("Identified"), (), IDENTIFIED, PROPOSE),
        Transition(
            "map", _("Mapped"), (IDENTIFIED,), MAPPED, PROPOSE, needs=(COUNTED, MANDATES)
        ),
        Transition(
            "partner", _("Agree on the partnership"), (MAPPED,), PARTNER, DECIDE,
            needs=(RECEIPT, AGREEMENT), proposer=PROPOSE,
            propose_label=_("Propose the partnership"),
        ),
        Transition(
            "assess", _("Capacity assessed"), (PARTNER,), ASSESSED, PROPOSE, needs=(SCORED,)
        ),
        Transition("plan", _("Plan agreed"), (ASSESSED,), PLAN_AGREED, PROPOSE, needs=(PLANNED,)),
        Transition(
            "start", _("It carries out its plan"), (PLAN_AGREED,), IMPLEMENTING, PROPOSE,
            needs=(ACTED,),
        ),
        Transition(
            "reassess", _("Assessed again"), (IMPLEMENTING, REASSESSED), REASSESSED, PROPOSE,
            needs=(AGAIN,),
        ),
        Transition(
            "prepare", _("Ready to go on alone"), (REASSESSED,), READY, PROPOSE, needs=AUTONOMY
        ),
        Transition(
            "declare", _("Declare the organisation autonomous"), (READY,), AUTONOMOUS, DECIDE,
            needs=(*AUTONOMY, SAID), proposer=PROPOSE, propose_label=_("Propose the autonomy"),
        ),
        Transition(
            "take_back", _("Not ready yet"), (READY, AUTONOMOUS), REASSESSED, DECIDE,
            reasons=(
                ("means", _("its own means are not enough")),
                ("board", _("the board no longer works")),
                ("asked", _("it asks for support again")),
                ("safeguarding", _("a question of safeguarding")),
            ),
        ),
        Transition(
            "suspend", _("Suspend"), (MAPPED, PARTNER, ASSESSED, PLAN_AGREED, IMPLEMENTING,
            REASSESSED, READY), SUSPENDED, DECIDE, reasons=PAUSES,
        ),
        Transition("resume", _("Go on"), (SUSPENDED,), IMPLEMENTING, DECIDE),
        _stop((IDENTIFIED, MAPPED, PARTNER, ASSESSED, PLAN_AGREED, IMPLEMENTING, REASSESSED,
               SUSPENDED), ENDED),
        Transition("reopen", _("Open again"), (ENDED,), IDENTIFIED, DECIDE),
    ),
)  # fmt: skip

FORESEEN, ELECTED, TAUGHT, WORKING = "planned", "elected", "trained", "functional"
DORMANT, DISSOLVED = "dormant", "dissolved"

CIRCLE = Process(
    "community.circle", _("Committee or club"),
    (
        State(FORESEEN, _("planned"), limits.CIRCLE, _("Have it elected"), "info"),
        State(ELECTED, _("elected"), limits.CIRCLE, _("Train it"), "info"),
        State(TAUGHT, _("trained"), limits.MEET, _("See whether it works"), "info"),
        State(WORKING, _("works"), tone="good"),
        State(DORMANT, _("dormant"), limits.SUSPENDED, _("See how it stands"), "warn"),
        State(DISSOLVED, _("dissolved")),
    ),
    (
        Transition("foresee", _("Planned"), (), FORESEEN, PROPOSE),
        Transition("elect", _("Elected"), (FORESEEN,), ELECTED, PROPOSE, needs=(COUNTED,)),
        Transition("train", _("Trained"), (ELECTED,), TAUGHT, PROPOSE, needs=(TRAINED,)),
        Transition("work", _("It works"), (TAUGHT, DORMANT), WORKING, PROPOSE, needs=(WORKS,)),
        Transition("sleep", _("It meets no longer"), (WORKING, TAUGHT), DORMANT, PROPOSE,
                   reasons=PAUSES),
        _stop((FORESEEN, ELECTED, TAUGHT, WORKING, DORMANT), DISSOLVED),
        Transition("reopen", _("Open again"), (DISSOLVED,), FORESEEN, DECIDE),
    ),
)  # fmt: skip

MOBILISED, CONSTITUTED, INTENSIVE = "mobilised", "constituted", "intensive"
DEVELOPING, MATURE, SHARED_OUT = "development", "mature", "share_out"

SAVINGS = Process(
    "community.savings", _("Savings group"),
    (
        State(MOBILISED, _("mobilised"), limits.CIRCLE, _("Have its by-laws agreed"), "info"),
        State(CONSTITUTED, _("constituted"), limits.CIRCLE, _("Open the cycle"), "info"),
        State(INTENSIVE, _("intensive phase"), limits.CIRCLE, _("See how far it is"), "info"),
        State(DEVELOPING, _("development phase"), limits.CIRCLE, _("See how far it is"), "info"),
        State(MATURE, _("mature"), limits.CYCLE, _("Share out"), "good"),
        State(SHARED_OUT, _("shared out"), limits.CIRCLE, _("Open the next cycle"), "good"),
        State(DISSOLVED, _("dissolved")),
    ),
    (
        Transition("mobilise", _("Mobilised"), (), MOBILISED, PROPOSE),
        Transition("constitute", _("Constituted"), (MOBILISED,), CONSTITUTED, PROPOSE,
                   needs=(COUNTED, BYLAWS)),
        Transition("open", _("Its cycle begins"), (CONSTITUTED,), INTENSIVE, PROPOSE,
                   needs=(OPENED,)),
        Transition("develop", _("It keeps its book with some help"), (INTENSIVE,), DEVELOPING,
                   PROPOSE, needs=(MET,)),
        Transition("mature", _("It works alone"), (DEVELOPING,), MATURE, PROPOSE, needs=(MET,)),
        Transition("share", _("Shared out"), (INTENSIVE, DEVELOPING, MATURE), SHARED_OUT, PROPOSE,
                   needs=(SHARED,)),
        Transition("again", _("The next cycle begins"), (SHARED_OUT,), MATURE, PROPOSE,
                   needs=(OPENED,)),
        _stop((MOBILISED, CONSTITUTED, INTENSIVE, DEVELOPING, MATURE, SHARED_OUT), DISSOLVED),
        Transition("reopen", _("Open again"), (DISSOLVED,), MOBILISED, DECIDE),
    ),
)  # fmt: skip

AGREED_LAND, EQUIPPED, PRODUCING = "land_agreed", "equipped", "producing"
MAINTAINED, ABANDONED = "maintained", "abandoned"

GROUND = Process(
    "community.garden", _("Garden, granary or other asset"),
    (
        State(FORESEEN, _("planned"), limits.GROUND, _("Agree on the land"), "info"),
        State(AGREED_LAND, _("land agreed"), limits.GROUND, _("Equip it"), "info"),
        State(EQUIPPED, _("equipped"), limits.GROUND, _("Record the first harvest"), "info"),
        State(PRODUCING, _("produces"), limits.CYCLE, _("See what went to the families"), "good"),
        State(MAINTAINED, _("kept up by its people"), tone="good"),
        State(ABANDONED, _("given up")),
    ),
    (
        Transition("foresee", _("Planned"), (), FORESEEN, PROPOSE),
        Transition("land", _("Land agreed"), (FORESEEN,), AGREED_LAND, PROPOSE, needs=(LAND,)),
        Transition("equip", _("Equipped"), (AGREED_LAND,), EQUIPPED, PROPOSE, needs=(RULE,)),
        Transition("produce", _("It produces"), (EQUIPPED,), PRODUCING, PROPOSE, needs=(YIELDS,)),
        Transition("keep", _("Kept up by its people"), (PRODUCING,), MAINTAINED, PROPOSE,
                   needs=(GAVE,)),
        _stop((FORESEEN, AGREED_LAND, EQUIPPED, PRODUCING, MAINTAINED), ABANDONED),
        Transition("reopen", _("Open again"), (ABANDONED,), FORESEEN, DECIDE),
    ),
)  # fmt: skip

PROCESSES = (ORGANISATION, CIRCLE, SAVINGS, GROUND)
PROCESS_OF: dict[str, Process] = {
    Sort.ORGANISATION: ORGANISATION, Sort.COMMITTEE: CIRCLE, Sort.CLUB: CIRCLE,
    Sort.SAVINGS: SAVINGS, Sort.GARDEN: GROUND, Sort.GRANARY: GROUND, Sort.ASSET: GROUND,
}  # fmt: skip
OVER = frozenset({ENDED, DISSOLVED, ABANDONED})
"""States in which a structure is there no longer."""

# What the form of a step asks itself.
ASKED: dict[str, frozenset[str]] = {"declare": frozenset({SAID.code})}


def process_of(structure: Structure) -> Process:
    return PROCESS_OF[structure.sort]


def beginning(process: Process) -> str:
    """The verb with which the way begins."""
    return next(t.verb for t in process.transitions if not t.sources)
