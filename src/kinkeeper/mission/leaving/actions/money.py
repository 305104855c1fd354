"""Allowance and savings: agreed, paid, saved, taken out, never below zero."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import locked, write
from kinkeeper.ground.text.numbers import in_figures
from kinkeeper.mission.leaving.actions.checks import (
    alive,
    allowed,
    in_state,
    not_ahead,
    not_before,
)
from kinkeeper.mission.leaving.models import (
    Allowance,
    AllowancePaid,
    Direction,
    SavingsAccount,
    SavingsEntry,
    Source,
    Way,
)
from kinkeeper.mission.leaving.process import IN_CARE, PROPOSE, RETURNED, SAVINGS
from kinkeeper.mission.leaving.queries.money import (
    allowance_of,
    as_values,
    entries_of,
    open_account,
    unpaid_of,
)
from kinkeeper.mission.leaving.reckoning import balance, lowest_from

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

GIVEN_BACK = frozenset({Source.HANDOVER, Source.HEIRS})
INWARD = (Source.OWN, Source.GIFT, Source.STIPEND, Source.SPONSOR)


# --- allowance --------------------------------------------------------------------------------


def agree_allowance(
    way: Way, *, by: Account, since: date, francs: int, period: str, purpose: str = ""
) -> Allowance:
    """So many francs in each period from that day; the allowance before ends. Errors: `since`."""
    allowed(by, PROPOSE, way.person)
    in_state(way, (*IN_CARE, RETURNED))
    not_before(since, way.since, _("The accompaniment began on %(day)s only."), field="since")
    alive(way.person, since, field="since")
    with transaction.atomic():
        if before := allowance_of(way):
            first = _("The allowance before began on %(day)s.")
            not_before(since, before.since, first, field="since")
            write(before, by=by, occurred_on=since, until=since)
        return write(
            Allowance(way=way), by=by, occurred_on=since, since=since, francs=francs,
            period=period, purpose=purpose,
        )  # fmt: skip


def pay_allowance(
    allowance: Allowance, *, by: Account, begins_on: date, paid_on: date, receipt: str,
    francs: int | None = None,
) -> AllowancePaid:  # fmt: skip
    """Paid for the period that begins on a day. francs: another amount than agreed.

    Raises ValidationError: paid already, no such period, no receipt (`begins_on`, `receipt`).
    """
    allowed(by, PROPOSE, allowance.way.person)
    not_ahead(paid_on, field="paid_on")
    alive(allowance.way.person, begins_on, field="begins_on")
    if begins_on not in unpaid_of(allowance, paid_on):
        sentence = _("No payment is due for this period: it is paid, or it has not begun.")
        raise ValidationError({"begins_on": sentence})
    if not receipt.strip():
        raise ValidationError({"receipt": _("Write the number of the receipt, or “thumbprint”.")})
    return write(
        AllowancePaid(allowance=allowance), by=by, occurred_on=paid_on, begins_on=begins_on,
        paid_on=paid_on, francs=francs or allowance.francs, receipt=receipt.strip(),
    )  # fmt: skip


# --- savings ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class NewEntry:
    """Francs that came or went on a day. source: a code of Source."""

    on: date
    francs: int
    source: str
    receipt: str = ""
    note: str = ""


def open_savings(
    person: "Person", *, by: Account, on: date, institution: str, number: str = ""
) -> SavingsAccount:
    """An account in the child's own name. Raises ValidationError, Refused."""
    allowed(by, SAVINGS, person)
    not_ahead(on)
    alive(person, on)
    if open_account(person):
        raise ValidationError(_("A savings account is open already."))
    return write(
        SavingsAccount(person=person), by=by, occurred_on=on, since=on,
        institution=institution, number=number,
    )  # fmt: skip


def pay_in(account: SavingsAccount, *, by: Account, entry: NewEntry) -> SavingsEntry:
    """Raises ValidationError (`on`, `source`), Refused."""
    if entry.source not in INWARD:
        raise ValidationError({"source": _("Say where the money comes from.")})
    alive(account.person, entry.on)
    return _book(account, Direction.IN, entry, by=by)


def take_out(account: SavingsAccount, *, by: Account, entry: NewEntry) -> SavingsEntry:
    """For the owner's own need, or to hand it over. Raises ValidationError: more than there is
    (`francs`), no receipt, money handed to heirs of somebody alive."""
    if entry.source in INWARD:
        raise ValidationError({"source": _("Say what the money is for.")})
    if not entry.receipt.strip():
        raise ValidationError({"receipt": _("The owner signs: write the receipt.")})
    if entry.source == Source.HEIRS and account.person.died_on is None:
        raise ValidationError({"source": _("No death is recorded: the money is the owner’s.")})
    if entry.source != Source.HEIRS:
        alive(account.person, entry.on)
    return _book(account, Direction.OUT, entry, by=by)


def close_savings(
    account: SavingsAccount, *, by: Account, on: date, receipt: str
) -> SavingsAccount:
    """Everything is handed over to the owner, to the last franc, and the account closes."""
    with transaction.atomic():
        left = locked(account).balance
        if left:
            entry = NewEntry(on, left, Source.HANDOVER, receipt)
            take_out(account, by=by, entry=entry)
        return write(locked(account), by=by, occurred_on=on, until=on)


def _book(account: SavingsAccount, direction: str, entry: NewEntry, *, by: Account) -> SavingsEntry:
    allowed(by, SAVINGS, account.person)
    not_ahead(entry.on)
    not_before(entry.on, account.since, _("The account was opened on %(day)s only."))
    if entry.francs < 1:
        raise ValidationError({"francs": _("Write an amount of at least 1 franc.")})
    with transaction.atomic():
        held = locked(account)
        if held.until:
            raise ValidationError(_("This account was handed over."))
        if direction == Direction.OUT:
            _check_enough(held, entry)
        row = write(
            SavingsEntry(account=held), by=by, occurred_on=entry.on, on=entry.on,
            direction=direction, francs=entry.francs, source=entry.source,
            receipt=entry.receipt.strip(), note=entry.note,
        )  # fmt: skip
        write(held, by=by, occurred_on=entry.on, balance=balance(as_values(entries_of(held))))
    account.balance = held.balance
    return row


def _check_enough(account: SavingsAccount, entry: NewEntry) -> None:
    most = lowest_from(as_values(entries_of(account)), entry.on)
    if entry.francs > most:
        sentence = _("Only %(most)s F CFA can be taken out on that day.")
        raise ValidationError({"francs": sentence % {"most": in_figures(max(0, most))}})
