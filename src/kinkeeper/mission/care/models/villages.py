"""Villages, their houses, the SOS families living in them, and who looks after the children."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L0, L1, L2, About, Record
from kinkeeper.ground.text.dates import PRECISIONS, RoughDate, rough

READ, WRITE = "care.read", "care.write"
LAST = Q(until__isnull=True)
ENDS = LAST | Q(until__gte=F("since"))


class HouseForm(models.TextChoices):
    SOS = "sos_house", _("house of an SOS family")
    YOUTH = "youth_house", _("youth house")
    SEMI = "semi_independent", _("semi-independent living")
    GUESTS = "host_beds", _("beds for guests of another village")
    OTHER = "other", _("other house")


class Village(Record):
    """An SOS children's village, in a place. Its opening may be known by the year only."""

    about = About(kind="care.village", place="place", read=READ, write=WRITE, retention="forever")

    place = L0(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))
    name = L0(models.CharField(_("name"), max_length=120, unique=True))
    opened_on = L0(models.DateField(_("opened on")))
    opened_precision = L0(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    closed_on = L0(models.DateField(_("closed on"), null=True, blank=True))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("opened_on")),
                name="village_closes_after_opening",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def opened(self) -> RoughDate:
        return rough(self.opened_on, self.opened_precision)


class House(Record):
    """A house of a village and its form; how many children it may hold is dated (Capacity)."""

    about = About(
        kind="care.house", place="village__place", read=READ, write=WRITE, retention="forever"
    )

    village = L1(models.ForeignKey(Village, models.PROTECT, related_name="houses"))
    name = L1(models.CharField(_("name or number"), max_length=60))
    form = L1(models.CharField(_("form"), max_length=16, choices=HouseForm))
    since = L1(models.DateField(_("in use since")))
    until = L1(models.DateField(_("in use until"), null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["village", "name"], condition=LAST, name="one_open_house_of_a_name"
            ),
            models.CheckConstraint(condition=ENDS, name="house_ends_after_start"),
        ]

    def __str__(self) -> str:
        return self.name


class Capacity(Record):
    """How many children a house may hold, from a day until a day."""

    about = About(
        kind="care.capacity", place="house__village__place", read=READ, write=WRITE,
        retention="forever",
    )  # fmt: skip

    house = L1(models.ForeignKey(House, models.PROTECT, related_name="capacities"))
    beds = L1(models.PositiveSmallIntegerField(_("children it may hold")))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["house"], condition=LAST, name="one_open_capacity"),
            models.CheckConstraint(condition=ENDS, name="capacity_ends_after_start"),
        ]


class SosFamily(Record):
    """A mother, aunts and children who live as one; the house may change, the family stays."""

    about = About(
        kind="care.family", place="village__place", read=READ, write=WRITE, retention="case"
    )

    village = L1(models.ForeignKey(Village, models.PROTECT, related_name="families"))
    code = L1(models.CharField(max_length=12, unique=True))
    name = L2(models.CharField(_("name of the family"), max_length=120))
    since = L1(models.DateField(_("since")))
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [models.CheckConstraint(condition=ENDS, name="sos_family_ends_after_start")]

    def __str__(self) -> str:
        return self.name


class FamilyHome(Record):
    """An SOS family lived in a house from a day until a day."""

    about = About(
        kind="care.home", place="house__village__place", read=READ, write=WRITE, retention="case"
    )

    family = L1(models.ForeignKey(SosFamily, models.PROTECT, related_name="homes"))
    house = L1(models.ForeignKey(House, models.PROTECT, related_name="homes"))
    since = L1(models.DateField())
    until = L1(models.DateField(null=True, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["family"], condition=LAST, name="one_open_home"),
            models.UniqueConstraint(fields=["house"], condition=LAST, name="one_family_a_house"),
            models.CheckConstraint(condition=ENDS, name="home_ends_after_start"),
        ]


class CarerRole(models.TextChoices):
    MOTHER = "mother", _("SOS mother")
    AUNT = "aunt", _("SOS aunt")
    COUNSELLOR = "counsellor", _("youth counsellor")
    EDUCATOR = "educator", _("educator")


class Carer(Record):
    """`person` looks after an SOS family, or a youth house, from a day until a day."""

    about = About(
        kind="care.carer", place="village__place", read=READ, write=WRITE, retention="case"
    )

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    village = L1(models.ForeignKey(Village, models.PROTECT, related_name="carers"))
    family = L1(
        models.ForeignKey(SosFamily, models.PROTECT, null=True, blank=True, related_name="carers")
    )
    house = L1(
        models.ForeignKey(House, models.PROTECT, null=True, blank=True, related_name="carers")
    )
    role = L1(models.CharField(_("role"), max_length=12, choices=CarerRole))
    since = L1(models.DateField())
    since_precision = L1(models.CharField(max_length=10, choices=PRECISIONS, default="day"))
    until = L1(models.DateField(null=True, blank=True))
    why_ended = L2(models.CharField(_("why it ended"), max_length=60, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=LAST & Q(role="mother"), name="one_open_motherhood"
            ),
            models.UniqueConstraint(
                fields=["family"], condition=LAST & Q(role="mother"), name="one_mother_a_family"
            ),
            models.CheckConstraint(condition=ENDS, name="carer_ends_after_start"),
            models.CheckConstraint(
                condition=Q(family__isnull=False) | Q(house__isnull=False),
                name="carer_of_family_or_house",
            ),
        ]


class Training(Record):
    """A mother, aunt or counsellor was trained."""

    about = About(kind="care.training", place="person__place", read=READ, write=WRITE)

    person = L1(models.ForeignKey("people.Person", models.PROTECT, related_name="+"))
    topic = L1(models.CharField(_("topic"), max_length=120))
    held_on = L1(models.DateField(_("date")))
    days = L1(models.PositiveSmallIntegerField(_("days"), default=1))
