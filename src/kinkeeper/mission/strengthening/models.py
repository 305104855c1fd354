"""Families at risk in the family strengthening programme, from first visit to self-reliance."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record


class Branch(models.TextChoices):
    """Why care is at risk (domain 2.1, source S2)."""

    CAPACITY = "capacity", _("capacity to care")
    COMMITMENT = "commitment", _("commitment to care")
    LOST = "lost_care", _("care already lost")
    UNKNOWN = "", _("not decided")


class Criterion(models.TextChoices):
    ORPHAN_DOUBLE = "orphan_double", _("both parents dead")
    ORPHAN_SINGLE = "orphan_single_poor", _("one parent dead, destitute")
    CHILD_HEADED = "child_headed", _("headed by a child")
    ILLNESS = "caregiver_chronic_illness", _("caregiver chronically ill")
    DISABILITY = "caregiver_disability", _("caregiver with a disability")
    MIGRATION = "caregiver_absent_migration", _("caregiver away")
    NEGLECT = "abuse_neglect", _("abuse or neglect")
    ABANDONMENT = "abandonment_risk", _("risk of abandonment")
    TEENAGE_MOTHER = "teenage_mother", _("teenage mother")
    DISPLACED = "displaced", _("displaced")
    NO_BIRTH_ACT = "no_birth_act", _("no birth act")
    OUT_OF_SCHOOL = "out_of_school", _("out of school")
    LABOUR = "child_labour", _("child labour")
    MALNUTRITION = "malnutrition", _("malnutrition")
    POVERTY = "extreme_poverty", _("extreme poverty")
    HOUSING = "inadequate_housing", _("inadequate housing")
    GRANDPARENT = "grandparent_alone", _("grandparent alone")
    ENTRUSTED = "entrusted_children", _("entrusted children")
    OTHER = "other", _("other")


class ExitReason(models.TextChoices):
    """Only `self_reliant` counts as self-reliance; the two register errors count nowhere."""

    SELF_RELIANT = "self_reliant", _("self-reliant")
    MOVED = "moved_away", _("moved away")
    WITHDREW = "family_withdrew", _("the family withdrew")
    NO_CONTACT = "no_contact", _("no contact")
    AGED_OUT = "aged_out_all_children", _("all children grown up")
    IN_CARE = "children_placed_in_care", _("children placed in care")
    REFERRED = "referred_to_other_programme", _("referred to another programme")
    NON_COMPLIANCE = "non_compliance", _("commitments not kept")
    DISSOLVED = "death_of_caregiver_family_dissolved", _("caregiver died, family dissolved")
    CLOSED = "programme_closed", _("programme closed")
    DUPLICATE = "duplicate_registration", _("registered twice")
    ERROR = "registered_in_error", _("registered in error")
    INSECURITY = "insecurity", _("insecurity")
    OTHER = "other", _("other")


class Enrolment(Record):
    """A family's time in the programme. `since` is the admission, `until` the exit."""

    about = About(
        kind="strengthening.enrolment", place="family__place", project="project",
        read="strengthening.read", write="strengthening.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    project = L1(models.UUIDField(_("project"), null=True, blank=True, db_index=True))
    identified_on = L1(models.DateField(_("identified on")))
    identified_by = L2(models.CharField(_("identified by"), max_length=120, blank=True))
    since = L1(models.DateField(null=True, blank=True))
    until = L1(models.DateField(null=True, blank=True))
    exit_reason = L1(models.CharField(max_length=40, choices=ExitReason, blank=True))
    branch = L3(models.CharField(_("risk"), max_length=10, choices=Branch, blank=True))
    criteria = L3(models.JSONField(_("criteria"), default=list, blank=True))
    not_only_poverty = L3(models.BooleanField(_("more than poverty alone"), default=False))
    contact_consent_on = L2(models.DateField(_("agreed to be contacted on"), null=True, blank=True))
    agreement_on = L2(
        models.DateField(_("agreement signed or thumb-printed on"), null=True, blank=True)
    )
    assent_on = L2(
        models.DateField(_("caregivers' consent and children's assent on"), null=True, blank=True)
    )
    follower = L2(
        models.CharField(_("community organisation that follows up"), max_length=120, blank=True)
    )
    exit_interview_on = L1(models.DateField(_("exit interview on"), null=True, blank=True))
    reopens = L1(models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+"))
    worker = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(until__isnull=True), name="one_open_enrolment"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="enrolment_ends_after_start",
            ),
        ]
        indexes = [
            # Counting on a day goes from the families of a scope; an index of days alone would
            # lead SQLite through the enrolments of the whole country.
            models.Index(fields=["family", "since", "until", "id"], name="enrolment_in_order"),
        ]


class TargetPerson(Record):
    """A child, or a caregiver, whom the programme accompanies within an enrolment.

    Named before the admission: `since` is empty until then. `place` is the family's, so that
    counting the children of a part of the country reads one index.
    """

    about = About(
        kind="strengthening.target", place="place",
        project="enrolment__project", read="strengthening.read", write="strengthening.write",
        sync="field",
    )  # fmt: skip

    class Part(models.TextChoices):
        CHILD = "child", _("child")
        CAREGIVER = "caregiver", _("caregiver")

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="targets"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    part = L1(models.CharField(max_length=10, choices=Part))
    since = L1(models.DateField(null=True, blank=True))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "person", "part"], condition=Q(until__isnull=True),
                name="one_open_target",
            )
        ]  # fmt: skip
        indexes = [
            # All that counting each child once on a day reads, in the order of counting: who is
            # counted in a part of the country is met in the same walk along it.
            models.Index(fields=["part", "person", "place", "since", "until"], name="target_on")
        ]


class SeparationCause(models.TextChoices):
    """Sector list (domain 2.6)."""

    CONFLICT = "conflict", _("conflict")
    DEATH = "death", _("death of the caregiver")
    ABUSE = "family_abuse_violence_exploitation", _("violence or exploitation in the family")
    SERVICES = "lack_of_access_to_services_support", _("no access to services")
    SICKNESS = "sickness_of_family_member", _("illness in the family")
    ENTRUSTED = "entrusted_into_the_care_of_an_individual", _("entrusted to somebody")
    ARREST = "arrest_and_detention", _("arrest")
    ABANDONMENT = "abandonment", _("abandonment")
    MOVEMENT = "population_movement", _("displacement")
    MIGRATION = "migration", _("migration")
    POVERTY = "poverty", _("poverty")
    DIVORCE = "divorce_remarriage", _("divorce or remarriage")
    OTHER = "other", _("other")


class LossOfCare(Record):
    """A child lost parental care: an event on the child, not on the family."""

    about = About(
        kind="strengthening.loss_of_care", place="person__place",
        project="enrolment__project", read="strengthening.read", write="strengthening.write",
        sync="field",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="+"))
    happened_on = L1(models.DateField(_("happened on")))
    cause = L3(models.CharField(_("cause"), max_length=44, choices=SeparationCause))
    now_with = L3(models.CharField(_("where the child is now"), max_length=200, blank=True))
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))
    reported_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    taken_up_on = L1(models.DateField(null=True, blank=True))
    taken_up_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )


class ExitContact(Record):
    """The family was seen again after its exit (asked for at 6 and 12 months)."""

    about = About(
        kind="strengthening.exit_contact", place="enrolment__family__place",
        project="enrolment__project", read="strengthening.read", write="strengthening.write",
        sync="field",
    )  # fmt: skip

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="contacts"))
    months = L1(models.PositiveSmallIntegerField(_("months after exit")))
    held_on = L1(models.DateField(_("date")))
    by_whom = L2(models.CharField(_("by whom"), max_length=120, blank=True))
    children_with_family = L3(models.BooleanField(_("the children are with their family")))
    self_reliant = L3(models.BooleanField(_("still self-reliant")))


class ParentingSession(Record):
    """A parenting session offered in a place."""

    about = About(
        kind="strengthening.session", place="place", project="project",
        read="strengthening.read", write="strengthening.write", sync="field",
    )  # fmt: skip

    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    project = L1(models.UUIDField(null=True, blank=True, db_index=True))
    held_on = L1(models.DateField(_("date")))
    topic = L1(models.CharField(_("topic"), max_length=120))


class SessionInvitation(Record):
    """A caregiver was offered the session; `attended` says whether she came."""

    about = About(
        kind="strengthening.attendance", place="session__place", project="session__project",
        read="strengthening.read", write="strengthening.write", sync="field",
    )  # fmt: skip

    session = L1(models.ForeignKey(ParentingSession, models.PROTECT, related_name="invitations"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    attended = L1(models.BooleanField(default=False))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["session", "person"], name="invited_once")]


class KnowledgeCheck(Record):
    """Knowledge and practice of a caregiver, in percent of the tool's points."""

    about = About(
        kind="strengthening.knowledge", place="person__place", project="project",
        read="strengthening.read", write="strengthening.write", sync="field",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    project = L1(models.UUIDField(null=True, blank=True, db_index=True))
    held_on = L1(models.DateField(_("date")))
    percent = L3(
        models.PositiveSmallIntegerField(_("score (%)"), validators=[MaxValueValidator(100)])
    )
