"""Checkpoints and the head-count by name: a fact for each name, corrected only by another fact."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.emergency import rules
from kinkeeper.mission.emergency.models.manifests import WHERE, Line, Manifest
from kinkeeper.mission.emergency.models.movements import READ, WRITE


class CheckpointKind(models.TextChoices):
    DEPARTURE = rules.DEPARTURE, _("departure")
    STOP = rules.STOP, _("stop on the way")
    ARRIVAL = rules.ARRIVAL, _("arrival")


class Checkpoint(Record):
    """A stop at which everybody is counted by name. order: place on the way; arrivals share one."""

    about = About(kind="emergency.checkpoint", place=f"manifest__{WHERE}", read=READ, write=WRITE)

    manifest = L1(models.ForeignKey(Manifest, models.PROTECT, related_name="checkpoints"))
    kind = L2(models.CharField(_("kind of checkpoint"), max_length=10, choices=CheckpointKind))
    order = L1(models.PositiveSmallIntegerField())
    name = L2(models.CharField(_("name of the place"), max_length=120))
    village = L2(
        models.ForeignKey("care.Village", models.PROTECT, null=True, blank=True, related_name="+")
    )
    held_on = L2(models.DateField(_("day"), null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["manifest", "name"], name="one_checkpoint_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Status(models.TextChoices):
    PRESENT = rules.PRESENT, _("is present")
    STAYED = rules.STAYED, _("stays by choice")
    MISSING = rules.MISSING, _("is missing")
    REDIRECTED = rules.REDIRECTED, _("went elsewhere")
    HOSPITAL = rules.HOSPITAL, _("is in hospital")
    DIED = rules.DIED, _("has died")


class CheckIn(Record):
    """What was said of a name at a checkpoint: at most one that is not withdrawn, on any engine.

    A correction withdraws this fact and states another; both stay readable.
    """

    about = About(
        kind="emergency.check_in", place=f"checkpoint__manifest__{WHERE}", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    checkpoint = L1(models.ForeignKey(Checkpoint, models.PROTECT, related_name="check_ins"))
    line = L1(models.ForeignKey(Line, models.PROTECT, related_name="check_ins"))
    status = L2(models.CharField(max_length=10, choices=Status))
    at = L2(models.DateTimeField())
    device = L2(models.CharField(max_length=60, blank=True))
    note = L3(models.CharField(_("where, with whom, why"), max_length=300, blank=True))
    counted_by = L2(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    withdrawn_at = L2(models.DateTimeField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["checkpoint", "line"], condition=Q(withdrawn_at__isnull=True),
                name="one_check_in_of_a_name",
            )
        ]  # fmt: skip
