"""A household's money, asked twice with the same questions; what it lives on; prices."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record


class When(models.TextChoices):
    BASELINE = "baseline", _("at the beginning")
    ENDLINE = "endline", _("at the end")


class HouseholdMoney(Record):
    """Income and spending of one month, by the lines of a questionnaire version (XOF).

    A household has one baseline; a later answer is compared with it only in the same version."""

    about = About(
        kind="community.household_money", place="family__place", read="community.read",
        write="community.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    occasion = L1(models.CharField(_("asked"), max_length=8, choices=When))
    questionnaire = L1(models.CharField(max_length=20))
    held_on = L1(models.DateField(_("asked on")))
    income = L3(models.JSONField(_("income"), default=dict))
    spending = L3(models.JSONField(_("spending"), default=dict))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(occasion="baseline"), name="one_money_baseline"
            )
        ]
        indexes = [models.Index(fields=["family", "held_on"], name="money_in_order")]


class Activity(models.TextChoices):
    TRADE = "trade", _("small trade")
    FOOD = "food", _("cooking and selling food")
    GARDENING = "gardening", _("gardening")
    FARMING = "farming", _("farming")
    LIVESTOCK = "livestock", _("fattening animals")
    POULTRY = "poultry", _("poultry")
    SHEA = "shea", _("shea butter, soap")
    DYEING = "dyeing", _("dyeing")
    SEWING = "sewing", _("sewing")
    CRAFT = "craft", _("craft")
    TRANSPORT = "transport", _("transport")
    OTHER = "other", _("other")


class IncomeActivity(Record):
    """An income activity (AGR) of a family, from a day until a day; the loan it began with."""

    about = About(
        kind="community.income_activity", place="family__place", read="community.read",
        write="community.write", sync="field",
    )  # fmt: skip

    family = L1(models.ForeignKey("people.Family", models.PROTECT, related_name="+"))
    kind = L1(models.CharField(_("activity"), max_length=12, choices=Activity))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(_("until"), null=True, blank=True))
    group = L1(
        models.ForeignKey(
            "community.Structure", models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    start_xof = L3(models.PositiveIntegerField(_("began with (XOF)"), null=True, blank=True))
    note = L2(models.CharField(_("note"), max_length=300, blank=True))


class PriceIndex(Record):
    """The consumer price index of a month, as published: real income is compared with it."""

    about = About(
        kind="community.price_index", place="", read="community.read", write="community.norm",
    )  # fmt: skip

    month = L1(models.DateField(_("month"), unique=True))
    value = L1(models.DecimalField(_("index"), max_digits=7, decimal_places=2))
    source = L1(models.CharField(_("source"), max_length=200))
