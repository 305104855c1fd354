"""Stages a subject went through, proposals waiting for another person, and time limits."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from kinkeeper.ground.records.models import L0, L1, L2, L3, About, Record


class Stage(Record):
    """`subject` was in `state` from `since` until `until` (half-open; empty: still)."""

    about = About(
        kind="process.stage", place="place", read="process.read", write="process.write",
        sync="field",
    )  # fmt: skip

    process = L1(models.CharField(max_length=60))
    subject = L1(models.UUIDField())
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    state = L1(models.CharField(max_length=30))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    due_on = L1(models.DateField(null=True, blank=True))
    verb = L1(models.CharField(max_length=30))
    reason = L2(models.CharField(max_length=60, blank=True))
    note = L3(models.TextField(blank=True, max_length=2000))
    decided_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    proposed_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "subject"], condition=Q(until__isnull=True),
                name="one_open_stage",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="stage_ends_after_start",
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["subject", "since"], name="stage_subject"),
            models.Index(
                fields=["process", "state", "due_on", "place"], condition=Q(until__isnull=True),
                name="stage_due",
            ),
            models.Index(
                fields=["process", "due_on", "since", "id"], condition=Q(until__isnull=True),
                name="stage_in_order",
            ),
            # Both hold every column that "who stood where on a day" reads.
            models.Index(fields=["process", "place", "since", "until", "state"], name="stage_on"),
            models.Index(
                fields=["process", "since", "id", "until", "place", "state"], name="stage_lately"
            ),
        ]  # fmt: skip


class Proposal(Record):
    """Somebody proposes a step; somebody else takes it or declines it."""

    about = About(
        kind="process.proposal", place="place", read="process.read", write="process.write",
        sync="field",
    )  # fmt: skip

    process = L1(models.CharField(max_length=60))
    subject = L1(models.UUIDField(db_index=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    verb = L1(models.CharField(max_length=30))
    reason = L2(models.CharField(max_length=60, blank=True))
    note = L3(models.TextField(blank=True, max_length=2000))
    proposed_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    accepted = L1(models.BooleanField(null=True, blank=True))
    decided_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True, blank=True
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["process", "subject", "verb"], condition=Q(until__isnull=True),
                name="one_open_proposal",
            )
        ]  # fmt: skip


class TimeLimit(Record):
    """A limit that this office set otherwise than the default."""

    about = About(
        kind="process.time_limit", place="", read="process.limits", write="process.limits",
        sync="field", retention="forever",
    )  # fmt: skip

    key = L0(models.CharField(max_length=60, unique=True))
    days = L0(models.PositiveIntegerField())
