"""What this room puts on My day: clashes and people written twice, for somebody's decision."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.process.queries import waiting_proposals
from kinkeeper.ground.reports.offers import DueLine
from kinkeeper.mission.people.erasing.process import ERASING
from kinkeeper.mission.people.glass.rules import REVIEWED_WITHIN
from kinkeeper.mission.people.queries import (
    clashes_for,
    erasure,
    reader_of,
    same_person,
    unreviewed,
)
from kinkeeper.mission.people.twice.process import TWICE

WHAT = _("Two people wrote different things: decide")

ERASE_WHAT = _("Erasing a person was asked for: decide")
GLASS_WHAT = _("A file was opened in an emergency: review")
TWICE_WHAT = _("Perhaps recorded twice: decide")


def clash_lines(by: Account, today: date) -> Iterable[DueLine]:
    """Those that this person can settle, due on the day they arose."""
    for clash in clashes_for(by):
        if not clash.sealed:
            day = timezone.localtime(clash.change.recorded_at).date()
            who = clash.title or clash.kind
            url = reverse("clash", args=[clash.change.id])
            yield DueLine(min(day, today), WHAT, who, url, tone="decision")


def same_lines(by: Account, today: date) -> Iterable[DueLine]:
    """Pairs that a colleague thinks to be one person, since the day it was proposed."""
    for proposal in waiting_proposals(TWICE, by=by):
        same = same_person(proposal.subject, by=by)
        if same is not None:
            who = str(same.kept) if reader_of(by).names else same.kept.code
            url = reverse("twice_pair", args=[same.pk])
            yield DueLine(min(proposal.since, today), TWICE_WHAT, who, url, tone="decision")


def erasure_lines(by: Account, today: date) -> Iterable[DueLine]:
    """Erasures a colleague asked for; by the code alone, the name is on the page."""
    for proposal in waiting_proposals(ERASING, by=by):
        asked = erasure(proposal.subject, by=by)
        if asked is not None:
            url = reverse("erasure", args=[asked.pk])
            day = min(proposal.since, today)
            yield DueLine(day, ERASE_WHAT, asked.person.code, url, tone="decision")


def glass_lines(by: Account, today: date) -> Iterable[DueLine]:  # noqa: ARG001 - offered to My day
    """Files that colleagues opened in an emergency, in the places of whoever reviews."""
    for opened in unreviewed(by=by):
        day = timezone.localdate(opened.at + REVIEWED_WITHIN)
        url = reverse("break_glass_review", args=[opened.pk])
        yield DueLine(day, GLASS_WHAT, opened.file_code, url, tone="alarm")
