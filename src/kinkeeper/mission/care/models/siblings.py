"""Brothers and sisters are placed as a group; separating them is a decision with an end."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.care.models.villages import ENDS, LAST, READ, WRITE


class SiblingGroup(Record):
    """Brothers and sisters with a bond, to whom a placement is allocated together."""

    about = About(kind="care.siblings", place="place", read=READ, write=WRITE)

    code = L1(models.CharField(max_length=12, unique=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))


class SiblingMember(Record):
    """`person` is one of the group since the day it was known."""

    about = About(kind="care.sibling", place="person__place", read=READ, write=WRITE)

    group = L1(models.ForeignKey(SiblingGroup, models.PROTECT, related_name="members"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=LAST, name="one_open_sibling_group"
            ),
            models.CheckConstraint(condition=ENDS, name="sibling_ends_after_start"),
        ]


class SplitReason(models.TextChoices):
    """Grounds for separating brothers and sisters (UN Guidelines 17: risk, or best interests)."""

    RISK = "risk_of_abuse", _("risk of abuse among them")
    INTEREST = "best_interest", _("in the best interest of the child")
    WISH = "child_wish", _("the child wishes it")
    CARE = "special_care", _("needs special care")
    NO_ROOM = "no_room", _("no house has room for all, for a time")


class SiblingSplit(Record):
    """`person` may live apart from the group: proposed by one, approved by another."""

    about = About(kind="care.split", place="person__place", read=READ, write=WRITE)

    group = L1(models.ForeignKey(SiblingGroup, models.PROTECT, related_name="splits"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    reason = L3(models.CharField(_("why apart"), max_length=14, choices=SplitReason))
    contact_plan = L3(models.TextField(_("how they keep in contact"), max_length=1000))
    review_on = L1(models.DateField(_("to be reviewed on")))
    proposed_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    proposed_on = L1(models.DateField())
    approved_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    approved_on = L1(models.DateField(null=True, blank=True))
    until = L2(models.DateField(_("together again on"), null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["group", "person"], condition=LAST, name="one_open_split"
            )
        ]
