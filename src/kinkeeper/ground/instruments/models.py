"""Questionnaires, their versions, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, L4, About, Record


class Questionnaire(Record):
    """A questionnaire through all its versions. subject: kind of record it is about.

    keys: immutable id of each question ever asked, with its name and type. Answers are kept by
    these ids, so that another wording, or another name, leaves them readable.
    """

    about = About(
        kind="instruments.questionnaire", place="", read="instruments.read",
        write="instruments.design", sync="field",
    )  # fmt: skip

    code = L1(models.CharField(_("code"), max_length=40, unique=True))
    title = L1(models.CharField(_("title"), max_length=200))
    subject = L1(models.CharField(max_length=40, blank=True))
    keys = L1(models.JSONField(default=dict, blank=True))
    closed_on = L1(models.DateField(_("no longer asked since"), null=True, blank=True))


class Version(Record):
    """One version of a questionnaire. It may be replaced until somebody answered it, then never.

    names: question name -> its id; levels: name -> class 0-4 of its answers; sheets: the workbook
    as lines; xform: what pyxform made of it; scores: declared rules.
    """

    about = About(
        kind="instruments.version", place="", read="instruments.read", write="instruments.design",
        sync="field",
    )  # fmt: skip

    questionnaire = L1(models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions"))
    number = L1(models.PositiveSmallIntegerField())
    since = L1(models.DateField())
    xform = L1(models.TextField())
    names = L1(models.JSONField(default=dict))
    levels = L1(models.JSONField(default=dict))
    scores = L1(models.JSONField(default=list, blank=True))
    sheets = L1(models.JSONField(default=dict))
    digest = L1(models.CharField(max_length=64))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "number"], name="one_version_number")
        ]


class Answers(Record):
    """A version answered on a day, about a family, a person or nobody in particular.

    The answers lie by the class of their question: `programme` L0-L1, `personal` L2, `sensitive`
    L3, `restricted` L4; each maps question ids to texts, a repeated section to a list of such maps.
    """

    about = About(
        kind="instruments.answers", place="place", read="instruments.read",
        write="instruments.write", sync="field",
    )  # fmt: skip

    version_of = L1(models.ForeignKey(Version, models.PROTECT, related_name="+"))
    subject_kind = L1(models.CharField(max_length=40, blank=True))
    subject = L1(models.UUIDField(null=True, blank=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("answered on")))
    programme = L1(models.JSONField(default=dict, blank=True))
    personal = L2(models.JSONField(default=dict, blank=True))
    sensitive = L3(models.JSONField(default=dict, blank=True))
    restricted = L4(models.JSONField(default=dict, blank=True))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        indexes = [
            models.Index(fields=["version_of", "on"], name="answers_of_version"),
            models.Index(fields=["subject", "on"], name="answers_of_subject"),
        ]
