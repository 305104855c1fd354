"""Words of the phones' page: what a state means, what lies on a phone and what it sent."""

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
    "community.structure": _("groups and organisations"),
    "community.cycle": _("savings cycles"),
    "community.gathering": _("sessions of groups"),
    "instruments.questionnaire": _("questionnaires to ask"),
    "instruments.version": _("versions of questionnaires"),
}
"""What travels, by the word of the ledger."""

VERBS: dict[str, Word] = {
    "people.family": _("a new family"),
    "people.member": _("a new member of a family"),
    "people.family.correct": _("a correction of a family"),
    "people.person.correct": _("a correction of a person"),
    "people.picture": _("a photo"),
    "people.consent": _("a consent"),
    "casework.visit": _("a visit"),
    "casework.service": _("a service given"),
    "casework.service.done": _("a planned service given"),
    "casework.commitment.done": _("a promise kept"),
    "casework.goal": _("a goal reached"),
    "strengthening.attendance": _("who came to a session"),
    "strengthening.loss": _("a loss of parental care"),
    "health.measure": _("a measurement"),
    "health.vaccinate": _("vaccinations"),
    "education.call": _("the call of a class"),
    "emergency.count": _("a name of a head-count"),
    "emergency.add": _("a name added to a head-count"),
    "community.gathering": _("a session of a group"),
    "community.meeting": _("a meeting of a savings group"),
    "instruments.answer": _("the answers of a questionnaire"),
    "protection.box": _("a sealed report"),
}
"""What a phone sends, by the code of its verb."""
