"""While they are away: beds and school, monthly reviews, opinions, the return; and what stayed
open at home."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.emergency.models.manifests import WHERE, Line
from kinkeeper.mission.emergency.models.movements import READ, WRITE, Movement


class Settling(Record):
    """Where somebody lives and goes to school at the host village."""

    about = About(
        kind="emergency.settling", place=f"line__manifest__{WHERE}", read=READ, write=WRITE
    )

    line = L1(models.OneToOneField(Line, models.PROTECT, related_name="settling"))
    school = L2(models.CharField(_("school"), max_length=120, blank=True))
    school_since = L2(models.DateField(_("at school since"), null=True, blank=True))
    no_school = L3(models.CharField(_("why not at school"), max_length=200, blank=True))
    health_check_on = L2(models.DateField(_("health check on"), null=True, blank=True))


class RelocationReview(Record):
    """Both directors look at how the people of a village live away from it; once a month."""

    about = About(kind="emergency.review", place=WHERE, read=READ, write=WRITE)

    movement = L1(models.ForeignKey(Movement, models.PROTECT, related_name="reviews"))
    held_on = L2(models.DateField(_("held on")))
    welfare = L3(models.TextField(_("how the children are"), max_length=2000))
    schooling = L3(models.TextField(_("school"), max_length=2000))
    cost = L2(models.PositiveIntegerField(_("cost of the month, F CFA"), null=True, blank=True))
    decided = L3(models.TextField(_("what was decided"), max_length=2000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "held_on"], name="one_relocation_review_a_day"
            )
        ]


class Wish(models.TextChoices):
    RETURN = "return", _("wants to go home")
    STAY = "stay", _("wants to stay where he or she is")
    UNSURE = "unsure", _("does not know yet")
    SILENT = "silent", _("does not want to say")


class OpinionForm(models.TextChoices):
    """In which form the child said it: it is not the adult who chooses."""

    SPOKEN = "spoken", _("spoken")
    DRAWN = "drawn", _("drawn")
    WRITTEN = "written", _("written")
    PLAY = "play", _("shown in play")
    TRUSTED = "trusted", _("said by someone the child trusts")
    TOO_YOUNG = "too_young", _("too young to speak: what the mother observes")


class ReturnOpinion(Record):
    """What a child thinks of going home, in the child's own form. Asked again, it is a new one."""

    about = About(kind="emergency.opinion", place=WHERE, read=READ, write=WRITE)

    movement = L1(models.ForeignKey(Movement, models.PROTECT, related_name="opinions"))
    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    asked_on = L2(models.DateField(_("asked on")))
    form = L3(models.CharField(_("in which form"), max_length=10, choices=OpinionForm))
    wish = L3(models.CharField(_("wish"), max_length=8, choices=Wish))
    words = L3(models.TextField(_("in the child's words"), max_length=1000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "person", "asked_on"], name="one_return_opinion_a_day"
            )
        ]


class ReturnAssessment(Record):
    """Is it safe to go home? In doubt it is not (UN Guidelines 148)."""

    about = About(kind="emergency.assessment", place=WHERE, read=READ, write=WRITE)

    movement = L1(models.ForeignKey(Movement, models.PROTECT, related_name="assessments"))
    held_on = L2(models.DateField(_("held on")))
    security = L2(models.TextField(_("security"), max_length=2000))
    mines_checked = L2(models.BooleanField(_("checked for mines and ammunition"), default=False))
    services = L2(models.TextField(_("houses, water, school, health"), max_length=2000))
    safe = L2(models.BooleanField(_("safe"), default=False))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["movement", "held_on"], name="one_return_assessment_a_day"
            )
        ]


class FacilityKind(models.TextChoices):
    SCHOOL = "school", _("school")
    NURSERY = "nursery", _("nursery school")
    HEALTH = "health", _("health post")
    HOUSES = "houses", _("houses of the families")
    OFFICE = "office", _("office")
    WATER = "water", _("water point")
    OTHER = "other", _("other facility")


class SiteState(models.TextChoices):
    OPEN = "open", _("open")
    REDUCED = "reduced", _("open, reduced")
    CLOSED = "closed", _("closed")
    DAMAGED = "damaged", _("damaged")
    RELOCATED = "relocated", _("working elsewhere")


ELSEWHERE = frozenset({FacilityKind.SCHOOL.value, FacilityKind.NURSERY.value})
"""Their state stands with the school itself, in the room of education, and nowhere else."""


class SiteStatus(Record):
    """Houses, an office, a well of a village were open, reduced, closed ... from a day."""

    about = About(kind="emergency.site", place="village__place", read=READ, write=WRITE)

    village = L2(models.ForeignKey("care.Village", models.PROTECT, related_name="+"))
    kind = L2(models.CharField(_("facility"), max_length=8, choices=FacilityKind))
    name = L2(models.CharField(_("name"), max_length=120))
    state = L2(models.CharField(_("state"), max_length=10, choices=SiteState))
    since = L2(models.DateField(_("since")))
    until = L2(models.DateField(null=True, blank=True))
    reason = L3(models.CharField(_("who keeps it going, or why not"), max_length=300, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["village", "kind", "name"], condition=Q(until__isnull=True),
                name="one_open_state_of_a_site",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="site_state_ends_after_start",
            ),
        ]  # fmt: skip
