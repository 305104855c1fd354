"""The independence plan: what the young person wants, and what is learned by when, with whom."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, L3, About, Record
from kinkeeper.mission.leaving.models.ways import ENDS, LAST, READ, WRITE, Way


class Voice(models.TextChoices):
    """How the young person gave the own view (domain 3.3)."""

    SPOKEN = "spoken", _("said")
    WRITTEN = "written", _("written")
    DRAWN = "drawn", _("drawn")
    TRUSTED = "by_trusted_person", _("through a trusted person")


class Domain(models.TextChoices):
    """Life skills and life situation that the plan looks at."""

    HOME = "home", _("keeping a home: cooking, cleaning, shopping")
    MONEY = "money", _("money: budget, saving, bank")
    LEARNING = "learning", _("school and training")
    WORK = "work", _("work and income")
    HEALTH = "health", _("health and body")
    RIGHTS = "rights", _("papers, rights, offices")
    PEOPLE = "people", _("family, friends, someone to count on")
    HOUSING = "housing", _("finding a place to live")
    SELF = "self", _("feelings, decisions, leisure")


class IndependencePlan(Record):
    """Led by the young person. A new agreement closes the plan before it."""

    about = About(
        kind="leaving.plan", place="way__person__place", read=READ, write=WRITE, sync="field"
    )

    way = L1(models.ForeignKey(Way, models.PROTECT, related_name="plans"))
    since = L1(models.DateField(_("written on")))
    until = L1(models.DateField(null=True, blank=True))
    agreed_on = L1(models.DateField(_("agreed on"), null=True, blank=True))
    own_view = L3(models.TextField(_("in the young person’s own words"), max_length=2000))
    told = L2(models.CharField(_("how it was told"), max_length=18, choices=Voice))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["way"], condition=LAST, name="one_open_independence_plan"
            ),
            models.CheckConstraint(condition=ENDS, name="independence_plan_ends_after_start"),
        ]


class GoalState(models.TextChoices):
    OPEN = "open", _("still open")
    REACHED = "reached", _("reached")
    DROPPED = "dropped", _("given up")


class Goal(Record):
    """What shall be learned or arranged, who helps, by when."""

    about = About(
        kind="leaving.goal", place="plan__way__person__place", read=READ, write=WRITE, sync="field"
    )

    plan = L1(models.ForeignKey(IndependencePlan, models.PROTECT, related_name="goals"))
    domain = L1(models.CharField(_("domain"), max_length=10, choices=Domain))
    text = L3(models.CharField(_("goal"), max_length=300))
    who = L2(models.CharField(_("who helps"), max_length=120))
    due_on = L1(models.DateField(_("by when")))
    state = L1(models.CharField(max_length=8, choices=GoalState, default=GoalState.OPEN))
    state_on = L1(models.DateField(null=True, blank=True))
