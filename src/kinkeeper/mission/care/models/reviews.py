"""A child followed while in care: reviews, development plan, contact with the family, absences;
and after its return to the family.

Whoever is responsible where the child belongs and where it sleeps meets these rows.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.care.models.placements import Placement
from kinkeeper.mission.care.models.villages import ENDS, LAST, READ, WRITE

WHERE = "placement__stays__village__place"


class ChildVoice(models.TextChoices):
    """How a child said what it thinks (domain 3.3)."""

    SPOKEN = "spoken", _("spoken")
    DRAWN = "drawn", _("drawn")
    WRITTEN = "written", _("written")
    TRUSTED = "by_trusted_person", _("told by a person of trust")
    TOO_YOUNG = "too_young", _("too young: observed")


class FamilyLink(models.TextChoices):
    """Contact with the family of origin since the last review."""

    NONE = "none", _("no contact at all")
    LETTERS = "letters", _("letters or messages")
    PHONE = "phone", _("phone calls")
    VISITS = "visits", _("visits")


class Outcome(models.TextChoices):
    CONTINUE = "continue", _("care goes on as it is")
    CHANGE = "change", _("another house or form of care")
    RETURN = "return", _("prepare the return to the family")
    LEAVE = "leave", _("prepare the departure")


class Review(Record):
    """Is the placement still necessary, and still the right one (UN Guidelines 67)?"""

    about = About(kind="care.review", place=WHERE, read=READ, write=WRITE, sync="field")

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="reviews"))
    held_on = L1(models.DateField(_("held on")))
    due_on = L1(models.DateField(_("was due on")))
    next_due_on = L1(models.DateField(_("next review due on")))
    participants = L2(models.CharField(_("who took part"), max_length=300))
    necessary = L2(models.BooleanField(_("still necessary")))
    adequate = L2(models.BooleanField(_("still adequate")))
    view_form = L2(
        models.CharField(_("how the child was heard"), max_length=18, choices=ChildVoice)
    )
    view = L3(models.TextField(_("what the child says"), max_length=2000, blank=True))
    contact = L2(models.CharField(_("contact with the family"), max_length=8, choices=FamilyLink))
    outcome = L2(models.CharField(_("what follows"), max_length=10, choices=Outcome))
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))
    chaired_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "held_on"], name="one_review_a_day")
        ]


class ChildPlan(Record):
    """The child development plan: agreed with the child, in force until the day it is renewed."""

    about = About(kind="care.plan", place=WHERE, read=READ, write=WRITE, sync="field")

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="plans"))
    since = L1(models.DateField(_("agreed on")))
    valid_until = L1(models.DateField(_("to be renewed by")))
    until = L1(models.DateField(_("ended on"), null=True, blank=True))
    agreed_with = L2(models.CharField(_("agreed with"), max_length=200))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=LAST, name="one_open_plan"),
            models.CheckConstraint(condition=ENDS, name="child_plan_ends_after_start"),
            models.CheckConstraint(
                condition=Q(valid_until__gte=F("since")), name="child_plan_valid_after_start"
            ),
        ]


class GoalArea(models.TextChoices):
    HEALTH = "health", _("health")
    EDUCATION = "education", _("education and skills")
    FAMILY = "family", _("links with the family")
    IDENTITY = "identity", _("identity and papers")
    FEELING = "well_being", _("well-being")
    AUTONOMY = "autonomy", _("autonomy")


class ChildGoal(Record):
    """What is to be reached, who sees to it, by when, and when it was."""

    about = About(kind="care.goal", place=f"plan__{WHERE}", read=READ, write=WRITE, sync="field")

    plan = L1(models.ForeignKey(ChildPlan, models.PROTECT, related_name="goals"))
    area = L2(models.CharField(_("area"), max_length=12, choices=GoalArea))
    statement = L3(models.CharField(_("goal"), max_length=300))
    who = L2(models.CharField(_("who sees to it"), max_length=120))
    by_when = L1(models.DateField(_("by when")))
    done_on = L1(models.DateField(_("reached on"), null=True, blank=True))


class ContactKind(models.TextChoices):
    VISIT_HERE = "visit_here", _("the family came to see the child")
    VISIT_HOME = "visit_home", _("the child went to its family")
    CALL = "call", _("phone call")
    LETTER = "letter", _("letter or message")


class FamilyContact(Record):
    """The child and its family of origin were in contact, or the contact was refused."""

    about = About(kind="care.contact", place=WHERE, read=READ, write=WRITE, sync="field")

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="contacts"))
    held_on = L1(models.DateField(_("date")))
    kind = L2(models.CharField(_("kind of contact"), max_length=10, choices=ContactKind))
    with_whom = L3(models.CharField(_("with whom"), max_length=120))
    supervised = L2(models.BooleanField(_("somebody of the village was present"), default=False))
    refused = L2(models.BooleanField(_("did not take place: refused"), default=False))
    reaction = L3(models.TextField(_("how the child took it"), max_length=1000, blank=True))


class ContactBar(Record):
    """An authority decided that there is no contact with the family; never a sanction."""

    about = About(kind="care.contact_bar", place=WHERE, read=READ, write=WRITE)

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="bars"))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(_("until"), null=True, blank=True))
    authority = L2(models.CharField(_("decided by which authority"), max_length=120))
    why = L3(models.TextField(_("why"), max_length=1000))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=LAST, name="one_open_bar"),
            models.CheckConstraint(condition=ENDS, name="bar_ends_after_start"),
        ]


class AbsenceKind(models.TextChoices):
    """Domain 3.3. The last two are alarms until the child is back."""

    AUTHORISED = "authorised", _("authorised")
    HOSPITAL = "hospital", _("in hospital")
    UNAUTHORISED = "unauthorised", _("without leave")
    RAN_AWAY = "ran_away", _("ran away")
    MISSING = "missing", _("missing")


class Absence(Record):
    """The child is away from where it sleeps; the placement goes on."""

    about = About(kind="care.absence", place=WHERE, read=READ, write=WRITE, sync="field")

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="absences"))
    kind = L2(models.CharField(_("kind of absence"), max_length=12, choices=AbsenceKind))
    since = L1(models.DateField(_("away since")))
    back_by = L1(models.DateField(_("expected back on"), null=True, blank=True))
    until = L1(models.DateField(_("back on"), null=True, blank=True))
    police_on = L2(models.DateField(_("police told on"), null=True, blank=True))
    authority_on = L2(models.DateField(_("child's authority told on"), null=True, blank=True))
    note = L3(models.TextField(_("what is known"), max_length=2000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=LAST, name="one_open_absence"),
            models.CheckConstraint(condition=ENDS, name="absence_ends_after_start"),
        ]


class FollowUpKind(models.TextChoices):
    VISIT = "visit", _("visit at home")
    MET = "met", _("met elsewhere")
    CALL = "call", _("phone call")


class AtHome(models.TextChoices):
    """How the child is, back in its family."""

    WELL = "well", _("doing well")
    FRAGILE = "fragile", _("fragile: help is needed")
    DANGER = "danger", _("in danger")


class FollowUp(Record):
    """After the return to parents or kin: was the child reached, and how is it (domain 2.2)?"""

    about = About(kind="care.follow_up", place=WHERE, read=READ, write=WRITE, sync="field")

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="follow_ups"))
    held_on = L1(models.DateField(_("date")))
    kind = L2(models.CharField(_("kind of contact"), max_length=6, choices=FollowUpKind))
    reached = L1(models.BooleanField(_("the child was seen or spoken to")))
    at_home = L2(models.CharField(_("how the child is"), max_length=8, choices=AtHome, blank=True))
    at_school = L2(models.BooleanField(_("goes to school"), null=True, blank=True))
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement", "held_on"], name="one_follow_up_a_day")
        ]
