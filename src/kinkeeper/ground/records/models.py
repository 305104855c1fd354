"""Record, the row with a version, and Change, the ledger row that says how it came to be so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from uuid import UUID

import uuid_utils.compat
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.classes import L0, L1, L2, L3, L4, class_of

__all__ = ["L0", "L1", "L2", "L3", "L4", "About", "Change", "Record", "Submission", "new_id"]


def new_id() -> UUID:
    """UUIDv7: sorts by time, can be made on any device."""
    return uuid_utils.compat.uuid7()


@dataclass(frozen=True)
class About:
    """What a kind of record declares about itself; `None` in `place` means: nobody sees it.

    kind: name in the ledger, `room.noun`. place: look-up path to the Place that scopes a row
    ("" for rows of the whole association). project: look-up path to the project, if rows belong
    to one. read, write: capabilities. sync: none, office or field. retention: key of the
    retention table. merge: fields whose clash a person must settle even when values could merge.
    """

    kind: str
    place: str | None
    read: str
    write: str
    project: str = ""
    sync: str = "office"
    retention: str = "case"


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

    @classmethod
    def fields_up_to(cls, level: int) -> frozenset[str]:
        """Names of the fields a reader of this class may meet."""
        return frozenset(f.name for f in cls._meta.concrete_fields if class_of(f) <= level)


class Outcome(models.TextChoices):
    APPLIED = "applied", _("applied")
    CLASH = "clash", _("clash")
    SETTLED = "settled", _("settled")
    ERASED = "erased", _("erased")


class Change(models.Model):
    """One line of the ledger. Never edited, except by erasure, which empties its images.

    `after` holds the values of class L0-L2 after the change, `sealed` those of L3-L4,
    encrypted with the record's own key. `changed` names the fields. A clash keeps the values
    that were not applied.
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

    class Meta:
        indexes = [
            models.Index(fields=["record", "version"], name="change_record"),
            models.Index(fields=["kind", "seq"], name="change_kind"),
            models.Index(fields=["recorded_at"], name="change_recorded"),
            models.Index(
                fields=["record"], name="change_clash", condition=models.Q(outcome="clash")
            ),
        ]


class Submission(models.Model):
    """A form that was accepted: sending it again does nothing and leads to the same page."""

    id = models.UUIDField(primary_key=True)
    answer = models.CharField(max_length=300)
    at = models.DateTimeField(auto_now_add=True)
