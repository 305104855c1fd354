"""The way of a young person out of care and after: the one table (domain 2.3).

Buttons, API verbs, due list, permission tests and the diagram in the docs come from here.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.leaving.limits import (
    BACK,
    CONTACT_PLAN,
    HAND_OVER,
    REVIEW,
    TRY_AGAIN,
)
from kinkeeper.mission.leaving.reckoning import PROCESS

READ, WRITE = "leaving.read", "leaving.write"
PROPOSE, DECIDE = "leaving.propose", "leaving.decide"
SAVINGS, SETTINGS = "leaving.savings", "leaving.settings"

PREPARING, YOUTH_HOUSE, WITH_HOST = "preparing", "youth_house", "with_host"
SEMI, PLANNED, LEFT = "semi_independent", "leaving_planned", "independent"
AFTERCARE, LOST, RETURNED, CLOSED = "aftercare", "lost_contact", "returned", "closed"

LOOK_AGAIN = _("Look at the independence plan again")
STATES = (
    State(PREPARING, _("preparing"), REVIEW, LOOK_AGAIN, "info"),
    State(YOUTH_HOUSE, _("in a youth house"), REVIEW, LOOK_AGAIN, "good"),
    State(WITH_HOST, _("with a host family"), REVIEW, LOOK_AGAIN, "good"),
    State(SEMI, _("semi-independent"), REVIEW, LOOK_AGAIN, "good"),
    State(PLANNED, _("leaving prepared"), HAND_OVER, _("Hand over and confirm the exit"), "warn"),
    State(LEFT, _("left care"), CONTACT_PLAN, _("Agree how we stay in contact"), "info"),
    State(AFTERCARE, _("in aftercare"), tone="good"),
    State(LOST, _("contact lost"), TRY_AGAIN, _("Try to reach again"), "bad"),
    State(RETURNED, _("came back"), BACK, _("Agree what comes next"), "warn"),
    State(CLOSED, _("file closed")),
)

PLAN = Need("plan_agreed", _("No independence plan is agreed with the young person."))
IDENTITY = Need("identity", _("No identity card is in hand, and none is applied for."))
ACCOUNT = Need("savings_open", _("No savings account is open in the young person’s name."))
ALLOWANCE = Need("allowance", _("No allowance is agreed."))
ACTIVITY = Need("activity", _("Say what the young person learns or works at."))
HEALTH = Need("health", _("No health check is recorded."))
HOUSING = Need("housing", _("Say where the young person will live."))
SUPPORT = Need("support", _("Nobody is named whom the young person can count on."))
FOLLOWER = Need("follower", _("Nobody is named who stays in contact after leaving."))
PAPERS = Need(
    "papers_settled",
    _("Papers are neither handed over nor their absence explained: see the checklist."),
)
HANDED = Need("savings_handed", _("The savings are not handed over to the young person yet."))
CONTACTS = Need("contact_plan", _("Write how the young person wants to be contacted."))
ATTEMPTS = Need(
    "lost", _("Not enough attempts yet, or all on one way: try again, and try another way.")
)
FOUND = Need("found", _("No contact in which the young person was reached is recorded."))
LATELY = Need("lately", _("The young person was not reached in the last six months."))
TALKED = Need("talked", _("Write when the closing was talked about with the young person."))
LONG = Need("lost_long", _("The contact is not lost for long enough yet."))
OUT = Need("out_of_care", _("The placement goes on: end it first."))
DEATH = Need("dead", _("No death is recorded: write it down on the person’s page first."))

# What the form of a step asks itself: no reason to stop anybody before the form.
ASKED: dict[str, frozenset[str]] = {
    verb: frozenset(need.code for need in needs)
    for verb, needs in {
        "move_to_youth_house": (ACTIVITY, HEALTH),
        "live_alone": (ACTIVITY, HEALTH),
        "plan_leaving": (HOUSING, ACTIVITY, SUPPORT, FOLLOWER),
        "accompany": (CONTACTS,),
        "close": (TALKED,),
    }.items()
}

EXITS = (
    ("independent_living", _("lives independently")),
    ("marriage", _("marriage")),
    ("reintegrated_parents", _("back with the parents")),
    ("reintegrated_kin", _("back with kin")),
    ("moved_to_youth_programme", _("another youth programme")),
    ("other", _("other")),
)
BACK_FOR = (
    ("housing_lost", _("lost the place to live")),
    ("no_income", _("has no income")),
    ("illness", _("is ill")),
    ("violence", _("violence or danger")),
    ("child_expected", _("expects a child, or has one")),
    ("studies", _("goes on with studies")),
    ("asked", _("asks to come back")),
    ("other", _("other")),
)
CLOSINGS = (
    ("stable", _("stands on own feet")),
    ("wish", _("the young person’s wish")),
    ("abroad", _("lives abroad")),
    ("other", _("other")),
)

HOMES = (PREPARING, YOUTH_HOUSE, WITH_HOST, SEMI)
IN_CARE = (*HOMES, PLANNED)
AFTER = (LEFT, AFTERCARE, LOST)
OPEN = (*IN_CARE, *AFTER, RETURNED)

TRANSITIONS = (
    Transition("prepare", _("Begin the preparation"), (), PREPARING, PROPOSE),
    Transition(
        "move_to_youth_house", _("Approve the move to a youth house"),
        (PREPARING, WITH_HOST, SEMI, RETURNED), YOUTH_HOUSE, DECIDE,
        needs=(PLAN, ACTIVITY, HEALTH, IDENTITY, ACCOUNT, ALLOWANCE), proposer=PROPOSE,
        propose_label=_("Propose the move to a youth house"),
    ),
    Transition(
        "live_with_host", _("Approve the host family"),
        (PREPARING, YOUTH_HOUSE, SEMI, RETURNED), WITH_HOST, DECIDE,
        needs=(PLAN,), proposer=PROPOSE, propose_label=_("Propose a host family"),
    ),
    Transition(
        "live_alone", _("Approve semi-independence"),
        (PREPARING, YOUTH_HOUSE, WITH_HOST, RETURNED), SEMI, DECIDE,
        needs=(PLAN, ACTIVITY, HEALTH, IDENTITY, ACCOUNT, ALLOWANCE), proposer=PROPOSE,
        propose_label=_("Propose semi-independence"),
    ),
    Transition(
        "plan_leaving", _("Prepare the leaving"), (*HOMES, RETURNED), PLANNED, PROPOSE,
        needs=(PLAN, HOUSING, ACTIVITY, SUPPORT, FOLLOWER),
    ),
    Transition("put_off", _("Put the leaving off"), (PLANNED,), PREPARING, PROPOSE),
    Transition(
        "exit", _("Confirm the exit"), (PLANNED,), LEFT, DECIDE,
        needs=(PAPERS, HANDED, FOLLOWER), proposer=PROPOSE, propose_label=_("Propose the exit"),
        reasons=EXITS,
    ),
    Transition(
        "accompany", _("Begin the aftercare"), (LEFT, RETURNED), AFTERCARE, PROPOSE,
        needs=(FOLLOWER, CONTACTS),
    ),
    Transition("lose", _("Note the contact as lost"), (LEFT, AFTERCARE), LOST, PROPOSE,
               needs=(ATTEMPTS,)),
    Transition("find_again", _("Take up the contact again"), (LOST,), AFTERCARE, PROPOSE,
               needs=(FOUND,)),
    Transition(
        "come_back", _("Approve the coming back"), (*AFTER, CLOSED), RETURNED, DECIDE,
        proposer=PROPOSE, propose_label=_("Propose the coming back"), reasons=BACK_FOR,
    ),
    Transition(
        "close", _("Close the aftercare"), (AFTERCARE,), CLOSED, DECIDE,
        needs=(LATELY, TALKED), proposer=PROPOSE, propose_label=_("Propose to close"),
        reasons=CLOSINGS,
    ),
    Transition(
        "give_up", _("Close without contact"), (LOST,), CLOSED, DECIDE, needs=(LONG,),
        proposer=PROPOSE, propose_label=_("Propose to close without contact"),
    ),
    Transition(
        "stop", _("End: care ended another way"), (*IN_CARE, RETURNED), CLOSED, PROPOSE,
        needs=(OUT,),
    ),
    Transition("note_death", _("End after a death"), OPEN, CLOSED, PROPOSE, needs=(DEATH,)),
)  # fmt: skip

WAY = Process(PROCESS, _("Growing up and leaving care"), STATES, TRANSITIONS)
