"""Structures of the community, their papers and their members."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record


class Sort(models.TextChoices):
    """What a structure is. The way it goes (its process) follows from it."""

    ORGANISATION = "organisation", _("community organisation")
    COMMITTEE = "committee", _("child-protection committee")
    CLUB = "club", _("children's club")
    SAVINGS = "savings", _("savings group")
    GARDEN = "garden", _("market garden")
    GRANARY = "granary", _("granary")
    ASSET = "asset", _("other productive asset")


class Type(models.TextChoices):
    """Types of a community organisation (domain 3.6)."""

    WOMEN = "women", _("women's")
    YOUTH = "youth", _("young people's")
    MIXED = "mixed", _("mixed")
    VILLAGE = "village", _("village")
    FEDERATION = "federation", _("federation")
    RELIGIOUS = "religious", _("religious")
    PRODUCER = "producer", _("producers'")
    OTHER = "other", _("other")
    UNKNOWN = "", _("not recorded")


class Structure(Record):
    """An organisation, committee, club, savings group, garden or granary of the community.

    `carried_by`: the organisation that carries it, where one does. `contact`: whom to reach.
    `refers_to`: to whom a committee or club sends what it cannot solve.
    """

    about = About(
        kind="community.structure", place="place", project="project", read="community.read",
        write="community.write", sync="field", retention="case",
    )  # fmt: skip

    sort = L1(models.CharField(_("what it is"), max_length=12, choices=Sort))
    name = L1(models.CharField(_("name"), max_length=120))
    short_name = L1(models.CharField(_("short name"), max_length=30, blank=True))
    type = L1(models.CharField(_("type"), max_length=12, choices=Type, blank=True))
    place = L1(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    project = L1(models.UUIDField(_("project"), null=True, blank=True, db_index=True))
    founded_on = L1(models.DateField(_("founded on"), null=True, blank=True))
    since = L1(models.DateField(_("known since")))
    until = L1(models.DateField(null=True, blank=True))
    carried_by = L1(
        models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    )
    contact = L2(models.CharField(_("contact"), max_length=120, blank=True))
    refers_to = L2(models.CharField(_("refers to"), max_length=120, blank=True))
    area_m2 = L1(models.PositiveIntegerField(_("area (m²)"), null=True, blank=True))
    note = L3(models.TextField(_("note"), max_length=2000, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["sort", "place", "name"], condition=Q(until__isnull=True),
                name="one_open_structure",
            )
        ]  # fmt: skip
        indexes = [models.Index(fields=["sort", "place"], name="structure_sort")]

    def __str__(self) -> str:
        return self.name


class PaperKind(models.TextChoices):
    RECEIPT = "receipt", _("legal receipt")
    AGREEMENT = "agreement", _("partnership agreement")
    BYLAWS = "bylaws", _("statutes or by-laws")
    SAFEGUARDING = "safeguarding", _("signed commitment to safeguard children")
    LAND = "land", _("document of the land")
    OTHER = "other", _("other paper")


class Paper(Record):
    """A paper of a structure: number, date, authority, valid until; a scan may be attached.

    The legal receipt is the one of law 04-038 of 5 August 2004 on associations."""

    about = About(
        kind="community.paper", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="papers"))
    kind = L1(models.CharField(_("paper"), max_length=14, choices=PaperKind))
    number = L1(models.CharField(_("number"), max_length=60, blank=True))
    dated_on = L1(models.DateField(_("date of the paper")))
    authority = L1(models.CharField(_("authority, or who signed"), max_length=120, blank=True))
    until = L1(models.DateField(_("valid until"), null=True, blank=True))


class Membership(Record):
    """How many members a structure had on a day, by sex and age. No names."""

    about = About(
        kind="community.membership", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="counts"))
    counted_on = L1(models.DateField(_("counted on")))
    counts = L1(models.JSONField(_("members"), default=dict))

    class Meta:
        indexes = [models.Index(fields=["structure", "counted_on"], name="members_in_order")]


class Role(models.TextChoices):
    PRESIDENT = "president", _("president")
    VICE = "vice_president", _("vice-president")
    SECRETARY = "secretary", _("secretary")
    TREASURER = "treasurer", _("treasurer")
    ORGANISER = "organiser", _("organiser")
    AUDITOR = "auditor", _("auditor")
    KEY_HOLDER = "key_holder", _("key-holder")
    MEMBER = "member", _("member")


class Member(Record):
    """Somebody holds a mandate, or is a member who must be known by name: a guardian of the
    programme who saves. `person` where the register has the person, else `name`."""

    about = About(
        kind="community.member", place="structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="members"))
    person = L1(
        models.ForeignKey("people.Person", models.PROTECT, null=True, blank=True, related_name="+")
    )
    name = L2(models.CharField(_("name"), max_length=120, blank=True))
    role = L1(models.CharField(_("mandate"), max_length=16, choices=Role))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(_("until"), null=True, blank=True))

    class Meta:
        indexes = [models.Index(fields=["person"], name="member_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["structure", "person", "role"],
                condition=Q(until__isnull=True, person__isnull=False), name="one_open_member",
            )
        ]  # fmt: skip
