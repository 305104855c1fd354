"""The file opened for a family or a person: what was found, agreed, done and seen."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.classes import LOWEST
from kinkeeper.ground.records.models import L1, L2, L3, About, Record


class Dimension(models.TextChoices):
    """The eight dimensions used for baseline, review and exit (domain 2.1, sources S10 S11)."""

    CARE = "care", _("care")
    FOOD = "food", _("food security")
    SHELTER = "shelter", _("accommodation")
    HEALTH = "health", _("physical health")
    EDUCATION = "education", _("education and skills")
    LIVELIHOOD = "livelihood", _("livelihood")
    PROTECTION = "protection", _("protection and social inclusion")
    WELLBEING = "wellbeing", _("social and emotional well-being")


class Score(models.IntegerChoices):
    VERY_POORLY = 1, _("very poorly")
    POORLY = 2, _("poorly")
    WELL = 3, _("well")
    VERY_WELL = 4, _("very well")


class Occasion(models.TextChoices):
    BASELINE = "baseline", _("baseline")
    REVIEW = "review", _("review")
    EXIT = "exit", _("exit")
    FOLLOW_UP = "follow_up", _("follow-up after exit")


def _score(label: object) -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(
        label, null=True, blank=True, choices=Score,  # type: ignore[arg-type]
        validators=[MinValueValidator(1), MaxValueValidator(4)],
    )  # fmt: skip


class Assessment(Record):
    """The eight dimensions of a family, or of one of its children, on a day.

    1 to 4; empty: not seen.
    """

    about = About(
        kind="casework.assessment", place="family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    person = L1(
        models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    )
    occasion = L1(models.CharField(max_length=10, choices=Occasion))
    instrument = L1(models.CharField(max_length=40, default="eight-dimensions/1"))
    held_on = L1(models.DateField(_("date")))
    assessor = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    care = L3(_score(Dimension.CARE.label), stands=LOWEST)
    food = L3(_score(Dimension.FOOD.label), stands=LOWEST)
    shelter = L3(_score(Dimension.SHELTER.label), stands=LOWEST)
    health = L3(_score(Dimension.HEALTH.label), stands=LOWEST)
    education = L3(_score(Dimension.EDUCATION.label), stands=LOWEST)
    livelihood = L3(_score(Dimension.LIVELIHOOD.label), stands=LOWEST)
    protection = L3(_score(Dimension.PROTECTION.label), stands=LOWEST)
    wellbeing = L3(_score(Dimension.WELLBEING.label), stands=LOWEST)
    note = L3(models.TextField(_("what was seen"), max_length=4000, blank=True))

    class Meta:
        indexes = [models.Index(fields=["family", "held_on"], name="assessment_family")]


class Plan(Record):
    """Family development plan (PDF): in force from `since` until `until`, once agreed."""

    about = About(
        kind="casework.plan", place="family__place", read="casework.read", write="casework.write",
        sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    since = L1(models.DateField(_("from")))
    until = L1(models.DateField(_("until"), null=True, blank=True))
    agreed_on = L1(models.DateField(_("agreed on"), null=True, blank=True))
    agreed_with = L2(models.CharField(_("agreed with"), max_length=200, blank=True))
    explained_in = L2(models.CharField(_("explained in"), max_length=60, blank=True))
    next_review_on = L1(models.DateField(_("next review"), null=True, blank=True), stands=LOWEST)

    class Meta:
        indexes = [
            models.Index(fields=["family", "since"], name="plan_family"),
            models.Index(
                fields=["agreed_on", "family"], condition=Q(until__isnull=True), name="plan_open"
            ),
        ]


class GoalState(models.TextChoices):
    IN_PROGRESS = "in_progress", _("in progress")
    MET = "met", _("met")
    NOT_MET = "not_met", _("not met")
    DROPPED = "n_a", _("no longer applies")


class Goal(Record):
    """What the family wants to reach in one dimension, by a day."""

    about = About(
        kind="casework.goal", place="plan__family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    plan = L1(models.ForeignKey(Plan, models.PROTECT, related_name="goals"))
    dimension = L1(models.CharField(_("dimension"), max_length=12, choices=Dimension))
    statement = L3(models.CharField(_("goal"), max_length=300))
    due_on = L1(models.DateField(_("by"), null=True, blank=True))
    state = L1(models.CharField(max_length=12, choices=GoalState, default="in_progress"))
    state_on = L1(models.DateField(null=True, blank=True))


class Owner(models.TextChoices):
    FAMILY = "family", _("the family")
    PROGRAMME = "programme", _("the programme")
    ORGANISATION = "cbo", _("the community organisation")
    AUTHORITY = "authority", _("the authority")


class Commitment(Record):
    """What one side promises in the plan: the family, the programme, the community, the State."""

    about = About(
        kind="casework.commitment", place="plan__family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    plan = L1(models.ForeignKey(Plan, models.PROTECT, related_name="commitments"))
    owner = L1(models.CharField(_("who"), max_length=12, choices=Owner))
    promise = L3(models.CharField(_("what"), max_length=300))
    due_on = L1(models.DateField(_("by"), null=True, blank=True))
    done_on = L1(models.DateField(_("done on"), null=True, blank=True))
    dropped_on = L1(models.DateField(_("given up on"), null=True, blank=True))


class ServiceType(models.TextChoices):
    """Base list of the sector plus the programme's own (domain 3.2)."""

    FOOD = "food", _("food")
    HEALTH = "health_medical", _("health care")
    PSYCHOSOCIAL = "psychosocial", _("psychosocial support")
    EDUCATION = "education", _("education support")
    SCHOOL_KIT = "school_kit", _("school kit")
    SCHOOL_FEES = "school_fees", _("school fees")
    TUTORING = "tutoring", _("tutoring")
    BIRTH = "birth_registration", _("birth registration")
    PARENTING = "parenting_session", _("parenting session")
    INCOME = "iga_support", _("support to an income activity")
    SAVINGS = "savings_group", _("savings group")
    GARDEN = "garden_plot", _("garden plot")
    TRAINING = "vocational_training", _("vocational training")
    HOUSING = "housing_repair", _("housing repair")
    MEDIATION = "family_mediation", _("family mediation")
    LEGAL = "legal_assistance", _("legal assistance")
    TRANSPORT = "transport_return", _("transport")
    OTHER = "other", _("other")


class Modality(models.TextChoices):
    IN_KIND = "in_kind", _("in kind")
    CASH = "cash", _("cash")
    TRAINING = "training", _("training")
    COUNSELLING = "counselling", _("counselling")
    REFERRAL = "referral", _("referral")


class Service(Record):
    """Something given to a family or one of its members. `done_on` empty: planned."""

    about = About(
        kind="casework.service", place="family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    person = L1(
        models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    )
    kind = L1(models.CharField(_("service"), max_length=24, choices=ServiceType))
    modality = L1(models.CharField(_("how"), max_length=12, choices=Modality, default="in_kind"))
    provider = L1(models.CharField(_("given by"), max_length=120, blank=True))
    planned_on = L1(models.DateField(_("planned for"), null=True, blank=True))
    done_on = L1(models.DateField(_("given on"), null=True, blank=True))
    quantity = L1(models.PositiveIntegerField(_("quantity"), null=True, blank=True))
    unit = L1(models.CharField(_("unit"), max_length=20, blank=True))
    cost_xof = L1(models.PositiveIntegerField(_("cost (XOF)"), null=True, blank=True))

    class Meta:
        indexes = [models.Index(fields=["family", "done_on"], name="service_family")]


class Purpose(models.TextChoices):
    MONITORING = "monitoring", _("monitoring")
    ASSESSMENT = "assessment", _("assessment")
    CRISIS = "crisis", _("crisis")
    DISTRIBUTION = "distribution", _("distribution")
    CLOSURE = "closure", _("closure")


class SeenAlone(models.TextChoices):
    YES = "yes", _("yes")
    NO = "no", _("no")
    REFUSED = "refused", _("refused")
    NOT_ASKED = "", _("not asked")


class Visit(Record):
    """Somebody went to see the family."""

    about = About(
        kind="casework.visit", place="family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    held_on = L1(models.DateField(_("date")))
    purpose = L1(models.CharField(_("purpose"), max_length=12, choices=Purpose))
    visitor = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    present = L2(models.CharField(_("who was there"), max_length=200, blank=True))
    child_seen_alone = L2(
        models.CharField(_("a child seen alone"), max_length=8, choices=SeenAlone, blank=True)
    )
    observations = L3(models.TextField(_("what was seen"), max_length=4000, blank=True))
    next_visit_on = L1(models.DateField(_("next visit"), null=True, blank=True), stands=LOWEST)

    class Meta:
        indexes = [
            models.Index(fields=["family", "held_on"], name="visit_family"),
            models.Index(fields=["family", "-held_on", "-id", "next_visit_on"], name="visit_last"),
        ]


class Review(Record):
    """The plan was looked at together. `due_on` is when it should have been."""

    about = About(
        kind="casework.review", place="plan__family__place", read="casework.read",
        write="casework.write", sync="field",
    )  # fmt: skip

    plan = L1(models.ForeignKey(Plan, models.PROTECT, related_name="reviews"))
    assessment = L1(
        models.ForeignKey(Assessment, models.PROTECT, null=True, blank=True, related_name="+")
    )
    due_on = L1(models.DateField())
    held_on = L1(models.DateField(_("date"), null=True, blank=True))
    with_whom = L2(models.CharField(_("who took part"), max_length=200, blank=True))
    child_view = L3(models.TextField(_("what the child says"), max_length=2000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan"], condition=Q(held_on__isnull=True), name="one_open_review"
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], condition=Q(held_on__isnull=True), name="review_due")
        ]
