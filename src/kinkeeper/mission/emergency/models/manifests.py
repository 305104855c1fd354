"""The list by household, frozen before anybody boards, and the convoys."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.emergency.models.movements import READ, WRITE, Movement
from kinkeeper.mission.emergency.rules import short_code

WHERE = "movement__concerned__village__place"


class Leg(models.TextChoices):
    OUT = "out", _("evacuation")
    BACK = "back", _("return")


class Manifest(Record):
    """The list of a way out or back. Frozen: nobody is taken off or changed any more.

    seal: sha256 of the list as it was frozen, printed on every copy.
    """

    about = About(kind="emergency.manifest", place=WHERE, read=READ, write=WRITE)

    movement = L1(models.ForeignKey(Movement, models.PROTECT, related_name="manifests"))
    leg = L2(models.CharField(max_length=4, choices=Leg))
    frozen_on = L2(models.DateField(null=True, blank=True))
    frozen_by = L2(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    seal = L1(models.CharField(max_length=64, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["movement", "leg"], name="one_manifest_of_a_leg")
        ]


class Convoy(Record):
    """Vehicles that travel together to one village."""

    about = About(kind="emergency.convoy", place=f"manifest__{WHERE}", read=READ, write=WRITE)

    manifest = L1(models.ForeignKey(Manifest, models.PROTECT, related_name="convoys"))
    name = L2(models.CharField(_("name of the convoy"), max_length=60))
    destination = L2(models.ForeignKey("care.Village", models.PROTECT, related_name="+"))
    vehicles = L2(models.CharField(_("vehicles"), max_length=200))
    seats = L2(models.PositiveSmallIntegerField(_("seats")))
    leader = L2(models.CharField(_("convoy leader"), max_length=120))
    route = L2(models.CharField(_("road taken"), max_length=300, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["manifest", "name"], name="one_convoy_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class LineRole(models.TextChoices):
    CHILD = "child", _("child or young person")
    MOTHER = "mother", _("SOS mother")
    AUNT = "aunt", _("SOS aunt")
    COUNSELLOR = "counsellor", _("counsellor")
    EDUCATOR = "educator", _("educator")
    STAFF = "staff", _("staff")
    OTHER = "other", _("other person")


class Line(Record):
    """A name on the list. `goes` False: stays by choice, which is a decision, not a fault.

    household: the SOS family or house that stays together. apart: why somebody travels without
    the household. added_on: written after the freezing, shown apart for ever. `name` is for
    people of whom we keep no record.
    """

    about = About(kind="emergency.line", place=f"manifest__{WHERE}", read=READ, write=WRITE)

    manifest = L1(models.ForeignKey(Manifest, models.PROTECT, related_name="lines"))
    number = L1(models.PositiveIntegerField(default=0))
    person = L1(
        models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    )
    placement = L1(
        models.ForeignKey("care.Placement", models.PROTECT, null=True, blank=True, related_name="+")
    )
    name = L2(models.CharField(_("name"), max_length=120))
    role = L2(models.CharField(_("who"), max_length=10, choices=LineRole))
    household = L2(models.CharField(_("household"), max_length=120))
    goes = L2(models.BooleanField(_("leaves with the others"), default=True))
    why_stays = L3(models.CharField(_("why this person stays"), max_length=300, blank=True))
    health = L3(models.CharField(_("health needs"), max_length=300, blank=True))
    convoy = L2(
        models.ForeignKey(Convoy, models.PROTECT, null=True, blank=True, related_name="lines")
    )
    apart = L3(models.CharField(_("why apart from the household"), max_length=300, blank=True))
    added_on = L2(models.DateField(null=True, blank=True))
    taken_off_on = L2(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["manifest", "person"], name="one_line_of_a_person",
                condition=Q(person__isnull=False, taken_off_on__isnull=True),
            ),
            models.UniqueConstraint(
                fields=["manifest", "number"], name="one_line_of_a_number",
                condition=Q(number__gt=0),
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name

    @property
    def code(self) -> str:
        """Number and check letter; empty before the list is frozen."""
        return short_code(self.number) if self.number else ""
