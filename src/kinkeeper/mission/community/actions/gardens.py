"""Harvests, the store, the sharing rule, and what goes to vulnerable families."""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.actions import write
from kinkeeper.mission.casework.actions import give_service
from kinkeeper.mission.community.actions.checking import (
    NOBODY_SURE,
    Sure,
    check_day,
    check_number,
)
from kinkeeper.mission.community.models import Gift, Harvest, SharingRule, StockEntry, Structure
from kinkeeper.mission.community.models.gardens import Way
from kinkeeper.mission.community.queries.savings import in_store, stock_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Family


def set_sharing_rule(
    of: Structure, *, by: Account, since: date, families: int, upkeep: int, producers: int
) -> SharingRule:
    """Three parts in percent. Raises ValidationError when they do not make 100."""
    check_day(since, field="since")
    parts = families + upkeep + producers
    if parts != 100:
        raise ValidationError(
            {"families": _("The three parts make %(parts)s %%, not 100 %%.") % {"parts": parts}}
        )
    return write(
        SharingRule(structure=of), by=by, occurred_on=since, since=since, families=families,
        upkeep=upkeep, producers=producers,
    )  # fmt: skip


def record_harvest(
    of: Structure,
    *,
    by: Account,
    on: date,
    crop: str,
    kg: Decimal,
    sold_xof: int = 0,
    paper_by: str = "",
    sure: Sure = NOBODY_SURE,
) -> Harvest:
    """In kilograms. Raises ValidationError, Doubtful for what looks like another unit."""
    check_day(on, field="on", of=of)
    check_number("harvest_kg", kg, field="kg", sure=sure)
    return write(
        Harvest(structure=of), by=by, occurred_on=on, on=on, crop=crop, kg=kg, sold_xof=sold_xof,
        paper_by=paper_by.strip(),
    )  # fmt: skip


def record_stock(
    of: Structure,
    *,
    by: Account,
    on: date,
    crop: str,
    way: str,
    kg: Decimal,
    sure: Sure = NOBODY_SURE,
) -> StockEntry:
    """Into the store or out of it, never below zero. Raises ValidationError, Doubtful."""
    check_day(on, field="on", of=of)
    check_number("stock_kg", kg, field="kg", sure=sure)
    _check_store(of, way, crop, kg)
    return write(StockEntry(structure=of), by=by, occurred_on=on, on=on, crop=crop, way=way, kg=kg)


def give(
    of: Structure,
    *,
    by: Account,
    on: date,
    worth_xof: int,
    kg: Decimal | None = None,
    family: "Family | None" = None,
    families: int = 1,
    sure: Sure = NOBODY_SURE,
) -> Gift:
    """Something of the community's own goes to a vulnerable family; in the file of a family of
    the register it becomes a service. families: how many, where they are not in the register."""
    check_day(on, field="on", of=of)
    if not (worth_xof or kg):
        raise ValidationError({"worth_xof": _("Write what was given: its weight or its worth.")})
    if kg:
        check_number("gift_kg", kg, field="kg", sure=sure)
    if families < 1:
        raise ValidationError({"families": _("At least one family.")})
    with transaction.atomic():
        gift = Gift(
            structure=of, family=family, families=1 if family else families, on=on, kg=kg,
            worth_xof=worth_xof,
        )  # fmt: skip
        if family is not None:
            gift.service = _in_the_file(gift, family, by=by)
        return write(gift, by=by, occurred_on=on)


def _in_the_file(gift: Gift, family: "Family", *, by: Account) -> UUID:
    service = give_service(
        family=family, kind="food" if gift.kg else "other", done_on=gift.on, by=by,
        provider=gift.structure.name, modality="in_kind" if gift.kg else "cash",
        cost_xof=gift.worth_xof, quantity=round(gift.kg) if gift.kg else None,
        unit="kg" if gift.kg else "",
    )  # fmt: skip
    return service.pk


def _check_store(of: Structure, way: str, crop: str, kg: Decimal) -> None:
    if way == Way.IN:
        return
    there = in_store(stock_of(of)).get(crop, Decimal(0))
    if kg > there:
        raise ValidationError(
            {"kg": _("Only %(there)s kg of it are in the store.") % {"there": there}}
        )
