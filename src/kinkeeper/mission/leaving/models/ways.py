"""A young person on the way out of care, and the papers that belong to them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.ground.text.dates import PRECISIONS, RoughDate, rough
from kinkeeper.mission.leaving.models.words import Activity, Housing

READ, WRITE = "leaving.read", "leaving.write"
LAST = Q(until__isnull=True)
ENDS = LAST | Q(until__gte=F("since"))


class BackTo(models.TextChoices):
    """Where somebody who comes back goes: into care again, or only with help."""

    HOUSE = "youth_house", _("to a youth house")
    SEMI = "semi_independence", _("to semi-independence")
    HOST = "foster_care", _("to a host family")
    SUPPORT = "support", _("stays where they are, with our help")


class Way(Record):
    """The accompaniment of a young person, from the first preparation to the end of aftercare.

    `placement` is the care it leads out of; after a coming back, the new one. What the next step
    needs (housing, activity, whom they count on) stands here as it is now.
    """

    about = About(kind="leaving.way", place="person__place", read=READ, write=WRITE, sync="field")

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    placement = L1(models.ForeignKey("care.Placement", models.PROTECT, related_name="+"))
    since = L1(models.DateField(_("accompanied since")))
    until = L1(models.DateField(_("accompanied until"), null=True, blank=True))
    worker = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    follower = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    planned_on = L1(models.DateField(_("leaving planned for"), null=True, blank=True))
    planned_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="unknown"))
    activity = L2(
        models.CharField(_("learns or works"), max_length=12, choices=Activity, blank=True)
    )
    activity_note = L3(models.CharField(_("where, and as what"), max_length=120, blank=True))
    health_check_on = L2(models.DateField(_("health check on"), null=True, blank=True))
    housing = L3(models.CharField(_("lives"), max_length=12, choices=Housing, blank=True))
    destination = L3(models.CharField(_("where to"), max_length=200, blank=True))
    support_person = L3(models.CharField(_("can count on"), max_length=120, blank=True))
    contact_plan = L3(models.CharField(_("how to stay in contact"), max_length=300, blank=True))
    house = L1(
        models.ForeignKey("care.House", models.PROTECT, null=True, blank=True, related_name="+")
    )
    host = L3(models.CharField(_("with whom, or where"), max_length=120, blank=True))
    back_to = L2(models.CharField(_("comes back"), max_length=20, choices=BackTo, blank=True))
    closing_talk_on = L2(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=LAST, name="one_open_way"),
            models.CheckConstraint(condition=ENDS, name="way_ends_after_start"),
        ]

    @property
    def planned(self) -> RoughDate:
        return rough(self.planned_on, self.planned_precision)


class PaperKind(models.TextChoices):
    """The checklist of what belongs in a young person's own hands (domain 2.2, rule 15)."""

    BIRTH = "birth_certificate", _("birth certificate")
    IDENTITY = "national_id", _("national identity card (NINA)")
    NATIONALITY = "nationality", _("certificate of nationality")
    SCHOOL = "school_certificates", _("school certificates and diplomas")
    HEALTH = "health_book", _("health book")
    INSURANCE = "health_insurance", _("health insurance card")
    SAVINGS = "savings_book", _("savings book")
    PHOTOS = "photographs", _("photographs and life book")
    FAMILY = "family_contacts", _("addresses of the family of origin")
    FILE = "file_copy", _("certificate of the time in care")


class PaperState(models.TextChoices):
    IN_HAND = "in_hand", _("in the file")
    ASKED = "requested", _("applied for")
    MISSING = "missing", _("not there")
    NOT_NEEDED = "not_needed", _("not needed")


class Paper(Record):
    """One line of the checklist. note: why it is missing and who goes after it."""

    about = About(kind="leaving.paper", place="person__place", read=READ, write=WRITE, sync="field")

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    kind = L1(models.CharField(max_length=20, choices=PaperKind))
    state = L1(models.CharField(max_length=10, choices=PaperState))
    note = L3(models.CharField(_("why, and who goes after it"), max_length=300, blank=True))
    handed_on = L1(models.DateField(_("handed over on"), null=True, blank=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "kind"], name="paper_once")]
