"""Time limits of protection: defaults in days with their source. Loaded as configuration."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

from kinkeeper.ground.process.table import Limit

TRIAGE = {
    "high": "protection.triage_high",
    "medium": "protection.triage_medium",
    "low": "protection.triage_low",
}
ASSESS = {
    "high": "protection.assess_high",
    "medium": "protection.assess",
    "low": "protection.assess",
}
FOLLOW = {
    "high": "protection.follow_high",
    "medium": "protection.follow_medium",
    "low": "protection.follow_low",
}
PLAN = "protection.plan"
START = "protection.start"
ANSWER = "protection.answer"
CHASE = "protection.referral_chase"
AFTER = "protection.after_closure"
VERIFY = "protection.directory_verify"
WARN = "protection.directory_warn"
RECEIPT = "protection.receipt"
CASELOAD = "protection.caseload"
SECURE = "safeguarding.secure"
WEIGH = "safeguarding.triage"
ENQUIRE = "safeguarding.investigation"
DECIDE = "safeguarding.decision"
LEARN = "safeguarding.learning"

SOP = gettext_noop("usual in inter-agency procedures, to be checked with the authority")
DOSSIER = gettext_noop("usual in the sector, to be set with the programme")
PRIMERO = gettext_noop("practice of a peer (Primero)")
LEAKS = gettext_noop("practice of a peer (GlobaLeaks)")
CPMS = gettext_noop("minimum standards for child protection, standard 18, to be checked")
OURS = gettext_noop("our own proposal, no rule known")

LIMITS = (
    Limit(TRIAGE["high"], 1, _("report: until triage and outcome, high risk"), SOP),
    Limit(TRIAGE["medium"], 3, _("report: until triage and outcome, medium risk"), SOP),
    Limit(TRIAGE["low"], 7, _("report: until triage and outcome, low risk"), SOP),
    Limit(ANSWER, 7, _("outcome: until the reporter is answered"), OURS),
    Limit(ASSESS["high"], 7, _("case: until the assessment, high risk"), DOSSIER),
    Limit(ASSESS["medium"], 14, _("case: until the assessment, other risks"), DOSSIER),
    Limit(PLAN, 14, _("case: from the assessment to the plan"), DOSSIER),
    Limit(START, 7, _("case: from the plan to the first help"), OURS),
    Limit(FOLLOW["high"], 7, _("case: between two follow-ups, high risk"), OURS),
    Limit(FOLLOW["medium"], 14, _("case: between two follow-ups, medium risk"), OURS),
    Limit(FOLLOW["low"], 30, _("case: between two follow-ups, low risk"), OURS),
    Limit(CHASE, 14, _("referral: until it is asked about again"), PRIMERO),
    Limit(AFTER, 90, _("case: check contact after the closing"), DOSSIER),
    Limit(VERIFY, 180, _("referral directory: an entry expires"), OURS),
    Limit(WARN, 30, _("referral directory: asked to verify this many days before"), OURS),
    Limit(RECEIPT, 90, _("receipt of a reporter: can be used"), LEAKS),
    Limit(CASELOAD, 25, _("open cases of one worker, at most (a number, not days)"), CPMS),
    Limit(SECURE, 1, _("safeguarding: until the child is safe"), OURS),
    Limit(WEIGH, 3, _("safeguarding: until the threshold is judged"), OURS),
    Limit(ENQUIRE, 30, _("safeguarding: until the enquiry is over"), OURS),
    Limit(DECIDE, 14, _("safeguarding: until the measures are taken"), OURS),
    Limit(LEARN, 90, _("safeguarding: until the lesson is drawn"), OURS),
)
