"""Allowance and savings as they stand. Savings are met by the child's own people alone."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import visible
from kinkeeper.mission.leaving.models import (
    Allowance,
    AllowancePaid,
    Direction,
    SavingsAccount,
    SavingsEntry,
    Way,
)
from kinkeeper.mission.leaving.reckoning import Entry, unpaid, with_balances

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def savings_of(person: "Person", *, by: Account) -> list[SavingsAccount]:
    """The open account first; none for a reader who is not of the child's people."""
    rows = visible(SavingsAccount, by=by).filter(person=person.pk)
    return sorted(rows, key=lambda a: (a.until is not None, a.since, a.pk))


def savings(pk: UUID, *, by: Account) -> SavingsAccount | None:
    rows = visible(SavingsAccount, by=by).filter(pk=pk)
    return rows.select_related("person__place").first()


def open_account(person: "Person") -> SavingsAccount | None:
    """For actions that check the writer themselves."""
    return SavingsAccount.objects.filter(person=person.pk, until=None).first()


def entries_of(account: SavingsAccount) -> list[SavingsEntry]:
    """Oldest first; within a day in the order they were written."""
    return list(SavingsEntry.objects.filter(account=account.pk).order_by("on", "pk"))


def book_of(account: SavingsAccount) -> list[tuple[SavingsEntry, int]]:
    """Each entry with the balance after it, oldest first."""
    entries = entries_of(account)
    return list(zip(entries, with_balances(as_values(entries)), strict=True))


def as_values(entries: list[SavingsEntry]) -> list[Entry]:
    return [Entry(e.on, e.francs if e.direction == Direction.IN else -e.francs) for e in entries]


def allowance_of(way: Way) -> Allowance | None:
    return Allowance.objects.filter(way=way.pk, until=None).first()


def allowance(pk: UUID, *, by: Account) -> Allowance | None:
    rows = visible(Allowance, by=by).filter(pk=pk)
    return rows.select_related("way__person__place").first()


def payments_of(way: Way) -> list[AllowancePaid]:
    """Of all allowances of the way, the newest first."""
    rows = AllowancePaid.objects.filter(allowance__way=way.pk)
    return list(rows.select_related("allowance").order_by("-begins_on", "-pk"))


def unpaid_of(allowance: Allowance, today: date) -> list[date]:
    """First days of the periods that are due and not paid, oldest first."""
    paid = [payment.begins_on for payment in allowance.payments.all()]
    return unpaid(allowance.since, allowance.until, allowance.period, paid, today=today)


def open_allowances(by: Account) -> list[Allowance]:
    """Those that go on, within the reader's scope, with what was paid of them."""
    rows = visible(Allowance, by=by).filter(until=None).prefetch_related("payments")
    return list(rows.select_related("way__person__place").order_by("since", "pk"))
