"""Phones, and what the server knows of each: what lies on it, what it sent, when it was here."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, About, Record


class Ending(models.TextChoices):
    RETIRED = "retired", _("retired")
    LOST = "lost", _("lost or stolen")


class Device(Record):
    """A phone that carries the files of a place for one person, from `since` until `until`."""

    about = About(
        kind="sync.device", place="place", read="sync.devices", write="sync.devices",
        sync="none", retention="audit",
    )  # fmt: skip

    account = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    label = L1(models.CharField(_("which phone"), max_length=60))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    ending = L1(models.CharField(max_length=8, choices=Ending, blank=True))

    def __str__(self) -> str:
        return self.label


class Link(models.Model):
    """How a phone proves who it is, and its state when it was last here. Not a Record: it changes
    at every contact. Of code and secret only hashes are kept.

    store: which local database the phone's acknowledgements are about; a new one means that the
    phone lost everything. level: highest class of field its person could meet then.
    """

    device = models.OneToOneField(Device, models.PROTECT, primary_key=True, related_name="link")
    code_hash = models.CharField(max_length=64, blank=True, db_index=True)
    code_until = models.DateTimeField(null=True)
    secret_hash = models.CharField(max_length=64, blank=True)
    store = models.UUIDField(null=True)
    level = models.SmallIntegerField(default=-1)
    seen_at = models.DateTimeField(null=True)
    waiting = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=20, blank=True)
    stores_lost = models.PositiveIntegerField(default=0)
    erased_at = models.DateTimeField(null=True)


class Carried(models.Model):
    """A record that lies on a phone, or is on its way there. Not a Record: it follows the phone.

    version: acknowledged; sent: on its way in `page`; going: asked back in `page`.
    """

    device = models.ForeignKey(Device, models.PROTECT, related_name="carried")
    kind = models.CharField(max_length=60)
    record = models.UUIDField()
    version = models.PositiveIntegerField(default=0)
    sent = models.PositiveIntegerField(default=0)
    going = models.BooleanField(default=False)
    page = models.UUIDField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["device", "record"], name="carried_once"),
        ]
        indexes = [models.Index(fields=["device", "page"], name="carried_page")]


class Outcome(models.TextChoices):
    APPLIED = "applied", _("taken")
    MERGED = "merged", _("taken beside another change")
    CLASH = "clash", _("divergence")
    REFUSED = "refused", _("sent back to be corrected")


class Taken(models.Model):
    """What became of a change a phone sent: no values. A log, not a Record."""

    id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="taken")
    verb = models.CharField(max_length=60)
    outcome = models.CharField(max_length=8, choices=Outcome)
    record = models.UUIDField(null=True)
    version = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now=True)


class Piece(models.Model):
    """A picture on its way from a phone, piece by piece; deleted once it is kept."""

    id = models.UUIDField(primary_key=True)
    device = models.ForeignKey(Device, models.PROTECT, related_name="pieces")
    size = models.PositiveIntegerField()
    data = models.BinaryField(default=bytes)
    at = models.DateTimeField(auto_now=True)


class Language(models.TextChoices):
    FRENCH = "fr", _("French")
    BAMBARA = "bm", _("Bambara")
    FULFULDE = "ff", _("Fulfulde")


class Origin(models.TextChoices):
    RECORDED = "recorded", _("recorded by a person")
    MADE = "made", _("made by a machine")


class Sound(models.Model):
    """How a choice of the app sounds in a language. Not a Record: it is about nobody."""

    code = models.CharField(max_length=60)
    language = models.CharField(max_length=2, choices=Language)
    origin = models.CharField(max_length=8, choices=Origin)
    kind = models.CharField(max_length=20)
    mark = models.CharField(max_length=16)
    size = models.PositiveIntegerField()
    data = models.BinaryField()
    at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["code", "language"], name="one_sound_of_a_choice"),
        ]
