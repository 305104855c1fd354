"""Leaving, the contacts after it, help given afterwards, and the rhythm the office has chosen."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L0, L1, L2, L3, About, Record
from kinkeeper.mission.leaving.models.money import FRANCS
from kinkeeper.mission.leaving.models.ways import ENDS, READ, WRITE, Way
from kinkeeper.mission.leaving.models.words import (
    Activity,
    Health,
    Housing,
    Income,
    SomeoneThere,
)


class Exit(Record):
    """A young person left care on a day: what was handed over, who received them."""

    about = About(
        kind="leaving.exit", place="way__person__place", read=READ, write=WRITE, sync="field"
    )

    way = L1(models.ForeignKey(Way, models.PROTECT, related_name="exits"))
    placement = L1(models.ForeignKey("care.Placement", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("left on")))
    exit_reason = L1(models.CharField(_("reason"), max_length=28))
    received_by = L3(models.CharField(_("received by"), max_length=120))
    destination = L3(models.CharField(_("where to"), max_length=200))
    birth_act = L1(models.BooleanField(_("birth certificate handed over")))
    identity = L1(models.BooleanField(_("identity card handed over")))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement"], name="one_exit_of_a_placement")
        ]


class Channel(models.TextChoices):
    PHONE = "phone", _("phone call")
    MESSAGE = "message", _("message")
    VISIT = "visit", _("visit")
    OFFICE = "office", _("came to us")
    RELATIVE = "relative", _("through somebody close")


class Contact(Record):
    """Somebody tried to reach a young person after leaving. months: which contact it answers."""

    about = About(
        kind="leaving.contact", place="exit__way__person__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    exit = L1(models.ForeignKey(Exit, models.PROTECT, related_name="contacts"))
    held_on = L1(models.DateField(_("date")))
    months = L1(models.PositiveSmallIntegerField(_("months after leaving")))
    channel = L1(models.CharField(_("how"), max_length=8, choices=Channel))
    reached = L1(models.BooleanField(_("reached")))
    made_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    housing = L3(models.CharField(_("lives"), max_length=12, choices=Housing, blank=True))
    activity = L2(
        models.CharField(_("learns or works"), max_length=12, choices=Activity, blank=True)
    )
    income = L3(models.CharField(_("income"), max_length=10, choices=Income, blank=True))
    health = L3(models.CharField(_("health"), max_length=14, choices=Health, blank=True))
    someone = L3(
        models.CharField(_("someone to count on"), max_length=3, choices=SomeoneThere, blank=True)
    )
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))

    class Meta:
        indexes = [models.Index(fields=["exit", "held_on"], name="contact_of_exit")]


class SupportKind(models.TextChoices):
    HOUSING = "housing", _("a place to live")
    MONEY = "money", _("money")
    HEALTH = "health", _("health care")
    STUDIES = "studies", _("studies or training")
    WORK = "work", _("finding work")
    PAPERS = "papers", _("papers")
    ADVICE = "advice", _("advice")
    OTHER = "other", _("other")


class Support(Record):
    """Help given to a young person who has left care."""

    about = About(
        kind="leaving.support", place="way__person__place", read=READ, write=WRITE, sync="field"
    )

    way = L1(models.ForeignKey(Way, models.PROTECT, related_name="supports"))
    kind = L2(models.CharField(_("help"), max_length=8, choices=SupportKind))
    since = L1(models.DateField(_("from")))
    until = L1(models.DateField(_("until"), null=True, blank=True))
    francs = L2(
        models.PositiveIntegerField(_("amount (XOF)"), null=True, blank=True, validators=FRANCS)
    )
    note = L3(models.CharField(_("note"), max_length=300, blank=True))

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS, name="support_ends_after_start")]


class RhythmSet(Record):
    """The office's own numbers instead of the defaults; one row for the whole association."""

    about = About(
        kind="leaving.rhythm", place="", read="leaving.read", write="leaving.settings",
        retention="forever",
    )  # fmt: skip

    only = L0(models.BooleanField(default=True, unique=True, editable=False))
    months = L0(models.JSONField(_("contacts: months after leaving"), default=list))
    attempts = L0(models.PositiveSmallIntegerField(_("attempts before the contact counts as lost")))
    channels = L0(models.PositiveSmallIntegerField(_("different ways tried")))
    house_age = L0(models.PositiveSmallIntegerField(_("youngest age in a youth house (years)")))
    leaving_age = L0(models.PositiveSmallIntegerField(_("usual age of leaving (years)")))
    ahead = L0(models.PositiveSmallIntegerField(_("plan begins so many months before leaving")))

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="one_rhythm"),
        ]
