"""Schools, nurseries and daycare centres, whether they are open, school years and classes."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.education.levels import CHOICES

READ, MANAGE = "education.read", "education.manage"


class FacilityKind(models.TextChoices):
    NURSERY = "nursery", _("nursery school")
    SCHOOL = "school", _("school")
    VOCATIONAL = "vocational", _("vocational school")
    DAYCARE = "daycare", _("daycare centre")


class Sector(models.TextChoices):
    """Kinds of schools in Mali (domain 2.13)."""

    PUBLIC = "public", _("public")
    PRIVATE = "private", _("private")
    COMMUNITY = "community", _("community school")
    MEDERSA = "medersa", _("medersa")


class Facility(Record):
    """A place of learning or daycare, the association's own or another's."""

    about = About(kind="education.facility", place="place", read=READ, write=MANAGE, sync="field")

    name = L1(models.CharField(_("name"), max_length=120))
    kind = L1(models.CharField(_("facility"), max_length=10, choices=FacilityKind))
    sector = L1(models.CharField(_("kind of school"), max_length=10, choices=Sector))
    own = L1(models.BooleanField(_("run by the association"), default=False))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    closes_at = L1(models.TimeField(_("children are fetched by"), null=True, blank=True))
    invented = L1(models.BooleanField(default=False))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "kind", "name"], name="one_facility_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class ServiceState(models.TextChoices):
    OPEN = "open", _("open")
    REDUCED = "reduced", _("open, reduced")
    CLOSED = "closed", _("closed")
    DAMAGED = "damaged", _("damaged")
    RELOCATED = "relocated", _("working elsewhere")


class FacilityState(Record):
    """The facility was open, reduced, closed ... from a day. The only place where this stands."""

    about = About(kind="education.state", place="facility__place", read=READ, write=MANAGE)

    facility = L1(models.ForeignKey(Facility, models.PROTECT, related_name="states"))
    state = L1(models.CharField(_("state"), max_length=10, choices=ServiceState))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(null=True, blank=True))
    why = L2(models.CharField(_("who keeps it going, or why not"), max_length=300, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility"], condition=Q(until__isnull=True), name="one_open_facility_state"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="facility_state_ends_after_start",
            ),
        ]


class SchoolYear(Record):
    """A school year with its three terms: configuration of the office, the same everywhere."""

    about = About(kind="education.year", place="", read=READ, write="education.years")

    name = L1(models.CharField(_("school year"), max_length=20, unique=True))
    since = L1(models.DateField(_("begins on")))
    first_term_until = L1(models.DateField(_("first term ends on")))
    second_term_until = L1(models.DateField(_("second term ends on")))
    until = L1(models.DateField(_("ends on")))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(first_term_until__gt=F("since"))
                & Q(second_term_until__gt=F("first_term_until"))
                & Q(until__gt=F("second_term_until")),
                name="terms_follow_each_other",
            )
        ]

    def __str__(self) -> str:
        return self.name


class SchoolClass(Record):
    """A class of a facility in a school year; of a daycare centre: a group."""

    about = About(
        kind="education.class", place="facility__place", read=READ, write=MANAGE, sync="field"
    )

    facility = L1(models.ForeignKey(Facility, models.PROTECT, related_name="classes"))
    year = L1(models.ForeignKey(SchoolYear, models.PROTECT, related_name="classes"))
    level = L1(models.CharField(_("level"), max_length=8, choices=CHOICES))
    name = L1(models.CharField(_("name of the class"), max_length=40))
    places = L1(
        models.PositiveSmallIntegerField(
            _("places"), null=True, blank=True,
            validators=[MinValueValidator(1), MaxValueValidator(400)],
        )
    )  # fmt: skip
    teacher = L2(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["facility", "year", "name"], name="one_class_of_a_name_a_year"
            )
        ]

    def __str__(self) -> str:
        return self.name
