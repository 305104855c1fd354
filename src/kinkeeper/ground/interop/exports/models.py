"""The log of exports: who took what, when, what for, how many lines."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, About, Record


class FileKind(models.TextChoices):
    XLSX = "xlsx", _("Excel workbook (.xlsx)")
    CSV = "csv", _("table as text (.csv)")


class Exported(Record):
    """One export. `place`: where its author holds the right (empty: everywhere); `below`: the
    place it was narrowed to. `why` is typed by the author and holds no names."""

    about = About(
        kind="interop.export", place="place", read="interop.export_log", write="interop.export",
        sync="none", retention="audit",
    )  # fmt: skip

    account = L1(models.ForeignKey("access.Account", models.PROTECT, related_name="+"))
    export = L1(models.CharField(max_length=60))
    purpose = L1(models.CharField(max_length=20))
    kind = L1(models.CharField(max_length=4, choices=FileKind))
    why = L1(models.CharField(max_length=300))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+"))
    below = L1(models.ForeignKey("places.Place", models.PROTECT, null=True, related_name="+"))
    columns = L1(models.CharField(max_length=1000))
    lines = L1(models.PositiveIntegerField())
    file = L1(models.CharField(max_length=40))
    at = L1(models.DateTimeField())

    class Meta:
        indexes = [models.Index(fields=["account", "at"], name="export_account")]
