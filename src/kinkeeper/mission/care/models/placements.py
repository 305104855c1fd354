"""A child in care: the placement, where the child sleeps, and the authority's documents.

The placement says in which village a child belongs; stays say where it sleeps. A relocation closes
one stay and opens another: the placement goes on.
"""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.ground.text.dates import PRECISIONS, RoughDate, rough
from kinkeeper.mission.care.models.villages import (
    ENDS,
    LAST,
    READ,
    WRITE,
    House,
    SosFamily,
    Village,
)


class CareForm(models.TextChoices):
    """The sector's list of care arrangements that an office places in (domain 2.2)."""

    SOS_FAMILY = "sos_family", _("SOS family")
    FOSTER = "foster_care", _("foster family")
    KINSHIP = "kinship_care_extended_family", _("with kin")
    KAFALA = "kafala", _("kafala")
    YOUTH_HOUSE = "youth_house", _("youth house")
    SEMI = "semi_independence", _("semi-independence")
    RESIDENTIAL = "residential_care", _("other residential care")
    OTHER = "other", _("other")


class Route(models.TextChoices):
    """How a child came into care (indicator AC-2)."""

    AUTHORITY = "authority", _("decided by an authority")
    EMERGENCY = "emergency", _("emergency placement")
    TRANSFER = "transfer", _("transferred from another facility")
    RETURNED = "returned", _("came back into care")
    UNKNOWN = "unknown", _("not known")


class EndReason(models.TextChoices):
    """Why a child left care (domain 2.2). A relocation is none of them."""

    PARENTS = "reintegrated_parents", _("back with the parents")
    KIN = "reintegrated_kin", _("back with kin")
    KAFALA = "kafala", _("kafala")
    ADOPTION = "domestic_adoption", _("adopted in the country")
    ADOPTION_ABROAD = "intercountry_adoption", _("adopted abroad")
    FOSTER = "foster_family", _("foster family of the State")
    YOUTH = "moved_to_youth_programme", _("another youth programme")
    INDEPENDENT = "independent_living", _("independent living")
    TRANSFERRED = "transferred_other_facility", _("transferred to another facility")
    RAN_AWAY = "ran_away", _("ran away")
    DECEASED = "deceased", _("deceased")
    MARRIAGE = "marriage", _("marriage")
    AUTHORITY = "authority_decision", _("decision of the authority")
    OTHER = "other", _("other")


class Placement(Record):
    """A child is in care from `since` until `until`; `village` is where it belongs."""

    about = About(
        kind="care.placement", place="village__place", read=READ, write=WRITE, sync="field"
    )

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    village = L1(models.ForeignKey(Village, models.PROTECT, related_name="placements"))
    route = L2(models.CharField(_("route"), max_length=12, choices=Route, default="authority"))
    since = L1(models.DateField(_("in care since")))
    since_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    until = L1(models.DateField(_("in care until"), null=True, blank=True))
    until_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="unknown"))
    end_reason = L2(
        models.CharField(_("why it ended"), max_length=28, choices=EndReason, blank=True)
    )
    destination = L3(models.CharField(_("where to"), max_length=200, blank=True))
    received_by = L3(models.CharField(_("received by"), max_length=120, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=LAST, name="one_open_placement"),
            models.CheckConstraint(condition=ENDS, name="placement_ends_after_start"),
        ]
        indexes = [models.Index(fields=["village", "since", "until"], name="placement_in_village")]

    @property
    def began(self) -> RoughDate:
        return rough(self.since, self.since_precision)

    @property
    def ended(self) -> RoughDate:
        return rough(self.until, self.until_precision)


class Why(models.TextChoices):
    """What brought a child to where it sleeps."""

    ARRIVAL = "arrival", _("arrival")
    MOVE = "house_move", _("move")
    FAMILY = "family_move", _("moved with the family")
    RELOCATION = "relocation", _("relocated")
    RETURN = "return", _("came home")


class Stay(Record):
    """Where the child of a placement sleeps: a house, an SOS family, or with somebody outside.

    `village` is the village that answers for it; `host` names whoever takes the child in outside
    the villages. Both the home village and the village of the stay meet it.
    """

    about = About(
        kind="care.stay", place="placement__stays__village__place", read=READ, write=WRITE,
        sync="field",
    )  # fmt: skip

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="stays"))
    village = L2(models.ForeignKey(Village, models.PROTECT, related_name="stays"))
    house = L2(
        models.ForeignKey(House, models.PROTECT, null=True, blank=True, related_name="stays")
    )
    family = L2(
        models.ForeignKey(SosFamily, models.PROTECT, null=True, blank=True, related_name="stays")
    )
    host = L3(models.CharField(_("with whom"), max_length=120, blank=True))
    form = L2(models.CharField(_("form of care"), max_length=28, choices=CareForm))
    since = L1(models.DateField())
    since_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    until = L1(models.DateField(null=True, blank=True))
    why = L2(models.CharField(_("why"), max_length=12, choices=Why, default=Why.ARRIVAL))
    movement = L1(models.UUIDField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["placement"], condition=LAST, name="one_open_stay"),
            models.CheckConstraint(condition=ENDS, name="stay_ends_after_start"),
        ]
        indexes = [
            models.Index(fields=["village", "since", "until"], name="stay_in_village"),
            models.Index(fields=["house", "since", "until"], name="stay_in_house"),
        ]

    @property
    def began(self) -> RoughDate:
        return rough(self.since, self.since_precision)


class DocumentKind(models.TextChoices):
    """Legal grounds of a placement (domain 3.3)."""

    ORDER = "order", _("placement order of the judge")
    DECISION = "decision", _("decision of the State service (DNPEF)")
    AGREEMENT = "agreement", _("agreement of the parents, confirmed")
    URGENT = "urgent", _("written request, emergency")


class AuthorityDocument(Record):
    """What the authority wrote. Its scan is a picture attached to this record."""

    about = About(kind="care.document", place="placement__village__place", read=READ, write=WRITE)

    placement = L1(models.ForeignKey(Placement, models.PROTECT, related_name="documents"))
    kind = L2(models.CharField(_("kind of document"), max_length=10, choices=DocumentKind))
    number = L3(models.CharField(_("number"), max_length=60))
    issued_on = L2(models.DateField(_("date of the document")))
    authority = L2(models.CharField(_("authority"), max_length=120))
    expires_on = L1(models.DateField(_("valid until"), null=True, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(expires_on__isnull=True) | Q(expires_on__gte=F("issued_on")),
                name="document_expires_after_issue",
            )
        ]


class ExceptionCode(models.TextChoices):
    """The only grounds for a child under three outside an ordinary family (domain 2.2)."""

    SIBLINGS = "sibling_group", _("keeps brothers and sisters together")
    EMERGENCY = "emergency", _("emergency")
    SHORT = "short_planned_stay", _("short stay with a planned end")


class UnderThreeException(Record):
    """A child under three may be in care until a day: proposed in the village, approved above."""

    about = About(kind="care.exception", place="person__place", read=READ, write=WRITE)

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    code = L2(models.CharField(_("ground"), max_length=20, choices=ExceptionCode))
    must_end_by = L2(models.DateField(_("must end by")))
    proposed_by = L1(models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+"))
    proposed_on = L1(models.DateField())
    approved_by = L1(
        models.ForeignKey(
            settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
        )
    )
    approved_on = L1(models.DateField(null=True, blank=True))
