"""Each day and each term of a class: who came, absences looked into, results, examinations."""

from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.education.levels import EXAMS
from kinkeeper.mission.education.models.facilities import READ, SchoolClass
from kinkeeper.mission.education.models.pupils import Enrolment

CALL = "education.call"
WHERE = "enrolment__school_class__facility__place"


class Mark(models.TextChoices):
    PRESENT = "present", _("was present")
    ABSENT = "absent", _("absent")
    EXCUSED = "excused", _("excused")
    LATE = "late", _("late")


class ClassCall(Record):
    """A class was called on a day. `marks`: id of the enrolment -> mark, of every pupil called,
    so that one call is one write, also from a phone."""

    about = About(
        kind="education.call", place="school_class__facility__place", read=READ, write=CALL,
        sync="field",
    )  # fmt: skip

    school_class = L1(models.ForeignKey(SchoolClass, models.PROTECT, related_name="calls"))
    on = L1(models.DateField(_("day")))
    marks = L2(models.JSONField(default=dict))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school_class", "on"], name="one_call_of_a_class_a_day")
        ]


class Found(models.TextChoices):
    """What somebody found who looked into a long absence."""

    ILL = "ill", _("ill")
    WORK = "work", _("works or herds animals")
    HOUSEHOLD = "household", _("helps at home")
    FEES = "fees", _("fees or supplies are missing")
    FAR = "far", _("too far, or the way is unsafe")
    TRAVELLED = "travelled", _("travelled with the family")
    MARRIAGE = "marriage", _("marriage or pregnancy")
    AFRAID = "afraid", _("afraid, or badly treated at school")
    UNWILLING = "unwilling", _("does not want to come")
    OTHER = "other", _("other")


class AbsenceLook(Record):
    """Somebody looked into an absence: it is settled up to that day."""

    about = About(kind="education.absence_look", place=WHERE, read=READ, write=CALL)

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="looks"))
    on = L1(models.DateField(_("day")))
    found = L3(models.CharField(_("what was found"), max_length=12, choices=Found))
    agreed = L3(models.CharField(_("what was agreed"), max_length=300, blank=True))


class TermResult(Record):
    """The average of a term (1-3), on the scale of the class."""

    about = About(kind="education.result", place=WHERE, read=READ, write=CALL)

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="results"))
    term = L1(models.PositiveSmallIntegerField(_("term")))
    average = L2(
        models.DecimalField(
            _("average"), max_digits=4, decimal_places=2, validators=[MinValueValidator(0)]
        )
    )
    out_of = L1(models.PositiveSmallIntegerField(_("out of")))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "term"], name="one_result_a_term"),
            models.CheckConstraint(
                condition=models.Q(average__lte=models.F("out_of")), name="average_within_scale"
            ),
        ]


class ExamOutcome(models.TextChoices):
    ADMITTED = "admitted", _("admitted")
    FAILED = "failed", _("not admitted")
    ABSENT = "absent", _("did not sit it")


class ExamResult(Record):
    """A pupil at the examination that ends its class."""

    about = About(kind="education.exam", place=WHERE, read=READ, write=CALL)

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="exams"))
    exam = L1(models.CharField(_("examination"), max_length=4, choices=list(EXAMS.items())))
    on = L1(models.DateField(_("result known on")))
    outcome = L2(models.CharField(_("result"), max_length=8, choices=ExamOutcome))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["enrolment", "exam"], name="one_result_of_an_exam")
        ]
