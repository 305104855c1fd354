"""A report as it was handed over: its numbers, and the ledger position they were computed at."""

from django.conf import settings
from django.db import models

from kinkeeper.ground.records.models import L0, L1, About, Record


class FrozenReport(Record):
    """Numbers that never change. They can be computed again at `seq` and compared.

    parameters: what was asked. numbers: one entry per indicator, aggregates only, no record ids.
    digest: sha256 of parameters, position and numbers, as written by `frozen.digest_of`.
    """

    about = About(
        kind="reports.frozen", place="", project="project", read="reports.read",
        write="reports.freeze", sync="none", retention="accounts",
    )  # fmt: skip

    source = L0(models.CharField(max_length=60))
    project = L0(models.UUIDField(null=True, db_index=True))
    title = L0(models.CharField(max_length=200))
    parameters = L0(models.JSONField(default=dict))
    seq = L0(models.PositiveBigIntegerField())
    numbers = L1(models.JSONField(default=list))
    digest = L0(models.CharField(max_length=64))
    frozen_at = L0(models.DateTimeField())
    frozen_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))

    class Meta:
        indexes = [models.Index(fields=["project", "frozen_at"], name="frozen_project")]
