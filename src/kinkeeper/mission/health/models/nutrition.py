"""A child's measurements, the protocol they are judged by, and the case of a malnourished child."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record


class Position(models.TextChoices):
    LYING = "l", _("lying")
    STANDING = "h", _("standing")
    UNKNOWN = "", _("not noted")


class Oedema(models.TextChoices):
    """Bilateral pitting oedema; any grade is severe."""

    NONE = "0", _("none")
    FEET = "1", _("+ (both feet)")
    LEGS = "2", _("++ (feet and legs or arms)")
    FACE = "3", _("+++ (also the face)")
    UNKNOWN = "", _("not looked for")


class Status(models.TextChoices):
    SEVERE = "severe", _("severe acute malnutrition")
    MODERATE = "moderate", _("moderate acute malnutrition")
    NORMAL = "normal", _("not malnourished")
    UNKNOWN = "unknown", _("cannot be said")


class Measurement(Record):
    """A child was measured on a day. `z` and `flagged` (codes of WHO's indices) were computed by
    the growth engine of version `engine`; `status` and `reasons` by the protocol of the day;
    `confirmed` are the questions that were answered with yes. `mistaken`: it counts nowhere."""

    about = About(
        kind="health.measurement", place="person__place", read="health.read",
        write="health.write", sync="field", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("measured on")))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    weight = L3(
        models.DecimalField(_("weight (kg)"), max_digits=5, decimal_places=2, null=True, blank=True)
    )
    lenhei = L3(
        models.DecimalField(
            _("length or height (cm)"), max_digits=4, decimal_places=1, null=True, blank=True
        )
    )
    position = L3(models.CharField(_("measured"), max_length=1, choices=Position, blank=True))
    muac_mm = L3(models.PositiveSmallIntegerField(_("MUAC (mm)"), null=True, blank=True))
    oedema = L3(models.CharField(_("oedema"), max_length=1, choices=Oedema, blank=True))
    age_days = L2(models.PositiveIntegerField(null=True, blank=True))
    age_sure = L1(models.BooleanField(default=False))
    z = L3(models.JSONField(default=dict, blank=True))
    flagged = L3(models.JSONField(default=list, blank=True))
    engine = L1(models.CharField(max_length=20))
    status = L3(models.CharField(max_length=8, choices=Status))
    reasons = L3(models.JSONField(default=list, blank=True))
    protocol = L1(models.CharField(max_length=80))
    confirmed = L3(models.JSONField(default=list, blank=True))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        indexes = [
            models.Index(fields=["person", "on"], name="measured_in_order"),
            models.Index(fields=["on"], name="measured_on"),
        ]


class Protocol(Record):
    """Thresholds of screening from a day on, until the next protocol begins."""

    about = About(
        kind="health.protocol", place="", read="health.read", write="health.protocol",
        sync="office",
    )  # fmt: skip

    MUAC = (MinValueValidator(60), MaxValueValidator(250))
    Z = (MinValueValidator(Decimal(-5)), MaxValueValidator(Decimal(0)))

    since = L1(models.DateField(_("in force from"), unique=True))
    name = L1(models.CharField(_("name"), max_length=80))
    source = L1(models.CharField(_("source"), max_length=200))
    muac_severe = L1(
        models.PositiveSmallIntegerField(_("MUAC, severe below (mm)"), validators=MUAC)
    )
    muac_moderate = L1(
        models.PositiveSmallIntegerField(_("MUAC, moderate below (mm)"), validators=MUAC)
    )
    whz_severe = L1(
        models.DecimalField(
            _("weight for height, severe below (z)"), max_digits=3, decimal_places=1, validators=Z
        )
    )
    whz_moderate = L1(
        models.DecimalField(
            _("weight for height, moderate below (z)"), max_digits=3, decimal_places=1,
            validators=Z,
        )
    )  # fmt: skip
    school_muac_severe = L1(
        models.PositiveSmallIntegerField(_("MUAC at 5-9 years, severe below (mm)"), validators=MUAC)
    )
    school_muac_moderate = L1(
        models.PositiveSmallIntegerField(
            _("MUAC at 5-9 years, moderate below (mm)"), validators=MUAC
        )
    )
    baz_severe = L1(
        models.DecimalField(
            _("BMI for age from 5 years, severe below (z)"), max_digits=3, decimal_places=1,
            validators=Z,
        )
    )  # fmt: skip
    baz_moderate = L1(
        models.DecimalField(
            _("BMI for age from 5 years, moderate below (z)"), max_digits=3, decimal_places=1,
            validators=Z,
        )
    )  # fmt: skip

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(muac_severe__lt=F("muac_moderate"))
                & Q(whz_severe__lt=F("whz_moderate"))
                & Q(school_muac_severe__lt=F("school_muac_moderate"))
                & Q(baz_severe__lt=F("baz_moderate")),
                name="severe_below_moderate",
            )
        ]


class NutritionCase(Record):
    """A malnourished child from the finding until it recovered or is followed no longer: the
    subject of the process. `found_by` is the measurement that showed it."""

    about = About(
        kind="health.nutrition_case", place="person__place", read="health.read",
        write="health.write", sync="field", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    found_by = L1(models.ForeignKey(Measurement, models.PROTECT, related_name="+"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    status = L3(models.CharField(max_length=8, choices=Status))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="one_open_nutrition_case"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="nutrition_case_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["since"], name="nutrition_case_since")]


class Unit(models.TextChoices):
    """Where Mali's protocol (PCIMA) treats."""

    MODERATE = "urenam", _("URENAM (moderate)")
    SEVERE = "urenas", _("URENAS (severe, at home)")
    INPATIENT = "ureni", _("URENI (severe with complications, in hospital)")


class Referral(Record):
    """A child was sent to a health centre with a slip; `seen_on` the day the centre saw it."""

    about = About(
        kind="health.referral", place="case__person__place", read="health.read",
        write="health.write", sync="field", retention="case",
    )  # fmt: skip

    case = L1(models.ForeignKey(NutritionCase, models.PROTECT, related_name="referrals"))
    measurement = L1(models.ForeignKey(Measurement, models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("referred on")))
    unit = L3(models.CharField(_("unit"), max_length=6, choices=Unit))
    centre = L2(models.CharField(_("health centre"), max_length=120))
    agreed_by = L2(models.CharField(_("caregiver who agreed"), max_length=120))
    signs = L3(models.CharField(_("danger signs"), max_length=200, blank=True))
    seen_on = L1(models.DateField(_("seen at the health centre on"), null=True, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(seen_on__isnull=True) | Q(seen_on__gte=F("on")),
                name="seen_after_referral",
            )
        ]
