"""What somebody told, in two registers that do not meet: children's protection, safeguarding.

Everything that was said lies sealed in `sealed` (see sealing.py); the row itself knows the area,
the day and a reference that says nothing. Ids of what reporters send are random: an id made from
the clock would keep the time.
"""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L4, About, Record


class Told(Record):
    """receipt: mark of the sixteen digits (marks.py), empty where none was given."""

    id = L1(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    reference = L1(models.CharField(_("reference"), max_length=10, unique=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    received_on = L1(models.DateField(_("received on")))
    receipt = L4(models.CharField(max_length=64, null=True, unique=True))
    sealed = L4(models.TextField())

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.reference


class Report(Told):
    about = About(
        kind="protection.report", place="place", read="protection.read", write="protection.write",
        sync="none", retention="protection",
        vault="protection", whole_days=True,
    )  # fmt: skip

    class Meta:
        indexes = [models.Index(fields=["place", "received_on"], name="report_area")]


class Concern(Told):
    """A colleague, volunteer or sponsor is concerned: other people, other keys (domain 2.8)."""

    about = About(
        kind="protection.concern", place="place", read="safeguarding.read",
        write="safeguarding.write", sync="none", retention="safeguarding",
        vault="safeguarding", whole_days=True,
    )  # fmt: skip


class Line(Record):
    """Something written under a report, a case or a concern; its words are sealed."""

    on = L1(models.DateField(_("day")))
    writer = L1(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    )
    sealed = L4(models.TextField())

    class Meta:
        abstract = True


class ReportMessage(Line):
    """Between the reporter and the desk. `writer` empty: the reporter."""

    about = About(
        kind="protection.report_message", place="report__place", read="protection.read",
        write="protection.write", sync="none", retention="protection",
        vault="protection", whole_days=True,
    )  # fmt: skip
    id = L1(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    report = L1(models.ForeignKey(Report, models.PROTECT, related_name="messages"))


class ConcernMessage(Line):
    about = About(
        kind="protection.concern_message", place="concern__place", read="safeguarding.read",
        write="safeguarding.write", sync="none", retention="safeguarding",
        vault="safeguarding", whole_days=True,
    )  # fmt: skip
    id = L1(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    concern = L1(models.ForeignKey(Concern, models.PROTECT, related_name="messages"))


class ConcernEntry(Line):
    """What was done about a concern: measures, hearings, decisions, help to the child."""

    about = About(
        kind="protection.concern_entry", place="concern__place", read="safeguarding.read",
        write="safeguarding.write", sync="none", retention="safeguarding", vault="safeguarding",
    )  # fmt: skip
    concern = L1(models.ForeignKey(Concern, models.PROTECT, related_name="entries"))


class SealedPicture(Record):
    """A picture drawn anew, then sealed; `file` is a random name below the files folder."""

    id = L1(models.UUIDField(primary_key=True, default=uuid4, editable=False))
    on = L1(models.DateField())
    file = L4(models.CharField(max_length=80))

    class Meta:
        abstract = True


class ReportPicture(SealedPicture):
    about = About(
        kind="protection.report_picture", place="report__place", read="protection.read",
        write="protection.write", sync="none", retention="protection",
        vault="protection", whole_days=True,
    )  # fmt: skip
    report = L1(models.ForeignKey(Report, models.PROTECT, related_name="pictures"))


class ConcernPicture(SealedPicture):
    about = About(
        kind="protection.concern_picture", place="concern__place", read="safeguarding.read",
        write="safeguarding.write", sync="none", retention="safeguarding",
        vault="safeguarding", whole_days=True,
    )  # fmt: skip
    concern = L1(models.ForeignKey(Concern, models.PROTECT, related_name="pictures"))
