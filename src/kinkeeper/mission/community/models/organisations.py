"""What an organisation says of its own capacity, what it will improve, and the house's norms."""

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.community.models.structures import Structure


class Occasion(models.TextChoices):
    BASELINE = "baseline", _("first assessment")
    AGAIN = "again", _("reassessment")


class Capacity(Record):
    """A facilitated self-assessment: the organisation agreed its own scores (1-4) with evidence.

    Never edited afterwards; recorded in error, it counts nowhere (`mistaken`). `questionnaire`:
    code and version, as `capacity/1`. scores: item -> 1-4. evidence: item -> what shows it."""

    about = About(
        kind="community.capacity", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="capacities"))
    occasion = L1(models.CharField(max_length=8, choices=Occasion))
    questionnaire = L1(models.CharField(max_length=20))
    held_on = L1(models.DateField(_("held on")))
    facilitator = L2(models.CharField(_("facilitator"), max_length=120))
    counts = L1(models.JSONField(_("participants"), default=dict, blank=True))
    scores = L1(models.JSONField(_("scores"), default=dict))
    evidence = L1(models.JSONField(_("evidence"), default=dict, blank=True))
    agreed_by = L2(models.CharField(_("agreed for the organisation by"), max_length=120))
    agreed_on = L1(models.DateField(_("agreed on")))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        indexes = [models.Index(fields=["structure", "held_on"], name="capacity_in_order")]


class Priority(Record):
    """A line of the improvement plan: what, who, by when, at what cost; done on a day."""

    about = About(
        kind="community.priority", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="priorities"))
    capacity = L1(models.ForeignKey(Capacity, models.PROTECT, related_name="+"))
    item = L1(models.CharField(_("item"), max_length=8, blank=True))
    what = L1(models.CharField(_("what will be improved"), max_length=300))
    who = L2(models.CharField(_("who sees to it"), max_length=120))
    by_day = L1(models.DateField(_("by")))
    cost_xof = L1(models.PositiveIntegerField(_("cost (XOF)"), null=True, blank=True))
    done_on = L1(models.DateField(_("done on"), null=True, blank=True))


class Norm(Record):
    """The office's own threshold instead of the default (see `norms.py`)."""

    about = About(kind="community.norm", place="", read="community.read", write="community.norm")

    key = L1(models.CharField(max_length=20, unique=True))
    value = L1(models.PositiveSmallIntegerField(_("value"), validators=[MaxValueValidator(1000)]))
