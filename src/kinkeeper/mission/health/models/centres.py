"""Health centres, and whether they work."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, About, Record


class CentreKind(models.TextChoices):
    CSCOM = "cscom", _("community health centre (CSCom)")
    CSREF = "csref", _("referral health centre (CSRéf)")
    HOSPITAL = "hospital", _("hospital")
    CLINIC = "clinic", _("clinic of a village or a partner")
    OTHER = "other", _("other")


class CentreService(models.TextChoices):
    """What is given there; a day with a status may name fewer."""

    CONSULTATION = "consultation", _("consultations")
    VACCINATION = "vaccination", _("vaccinations")
    URENAM = "urenam", _("URENAM (moderate)")
    URENAS = "urenas", _("URENAS (severe, at home)")
    URENI = "ureni", _("URENI (severe with complications, in hospital)")
    BIRTHS = "births", _("births")
    LABORATORY = "laboratory", _("laboratory")
    MENTAL = "mental", _("mental health")
    DENTAL = "dental", _("teeth")
    SURGERY = "surgery", _("surgery")


class Centre(Record):
    """A place of care that children are sent to. services: codes of CentreService."""

    about = About(
        kind="health.centre", place="place", read="health.read", write="health.write",
        sync="office", retention="forever",
    )  # fmt: skip

    name = L1(models.CharField(_("name"), max_length=120))
    kind = L1(models.CharField(_("kind"), max_length=8, choices=CentreKind))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    services = L1(models.JSONField(_("services"), default=list, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="one_centre_of_a_name")
        ]

    def __str__(self) -> str:
        return self.name


class Working(models.TextChoices):
    OPEN = "open", _("open")
    REDUCED = "reduced", _("reduced")
    CLOSED = "closed", _("closed")


class CentreStatus(Record):
    """How a centre works from a day until a day (half-open; empty: still). services: what is left
    of it while it is reduced. checked_on: the last day on which somebody made sure."""

    about = About(
        kind="health.centre_status", place="centre__place", read="health.read",
        write="health.write", sync="office", retention="forever",
    )  # fmt: skip

    centre = L1(models.ForeignKey(Centre, models.PROTECT, related_name="statuses"))
    status = L1(models.CharField(_("status"), max_length=8, choices=Working))
    services = L1(models.JSONField(_("services still given"), default=list, blank=True))
    why = L1(models.CharField(_("why"), max_length=200, blank=True))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(null=True, blank=True))
    checked_on = L1(models.DateField(_("checked on")))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["centre"], condition=Q(until__isnull=True), name="one_status_of_a_centre"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="centre_status_ends_after_start",
            ),
        ]
