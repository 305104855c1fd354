"""Savings groups (AVE&C): group totals only. No balance of a single member is kept here."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.records.models import L1, L2, About, Record
from kinkeeper.mission.community.models.structures import Structure


class Frequency(models.IntegerChoices):
    """Days between two meetings."""

    WEEKLY = 7, _("every week")
    FORTNIGHTLY = 14, _("every two weeks")
    MONTHLY = 30, _("every month")


class Cycle(Record):
    """A cycle of about twelve months, by the group's own rules."""

    about = About(
        kind="community.cycle", place="structure__place", read="community.read",
        write="community.write", sync="field",
    )  # fmt: skip

    structure = L1(models.ForeignKey(Structure, models.PROTECT, related_name="cycles"))
    number = L1(models.PositiveSmallIntegerField(_("cycle")))
    since = L1(models.DateField(_("begins on")))
    until = L1(models.DateField(_("ended on"), null=True, blank=True))
    share_xof = L1(models.PositiveIntegerField(_("value of a share (XOF)")))
    most_shares = L1(models.PositiveSmallIntegerField(_("shares at one meeting, at most")))
    every_days = L1(models.PositiveSmallIntegerField(_("meets"), choices=Frequency))
    loan_rate = L1(
        models.DecimalField(
            _("interest on loans (% a month)"), max_digits=4, decimal_places=1, default=0
        )
    )
    social_xof = L1(models.PositiveIntegerField(_("for the social fund, each (XOF)"), default=0))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["structure", "number"], name="one_cycle_of_a_number"),
            models.UniqueConstraint(
                fields=["structure"], condition=Q(until__isnull=True), name="one_open_cycle"
            ),
        ]


def _xof(label: object) -> "models.PositiveIntegerField[int, int]":
    return models.PositiveIntegerField(label, default=0)  # type: ignore[arg-type]


class SavingsMeeting(Record):
    """One meeting as group totals (XOF; shares in numbers).

    box, social: cash counted at the end, empty where nobody counted. for_children: what of the
    social fund was paid out for children, children: for how many."""

    about = About(
        kind="community.savings_meeting", place="cycle__structure__place", read="community.read",
        write="community.write", sync="field",
    )  # fmt: skip

    cycle = L1(models.ForeignKey(Cycle, models.PROTECT, related_name="meetings"))
    held_on = L1(models.DateField(_("held on")))
    women = L1(models.PositiveSmallIntegerField(_("women present")))
    men = L1(models.PositiveSmallIntegerField(_("men present")))
    shares = L1(models.PositiveIntegerField(_("shares bought"), default=0))
    lent = L1(_xof(_("lent (XOF)")))
    repaid = L1(_xof(_("loans paid back (XOF)")))
    interest = L1(_xof(_("interest paid (XOF)")))
    fines = L1(_xof(_("fines (XOF)")))
    social_in = L1(_xof(_("social fund: paid in (XOF)")))
    social_out = L1(_xof(_("social fund: paid out (XOF)")))
    for_children = L1(_xof(_("of it for children (XOF)")))
    children = L1(models.PositiveSmallIntegerField(_("children helped"), default=0))
    late = L1(_xof(_("loans late by more than 30 days (XOF)")))
    box = L1(models.PositiveIntegerField(_("counted in the loan box (XOF)"), null=True, blank=True))
    social = L1(
        models.PositiveIntegerField(_("counted in the social fund (XOF)"), null=True, blank=True)
    )
    remark = L2(models.CharField(_("remark"), max_length=300, blank=True))
    paper_by = L2(models.CharField(_("copied from the sheet of"), max_length=120, blank=True))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["cycle", "held_on"], name="one_meeting_a_day")
        ]


class ShareOut(Record):
    """The end of a cycle: what the group's own book says was paid. `box`: what lay in the loan
    box before. `explained`: why it does not balance, where the book does not."""

    about = About(
        kind="community.share_out", place="cycle__structure__place", read="community.read",
        write="community.write",
    )  # fmt: skip

    cycle = L1(models.OneToOneField(Cycle, models.PROTECT, related_name="share_out"))
    held_on = L1(models.DateField(_("held on")))
    members = L1(models.PositiveSmallIntegerField(_("members paid")))
    shares = L1(models.PositiveIntegerField(_("shares paid")))
    per_share = L1(models.PositiveIntegerField(_("value of a share at the end (XOF)")))
    paid = L1(models.PositiveIntegerField(_("paid out in all (XOF)")))
    kept = L1(_xof(_("kept for the next cycle (XOF)")))
    box = L1(models.PositiveIntegerField(_("in the box before (XOF)")))
    explained = L2(models.CharField(_("why it does not balance"), max_length=300, blank=True))
