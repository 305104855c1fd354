"""The way of a malnourished child from the finding to its recovery: the one table (domain 2.15).

We screen, refer and follow; treatment is the health centre's. Buttons, API verbs, due list,
permission tests and the diagram in the docs come from here.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.health.limits import AFTER, ARRIVE, REFER, VISIT
from kinkeeper.mission.health.models import Unit
from kinkeeper.mission.health.rules import PROCESS

SCREEN, DECIDE = "health.screen", "health.decide"

FOUND, REFERRED, ADMITTED = "classified", "referred", "admitted"
DISCHARGED, FOLLOWED, CLOSED = "discharged", "followed", "closed"

STATES = (
    State(FOUND, _("found malnourished"), REFER, _("Refer the child"), "bad"),
    State(
        REFERRED,
        _("sent to the health centre"),
        ARRIVE,
        _("Ask whether the health centre saw it"),
        "warn",
    ),
    State(ADMITTED, _("in treatment"), VISIT, _("Visit the child and measure it"), "info"),
    State(DISCHARGED, _("treatment over"), AFTER, _("Measure the child again"), "info"),
    State(FOLLOWED, _("recovered"), tone="good"),
    State(CLOSED, _("no longer followed")),
)

CENTRE = Need("centre", _("Write which health centre the child is sent to."))
AGREED = Need("agreed", _("Write which caregiver agreed to the referral."))
MEASURED = Need("measured", _("The child was not measured since the last step."))
RECOVERED = Need("recovered", _("No measurement after the treatment shows a child that is well."))
THIN_AGAIN = Need("thin_again", _("No measurement after the treatment shows malnutrition again."))

# What the form of a step asks itself.
ASKED: dict[str, frozenset[str]] = {
    "refer": frozenset({CENTRE.code, AGREED.code}),
    "refer_again": frozenset({CENTRE.code, AGREED.code}),
}

UNITS = tuple((unit.value, unit.label) for unit in Unit)
NOT_TAKEN = (
    ("not_confirmed", _("not malnourished in the eyes of the health centre")),
    ("no_supplies", _("no supplies or no place")),
    ("other", _("other")),
)
OUTCOMES = (
    ("cured", _("cured")),
    ("defaulted", _("gave up the treatment")),
    ("non_response", _("did not respond to the treatment")),
    ("transferred", _("transferred to another centre")),
    ("died", _("died")),
)
ENDINGS = (
    ("refused", _("the family refuses")),
    ("moved", _("moved away")),
    ("lost", _("cannot be found")),
    ("died", _("died")),
    ("too_old", _("no longer a child")),
    ("error", _("measured or recorded in error")),
)
OPEN = (FOUND, REFERRED, ADMITTED, DISCHARGED)

TRANSITIONS = (
    Transition("find", _("Found malnourished"), (), FOUND, SCREEN),
    Transition(
        "refer", _("Refer to a health centre"), (FOUND,), REFERRED, SCREEN,
        needs=(CENTRE, AGREED), reasons=UNITS,
    ),
    Transition(
        "refer_again", _("Refer again"), (REFERRED,), REFERRED, SCREEN,
        needs=(CENTRE, AGREED), reasons=UNITS,
    ),
    Transition("admit", _("The health centre took it in"), (REFERRED,), ADMITTED, SCREEN),
    Transition(
        "send_home", _("The health centre did not take it in"), (REFERRED,), DISCHARGED, SCREEN,
        reasons=NOT_TAKEN,
    ),
    Transition(
        "visit", _("Seen again during treatment"), (ADMITTED,), ADMITTED, SCREEN,
        needs=(MEASURED,),
    ),
    Transition(
        "discharge", _("The treatment is over"), (ADMITTED,), DISCHARGED, SCREEN,
        reasons=OUTCOMES,
    ),
    Transition(
        "recover", _("Close as recovered"), (DISCHARGED,), FOLLOWED, SCREEN, needs=(RECOVERED,),
    ),
    Transition(
        "find_again", _("Malnourished again"), (DISCHARGED,), FOUND, SCREEN, needs=(THIN_AGAIN,),
    ),
    Transition(
        "stop", _("Confirm the end of the follow-up"), OPEN, CLOSED, DECIDE, proposer=SCREEN,
        propose_label=_("Propose to end the follow-up"), reasons=ENDINGS,
    ),
)  # fmt: skip

MALNUTRITION = Process(PROCESS, _("Malnutrition"), STATES, TRANSITIONS)
