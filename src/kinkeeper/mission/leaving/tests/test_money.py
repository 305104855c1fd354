"""Savings belong to the child and never fall below zero; an allowance is paid once a period."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.leaving.actions import (
    NewEntry,
    agree_allowance,
    open_savings,
    pay_allowance,
    pay_in,
    take_out,
)
from kinkeeper.mission.leaving.models import AllowancePaid, SavingsEntry
from kinkeeper.mission.leaving.queries import book_of, open_account, savings_of, unpaid_of
from kinkeeper.mission.people.actions import record_death


def test_the_book_shows_the_balance_after_each_entry(journey):
    account = journey.put_by(20_000, 12)
    by = journey.village.salif
    pay_in(account, by=by, entry=NewEntry(journey.day(40), 5_000, "gift"))
    take_out(account, by=by, entry=NewEntry(journey.day(50), 7_500, "need", "R-1"))
    pay_in(account, by=by, entry=NewEntry(journey.day(30), 1_000, "own"))
    assert [after for _entry, after in book_of(account)] == [20_000, 21_000, 26_000, 18_500]
    assert open_account(journey.person).balance == 18_500


def test_nobody_takes_out_more_than_there_is(journey):
    account = journey.put_by(20_000)
    with pytest.raises(ValidationError) as wrong:
        take_out(account, by=journey.village.salif,
                 entry=NewEntry(journey.day(20), 20_001, "need", "R-1"))  # fmt: skip
    assert "20" in wrong.value.message_dict["francs"][0]
    assert open_account(journey.person).balance == 20_000


def test_a_withdrawal_written_down_late_does_not_reach_below_zero_afterwards(journey):
    account, by = journey.put_by(20_000, 12), journey.village.salif
    take_out(account, by=by, entry=NewEntry(journey.day(60), 15_000, "need", "R-1"))
    with pytest.raises(ValidationError):
        take_out(account, by=by, entry=NewEntry(journey.day(30), 6_000, "need", "R-2"))
    take_out(account, by=by, entry=NewEntry(journey.day(30), 5_000, "need", "R-2"))


def test_the_database_itself_refuses_a_balance_below_zero(journey, cast):
    account = journey.put_by()
    with pytest.raises(IntegrityError), transaction.atomic():
        write(account, by=cast.machine, balance=-1)


@pytest.mark.parametrize(
    ("entry", "field"),
    [
        (NewEntry(date(2021, 4, 1), 0, "need", "R-1"), "francs"),
        (NewEntry(date(2021, 4, 1), 100, "need", ""), "receipt"),
        (NewEntry(date(2021, 4, 1), 100, "gift", "R-1"), "source"),
        (NewEntry(date(2021, 4, 1), 100, "heirs", "R-1"), "source"),
        (NewEntry(date(2020, 4, 1), 100, "need", "R-1"), "on"),
        (NewEntry(date(2999, 4, 1), 100, "need", "R-1"), "on"),
    ],
)
def test_a_withdrawal_that_cannot_be_is_told_at_its_field(journey, entry, field):
    account = journey.put_by()
    with pytest.raises(ValidationError) as wrong:
        take_out(account, by=journey.village.salif, entry=entry)
    assert field in wrong.value.message_dict
    assert SavingsEntry.objects.count() == 1


def test_the_savings_are_met_and_moved_by_the_childs_people_alone(journey, cast):
    account = journey.put_by()
    assert savings_of(journey.person, by=cast.moussa) == [account]
    entry = NewEntry(journey.day(30), 100, "gift")
    for other in (cast.mariam, cast.fatim, cast.awa, cast.hawa, cast.nadia, cast.pierre):
        assert savings_of(journey.person, by=other) == []
        with pytest.raises(Refused):
            pay_in(account, by=other, entry=entry)
        with pytest.raises(Refused):
            open_savings(journey.person, by=other, on=journey.day(1), institution="x")


def test_one_open_account_and_it_is_the_owners_after_the_handover(journey):
    journey.prepare()
    account = journey.put_by(30_000)
    with pytest.raises(ValidationError):
        journey.put_by()
    journey.plan()
    journey.papers()
    journey.plan_leaving(40)
    journey.hand_over(45)
    last = SavingsEntry.objects.filter(account=account).order_by("on").last()
    assert (last.francs, last.source, last.receipt) == (30_000, "handover", "R-12")
    account.refresh_from_db()
    assert (account.balance, account.until) == (0, journey.day(45))
    with pytest.raises(ValidationError):
        pay_in(account, by=journey.village.salif, entry=NewEntry(journey.day(46), 5, "gift"))


def test_after_a_death_the_money_goes_to_the_heirs_only(journey):
    account, by = journey.put_by(), journey.village.salif
    record_death(journey.person, by=by, on=journey.day(30))
    with pytest.raises(ValidationError):
        pay_in(account, by=by, entry=NewEntry(journey.day(31), 5, "gift"))
    with pytest.raises(ValidationError):
        take_out(account, by=by, entry=NewEntry(journey.day(31), 5, "need", "R-1"))
    take_out(account, by=by, entry=NewEntry(journey.day(31), 50_000, "heirs", "R-1"))


def test_an_allowance_is_paid_once_for_each_period_that_has_begun(journey):
    way, by = journey.prepare(), journey.village.salif
    allowance = agree_allowance(
        way, by=by, since=date(2021, 3, 10), francs=15_000, period="month", purpose="repas"
    )
    due = unpaid_of(allowance, date(2021, 5, 9))
    assert due == [date(2021, 3, 10), date(2021, 4, 10)]
    paid = pay_allowance(allowance, by=by, begins_on=due[0], paid_on=due[0], receipt="empreinte")
    assert paid.francs == 15_000
    for begins, receipt in ((due[0], "R"), (date(2021, 6, 10), "R"), (due[1], " ")):
        with pytest.raises(ValidationError):
            pay_allowance(allowance, by=by, begins_on=begins, paid_on=due[1], receipt=receipt)
    twin = AllowancePaid(allowance=allowance, begins_on=due[0], paid_on=due[0], receipt="R")
    with pytest.raises(IntegrityError), transaction.atomic():
        write(twin, by=by, francs=1)


def test_a_new_allowance_ends_the_one_before(journey):
    way, by = journey.prepare(), journey.village.salif
    first = agree_allowance(way, by=by, since=journey.day(9), francs=10_000, period="month")
    agree_allowance(way, by=by, since=journey.day(99), francs=20_000, period="quarter")
    first.refresh_from_db()
    assert first.until == journey.day(99)
    with pytest.raises(ValidationError):
        agree_allowance(way, by=by, since=journey.day(50), francs=1, period="month")
    with pytest.raises(ValidationError):
        agree_allowance(way, by=by, since=journey.day(-9), francs=1, period="month")
