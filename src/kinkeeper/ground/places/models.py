"""Place, its parents over time, and its codes per scheme and vintage.

A place is itself, not its code: Kita's parent was Kayes until the law of 2023 and Mali since.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L0, About, Record


class Level(models.TextChoices):
    COUNTRY = "country", _("country")
    REGION = "region", _("region")
    CERCLE = "cercle", _("cercle")
    COMMUNE = "commune", _("commune")
    VILLAGE = "village", _("village or quarter")
    SITE = "site", _("programme location")


class Place(Record):
    """A unit of the tree. `path` follows the parents of today and is derived from the links."""

    about = About(
        kind="places.place", place="id", read="places.read", write="places.write",
        sync="field", retention="forever",
    )  # fmt: skip

    name = L0(models.CharField(max_length=120))
    search_key = L0(models.CharField(max_length=160, db_index=True))
    level = L0(models.CharField(max_length=10, choices=Level.choices))
    path = L0(models.CharField(max_length=240, db_index=True, blank=True))
    latitude = L0(models.FloatField(null=True, blank=True))
    longitude = L0(models.FloatField(null=True, blank=True))
    since = L0(models.DateField(null=True, blank=True))
    until = L0(models.DateField(null=True, blank=True))

    def __str__(self) -> str:
        return self.name


class PlaceLink(Record):
    """`place` lay in `parent` from `since` until `until` (half-open; empty: always, still)."""

    about = About(
        kind="places.link", place="place", read="places.read", write="places.write",
        sync="field", retention="forever",
    )  # fmt: skip

    place = L0(models.ForeignKey(Place, models.PROTECT, related_name="+"))
    parent = L0(models.ForeignKey(Place, models.PROTECT, related_name="+"))
    since = L0(models.DateField(null=True, blank=True))
    until = L0(models.DateField(null=True, blank=True))


class PlaceCode(Record):
    """A code means something only with its scheme and vintage: ML0501 was Mopti in 2015."""

    about = About(
        kind="places.code", place="place", read="places.read", write="places.write",
        sync="none", retention="forever",
    )  # fmt: skip

    place = L0(models.ForeignKey(Place, models.PROTECT, related_name="+"))
    scheme = L0(models.CharField(max_length=20))
    vintage = L0(models.CharField(max_length=10))
    code = L0(models.CharField(max_length=20))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "vintage", "code"], name="place_code_once")
        ]
