"""A child at school, from asking for a place to the end of the year: the one table (domain 2.13).

Enrolling, excluding and taking back after an exclusion need two persons. A child who fled comes to
school the same day on declaration; its papers follow. Buttons, API verbs, due lines, permission
tests and the diagram in the docs come from here.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.education.limits import ANSWER, COME_BACK, OTHER_WAY
from kinkeeper.mission.education.rules import PROCESS

ENROL, DECIDE, CALL = "education.enrol", "education.decide", "education.call"

APPLIED, ATTENDING, REFUSED = "applied", "attending", "refused"
DROPPED, EXCLUDED, MOVED = "dropped_out", "excluded", "transferred"
FINISHED, RETURNED = "finished", "came_back"

STATES = (
    State(APPLIED, _("place asked for"), ANSWER, _("Decide on the place at school"), "warn"),
    State(ATTENDING, _("enrolled"), tone="good"),
    State(REFUSED, _("not admitted")),
    State(DROPPED, _("dropped out"), COME_BACK, _("Talk about coming back to school"), "bad"),
    State(EXCLUDED, _("excluded"), OTHER_WAY, _("Find another way to learn"), "bad"),
    State(MOVED, _("went to another class or school")),
    State(FINISHED, _("year finished")),
    State(RETURNED, _("came back")),
)

CLASS = Need("class", _("Choose the class."))
HEARD = Need("heard", _("The child and its family have not been heard."))

# What the form of a step asks itself.
ASKED: dict[str, frozenset[str]] = {
    "exclude": frozenset({HEARD.code}),
    "come_back": frozenset({CLASS.code}),
    "readmit": frozenset({CLASS.code}),
}

NOT_ADMITTED = (
    ("no_place", _("no place is free")),
    ("age", _("too young or too old for this class")),
    ("level", _("another class fits better")),
    ("withdrawn", _("the family withdrew")),
    ("error", _("recorded in error")),
)
WHY_DROPPED = (
    ("work", _("works or herds animals")),
    ("fees", _("school costs")),
    ("household", _("helps at home")),
    ("marriage", _("marriage")),
    ("pregnancy", _("pregnancy")),
    ("illness", _("illness or disability")),
    ("far", _("too far, or the way is unsafe")),
    ("conflict", _("the school closed, or insecurity")),
    ("displaced", _("the family fled")),
    ("treatment", _("badly treated at school")),
    ("failing", _("failed too often")),
    ("unwilling", _("does not want to go on")),
    ("other", _("other")),
    ("unknown", _("not known")),
)
WHY_EXCLUDED = (
    ("violence", _("violence")),
    ("absences", _("repeated absences")),
    ("results", _("results")),
    ("age_limit", _("over the age limit")),
    ("other", _("other")),
)
WHY_MOVED = (
    ("other_class", _("another class of the same school")),
    ("other_school", _("another school")),
    ("moved_away", _("moved away")),
)
YEAR_ENDS = (
    ("promoted", _("goes up a class")),
    ("repeats", _("repeats the class")),
    ("graduated", _("finished this school")),
)

TRANSITIONS = (
    Transition("apply", _("Ask for a place at school"), (), APPLIED, ENROL),
    Transition(
        "enter_displaced", _("Enrol at once, papers to follow"), (), ATTENDING, ENROL,
    ),
    Transition("carry_on", _("Go on in another class"), (), ATTENDING, ENROL),
    Transition(
        "accept", _("Agree to the enrolment"), (APPLIED,), ATTENDING, DECIDE, proposer=ENROL,
        propose_label=_("Propose the enrolment"),
    ),
    Transition(
        "refuse", _("Do not admit"), (APPLIED,), REFUSED, DECIDE, reasons=NOT_ADMITTED,
    ),
    Transition("transfer", _("Transfer"), (ATTENDING,), MOVED, ENROL, reasons=WHY_MOVED),
    Transition("finish", _("End the year"), (ATTENDING,), FINISHED, ENROL, reasons=YEAR_ENDS),
    Transition(
        "drop_out", _("Record the drop-out"), (ATTENDING,), DROPPED, ENROL, reasons=WHY_DROPPED,
    ),
    Transition(
        "exclude", _("Confirm the exclusion"), (ATTENDING,), EXCLUDED, DECIDE, needs=(HEARD,),
        proposer=ENROL, propose_label=_("Propose the exclusion"), reasons=WHY_EXCLUDED,
    ),
    Transition(
        "come_back", _("Take back to school"), (DROPPED,), RETURNED, ENROL, needs=(CLASS,),
    ),
    Transition(
        "readmit", _("Agree to take back"), (EXCLUDED,), RETURNED, DECIDE, needs=(CLASS,),
        proposer=ENROL, propose_label=_("Propose to take back"),
    ),
)  # fmt: skip

SCHOOL = Process(PROCESS, _("School and daycare"), STATES, TRANSITIONS)
REASONS = {t.verb: dict(t.reasons) for t in TRANSITIONS}
