"""Illness and consultations, long illnesses, what a child can do, and talks."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, L4, About, Record
from kinkeeper.ground.records.sealed import SealedTextField
from kinkeeper.mission.health.models.centres import Centre


class Occasion(models.TextChoices):
    ILL = "ill", _("the child is or was ill")
    ACCIDENT = "accident", _("accident, injury")
    CHECK = "check", _("health check")
    TEETH = "teeth", _("teeth")
    EYES = "eyes", _("eyes")
    OTHER = "other", _("other")


class Diagnosis(models.TextChoices):
    """Common reasons in groups. What is restricted (HIV, violence, pregnancy) has no code: it is
    written in the sealed field alone."""

    MALARIA = "malaria", _("malaria")
    COUGH = "cough", _("cough, pneumonia")
    DIARRHOEA = "diarrhoea", _("diarrhoea")
    FEVER = "fever", _("fever without a cause found")
    MEASLES = "measles", _("measles (the illness)")
    SKIN = "skin", _("skin")
    EYES = "eyes", _("eyes")
    EARS = "ears", _("ear, nose, throat")
    TEETH = "teeth", _("teeth")
    WORMS = "worms", _("worms")
    ANAEMIA = "anaemia", _("anaemia")
    INJURY = "injury", _("injury, burn")
    NUTRITION = "nutrition", _("malnutrition")
    MENTAL = "mental", _("mental health")
    WELL = "well", _("nothing found")
    OTHER = "other", _("other")


class Payer(models.TextChoices):
    PROGRAMME = "programme", _("the programme")
    FAMILY = "family", _("the family")
    STATE = "state", _("the State, free of charge")
    INSURANCE = "insurance", _("insurance (AMO, RAMED, mutuelle)")
    UNKNOWN = "", _("not known")


class Consultation(Record):
    """A child was ill, or seen by somebody who treats. on: None while nobody has seen it.
    diagnoses: codes of Diagnosis. detail: restricted, its author's own. `mistaken`: counts nowhere.
    """

    about = About(
        kind="health.consultation", place="person__place", read="health.read",
        write="health.write", sync="office", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    occasion = L3(models.CharField(_("why"), max_length=8, choices=Occasion))
    ill_since = L3(models.DateField(_("ill since"), null=True, blank=True))
    on = L3(models.DateField(_("seen on"), null=True, blank=True))
    centre = L3(models.ForeignKey(Centre, models.PROTECT, null=True, blank=True, related_name="+"))
    diagnoses = L3(models.JSONField(_("found"), default=list, blank=True))
    treatment = L3(models.TextField(_("treatment"), max_length=1000, blank=True))
    detail = L4(SealedTextField(_("restricted"), blank=True))
    paid_by = L2(models.CharField(_("paid by"), max_length=9, choices=Payer, blank=True))
    sent_to = L3(models.ForeignKey(Centre, models.PROTECT, null=True, blank=True, related_name="+"))
    sent_on = L3(models.DateField(_("sent on"), null=True, blank=True))
    arrived_on = L3(models.DateField(_("arrived there on"), null=True, blank=True))
    written_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(ill_since__isnull=False) | Q(on__isnull=False), name="ill_or_seen"
            ),
            models.CheckConstraint(
                condition=Q(arrived_on__isnull=True) | Q(arrived_on__gte=F("sent_on")),
                name="arrived_after_sent",
            ),
        ]
        indexes = [models.Index(fields=["person", "on"], name="consultation_of_person")]


class Condition(models.TextChoices):
    ASTHMA = "asthma", _("asthma")
    SICKLE = "sickle", _("sickle-cell disease")
    EPILEPSY = "epilepsy", _("epilepsy")
    DIABETES = "diabetes", _("diabetes")
    HEART = "heart", _("heart")
    ALLERGY = "allergy", _("allergy")
    EYES = "eyes", _("eyes")
    EARS = "ears", _("hearing")
    MENTAL = "mental", _("mental health")
    OTHER = "other", _("other")
    RESTRICTED = "restricted", _("restricted")


class LongIllness(Record):
    """A child is in care for a long illness. next_on: its next appointment. detail: restricted."""

    about = About(
        kind="health.long_illness", place="person__place", read="health.read",
        write="health.write", sync="office", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    condition = L3(models.CharField(_("illness"), max_length=10, choices=Condition))
    detail = L4(SealedTextField(_("restricted"), blank=True))
    treatment = L3(models.TextField(_("treatment"), max_length=1000, blank=True))
    centre = L3(models.ForeignKey(Centre, models.PROTECT, null=True, blank=True, related_name="+"))
    since = L3(models.DateField(_("since")))
    until = L3(models.DateField(_("ended on"), null=True, blank=True))
    next_on = L3(models.DateField(_("next appointment"), null=True, blank=True))
    written_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="long_illness_ends_after_start",
            )
        ]


class Appointment(Record):
    """An appointment of a long illness was kept, or missed; and what came of it."""

    about = About(
        kind="health.appointment", place="illness__person__place", read="health.read",
        write="health.write", sync="office", retention="case",
    )  # fmt: skip

    illness = L1(models.ForeignKey(LongIllness, models.PROTECT, related_name="appointments"))
    on = L3(models.DateField(_("appointment on")))
    kept = L3(models.BooleanField(_("kept")))
    note = L3(models.TextField(_("note"), max_length=1000, blank=True))


class Difficulty(models.IntegerChoices):
    """The four answers of the Washington Group's short set; their wording is not changed."""

    NONE = 1, _("No, no difficulty")
    SOME = 2, _("Yes, some difficulty")
    LOT = 3, _("Yes, a lot of difficulty")
    CANNOT = 4, _("Cannot do at all")


class Functioning(Record):
    """The short set of the Washington Group on a day; None for an answer nobody knew. `disabled`:
    a lot of difficulty, or more, in at least one. answers: the questionnaire it comes from."""

    about = About(
        kind="health.functioning", place="person__place", read="health.read",
        write="health.write", sync="office", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("questions asked on")))
    seeing = L3(
        models.PositiveSmallIntegerField(
            _("Do you have difficulty seeing, even if wearing glasses?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    hearing = L3(
        models.PositiveSmallIntegerField(
            _("Do you have difficulty hearing, even if using a hearing aid?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    walking = L3(
        models.PositiveSmallIntegerField(
            _("Do you have difficulty walking or climbing steps?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    remembering = L3(
        models.PositiveSmallIntegerField(
            _("Do you have difficulty remembering or concentrating?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    caring = L3(
        models.PositiveSmallIntegerField(
            _("Do you have difficulty with self-care, such as washing all over or dressing?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    speaking = L3(
        models.PositiveSmallIntegerField(
            _("Using your usual language, do you have difficulty communicating, for example "
              "understanding or being understood?"),
            choices=Difficulty, null=True, blank=True,
        )
    )  # fmt: skip
    disabled = L3(models.BooleanField(default=False))
    answers = L1(models.UUIDField(null=True, blank=True, unique=True))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))
    answered_by = L2(models.CharField(_("answered by"), max_length=120, blank=True))

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="functioning_of_person")]


class Topic(models.TextChoices):
    GRIEF = "grief", _("loss and grief")
    FEAR = "fear", _("fear, bad memories")
    FAMILY = "family", _("family and ties")
    BEHAVIOUR = "behaviour", _("behaviour")
    SCHOOL = "school", _("school")
    HEALTH = "health", _("living with an illness")
    GROWING = "growing", _("growing up, puberty")
    FUTURE = "future", _("plans for the future")
    OTHER = "other", _("other")


class Talk(Record):
    """A counselling session with one child. notes: restricted, the counsellor's own."""

    about = About(
        kind="health.talk", place="person__place", read="health.read",
        write="health.write", sync="office", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    on = L3(models.DateField(_("held on")))
    counsellor = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    topic = L3(models.CharField(_("subject of the talk"), max_length=10, choices=Topic))
    notes = L4(SealedTextField(_("notes"), blank=True))
    next_on = L3(models.DateField(_("next talk"), null=True, blank=True))

    class Meta:
        indexes = [models.Index(fields=["person", "on"], name="talk_with_person")]


class GroupTalk(Record):
    """A session with a group: how many came, by sex and age (`heads`: "F:6-11" -> n); no names."""

    about = About(
        kind="health.group_talk", place="place", read="health.read", write="health.write",
        sync="office", retention="case",
    )  # fmt: skip

    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("held on")))
    topic = L1(models.CharField(_("subject of the talk"), max_length=10, choices=Topic))
    led_by = L2(models.CharField(_("led by"), max_length=120))
    heads = L1(models.JSONField(_("how many came"), default=dict))
    note = L3(models.TextField(_("note"), max_length=1000, blank=True))

    class Meta:
        indexes = [models.Index(fields=["on"], name="group_talk_on")]
