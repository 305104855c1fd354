"""The case of one or several children: professional work, only for those who do it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L4, About, Record
from kinkeeper.mission.protection.models.desk import Contact
from kinkeeper.mission.protection.models.told import Line, Report
from kinkeeper.mission.protection.models.words import Entry, NotTaken, Status, Urgency


class Case(Record):
    """worker: who works on it; empty after that person left, until another takes it over."""

    about = About(
        kind="protection.case", place="place", read="protection.read", write="protection.write",
        sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    reference = L1(models.CharField(_("reference"), max_length=10, unique=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    worker = L1(
        models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    )
    opened_on = L1(models.DateField(_("opened on")))
    until = L1(models.DateField(_("closed on"), null=True, blank=True))
    sealed = L4(models.TextField())

    class Meta:
        indexes = [
            models.Index(fields=["place", "until"], name="case_area"),
            models.Index(fields=["worker"], condition=Q(until__isnull=True), name="case_load"),
        ]

    def __str__(self) -> str:
        return self.reference


class CaseReport(Record):
    """A report that feeds a case: several reports may feed one."""

    about = About(
        kind="protection.case_report", place="case__place", read="protection.read",
        write="protection.write", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    case = L1(models.ForeignKey(Case, models.PROTECT, related_name="reports"))
    report = L1(models.ForeignKey(Report, models.PROTECT, related_name="cases"))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "report"], name="case_report_once")]


class CaseChild(Record):
    """A registered child of a case, by a mark of its id made with a key outside the database."""

    about = About(
        kind="protection.case_child", place="case__place", read="protection.read",
        write="protection.write", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    case = L1(models.ForeignKey(Case, models.PROTECT, related_name="children"))
    mark = L4(models.CharField(max_length=64, db_index=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "mark"], name="case_child_once")]


class CaseEntry(Line):
    about = About(
        kind="protection.case_entry", place="case__place", read="protection.read",
        write="protection.write", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    case = L1(models.ForeignKey(Case, models.PROTECT, related_name="entries"))
    kind = L1(models.CharField(_("kind"), max_length=12, choices=Entry))


class Referral(Record):
    """The child is sent to a service; what was said to it lies sealed, field by field."""

    about = About(
        kind="protection.referral", place="case__place", read="protection.read",
        write="protection.write", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    case = L1(models.ForeignKey(Case, models.PROTECT, related_name="referrals"))
    contact = L1(models.ForeignKey(Contact, models.PROTECT, related_name="+"))
    urgency = L1(models.CharField(_("how urgent"), max_length=8, choices=Urgency))
    status = L1(models.CharField(_("answer"), max_length=8, choices=Status, default=Status.SENT))
    not_taken = L1(models.CharField(_("why not"), max_length=50, choices=NotTaken, blank=True))
    sent_on = L1(models.DateField(_("sent on")))
    answered_on = L1(models.DateField(_("answered on"), null=True, blank=True))
    done_on = L1(models.DateField(_("done on"), null=True, blank=True))
    sealed = L4(models.TextField())


class Opening(Record):
    """Parts of a case are open to one more person for a time. parts: codes of what is shown."""

    about = About(
        kind="protection.opening", place="case__place", read="protection.read",
        write="protection.write", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    case = L1(models.ForeignKey(Case, models.PROTECT, related_name="openings"))
    account = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    parts = L1(models.JSONField(_("what is shown"), default=list))
    since = L1(models.DateField(_("from")))
    until = L1(models.DateField(_("until")))
    sealed = L4(models.TextField())
