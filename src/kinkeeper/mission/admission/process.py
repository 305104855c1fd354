"""The way of an admission: the one table (domain 2.2, gatekeeping).

Buttons, API verbs, due list, permission tests and the diagram in the docs come from here. An
emergency placement needs no proposal: the authority asks in writing, the director takes the child
in, and the committee decides within seven days, with a proposer and a decider as always.
"""

from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.process.table import Need, Process, State, Transition
from kinkeeper.mission.admission.limits import (
    AUTHORISE,
    COMPARE,
    ENQUIRE,
    ENQUIRY,
    FORMAL,
    PLACE,
)
from kinkeeper.mission.admission.rules import PROCESS

PROPOSE, DECIDE = "admission.propose", "admission.decide"

REFERRED, EMERGENCY, ENQUIRED = "referred", "emergency_placement", "enquiry"
NECESSARY, SUITED, AUTHORISED = "necessity_decided", "suitability_decided", "authorised"
PLACED, REFUSED, REDIRECTED = "placed", "refused", "redirected_to_fsp"

STATES = (
    State(REFERRED, _("referral received"), ENQUIRE, _("Begin the enquiry"), "info"),
    State(EMERGENCY, _("emergency placement"), FORMAL, _("Decide on the emergency"), "bad"),
    State(ENQUIRED, _("enquiry"), ENQUIRY, _("Decide whether care is necessary"), "info"),
    State(NECESSARY, _("care is necessary"), COMPARE, _("Decide the form of care"), "info"),
    State(SUITED, _("form of care decided"), AUTHORISE, _("Obtain the authority's document"),
          "info"),
    State(AUTHORISED, _("authorised"), PLACE, _("Place the children"), "good"),
    State(PLACED, _("placed"), tone="good"),
    State(REFUSED, _("refused")),
    State(REDIRECTED, _("redirected to family strengthening")),
)  # fmt: skip

AUTHORITY = Need("authority", _("No authority is named: only an authority refers a child."))
CHILDREN = Need("children", _("No child is named."))
URGENT = Need("urgent_request", _("The written request of the authority is missing."))
VISIT = Need(
    "family_visit",
    _("The family was not visited, and it is not written why nobody could go."),
)
PARENTS = Need("parents_known", _("What is known of the mother and of the father is not written."))
KIN = Need("kin_explored", _("It is not written which kin were asked and what they say."))
HEALTH = Need("health_seen", _("The health of a child was not looked at."))
VOICE = Need("child_heard", _("A child was not heard yet, in the form it can."))
GROUNDS = Need("grounds", _("No ground is ticked."))
NOT_POVERTY = Need(
    "not_only_poverty",
    _("Poverty alone is never a ground to take a child out of its family: redirect the family "
      "to family strengthening."),
)  # fmt: skip
SIBLINGS = Need(
    "siblings",
    _("A brother or sister is not named: name all of them, or write in the enquiry who is not "
      "concerned and why."),
)  # fmt: skip
OPTIONS = Need(
    "options_compared",
    _("The options are not compared: each needs a sentence, and one outside the family is the "
      "best."),
)  # fmt: skip
COMMITTEE = Need("committee", _("Who sat on the admission committee is not written."))
SUPPORT = Need("support_planned", _("Write which support the family gets."))
ALTERNATIVE = Need("alternative", _("Write what is offered instead."))
OUT = Need(
    "not_in_care",
    _("A child is in care by the emergency placement: end it on the child's page first."),
)
DOCUMENT = Need("document", _("The authority's document is not recorded."))
VALID = Need("document_valid", _("The authority's document has expired: record the new one."))
YOUNG = Need(
    "young_exception",
    _("A child is under three: the exception on the child's page is not approved nationally."),
)
WHERE = Need("home", _("Choose where the children will live."))

# What the form of a step asks itself: no reason to stop anybody before the form.
ASKED: dict[str, frozenset[str]] = {
    verb: frozenset(need.code for need in needs)
    for verb, needs in {
        "refer": (AUTHORITY, CHILDREN),
        "place_urgently": (URGENT, WHERE),
        "find_necessary": (COMMITTEE,),
        "redirect": (COMMITTEE, SUPPORT),
        "choose_care": (COMMITTEE,),
        "refuse": (COMMITTEE, ALTERNATIVE),
        "authorise": (DOCUMENT,),
        "renew_document": (DOCUMENT,),
        "place": (WHERE,),
    }.items()
}
# Asked of whoever decides, not of whoever proposes.
AT_DECISION = frozenset({COMMITTEE.code})

DANGERS = (
    ("violence", _("violence or abuse")),
    ("nobody", _("nobody is there for the child")),
    ("found", _("found alone")),
    ("conflict", _("conflict or displacement")),
    ("other", _("other danger")),
)
REFUSALS = (
    ("not_necessary", _("care outside the family is not necessary")),
    ("poverty_only", _("poverty alone: the family needs support")),
    ("other_care", _("another form of care was found")),
    ("no_room", _("no room")),
    ("age", _("outside the ages of the village")),
    ("no_authority", _("the authority does not decide it")),
    ("withdrawn", _("the authority withdraws the referral")),
    ("error", _("registered in error")),
)
AGAIN = (
    ("new_facts", _("new facts")),
    ("authority", _("the authority asks again")),
    ("support_failed", _("the support was not enough")),
    ("error", _("closed in error")),
)

OPEN = (REFERRED, EMERGENCY, ENQUIRED, NECESSARY, SUITED, AUTHORISED)
CLOSED = (REFUSED, REDIRECTED)
DECISIONS = frozenset({"find_necessary", "redirect", "choose_care", "refuse"})

TRANSITIONS = (
    Transition("refer", _("Register the referral"), (), REFERRED, PROPOSE,
               needs=(AUTHORITY, CHILDREN)),
    Transition(
        "place_urgently", _("Place in an emergency"), (REFERRED,), EMERGENCY, DECIDE,
        needs=(URGENT, YOUNG, WHERE), reasons=DANGERS,
    ),
    Transition("enquire", _("Begin the enquiry"), (REFERRED, EMERGENCY), ENQUIRED, PROPOSE,
               needs=(CHILDREN,)),
    Transition(
        "find_necessary", _("Decide that care is necessary"), (ENQUIRED,), NECESSARY, DECIDE,
        needs=(VISIT, PARENTS, KIN, HEALTH, VOICE, GROUNDS, NOT_POVERTY, SIBLINGS, COMMITTEE),
        proposer=PROPOSE, propose_label=_("Propose that care is necessary"),
    ),
    Transition(
        "choose_care", _("Decide the form of care"), (NECESSARY,), SUITED, DECIDE,
        needs=(OPTIONS, VOICE, COMMITTEE), proposer=PROPOSE,
        propose_label=_("Propose the form of care"),
    ),
    Transition("authorise", _("Record the authority's document"), (SUITED,), AUTHORISED, PROPOSE,
               needs=(DOCUMENT,)),
    Transition("place", _("Place the children"), (AUTHORISED,), PLACED, DECIDE,
               needs=(VALID, YOUNG, WHERE)),
    Transition("renew_document", _("Record a new document"), (AUTHORISED,), AUTHORISED, PROPOSE,
               needs=(DOCUMENT,)),
    Transition(
        "redirect", _("Redirect to family strengthening"), (ENQUIRED, NECESSARY), REDIRECTED,
        DECIDE, needs=(VISIT, OUT, SUPPORT, COMMITTEE), proposer=PROPOSE,
        propose_label=_("Propose family strengthening instead"),
    ),
    Transition(
        "refuse", _("Refuse"), OPEN, REFUSED, DECIDE, needs=(OUT, ALTERNATIVE, COMMITTEE),
        proposer=PROPOSE, propose_label=_("Propose a refusal"), reasons=REFUSALS,
    ),
    Transition("reopen", _("Open again"), CLOSED, ENQUIRED, DECIDE, reasons=AGAIN),
)  # fmt: skip

ADMISSION = Process(PROCESS, _("Admission to care"), STATES, TRANSITIONS)
