"""Allowance and savings. Francs are whole numbers; the savings belong to the child."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.leaving.models.ways import ENDS, LAST, READ, WRITE, Way

SAVINGS = "leaving.savings"
MOST_FRANCS = 50_000_000
FRANCS = (MinValueValidator(1), MaxValueValidator(MOST_FRANCS))


class Period(models.TextChoices):
    MONTH = "month", _("every month")
    QUARTER = "quarter", _("every three months")


class Allowance(Record):
    """So many francs in each period, from a day until a day; agreed with the young person."""

    about = About(
        kind="leaving.allowance", place="way__person__place", read=READ, write=WRITE, sync="field"
    )

    way = L1(models.ForeignKey(Way, models.PROTECT, related_name="allowances"))
    francs = L2(models.PositiveIntegerField(_("amount (XOF)"), validators=FRANCS))
    period = L1(models.CharField(_("period"), max_length=8, choices=Period))
    purpose = L2(models.CharField(_("what it is for"), max_length=200, blank=True))
    since = L1(models.DateField(_("first paid for")))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["way"], condition=LAST, name="one_open_allowance"),
            models.CheckConstraint(condition=ENDS, name="allowance_ends_after_start"),
        ]


class AllowancePaid(Record):
    """Paid for the period that begins on `begins_on`, once; with a receipt."""

    about = About(
        kind="leaving.allowance_paid", place="allowance__way__person__place", read=READ,
        write=WRITE, sync="field",
    )  # fmt: skip

    allowance = L1(models.ForeignKey(Allowance, models.PROTECT, related_name="payments"))
    begins_on = L1(models.DateField(_("for the period from")))
    paid_on = L1(models.DateField(_("paid on")))
    francs = L2(models.PositiveIntegerField(_("amount (XOF)"), validators=FRANCS))
    receipt = L2(models.CharField(_("receipt"), max_length=60))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["allowance", "begins_on"], name="allowance_paid_once")
        ]


class SavingsAccount(Record):
    """Money that belongs to a child. The database refuses a balance below zero."""

    about = About(kind="leaving.savings", place="person__place", read=SAVINGS, write=SAVINGS)

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    institution = L3(models.CharField(_("kept at"), max_length=120))
    number = L3(models.CharField(_("account number"), max_length=60, blank=True))
    since = L2(models.DateField(_("opened on")))
    until = L2(models.DateField(_("handed over on"), null=True, blank=True))
    balance = L3(models.BigIntegerField(_("balance (XOF)"), default=0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=LAST, name="one_open_savings"),
            models.CheckConstraint(condition=ENDS, name="savings_end_after_start"),
            models.CheckConstraint(condition=Q(balance__gte=0), name="savings_never_negative"),
        ]


class Direction(models.TextChoices):
    IN = "in", _("paid in")
    OUT = "out", _("taken out")


class Source(models.TextChoices):
    """Where money came from, or what it was taken out for."""

    OWN = "own", _("own earnings")
    GIFT = "gift", _("gift")
    STIPEND = "stipend", _("part of the allowance or a stipend")
    SPONSOR = "sponsorship", _("sponsorship")
    NEED = "need", _("for the young person’s own need")
    HANDOVER = "handover", _("handed over to the owner")
    HEIRS = "heirs", _("handed over to the heirs")


class SavingsEntry(Record):
    """Money paid in or taken out on a day. Never changed: a mistake is set right by another."""

    about = About(
        kind="leaving.savings_entry", place="account__person__place", read=SAVINGS, write=SAVINGS
    )

    account = L1(models.ForeignKey(SavingsAccount, models.PROTECT, related_name="entries"))
    on = L2(models.DateField(_("date")))
    direction = L2(models.CharField(max_length=3, choices=Direction))
    francs = L3(models.PositiveIntegerField(_("amount (XOF)"), validators=FRANCS))
    source = L3(models.CharField(_("from where, what for"), max_length=12, choices=Source))
    receipt = L3(models.CharField(_("receipt"), max_length=60, blank=True))
    note = L3(models.CharField(_("note"), max_length=200, blank=True))
