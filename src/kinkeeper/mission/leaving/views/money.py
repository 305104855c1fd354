"""Allowance and savings: their pages and forms."""

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from kinkeeper.ground.access.actions import seen
from kinkeeper.ground.access.doors import Asked, door
from kinkeeper.ground.access.roles import CARE
from kinkeeper.ground.text.numbers import money
from kinkeeper.mission.leaving import actions
from kinkeeper.mission.leaving.actions import NewEntry
from kinkeeper.mission.leaving.forms.sheets import (
    AllowanceForm,
    PayForm,
    PayInForm,
    SavingsForm,
    TakeOutForm,
)
from kinkeeper.mission.leaving.process import PROPOSE, READ, SAVINGS
from kinkeeper.mission.leaving.queries import (
    Allowance,
    SavingsAccount,
    Way,
    allowance,
    allowance_of,
    book_of,
    payments_of,
    savings,
    savings_of,
    unpaid_of,
)
from kinkeeper.mission.leaving.views.asking import answer, person_or_404, shown, way_or_404

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person


def xof(amount: int) -> str:
    return money(amount, "XOF")


# --- allowance --------------------------------------------------------------------------------


@door(READ, purpose=CARE)
def allowance_page(request: Asked, pk: UUID) -> HttpResponse:
    """The allowance agreed, what is due, what was paid."""
    youth = way_or_404(request, pk, door="youth_allowance")
    found = allowance_of(youth)
    paid = [(p, xof(p.francs)) for p in payments_of(youth)]
    context = shown(
        request, youth, allowance=found, amount=xof(found.francs) if found else "", paid=paid,
        due=unpaid_of(found, timezone.localdate()) if found else [],
    )  # fmt: skip
    return render(request, "leaving/allowance.html", context)


@door(PROPOSE, purpose=CARE)
def allowance_new(request: Asked, pk: UUID) -> HttpResponse:
    """Agree an allowance; the one before ends."""
    youth = way_or_404(request, pk, door="youth_allowance_new")
    form = AllowanceForm(request.POST or None, initial={"since": timezone.localdate()})
    return answer(
        request, form, lambda: _allowed(request, youth, form), person=youth.person,
        title=_("Agree an allowance"), back=_allowance_address(youth),
    )  # fmt: skip


def _allowed(request: Asked, youth: Way, form: AllowanceForm) -> str:
    actions.agree_allowance(youth, by=request.user, **form.values())
    messages.success(request, _("The allowance is agreed."))
    return _allowance_address(youth)


@door(PROPOSE, purpose=CARE)
def pay(request: Asked, pk: UUID) -> HttpResponse:
    """Pay the allowance for a period."""
    found = allowance(pk, by=request.user)
    if found is None:
        raise Http404
    youth = found.way
    seen(request.user, [youth.person, found], door="youth_pay", purpose=request.purpose)
    due = unpaid_of(found, timezone.localdate())
    if not due:
        messages.info(request, _("Nothing is due: every period that has begun is paid."))
        return redirect(_allowance_address(youth))
    form = PayForm(
        request.POST or None, initial={"francs": found.francs},
        periods=[(d.isoformat(), date_format(d, "SHORT_DATE_FORMAT")) for d in due],
    )  # fmt: skip
    return answer(
        request, form, lambda: _paid(request, found, form), person=youth.person,
        title=_("Pay the allowance"), back=_allowance_address(youth),
    )  # fmt: skip


def _paid(request: Asked, found: Allowance, form: PayForm) -> str:
    values = form.values()
    begins = date.fromisoformat(values.pop("begins_on"))
    actions.pay_allowance(found, by=request.user, begins_on=begins, **values)
    messages.success(request, _("The payment is written down."))
    return _allowance_address(found.way)


def _allowance_address(youth: Way) -> str:
    return reverse("youth_allowance", args=[youth.pk])


# --- savings ----------------------------------------------------------------------------------


@door(SAVINGS, purpose=CARE)
def savings_page(request: Asked, pk: UUID) -> HttpResponse:
    """The child's own book: every entry with the balance after it."""
    person = person_or_404(request, pk, door="savings")
    accounts = [
        (account, xof(account.balance), _shown_book(account))
        for account in savings_of(person, by=request.user)
    ]
    seen(request.user, [person, *(a for a, _b, _c in accounts)], door="savings")
    context = {
        "person": person, "accounts": accounts, "open": any(not a.until for a, *_ in accounts),
    }  # fmt: skip
    return render(request, "leaving/savings.html", context)


def _shown_book(account: SavingsAccount) -> list[tuple[object, str, str]]:
    """Newest first: the entry, its amount with its sign, the balance after it."""
    return [
        (entry, ("+ " if entry.direction == "in" else "− ") + xof(entry.francs), xof(after))
        for entry, after in reversed(book_of(account))
    ]


@door(SAVINGS, purpose=CARE)
def savings_open(request: Asked, pk: UUID) -> HttpResponse:
    """Open an account in the child's name."""
    person = person_or_404(request, pk, door="savings_open")
    form = SavingsForm(request.POST or None)
    return answer(
        request, form, lambda: _opened(request, person, form), person=person,
        title=_("Open a savings account"), back=_book_address(person),
    )  # fmt: skip


@door(SAVINGS, purpose=CARE)
def savings_open_for_way(request: Asked, pk: UUID) -> HttpResponse:
    """The same, from a step that misses it."""
    youth = way_or_404(request, pk, door="youth_savings_open")
    return redirect("savings_open", youth.person_id)


def _opened(request: Asked, person: "Person", form: SavingsForm) -> str:
    actions.open_savings(person, by=request.user, **form.values())
    messages.success(request, _("The account is open, in the child’s own name."))
    return _book_address(person)


@door(SAVINGS, purpose=CARE)
def savings_in(request: Asked, pk: UUID) -> HttpResponse:
    """Money is paid in."""
    account = _account_or_404(request, pk)
    form = PayInForm(request.POST or None)
    return answer(
        request, form, lambda: _booked(request, account, form), person=account.person,
        title=_("Pay into the savings"), back=_book_address(account.person),
        lead=_("Balance: %(amount)s") % {"amount": xof(account.balance)},
    )  # fmt: skip


@door(SAVINGS, purpose=CARE)
def savings_out(request: Asked, pk: UUID) -> HttpResponse:
    """Money is taken out for its owner."""
    account = _account_or_404(request, pk)
    form = TakeOutForm(request.POST or None)
    return answer(
        request, form, lambda: _booked(request, account, form), person=account.person,
        title=_("Take out of the savings"), back=_book_address(account.person),
        lead=_("Balance: %(amount)s") % {"amount": xof(account.balance)},
    )  # fmt: skip


def _booked(request: Asked, account: SavingsAccount, form: PayInForm | TakeOutForm) -> str:
    book = actions.pay_in if isinstance(form, PayInForm) else actions.take_out
    book(account, by=request.user, entry=NewEntry(**form.values()))
    messages.success(request, _("It is in the book."))
    return _book_address(account.person)


def _account_or_404(request: Asked, pk: UUID) -> SavingsAccount:
    found = savings(pk, by=request.user)
    if found is None:
        raise Http404
    seen(request.user, [found.person, found], door="savings", purpose=request.purpose)
    return found


def _book_address(person: "Person") -> str:
    return reverse("savings", args=[person.pk])
