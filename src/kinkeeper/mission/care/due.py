"""What care puts on "My day": decisions that wait, exceptions and papers that run out, splits to
look at again. Each line leads to the form that does it."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may
from kinkeeper.ground.reports.offers import DueLine, Text, offer_due
from kinkeeper.mission.care.models import SiblingSplit, UnderThreeException
from kinkeeper.mission.care.queries.duties import (
    apart_undecided,
    dead_at_work,
    dead_in_care,
    exceptions_ending,
    exceptions_to_approve,
    papers_ending,
    splits_to_approve,
    splits_to_review,
)
from kinkeeper.mission.people.queries import name_for

DECIDE, APPROVE_YOUNG = "care.decide", "care.approve_young"
MANAGE, WRITE = "care.manage", "care.write"
HORIZON_DAYS, MOST = 30, 40


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    if not may(by, WRITE):
        return
    until = today + timedelta(days=HORIZON_DAYS)
    if may(by, DECIDE):
        yield from _decisions(by)
    if may(by, APPROVE_YOUNG):
        yield from _young(by)
    yield from _deaths(by)
    yield from _apart(by, today)
    yield from _endings(by, today, until)


def _decisions(by: Account) -> Iterator[DueLine]:
    for split in splits_to_approve(by)[:MOST]:
        yield DueLine(
            split.proposed_on, _("A child is to live apart from brothers and sisters"),
            name_for(split.person, by=by), _deed("split", split, "approve_split"),
            tone="decision", act=_("Look and decide"),
        )  # fmt: skip


def _young(by: Account) -> Iterator[DueLine]:
    for row in exceptions_to_approve(by)[:MOST]:
        yield DueLine(
            row.proposed_on, _("An exception for a child under three"),
            name_for(row.person, by=by), _deed("exception", row, "approve_exception"),
            tone="decision", act=_("Look and decide"),
        )  # fmt: skip


def _deaths(by: Account) -> Iterator[DueLine]:
    for placement in dead_in_care(by)[:MOST]:
        yield DueLine(
            placement.person.died_on or placement.since, _("A child in care has died"),
            name_for(placement.person, by=by),
            reverse("care_deed", args=["placement", placement.pk, "end_placement"]), tone="alarm",
            act=_("End the placement"),
        )  # fmt: skip
    for carer in dead_at_work(by)[:MOST] if may(by, MANAGE) else ():
        yield DueLine(
            carer.person.died_on or carer.since, _("Somebody who looked after children has died"),
            name_for(carer.person, by=by),
            reverse("care_deed", args=["carer", carer.pk, "end_assignment"]), tone="alarm",
            act=_("End the assignment"),
        )  # fmt: skip


def _apart(by: Account, today: date) -> Iterator[DueLine]:
    for member in apart_undecided(by, today)[:MOST]:
        yield DueLine(
            member.since, _("Brothers and sisters live apart and nobody decided it"),
            name_for(member.person, by=by),
            reverse("person", args=[member.person_id]) + "#care", tone="late",
        )  # fmt: skip


def _endings(by: Account, today: date, until: date) -> Iterator[DueLine]:
    for split in splits_to_review(by, until)[:MOST]:
        what = _("Brothers and sisters live apart: look at it again")
        yield _line(split.review_on, what, split, by, today)
    for row in exceptions_ending(by, today, until)[:MOST]:
        what = _("The exception for a child under three ends")
        yield _line(row.must_end_by, what, row, by, today)
    for paper in papers_ending(by, today, until)[:MOST]:
        day = paper.expires_on or today
        yield DueLine(
            day, _("The authority’s document runs out"), name_for(paper.placement.person, by=by),
            reverse("care_deed", args=["placement", paper.placement_id, "add_document"]),
            tone="late" if day < today else "soon", act=_("Add the new one"),
        )  # fmt: skip


def _line(
    day: date, what: Text, row: SiblingSplit | UnderThreeException, by: Account, today: date
) -> DueLine:
    return DueLine(
        day, what, name_for(row.person, by=by), reverse("person", args=[row.person_id]) + "#care",
        tone="late" if day < today else "soon",
    )  # fmt: skip


def _deed(kind: str, row: SiblingSplit | UnderThreeException, verb: str) -> str:
    return reverse("care_deed", args=[kind, row.pk, verb])


def offer() -> None:
    offer_due(due_lines)
