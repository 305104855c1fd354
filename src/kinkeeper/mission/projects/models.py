"""Funded projects: who pays, where, for whom, and the results they promised."""

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L0, L1, About, Record

READ, WRITE = "projects.read", "projects.write"


class Project(Record):
    """A funded project as its sheet describes it. Money in minor units of `currency`.

    `code` is the short name everybody uses; `name_fr`/`name_en` is what it stands for. `iati`: what
    the transparency file needs beside, see `transparency.py`. `dhis2`: their codes for ours, see
    `dhis2.py`.
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
    iati = L0(models.JSONField(default=dict, blank=True))
    dhis2 = L0(models.JSONField(default=dict, blank=True))
    context_fr = L0(models.TextField(blank=True))
    context_en = L0(models.TextField(blank=True))

    def __str__(self) -> str:
        return self.code

    @property
    def last_day(self) -> date:
        """`until` is the day after it: 01/10/2017 - 01/10/2020 are three years."""
        return max(self.until - timedelta(days=1), self.since)


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


class Unit(models.TextChoices):
    """Of an indicator that people enter; a computed one has the unit of its measure."""

    PERCENT = "percent", _("per cent")
    NUMBER = "number", _("number")
    MONEY = "money", _("amount of money")
    SCORE = "score", _("score")


class Together(models.TextChoices):
    """How values of several periods, or of several places, become one. `ONCE`: different people
    or families, who are never added; somebody has to count them for the whole."""

    SUM = "sum", _("added up")
    LATEST = "latest", _("the latest")
    HIGHEST = "max", _("the highest")
    MEAN = "avg", _("the average")
    ONCE = "once", _("counted once: never added")


class Source(models.TextChoices):
    """Where values come from."""

    RECORDS = "records", _("counted from the records")
    SURVEY = "survey", _("sample survey")
    ENTERED = "entered", _("entered from a register or an observation")
    TOGETHER = "together", _("read from other indicators together")


class Indicator(Record):
    """How a result is measured. `measure` names the computation offered by a room; while there is
    none, or it has nothing, approved values that people entered stand.

    definition_version: a changed definition starts a new series; values of two versions never meet.
    schemes: by what it is broken down. parts: codes of the indicators read together.
    waits_*: why there is no number yet.
    """

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
    definition_fr = L0(models.TextField(blank=True))
    definition_en = L0(models.TextField(blank=True))
    definition_version = L0(models.PositiveSmallIntegerField(default=1))
    collected = L0(models.CharField(max_length=10, choices=Source, default=Source.RECORDS))
    unit = L0(models.CharField(max_length=10, choices=Unit, default=Unit.NUMBER))
    over_periods = L0(models.CharField(max_length=6, choices=Together, default=Together.LATEST))
    over_places = L0(models.CharField(max_length=6, choices=Together, default=Together.ONCE))
    schemes = L0(models.JSONField(default=list, blank=True))
    parts = L0(models.JSONField(default=list, blank=True))
    means_fr = L0(models.CharField(max_length=300, blank=True))
    means_en = L0(models.CharField(max_length=300, blank=True))
    waits_fr = L0(models.CharField(max_length=300, blank=True))
    waits_en = L0(models.CharField(max_length=300, blank=True))
    upward = L0(models.BooleanField(default=True))
    order = L0(models.PositiveSmallIntegerField())


class IndicatorTarget(Record):
    """Baseline or target of an indicator: a dated, sourced value, as numerator and denominator
    where it is a ratio (domain rule 49). scheme, key: of one category only; empty for the total.
    """

    about = About(
        kind="projects.target", place="indicator__project__places__place",
        project="indicator__project", read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    indicator = L0(models.ForeignKey(Indicator, models.PROTECT, related_name="targets"))
    baseline = L0(models.BooleanField(default=False))
    day = L0(models.DateField())
    scheme = L0(models.CharField(max_length=20, blank=True))
    key = L0(models.CharField(max_length=40, blank=True))
    value = L0(models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True))
    numerator = L0(models.IntegerField(null=True, blank=True))
    denominator = L0(models.IntegerField(null=True, blank=True))
    source = L0(models.CharField(max_length=200))


class ReportingPeriod(Record):
    """A quarter of a project: open, closed with its figures kept, opened again for a reason.

    Its state is a stage of the process `projects.period`.
    """

    about = About(
        kind="projects.period", place="project__places__place", project="project",
        read=READ, write="projects.enter",
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="periods"))
    code = L0(models.CharField(max_length=10))
    since = L0(models.DateField())
    until = L0(models.DateField())
    narrative_fr = L0(models.TextField(blank=True, max_length=20_000))
    narrative_en = L0(models.TextField(blank=True, max_length=20_000))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_period_of_a_code")
        ]

    def __str__(self) -> str:
        return self.code


class Absent(models.TextChoices):
    """Why a period has no number: never a silent 0."""

    NOT_COLLECTED = "not_collected", _("not collected")
    NOT_APPLICABLE = "not_applicable", _("does not apply")


class Design(models.TextChoices):
    """How the people of a survey were chosen."""

    CENSUS = "census", _("everybody was asked")
    RANDOM = "random", _("simple random sample")
    CLUSTER = "cluster", _("cluster sample")
    CHOSEN = "chosen", _("chosen by hand: no interval can be given")


class IndicatorValue(Record):
    """A value that somebody entered for a period, in the whole project or in one place.

    Its state (draft, submitted, returned, approved) is a stage of the process `projects.value`;
    only approved values count. cells: [scheme, key, numerator, denominator]; "not recorded" is
    the key "". sample: people asked, for a survey. effect: design effect of the sample.
    """

    about = About(
        kind="projects.value", place="indicator__project__places__place",
        project="indicator__project", read="projects.values", write="projects.enter",
        sync="none", retention="accounts",
    )  # fmt: skip

    indicator = L0(models.ForeignKey(Indicator, models.PROTECT, related_name="values"))
    definition_version = L0(models.PositiveSmallIntegerField(default=1))
    period = L0(models.ForeignKey(ReportingPeriod, models.PROTECT, related_name="values"))
    place = L0(models.ForeignKey("places.Place", models.PROTECT, null=True, blank=True,
                                 related_name="+"))  # fmt: skip
    value = L1(models.DecimalField(max_digits=16, decimal_places=4, null=True, blank=True))
    numerator = L1(models.PositiveIntegerField(null=True, blank=True))
    denominator = L1(models.PositiveIntegerField(null=True, blank=True))
    cells = L1(models.JSONField(default=list, blank=True))
    absent = L1(models.CharField(max_length=16, choices=Absent, blank=True))
    sample = L1(models.PositiveIntegerField(null=True, blank=True))
    design = L1(models.CharField(max_length=10, choices=Design, blank=True))
    effect = L1(models.DecimalField(max_digits=5, decimal_places=2, default=1))
    source = L1(models.CharField(max_length=200, blank=True))
    comment = L1(models.CharField(max_length=500, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["indicator", "period", "definition_version"],
                condition=models.Q(place__isnull=True), name="one_value_of_a_period",
            ),
            models.UniqueConstraint(
                fields=["indicator", "period", "place", "definition_version"],
                condition=models.Q(place__isnull=False), name="one_value_of_a_place",
            ),
        ]  # fmt: skip


class BudgetLine(Record):
    """A line of the budget in the project's currency, and in the money of the country at the rate
    written beside it. other_minor = amount_minor x rate, with the decimals of each currency.
    """

    about = About(
        kind="projects.budget_line", place="project__places__place", project="project",
        read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    project = L0(models.ForeignKey(Project, models.PROTECT, related_name="budget_lines"))
    funder = L0(models.ForeignKey(Partner, models.PROTECT, null=True, blank=True, related_name="+"))
    code = L0(models.CharField(max_length=12))
    name_fr = L0(models.CharField(max_length=200))
    name_en = L0(models.CharField(max_length=200))
    amount_minor = L0(models.PositiveBigIntegerField())
    other_minor = L0(models.PositiveBigIntegerField())
    other_currency = L0(models.CharField(max_length=3, default="XOF"))
    rate = L0(models.DecimalField(max_digits=18, decimal_places=6))
    source = L0(models.CharField(max_length=200))
    order = L0(models.PositiveSmallIntegerField(default=0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["project", "code"], name="one_budget_line_of_a_code")
        ]


class FunderWord(Record):
    """A funder's own code and name for a line of the framework: `of` is our code of a result, an
    indicator or a budget line."""

    about = About(
        kind="projects.funder_word", place="partner__project__places__place",
        project="partner__project", read=READ, write=WRITE,
        sync="none", retention="accounts",
    )  # fmt: skip

    partner = L0(models.ForeignKey(Partner, models.PROTECT, related_name="words"))
    of = L0(models.CharField(max_length=12))
    code = L0(models.CharField(max_length=40))
    name_fr = L0(models.CharField(max_length=300, blank=True))
    name_en = L0(models.CharField(max_length=300, blank=True))

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "of"], name="one_funder_word")]


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
    budget_line = L1(models.ForeignKey(BudgetLine, models.PROTECT, null=True, blank=True,
                                       related_name="expenses"))  # fmt: skip
    paid_minor = L1(models.PositiveBigIntegerField())
    paid_currency = L1(models.CharField(_("currency"), max_length=3))
    counted_minor = L1(models.PositiveBigIntegerField())
    rate = L1(models.DecimalField(max_digits=18, decimal_places=9))
