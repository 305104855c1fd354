"""The way of an evacuation: the one table (domain 2.4).

Buttons, API verbs, due list, permission tests and the diagram in the docs come from here. Who
proposes an evacuation or a return does not decide it; nobody is returned while safety is in doubt.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.emergency import limits
from kinkeeper.mission.emergency.rules import PROCESS

PROPOSE, LEAD, ORDER = "emergency.propose", "emergency.lead", "emergency.order"

ALERT, PENDING, ORDERED, FROZEN = "alert", "decision_pending", "ordered", "manifest_frozen"
DEPARTED, ARRIVED, SETTLED = "departed", "arrived", "settled"
ASSESSED, RETURN_ORDERED, RETURN_FROZEN = "return_assessed", "return_ordered", "return_frozen"
RETURNING, RETURNED, PERMANENT, CANCELLED = "returning", "returned", "became_permanent", "cancelled"

STATES = (
    State(ALERT, _("alert"), limits.DECIDE, _("Compare the options, ask for a decision"), "warn"),
    State(PENDING, _("waits for the decision"), limits.DECIDE, _("Decide: leave or stay"), "warn"),
    State(ORDERED, _("evacuation ordered"), limits.ORDERED, _("Write and freeze the list"), "bad"),
    State(FROZEN, _("list frozen"), limits.BOARD, _("Count at the departure"), "bad"),
    State(DEPARTED, _("on the way"), limits.WAY, _("Count everybody on arrival"), "bad"),
    State(ARRIVED, _("arrived"), limits.SETTLE, _("Find beds and school"), "info"),
    State(SETTLED, _("away from home"), tone="info"),
    State(ASSESSED, _("return assessed"), tone="info"),
    State(RETURN_ORDERED, _("return ordered"), limits.RETURN, _("Write the list of the return"),
          "info"),
    State(RETURN_FROZEN, _("list of the return frozen"), limits.RETURN, _("Count at the departure"),
          "info"),
    State(RETURNING, _("on the way home"), limits.WAY, _("Count everybody on arrival"), "info"),
    State(RETURNED, _("returned"), tone="good"),
    State(PERMANENT, _("became permanent")),
    State(CANCELLED, _("cancelled")),
)  # fmt: skip

THREAT = Need("threat", _("Write what threatens, and who says so."))
OPTIONS = Need("options", _("Write which options were compared: staying, part of the people, all."))
HOST = Need("host", _("No host village is named."))
CAPACITY = Need(
    "capacity", _("Beds, mothers and school places of the host villages are not noted.")
)
TRANSPORT = Need("transport", _("Write which vehicles and which money there are."))
AUTHORITY = Need("authority", _("The authority is not informed."))
LISTED = Need("listed", _("Nobody is on the list."))
ALL_LISTED = Need("all_listed", _("A child who sleeps in the village is not on the list."))
CONVOYS = Need("convoys", _("Somebody who leaves has no place in a convoy."))
SEATS = Need("seats", _("A convoy has more people than seats."))
TOGETHER = Need("together", _("A household is torn apart without a reason."))
REASONS = Need("reasons", _("It is not written why somebody stays."))
INFORMED = Need("informed", _("Guardians and families of origin are not informed."))
COUNTED_OUT = Need("departure_counted", _("The count at the departure does not come out: see who."))
COUNTED_IN = Need("arrival_counted", _("The count on arrival does not come out: see who."))
BEDS = Need("beds", _("A child who arrived has no bed."))
SCHOOL = Need("school", _("A child of school age has no school, and no reason is written."))
HEALTH = Need("health", _("A child who arrived has had no health check."))
CHECKED = Need("return_assessment", _("Security and the site are not assessed."))
SAFE = Need("safe", _("Safety at home is in doubt: nobody returns."))
OPINIONS = Need("opinions", _("A child was not asked what it thinks of going home."))

ASKED: dict[str, frozenset[str]] = {
    "alert": frozenset({"threat"}),
    "submit": frozenset({"options"}),
    "order": frozenset({"transport", "authority"}),
    "freeze": frozenset({"informed"}),
}
"""What the form of a step asks itself: no reason to stop anybody before the form."""

DOUBTS = (
    ("unsafe", _("safety is in doubt")),
    ("site", _("the site is not ready")),
    ("children", _("the children do not wish it")),
    ("other", _("other")),
)
ENDS = (
    ("danger_past", _("the danger is past")),
    ("stay", _("staying is safer")),
    ("no_way", _("the road is not safe")),
    ("error", _("alert given in error")),
)
FOR_GOOD = (
    ("site_lost", _("the village cannot be lived in again")),
    ("children", _("the children wish it")),
    ("authority", _("decision of the authority")),
    ("other", _("other")),
)
BEFORE = (ALERT, PENDING, ORDERED, FROZEN)
AWAY = (ARRIVED, SETTLED, ASSESSED, RETURN_ORDERED, RETURN_FROZEN)
ENDED = (RETURNED, PERMANENT, CANCELLED)

TRANSITIONS = (
    Transition("alert", _("Give the alert"), (), ALERT, PROPOSE, needs=(THREAT,)),
    Transition("submit", _("Ask for a decision"), (ALERT,), PENDING, PROPOSE, needs=(OPTIONS,)),
    Transition(
        "order", _("Order the evacuation"), (PENDING,), ORDERED, ORDER,
        needs=(HOST, CAPACITY, TRANSPORT, AUTHORITY), proposer=PROPOSE,
        propose_label=_("Propose the evacuation"),
    ),
    Transition(
        "freeze", _("Freeze the list"), (ORDERED,), FROZEN, LEAD,
        needs=(LISTED, ALL_LISTED, REASONS, CONVOYS, SEATS, TOGETHER, INFORMED),
    ),
    Transition("depart", _("Confirm the departure"), (FROZEN,), DEPARTED, LEAD,
               needs=(COUNTED_OUT,)),
    Transition("arrive", _("Confirm the arrival"), (DEPARTED,), ARRIVED, LEAD,
               needs=(COUNTED_IN,)),
    Transition("settle", _("Confirm that everybody is settled"), (ARRIVED,), SETTLED, LEAD,
               needs=(BEDS, SCHOOL, HEALTH)),
    Transition("assess_return", _("Conclude that the return is safe"), (SETTLED,), ASSESSED, LEAD,
               needs=(CHECKED, SAFE, OPINIONS)),
    Transition("stay_away", _("Stay away for now"), (ASSESSED, RETURN_ORDERED), SETTLED, LEAD,
               reasons=DOUBTS),
    Transition(
        "order_return", _("Order the return"), (ASSESSED,), RETURN_ORDERED, ORDER,
        needs=(SAFE, OPINIONS), proposer=PROPOSE, propose_label=_("Propose the return"),
    ),
    Transition("freeze_return", _("Freeze the list of the return"), (RETURN_ORDERED,),
               RETURN_FROZEN, LEAD, needs=(LISTED, REASONS, CONVOYS, SEATS, TOGETHER)),
    Transition("depart_home", _("Confirm the departure for home"), (RETURN_FROZEN,), RETURNING,
               LEAD, needs=(COUNTED_OUT,)),
    Transition("return", _("Confirm the arrival at home"), (RETURNING,), RETURNED, LEAD,
               needs=(COUNTED_IN,)),
    Transition(
        "make_permanent", _("Decide that they stay"), (SETTLED, ASSESSED), PERMANENT, ORDER,
        needs=(OPINIONS,), proposer=PROPOSE, propose_label=_("Propose that they stay"),
        reasons=FOR_GOOD,
    ),
    Transition("cancel", _("Call it off"), BEFORE, CANCELLED, ORDER, reasons=ENDS),
)  # fmt: skip

MOVEMENT = Process(PROCESS, _("Evacuation and return"), STATES, TRANSITIONS)
