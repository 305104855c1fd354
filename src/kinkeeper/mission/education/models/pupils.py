"""A child in a class for a school year."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.education.models.facilities import READ, SchoolClass

ENROL = "education.enrol"


class Papers(models.TextChoices):
    """A child comes to school at once, also without papers; they follow by a day."""

    IN_HAND = "in_hand", _("papers seen")
    TO_FOLLOW = "to_follow", _("on declaration, papers to follow")
    UNKNOWN = "", _("not recorded")


class Repeats(models.TextChoices):
    YES = "yes", _("repeats the class")
    NO = "no", _("does not repeat")
    UNKNOWN = "", _("not recorded")


class YearOutcome(models.TextChoices):
    """How a year in a class ended."""

    PROMOTED = "promoted", _("goes up a class")
    REPEATS = "repeats", _("repeats the class")
    GRADUATED = "graduated", _("finished this school")
    TRANSFERRED = "transferred", _("went to another class or school")
    DROPPED = "dropped_out", _("dropped out")
    EXCLUDED = "excluded", _("excluded")
    REFUSED = "refused", _("was not admitted")
    UNKNOWN = "", _("not recorded")


class Enrolment(Record):
    """A child in a class, or in a daycare group. `since` is the first day there, empty while the
    place is only asked for; `until` the day it ended (half-open).

    `called` is the name on the school's list: lists for the school are made of these rows alone,
    so that nothing of the child's file can travel with them.
    """

    about = About(
        kind="education.enrolment", place="school_class__facility__place", read=READ,
        write=ENROL, sync="field",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    school_class = L1(models.ForeignKey(SchoolClass, models.PROTECT, related_name="enrolments"))
    daycare = L1(models.BooleanField(default=False, editable=False))
    called = L2(models.CharField(_("name on the list of the class"), max_length=240))
    number = L2(models.CharField(_("number at the school"), max_length=30, blank=True))
    asked_on = L1(models.DateField(_("asked for on")))
    since = L1(models.DateField(_("since"), null=True, blank=True))
    until = L1(models.DateField(null=True, blank=True))
    outcome = L1(models.CharField(max_length=12, choices=YearOutcome, blank=True))
    why = L3(models.CharField(_("reason"), max_length=24, blank=True))
    repeats = L1(models.CharField(_("repeats"), max_length=3, choices=Repeats, blank=True))
    papers = L1(models.CharField(_("papers"), max_length=10, choices=Papers, blank=True))
    papers_by = L1(models.DateField(_("papers to follow by"), null=True, blank=True))
    papers_on = L1(models.DateField(_("papers seen on"), null=True, blank=True))
    declared_by = L3(models.CharField(_("declared by"), max_length=120, blank=True))
    displaced = L3(models.BooleanField(_("after a displacement"), default=False))
    heard_on = L3(models.DateField(_("child and family heard on"), null=True, blank=True))
    before = L1(models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+"))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "daycare"], condition=Q(until__isnull=True),
                name="one_open_place_at_school",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(since__isnull=True) | Q(until__gte=F("since")),
                name="school_place_ends_after_start",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["school_class", "until"], name="pupils_of_a_class"),
            models.Index(fields=["person", "since"], name="school_way_of_a_person"),
        ]

    def __str__(self) -> str:
        return self.called

    def clean(self) -> None:
        """Daycare may stand beside school: a child goes there after its class."""
        self.daycare = self.school_class.level == "creche"
