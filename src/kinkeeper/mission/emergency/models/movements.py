"""An evacuation, from the alert to the return, and the villages that it concerns.

Everything that says where people go, by which road and when is of class L2: no funder, no sponsor
and no public page ever meets it.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record

READ, WRITE = "emergency.read", "emergency.write"


class Hazard(models.TextChoices):
    """What threatens (domain 3.4)."""

    CONFLICT = "conflict", _("armed conflict")
    FLOOD = "flood", _("flood")
    EPIDEMIC = "epidemic", _("epidemic")
    FIRE = "fire", _("fire")
    FOOD = "food_crisis", _("food crisis")
    DROUGHT = "drought", _("drought")
    OTHER = "other", _("other danger")


class Movement(Record):
    """A village is evacuated and comes back. `village` is the one that has to leave."""

    about = About(
        kind="emergency.movement", place="concerned__village__place", read=READ, write=WRITE
    )

    code = L1(models.CharField(max_length=12, unique=True))
    village = L2(models.ForeignKey("care.Village", models.PROTECT, related_name="+"))
    hazard = L2(models.CharField(_("danger"), max_length=12, choices=Hazard))
    alerted_on = L2(models.DateField(_("alert on")))
    threat = L2(models.TextField(_("what is known"), max_length=2000))
    sources = L2(models.TextField(_("sources"), max_length=1000))
    options = L2(models.TextField(_("options compared"), max_length=2000, blank=True))
    transport = L2(models.TextField(_("transport and money"), max_length=1000, blank=True))
    authority_informed_on = L2(models.DateField(_("authority informed on"), null=True, blank=True))
    families_informed_on = L2(
        models.DateField(_("guardians and families informed on"), null=True, blank=True)
    )

    def __str__(self) -> str:
        return self.code


class ConcernedRole(models.TextChoices):
    HOME = "home", _("village that leaves")
    HOST = "host", _("host village")


class Concerned(Record):
    """A village that the movement concerns: the home village, or a host with what it can offer.

    Whoever works in one of them meets the movement.
    """

    about = About(
        kind="emergency.concerned", place="movement__concerned__village__place", read=READ,
        write=WRITE,
    )  # fmt: skip

    movement = L1(models.ForeignKey(Movement, models.PROTECT, related_name="concerned"))
    village = L2(models.ForeignKey("care.Village", models.PROTECT, related_name="+"))
    role = L2(models.CharField(max_length=4, choices=ConcernedRole))
    beds = L2(models.PositiveSmallIntegerField(_("beds"), null=True, blank=True))
    mothers = L2(models.PositiveSmallIntegerField(_("mothers and aunts"), null=True, blank=True))
    school_places = L2(models.PositiveSmallIntegerField(_("school places"), null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "village"], name="one_part_of_a_village_in_a_movement"
            )
        ]
