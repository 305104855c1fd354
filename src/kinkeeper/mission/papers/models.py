"""The file of a child's birth papers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record


class BirthFile(Record):
    """The way of a child to its birth act: the subject of the process. `judged`: by a judgment
    (jugement supplétif), not declared in time. Open until the act is in hand or the way ends."""

    about = About(
        kind="papers.birth", place="person__place", read="papers.read", write="papers.write",
        sync="office", retention="case",
    )  # fmt: skip

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))
    judged = L1(models.BooleanField(default=False))
    centre = L2(models.CharField(_("declaration centre"), max_length=120, blank=True))
    court = L2(models.CharField(_("court"), max_length=120, blank=True))
    judgment = L2(models.CharField(_("number of the judgment"), max_length=60, blank=True))
    register = L2(
        models.CharField(_("registry where it is transcribed"), max_length=120, blank=True)
    )
    act = L2(models.CharField(_("number of the act (volet 3)"), max_length=60, blank=True))
    got_on = L1(models.DateField(_("act in hand since"), null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(until__isnull=True), name="one_open_birth_file"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="birth_file_ends_after_start",
            ),
        ]
        indexes = [models.Index(fields=["got_on"], name="birth_act_got_on")]
