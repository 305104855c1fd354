"""Funded projects: who pays, where, for whom, and the results they promised."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L0, L1, About, Record

READ, WRITE = "projects.read", "projects.write"


class Project(Record):
    """A funded project as its sheet describes it. Money in minor units of `currency`.

    `code` is the short name everybody uses; `name_fr`/`name_en` is what it stands for.
    """

    about = About(
        kind="projects.project", place="places__place", project="id", read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    code = L0(models.CharField(max_length=20, unique=True))
    name_fr = L0(models.CharField(max_length=300, blank=True))
    name_en = L0(models.CharField(max_length=300, blank=True))
    title_fr = L0(models.CharField(max_length=300))
    title_en = L0(models.CharField(max_length=300))
    country = L0(models.CharField(max_length=2, default="ML"))
    since = L0(models.DateField())
    until = L0(models.DateField())
    area_fr = L0(models.CharField(max_length=120, blank=True))
    area_en = L0(models.CharField(max_length=120, blank=True))
    budget_minor = L0(models.PositiveBigIntegerField())
    currency = L0(models.CharField(max_length=3, default="EUR"))
    sdgs = L0(models.JSONField(default=list))
    context_fr = L0(models.TextField(blank=True))
    context_en = L0(models.TextField(blank=True))

    def __str__(self) -> str:
        return self.code


class Part(models.TextChoices):
    """IATI organisation roles 1-4, the sheet's own word for the leader, and a second funder."""

    FUNDER = "funding", _("funder")
    COFUNDER = "cofunding", _("co-funder")
    OWNER = "accountable", _("project owner")
    LEADER = "leader", _("project leader")
    RELAY = "extending", _("relay")
    IMPLEMENTER = "implementing", _("implementing organisation")


class Partner(Record):
    """An organisation's part in a project; for a funder, with its amount where it is known."""

    about = About(
        kind="projects.partner", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="partners"))
    part = L0(models.CharField(max_length=12, choices=Part))
    name_fr = L0(models.CharField(max_length=200))
    name_en = L0(models.CharField(max_length=200))
    amount_minor = L0(models.PositiveBigIntegerField(null=True, blank=True))
    source = L0(models.CharField(max_length=200, blank=True))


class ProjectPlace(Record):
    """A place the project works in."""

    about = About(
        kind="projects.place", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="places"))
    place = L0(models.ForeignKey("places.Place", models.PROTECT, related_name="+"))


class TargetGroup(Record):
    """People a project promised to reach.

    `number` and `percent_female` are published; `derived_female` is a head-count computed from
    them (nearest integer) and always shown as derived. Indirect people have no records.
    """

    about = About(
        kind="projects.target_group", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="target_groups"))
    direct = L0(models.BooleanField())
    kind = L0(models.CharField(max_length=20))
    name_fr = L0(models.CharField(max_length=300))
    name_en = L0(models.CharField(max_length=300))
    number = L0(models.PositiveIntegerField())
    percent_female = L0(models.PositiveSmallIntegerField(null=True, blank=True))
    derived_female = L0(models.PositiveIntegerField(null=True, blank=True))
    source = L0(models.CharField(max_length=200, blank=True))
    order = L0(models.PositiveSmallIntegerField(default=0))


class ResultLevel(models.TextChoices):
    OVERALL = "overall", _("overall objective")
    SPECIFIC = "specific", _("specific objective")
    OUTCOME = "outcome", _("anticipated outcome")
    OUTPUT = "output", _("output")
    ACTIVITY = "activity", _("activity")


class Result(Record):
    """A line of the results framework: an objective or an outcome."""

    about = About(
        kind="projects.result", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="results"))
    parent = L0(models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+"))
    level = L0(models.CharField(max_length=10, choices=ResultLevel))
    code = L0(models.CharField(max_length=12))
    text_fr = L0(models.CharField(max_length=400))
    text_en = L0(models.CharField(max_length=400))
    order = L0(models.PositiveSmallIntegerField())


class Indicator(Record):
    """How a result is measured. `measure` names the computation offered by a room; an empty one
    waits, and `waits_fr`/`waits_en` say for what."""

    about = About(
        kind="projects.indicator", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="indicators"))
    result = L0(models.ForeignKey(Result, models.PROTECT, related_name="indicators"))
    code = L0(models.CharField(max_length=12))
    measure = L0(models.CharField(max_length=60, blank=True))
    name_fr = L0(models.CharField(max_length=300))
    name_en = L0(models.CharField(max_length=300))
    waits_fr = L0(models.CharField(max_length=300, blank=True))
    waits_en = L0(models.CharField(max_length=300, blank=True))
    upward = L0(models.BooleanField(default=True))
    order = L0(models.PositiveSmallIntegerField())


class IndicatorTarget(Record):
    """Baseline or target of an indicator: a dated, sourced value, as numerator and denominator
    where it is a ratio (domain rule 49)."""

    about = About(
        kind="projects.target", place="indicator__project__places__place",
        project="indicator__project", read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    indicator = L0(models.ForeignKey(Indicator, models.PROTECT, related_name="targets"))
    baseline = L0(models.BooleanField(default=False))
    day = L0(models.DateField())
    value = L0(models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True))
    numerator = L0(models.IntegerField(null=True, blank=True))
    denominator = L0(models.IntegerField(null=True, blank=True))
    source = L0(models.CharField(max_length=200))


class Expense(Record):
    """Money spent: paid in one currency, counted in the project's, with the rate used.

    `rate`: how much of the project's currency one unit of the paid currency was worth.
    """

    about = About(
        kind="projects.expense", place="project__places__place", project="project",
        read=READ, write="projects.spend",
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="expenses"))
    paid_on = L1(models.DateField(_("paid on")))
    line = L1(models.CharField(_("budget line"), max_length=60))
    paid_minor = L1(models.PositiveBigIntegerField())
    paid_currency = L1(models.CharField(_("currency"), max_length=3))
    counted_minor = L1(models.PositiveBigIntegerField())
    rate = L1(models.DecimalField(max_digits=18, decimal_places=9))
