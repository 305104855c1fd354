"""Words of the phones' page: what a state means, and what lies on a phone."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Word = str | Promise

STATES: dict[str, tuple[Word, str]] = {
    "new": (_("waits for its first contact"), "info"),
    "here": (_("in use"), "good"),
    "late": (_("not seen for more than a week"), "warn"),
    "retired": (_("retired, not yet erased"), "warn"),
    "lost": (_("lost, not yet erased"), "bad"),
    "erased": (_("erased"), "neutral"),
}
"""State -> words and the tone of its chip."""

KINDS: dict[str, Word] = {
    "places.place": _("places"),
    "people.family": _("families"),
    "people.person": _("people"),
    "people.membership": _("who belongs to which family"),
    "casework.assessment": _("assessments"),
    "casework.plan": _("plans"),
    "casework.goal": _("goals"),
    "casework.commitment": _("commitments"),
    "casework.service": _("services"),
    "casework.visit": _("visits"),
    "health.measurement": _("measurements"),
    "education.facility": _("schools"),
    "education.class": _("classes"),
    "education.enrolment": _("pupils"),
    "education.call": _("class calls"),
    "emergency.checkpoint": _("checkpoints"),
    "emergency.line": _("names of an evacuation"),
    "emergency.check_in": _("head-counts"),
    "strengthening.session": _("sessions"),
    "strengthening.attendance": _("invitations"),
    "strengthening.enrolment": _("enrolments"),
}
