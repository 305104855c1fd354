"""What a household earns and spends, asked twice with the same questions; what it lives on."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    check_number,
)
from kinkeeper.mission.community.asking import money_questions, newest
from kinkeeper.mission.community.models import HouseholdMoney, IncomeActivity, PriceIndex
from kinkeeper.mission.community.models.households import When
from kinkeeper.mission.community.models.structures import Sort
from kinkeeper.mission.community.queries import structures

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


def record_money(
    family: "Family",
    *,
    by: Account,
    held_on: date,
    income: Mapping[str, int],
    spending: Mapping[str, int],
    questionnaire: str = "",
    sure: Sure = NOBODY_SURE,
) -> HouseholdMoney:
    """One month of a household in francs, by the lines of the questionnaire. The first answer is
    the baseline; a later one is given to the same version. Raises ValidationError, Doubtful."""
    check_day(held_on, field="held_on")
    before = baseline_of(family)
    name = questionnaire or (before.questionnaire if before else newest("money"))
    _check_same(before, name, held_on)
    _check_lines(name, income, spending)
    check_number("income", sum(income.values()), field="held_on", sure=sure)
    occasion = When.ENDLINE if before else When.BASELINE
    return write(
        HouseholdMoney(family_id=family.pk, occasion=occasion), by=by, occurred_on=held_on,
        questionnaire=name, held_on=held_on, income=dict(income), spending=dict(spending),
    )  # fmt: skip


def baseline_of(family: "Family") -> HouseholdMoney | None:
    return HouseholdMoney.objects.filter(family=family.pk, occasion=When.BASELINE).first()


def begin_activity(
    family: "Family",
    *,
    by: Account,
    kind: str,
    since: date,
    group: UUID | None = None,
    start_xof: int | None = None,
    note: str = "",
) -> IncomeActivity:
    """An income activity begins. group: the savings group that lent for it, of the place where the
    family lives. Raises ValidationError for another group."""
    check_day(since, field="since")
    _check_group(family, group, by)
    return write(
        IncomeActivity(family_id=family.pk, group_id=group), by=by, occurred_on=since, kind=kind,
        since=since, start_xof=start_xof, note=note.strip(),
    )  # fmt: skip


def _check_group(family: "Family", group: UUID | None, by: Account) -> None:
    near = structures(by=by, sort=Sort.SAVINGS, place=family.place, open_only=False)
    if group is not None and not near.filter(pk=group).exists():
        sentence = _("This is no savings group of the place where the family lives.")
        raise ValidationError({"group": sentence})


def end_activity(found: IncomeActivity, *, by: Account, until: date) -> IncomeActivity:
    check_day(until, field="until")
    if until < found.since:
        raise ValidationError({"until": _("This day lies before the activity began.")})
    return write(found, by=by, occurred_on=until, until=until)


def set_price_index(*, by: Account, month: date, value: Decimal, source: str) -> PriceIndex:
    """The index of a month, as published; written again it is corrected."""
    first = month.replace(day=1)
    check_day(first, field="month")
    if value <= 0:
        raise ValidationError({"value": _("The index is above zero.")})
    row = PriceIndex.objects.filter(month=first).first() or PriceIndex(month=first)
    return write(row, by=by, value=value, source=source.strip())


def _check_same(before: HouseholdMoney | None, name: str, held_on: date) -> None:
    if before is None:
        return
    if before.questionnaire != name:
        raise ValidationError(
            _("The household was first asked with %(first)s; answers to %(now)s cannot be compared "
              "with it. Ask the same questions.")
            % {"first": before.questionnaire, "now": name}
        )  # fmt: skip
    if held_on <= before.held_on:
        raise ValidationError({"held_on": _("This day lies before the first time it was asked.")})


def _check_lines(name: str, income: Mapping[str, int], spending: Mapping[str, int]) -> None:
    asked = money_questions(name)
    known = {line.code for line in asked.income}, {line.code for line in asked.spending}
    for given, lines in zip((income, spending), known, strict=True):
        if set(given) - lines or any(xof < 0 for xof in given.values()):
            raise ValidationError(_("A line of this sheet is not in the questionnaire."))
    if not sum(income.values()) and not sum(spending.values()):
        raise ValidationError(_("Nothing was filled in."))
