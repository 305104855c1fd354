"""Surveys of a household's food and water, the lean season of places, thresholds of alerts."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L3, About, Record

MONTHS = (MinValueValidator(1), MaxValueValidator(12))


class Season(models.TextChoices):
    LEAN = "lean", _("lean season")
    OUTSIDE = "outside", _("outside the lean season")


class Topic(models.TextChoices):
    FOOD = "food", _("household food")
    WATER = "water", _("household water")


class Survey(Record):
    """What a family's answers counted, in the round (season of a year) of its place that day.

    `scores`: value by code of the score; `bands`: code of the band by "score set". Both are
    computed when the answers are kept, by the rules of their version; `mistaken`: it counts
    nowhere.
    """

    about = About(
        kind="food.survey", place="family__place", read="food.read", write="food.write",
        sync="field",
    )  # fmt: skip

    answers = L1(models.OneToOneField("instruments.Answers", models.PROTECT, related_name="+"))
    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    topic = L1(models.CharField(max_length=5, choices=Topic))
    on = L1(models.DateField(_("asked on")))
    season = L1(models.CharField(_("season"), max_length=7, choices=Season))
    year = L1(models.PositiveSmallIntegerField(_("year of the season")))
    scores = L3(models.JSONField(default=dict, blank=True))
    bands = L3(models.JSONField(default=dict, blank=True))
    mistaken = L1(models.BooleanField(default=False))

    class Meta:
        indexes = [
            models.Index(fields=["family", "on"], name="food_of_family"),
            models.Index(fields=["season", "year", "topic"], name="food_of_round"),
        ]


class LeanSeason(Record):
    """The lean season of a place and all below it, by whole months, until another is said."""

    about = About(
        kind="food.lean_season", place="", read="food.read", write="food.settings", sync="office"
    )

    place = L1(models.OneToOneField("places.Place", models.PROTECT, related_name="+"))
    first_month = L1(models.PositiveSmallIntegerField(_("first month"), validators=MONTHS))
    last_month = L1(models.PositiveSmallIntegerField(_("last month"), validators=MONTHS))
    source = L1(models.CharField(_("source"), max_length=200))


class Alert(Record):
    """From which share of households a sign is an alert for the coordinator of the place."""

    about = About(
        kind="food.alert", place="", read="food.read", write="food.settings", sync="office"
    )

    sign = L1(models.CharField(max_length=20, unique=True))
    percent = L1(
        models.DecimalField(
            _("more than this share (%)"), max_digits=4, decimal_places=1,
            validators=[MinValueValidator(Decimal(0)), MaxValueValidator(Decimal(100))],
        )
    )  # fmt: skip
    at_least = L1(
        models.PositiveSmallIntegerField(
            _("among at least so many households"), validators=[MinValueValidator(1)]
        )
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(percent__gte=0) & Q(percent__lte=100), name="alert_is_a_share"
            )
        ]
