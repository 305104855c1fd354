"""Daycare: who may fetch a child, and its coming and going each day."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.education.models.days import CALL, WHERE
from kinkeeper.mission.education.models.facilities import READ
from kinkeeper.mission.education.models.pupils import ENROL, Enrolment


class Collector(Record):
    """Somebody who may fetch a child, from a day until a day. Deliberately without any word of
    who that is to the child: the gate needs a name and a telephone, nothing else."""

    about = About(kind="education.collector", place=WHERE, read=READ, write=ENROL)

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="collectors"))
    name = L2(models.CharField(_("name"), max_length=120))
    phone = L2(models.CharField(_("telephone"), max_length=20, blank=True))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment", "name"], condition=Q(until__isnull=True),
                name="one_collector_of_a_name",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="collector_ends_after_start",
            ),
        ]  # fmt: skip

    def __str__(self) -> str:
        return self.name


class DaycareDay(Record):
    """A child was brought, and fetched. Somebody who is not on the list takes it only when one
    person says why (`asked_by`) and another agrees (`agreed_by`)."""

    about = About(kind="education.daycare_day", place=WHERE, read=READ, write=CALL)

    enrolment = L1(models.ForeignKey(Enrolment, models.PROTECT, related_name="days"))
    on = L1(models.DateField(_("day")))
    in_at = L1(models.TimeField(_("brought at")))
    brought_by = L2(models.CharField(_("brought by"), max_length=120, blank=True))
    out_at = L1(models.TimeField(_("fetched at"), null=True, blank=True))
    fetched_by = L2(
        models.ForeignKey(Collector, models.PROTECT, null=True, blank=True, related_name="+")
    )
    other_name = L2(models.CharField(_("fetched by somebody else"), max_length=120, blank=True))
    other_reason = L2(models.CharField(_("why"), max_length=300, blank=True))
    asked_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    agreed_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["enrolment"], condition=Q(out_at__isnull=True), name="one_open_daycare_day"
            ),
            models.CheckConstraint(
                condition=Q(agreed_by__isnull=True) | ~Q(agreed_by=F("asked_by")),
                name="two_people_hand_over",
            ),
        ]
        indexes = [models.Index(fields=["on", "out_at"], name="daycare_present")]
