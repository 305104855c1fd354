"""The desk: who is on duty, who stands above whom, who is left out, whom to call, its box key."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L4, About, Record


class Contact(Record):
    """An entry of the referral directory: it is shown only while somebody verified it lately.

    place: where, with all below; villages: ids of the places covered when it is not all of them.
    alone: takes a child who comes without an adult. first: to call in immediate danger.
    """

    about = About(
        kind="protection.contact", place="place", read="protection.directory",
        write="protection.directory_write", sync="none", retention="forever",
    )  # fmt: skip

    name = L1(models.CharField(_("name of the service"), max_length=120))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    villages = L1(models.JSONField(_("villages covered"), default=list, blank=True))
    helps = L1(models.JSONField(_("help it gives"), default=list))
    phone = L1(models.CharField(_("telephone"), max_length=60, blank=True))
    address = L1(models.CharField(_("where to find it"), max_length=200, blank=True))
    hours = L1(models.CharField(_("hours"), max_length=80, blank=True))
    cost = L1(models.CharField(_("cost"), max_length=60, blank=True))
    languages = L1(models.CharField(_("languages"), max_length=120, blank=True))
    alone = L1(models.BooleanField(_("takes children who come alone"), default=False))
    first = L1(models.BooleanField(_("to call in immediate danger"), default=False))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(_("closed on"), null=True, blank=True))
    verified_on = L1(models.DateField(_("last verified on")))
    verified_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    invented = L1(models.BooleanField(default=False))

    def __str__(self) -> str:
        return self.name


class Duty(Record):
    """Somebody is on the rota of an area from a day until a day (half-open)."""

    about = About(
        kind="protection.duty", place="place", read="protection.read", write="protection.decide",
        sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    account = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    since = L1(models.DateField(_("from")))
    until = L1(models.DateField(_("until"), null=True, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="duty_ends_after_start",
            )
        ]


class Superior(Record):
    """`account` answers to `superior` from a day until a day: the line of command."""

    about = About(
        kind="protection.superior", place="", read="protection.lines", write="protection.lines",
        sync="none", retention="audit",
    )  # fmt: skip

    account = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    superior = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    since = L1(models.DateField(_("from")))
    until = L1(models.DateField(_("until"), null=True, blank=True))


class LeftOut(Record):
    """Somebody who is named, or stands in the line of one, does not see `subject`.

    mark: of the account, made with a key outside the database (marks.py); whoever has the
    database alone cannot say who it is. Nobody holds the capability: actions write it.
    """

    about = About(
        kind="protection.left_out", place="place", read="protection.left_out",
        write="protection.left_out", sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    subject = L1(models.UUIDField(db_index=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    mark = L4(models.CharField(max_length=64, db_index=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["subject", "mark"], name="left_out_once")]


class BoxKey(Record):
    """Phones seal a report for this key; its private half lies sealed here."""

    about = About(
        kind="protection.box_key", place="", read="protection.box", write="protection.box",
        sync="none", retention="forever", vault="protection",
    )  # fmt: skip

    public = L1(models.CharField(max_length=120))
    sealed = L4(models.TextField())
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))


class Opinion(Record):
    """A child or caregiver was asked whether they were treated with respect (CP-8). No name."""

    about = About(
        kind="protection.opinion", place="place", read="protection.read", write="protection.write",
        sync="none", retention="protection", vault="protection",
    )  # fmt: skip

    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    on = L1(models.DateField(_("asked on")))
    respected = L2(models.BooleanField(_("treated with respect")))
