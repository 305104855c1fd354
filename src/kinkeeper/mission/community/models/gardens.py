"""Gardens, granaries and other assets: harvests, stock, and what goes to the poorest families."""

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.community.models.structures import Structure

PERCENT = (MaxValueValidator(100),)


class Crop(models.TextChoices):
    MILLET = "millet", _("millet")
    SORGHUM = "sorghum", _("sorghum")
    MAIZE = "maize", _("maize")
    RICE = "rice", _("rice")
    GROUNDNUT = "groundnut", _("groundnuts")
    COWPEA = "cowpea", _("cowpeas")
    ONION = "onion", _("onions")
    TOMATO = "tomato", _("tomatoes")
    OKRA = "okra", _("okra")
    CABBAGE = "cabbage", _("cabbage")
    LETTUCE = "lettuce", _("lettuce")
    POTATO = "potato", _("potatoes")
    EGGS = "eggs", _("eggs and poultry")
    OTHER = "other", _("other")


class Way(models.TextChoices):
    IN = "in", _("into the store")
    OUT = "out", _("lent or sold to members")
    FAMILIES = "families", _("to vulnerable families")
    LOST = "lost", _("lost or spoilt")


def kilos(label: object) -> "models.DecimalField[Decimal, Decimal]":
    return models.DecimalField(
        label,  # type: ignore[arg-type]
        max_digits=9, decimal_places=1, validators=[MinValueValidator(Decimal("0.1"))],
    )  # fmt: skip


class SharingRule(Record):
    """How the proceeds are shared, from a day on; the three parts make 100."""

    about = About(
        kind="community.sharing_rule", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="rules"))
    since = L1(models.DateField(_("from")))
    families = L1(
        models.PositiveSmallIntegerField(_("to vulnerable families (%)"), validators=PERCENT)
    )
    upkeep = L1(models.PositiveSmallIntegerField(_("for the upkeep (%)"), validators=PERCENT))
    producers = L1(models.PositiveSmallIntegerField(_("to the producers (%)"), validators=PERCENT))


class Harvest(Record):
    """What was brought in on a day, in kilograms; what was sold of it brought `sold_xof`."""

    about = About(
        kind="community.harvest", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="harvests"))
    on = L1(models.DateField(_("harvested on")))
    crop = L1(models.CharField(_("crop"), max_length=12, choices=Crop))
    kg = L1(kilos(_("harvested (kg)")))
    sold_xof = L1(models.PositiveIntegerField(_("sold for (XOF)"), default=0))
    paper_by = L2(models.CharField(_("copied from the sheet of"), max_length=120, blank=True))


class StockEntry(Record):
    """Grain went into the store or out of it. The stock is never below zero."""

    about = About(
        kind="community.stock_entry", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="stock"))
    on = L1(models.DateField(_("on")))
    crop = L1(models.CharField(_("crop"), max_length=12, choices=Crop))
    way = L1(models.CharField(_("in or out"), max_length=8, choices=Way))
    kg = L1(kilos(_("weight (kg)")))


class Gift(Record):
    """A vulnerable family got something of the community's own: food or money.

    `service`: the same in the family's file, where the family is in the register; else `families`
    says how many families that are not in it."""

    about = About(
        kind="community.gift", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="gifts"))
    family = L1(
        models.ForeignKey("people.Family", models.PROTECT, null=True, blank=True, related_name="+")
    )
    families = L1(models.PositiveSmallIntegerField(_("families"), default=1))
    on = L1(models.DateField(_("given on")))
    kg = L1(
        models.DecimalField(_("weight (kg)"), max_digits=7, decimal_places=1, null=True, blank=True)
    )
    worth_xof = L1(models.PositiveIntegerField(_("money, or what it is worth (XOF)")))
    service = L1(models.UUIDField(null=True, blank=True))

    class Meta:
        indexes = [models.Index(fields=["family", "on"], name="gift_family")]
