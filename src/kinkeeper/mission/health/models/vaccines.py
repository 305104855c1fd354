"""The vaccination calendar an office works by, and the doses a child was given."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L3, About, Record


class Calendar(Record):
    """The doses of the country's programme from a day on, until the next calendar begins.
    `doses` are lines as in `vaccines/mali.csv`."""

    about = About(
        kind="health.calendar", place="", read="health.read", write="health.protocol",
        sync="office",
    )  # fmt: skip

    since = L1(models.DateField(_("in force from"), unique=True))
    name = L1(models.CharField(_("name"), max_length=80))
    source = L1(models.CharField(_("source"), max_length=300))
    doses = L1(models.TextField(_("doses"), max_length=8000))


class Source(models.TextChoices):
    """How it is known; what somebody remembers is kept apart from what is written."""

    CARD = "card", _("read on the vaccination card")
    SESSION = "session", _("given at a session, somebody was there")
    SAID = "said", _("told by who looks after the child")


class Vaccination(Record):
    """A child was given a dose. on: None where the card shows a mark without a day. `confirmed`
    are the questions that were answered with yes. `mistaken`: it counts nowhere."""

    about = About(
        kind="health.vaccination", place="person__place", read="health.read",
        write="health.write", sync="field", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    vaccine = L3(models.CharField(_("vaccine"), max_length=12))
    number = L3(models.PositiveSmallIntegerField(_("dose")))
    on = L3(models.DateField(_("given on"), null=True, blank=True))
    source = L3(models.CharField(_("how it is known"), max_length=8, choices=Source))
    where = L3(models.CharField(_("where"), max_length=120, blank=True))
    confirmed = L3(models.JSONField(default=list, blank=True))
    mistaken = L1(models.BooleanField(_("recorded in error"), default=False))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "vaccine", "number"], condition=Q(mistaken=False),
                name="one_vaccination_of_a_dose",
            )
        ]  # fmt: skip
