"""Record, the row with a version, and Change, the ledger row that says how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from django.db import models
from django.utils.encoding import force_str
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.classes import L0, L1, L2, L3, L4, class_of

__all__ = [
    "L0", "L1", "L2", "L3", "L4", "About", "Attachment", "Change", "Consent", "Record",
    "Submission", "new_id",
]  # fmt: skip


def new_id() -> UUID:
    """UUIDv7: sorts by time, can be made on any device."""
    return uuid_utils.compat.uuid7()


@dataclass(frozen=True)
class About:
    """What a kind of record declares about itself; `None` in `place` means: nobody sees it.

    kind: name in the ledger, `room.noun`. place: look-up path to the Place that scopes a row
    ("" for rows of the whole association). project: look-up path to the project, if rows belong
    to one. read, write: capabilities. sync: none, office or field. retention: key of the
    retention table. vault: purpose whose wrapping key seals the keys of these records. whole_days:
    the ledger keeps the day of a change and not its time (what somebody tells without a name must
    not be matched with a clock).
    """

    kind: str
    place: str | None
    read: str
    write: str
    project: str = ""
    sync: str = "office"
    retention: str = "case"
    vault: str = "care"
    whole_days: bool = False


class Record(models.Model):
    """A row that only `records.actions` writes. Facts in it have dates: `since`, `until`."""

    about: ClassVar[About]

    id = L1(models.UUIDField(primary_key=True, default=new_id, editable=False))
    version = L1(models.PositiveIntegerField(default=0, editable=False))

    class Meta:
        abstract = True

    @classmethod
    def kept_fields(cls) -> list[models.Field[Any, Any]]:
        """The fields whose values the ledger keeps: all but id and version."""
        return [f for f in cls._meta.concrete_fields if f.name not in {"id", "version"}]

    @property
    def lies_in(self) -> UUID | None:
        """The place of a record that names its own; the key of its values is sealed for there."""
        return getattr(self, f"{self.about.place}_id", None) if self.about.place else None

    def _get_FIELD_display(self, field: models.Field[Any, Any]) -> Any:  # noqa: N802 - Django's
        """As Django's, which translates all choices of a field to find one of them: a page with a
        hundred labels spent a tenth of its time there."""
        value = getattr(self, field.attname)
        return force_str(_labels(field).get(value, value), strings_only=True)

    @classmethod
    def fields_up_to(cls, level: int) -> frozenset[str]:
        """Names of the fields a reader of this class may meet."""
        return frozenset(f.name for f in cls._meta.concrete_fields if class_of(f) <= level)


@cache
def _labels(field: models.Field[Any, Any]) -> dict[Any, Any]:
    return dict(field.flatchoices)


class Outcome(models.TextChoices):
    APPLIED = "applied", _("applied")
    CLASH = "clash", _("clash")
    SETTLED = "settled", _("settled")
    ERASED = "erased", _("erased")


class Change(models.Model):
    """One line of the ledger. Never edited, except by erasure, which empties its images.

    `after` holds the values of class L0-L2 after the change, `sealed` those of L3-L4,
    encrypted with the record's own key. `changed` names the fields. A clash keeps the values
    that were not applied. `digest` is over the values with the line's own `salt`, see trail.py.
    """

    seq = models.BigAutoField(primary_key=True)
    id = models.UUIDField(unique=True, default=new_id)
    record = models.UUIDField()
    kind = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    base = models.PositiveIntegerField()
    actor = models.UUIDField(null=True)
    device = models.CharField(max_length=60, blank=True)
    reason = models.CharField(max_length=80, blank=True)
    occurred_on = models.DateField(null=True)
    recorded_at = models.DateTimeField()
    changed = models.JSONField(default=list)
    after = models.JSONField(default=dict)
    sealed = models.BinaryField(null=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.APPLIED)
    settles = models.UUIDField(null=True, unique=True)
    salt = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True, default="")

    class Meta:
        indexes = [
            models.Index(fields=["record", "version"], name="change_record"),
            models.Index(fields=["kind", "seq"], name="change_kind"),
            models.Index(fields=["kind", "recorded_at"], name="change_recorded"),
            models.Index(
                fields=["record"], name="change_clash", condition=models.Q(outcome="clash")
            ),
            models.Index(
                fields=["seq"], name="change_clashes", condition=models.Q(outcome="clash")
            ),
        ]


class Submission(models.Model):
    """A form that was accepted: sending it again does nothing and leads to the same page."""

    id = models.UUIDField(primary_key=True)
    answer = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)


class Attachment(Record):
    """A picture that belongs to a record, decoded and drawn anew before it is kept.

    `file` is a random name below the files folder; size in pixels, weight in bytes.
    """

    about = About(
        kind="records.attachment", place="place", read="records.files", write="records.files",
        sync="field",
    )  # fmt: skip

    subject = L1(models.UUIDField(db_index=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    label = L3(models.CharField(_("what it shows"), max_length=120, blank=True))
    file = L3(models.CharField(max_length=80))
    width = L1(models.PositiveIntegerField())
    height = L1(models.PositiveIntegerField())
    weight = L1(models.PositiveIntegerField())
    taken_on = L2(models.DateField(_("taken on"), null=True, blank=True))


class ConsentPurpose(models.TextChoices):
    """One consent per purpose (domain 2.17)."""

    SERVICES = "services", _("being accompanied")
    SHARING = "sharing", _("sharing with other services")
    TRACING = "tracing", _("looking for relatives")
    REPORTING = "reporting", _("figures without names")
    PHOTO = "photo_story", _("photo and story")
    SPONSORSHIP = "sponsorship", _("sponsorship")
    RESEARCH = "research", _("research")


class ConsentAnswer(models.TextChoices):
    GIVEN = "given", _("given")
    REFUSED = "refused", _("refused")


class ConsentBy(models.TextChoices):
    INDIVIDUAL = "individual", _("the person")
    CAREGIVER = "caregiver", _("the caregiver")
    OTHER = "other", _("somebody else")


class ConsentForm(models.TextChoices):
    SIGNATURE = "signature", _("signature")
    THUMB = "thumbprint", _("thumb print")
    VOICE = "voice_witness", _("voice, with a witness")


class Consent(Record):
    """What a person answered for one purpose, from `since` until withdrawn (`until`)."""

    about = About(
        kind="records.consent", place="place", read="records.consents", write="records.consents",
        sync="field",
    )  # fmt: skip

    subject = L1(models.UUIDField(db_index=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    purpose = L1(models.CharField(_("for what"), max_length=12, choices=ConsentPurpose))
    answer = L2(models.CharField(_("answer"), max_length=8, choices=ConsentAnswer))
    given_by = L2(models.CharField(_("who answered"), max_length=12, choices=ConsentBy))
    form = L2(models.CharField(_("how"), max_length=14, choices=ConsentForm))
    text_version = L1(models.CharField(_("text explained"), max_length=20, default="1"))
    since = L2(models.DateField(_("on")))
    until = L2(models.DateField(_("withdrawn on"), null=True, blank=True))
    withhold = L3(models.CharField(_("what not to pass on"), max_length=300, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "purpose"], condition=models.Q(until__isnull=True),
                name="one_open_consent",
            )
        ]  # fmt: skip
