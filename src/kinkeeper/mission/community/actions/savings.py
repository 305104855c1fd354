"""A savings group's own book, copied: cycles, meetings as group totals, the share-out."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    check_number,
)
from kinkeeper.mission.community.models import Cycle, SavingsMeeting, ShareOut, Structure
from kinkeeper.mission.community.queries.savings import book_of, open_cycle
from kinkeeper.mission.community.rules import Shared


def open_savings_cycle(
    of: Structure,
    *,
    by: Account,
    since: date,
    share_xof: int,
    most_shares: int,
    every_days: int,
    **details: Any,
) -> Cycle:
    """The next cycle. Raises ValidationError while another is open."""
    check_day(since, field="since", of=of)
    if open_cycle(of):
        raise ValidationError(_("A cycle is open: it is shared out before the next begins."))
    if share_xof < 1:
        raise ValidationError({"share_xof": _("A share is worth at least one franc.")})
    last = of.cycles.order_by("-number").first()
    if last and last.until and since < last.until:
        raise ValidationError({"since": _("This day lies before the end of the last cycle.")})
    return write(
        Cycle(structure=of, number=last.number + 1 if last else 1), by=by, occurred_on=since,
        since=since, share_xof=share_xof, most_shares=most_shares, every_days=every_days,
        **details,
    )  # fmt: skip


def record_meeting(
    cycle: Cycle,
    *,
    by: Account,
    held_on: date,
    women: int,
    men: int,
    sure: Sure = NOBODY_SURE,
    **totals: Any,
) -> SavingsMeeting:
    """One meeting as group totals. Cash that is not what is computed is kept and shown: the
    group's own book is the truth. Raises ValidationError, Doubtful."""
    _check_meeting_day(cycle, held_on)
    present = women + men
    if not present:
        raise ValidationError({"women": _("Write how many were there.")})
    check_number("meeting", present, field="women", sure=sure)
    _check_shares(cycle, totals.get("shares", 0), present)
    _check_repaid(cycle, held_on, totals)
    if totals.get("for_children", 0) > totals.get("social_out", 0):
        raise ValidationError(
            {"for_children": _("It is part of what the social fund paid out, and cannot be more.")}
        )
    return write(
        SavingsMeeting(cycle=cycle), by=by, occurred_on=held_on, held_on=held_on, women=women,
        men=men, **totals,
    )  # fmt: skip


def share_out(
    cycle: Cycle,
    *,
    by: Account,
    held_on: date,
    members: int,
    shares: int,
    per_share: int,
    paid: int,
    kept: int = 0,
    explained: str = "",
) -> ShareOut:
    """The cycle ends as the group's book says. It must balance, or say why it does not.

    Raises ValidationError with both sides of what does not balance, for loans still out, and when
    it was shared out already."""
    check_day(held_on, field="held_on")
    if ShareOut.objects.filter(cycle=cycle).exists():
        raise ValidationError(_("This cycle was shared out already."))
    book = book_of(cycle)
    _check_book(book.lines, held_on)
    found = Shared(shares, per_share, paid, kept, book.box)
    problems = [*_unbalanced(found), *_other_shares(book.shares, shares)]
    if problems and not explained.strip():
        raise ValidationError({"paid": [*problems, _("Correct it, or write below why it is so.")]})
    with transaction.atomic():
        out = write(
            ShareOut(cycle=cycle), by=by, occurred_on=held_on, held_on=held_on, members=members,
            shares=shares, per_share=per_share, paid=paid, kept=kept, box=book.box,
            explained=explained.strip() if problems else "",
        )  # fmt: skip
        write(cycle, by=by, occurred_on=held_on, until=held_on)
    return out


def _check_meeting_day(cycle: Cycle, held_on: date) -> None:
    check_day(held_on, field="held_on")
    if held_on < cycle.since:
        raise ValidationError({"held_on": _("This day lies before the cycle began.")})
    if cycle.until:
        raise ValidationError({"held_on": _("The cycle was shared out already.")})
    if cycle.meetings.filter(held_on=held_on).exists():
        raise ValidationError({"held_on": _("The meeting of this day is recorded already.")})


def _check_shares(cycle: Cycle, shares: int, present: int) -> None:
    most = cycle.most_shares * present
    if shares > most:
        raise ValidationError(
            {"shares": _("%(present)s people may buy %(most)s shares at one meeting, not "
                         "%(shares)s.")
             % {"present": present, "most": most, "shares": shares}}
        )  # fmt: skip


def _check_repaid(cycle: Cycle, held_on: date, totals: dict[str, Any]) -> None:
    before = cycle.meetings.filter(held_on__lt=held_on)
    out = sum(m.lent - m.repaid for m in before)
    if totals.get("repaid", 0) > out:
        raise ValidationError(
            {"repaid": _("%(repaid)s francs were paid back, but only %(out)s were lent: what is "
                         "above it is interest.")
             % {"repaid": totals["repaid"], "out": out}}
        )  # fmt: skip


def _check_book(lines: tuple[Any, ...], held_on: date) -> None:
    if not lines:
        raise ValidationError(_("No meeting of this cycle is recorded: there is nothing to share."))
    if held_on < lines[-1][0].held_on:
        raise ValidationError({"held_on": _("This day lies before the last meeting.")})


def _unbalanced(found: Shared) -> list[str]:
    said = []
    if found.by_shares:
        said.append(
            _("%(shares)s shares of %(per_share)s francs make %(wanted)s, but %(paid)s were paid: "
              "%(off)s apart.")
            % {"shares": found.shares, "per_share": found.per_share,
               "wanted": found.shares * found.per_share, "paid": found.paid,
               "off": abs(found.by_shares)}
        )  # fmt: skip
    if found.by_box:
        said.append(
            _("%(box)s francs lay in the box; %(paid)s paid and %(kept)s kept make %(sum)s: "
              "%(off)s apart.")
            % {"box": found.box, "paid": found.paid, "kept": found.kept,
               "sum": found.paid + found.kept, "off": abs(found.by_box)}
        )  # fmt: skip
    return said


def _other_shares(bought: int, shares: int) -> list[str]:
    if bought == shares:
        return []
    return [
        _("%(bought)s shares were bought in the cycle, but %(shares)s were paid.")
        % {"bought": bought, "shares": shares}
    ]
