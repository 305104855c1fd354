"""What phones carry of children's measurements, and a measurement as they send it."""

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from kinkeeper.ground.access.queries import visible
from kinkeeper.ground.records.queries import Now
from kinkeeper.ground.sync.loading import lately, met
from kinkeeper.ground.sync.offers import (
    Carry,
    Doubted,
    Load,
    Pack,
    Sent,
    Took,
    Verb,
    offer_carries,
    offer_pack,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict, Sure
from kinkeeper.mission.health.actions import AskAgain, Values, measure
from kinkeeper.mission.health.models import Measurement
from kinkeeper.mission.health.phone import tables
from kinkeeper.mission.health.queries import InForce, protocol_on
from kinkeeper.mission.health.rules import Doubt
from kinkeeper.mission.health.scores import ENGINE
from kinkeeper.mission.health.vaccines import field as vaccines
from kinkeeper.mission.health.wording import sentence
from kinkeeper.mission.people.queries import memberships, people_in
from kinkeeper.mission.people.queries import person as person_by_id


class MeasuredSent(Strict):
    """kg, cm, mm. sure: codes of the doubts that were shown and looked at again."""

    person: UUID
    on: date
    weight: Decimal | None = None
    lenhei: Decimal | None = None
    position: str = ""
    muac_mm: int | None = None
    oedema: str = ""
    sure: Sure = frozenset()


def _measured(sent: Sent) -> Took:
    wanted = MeasuredSent.model_validate(sent.values)
    child = met(person_by_id(wanted.person, by=sent.by))
    values = Values(**wanted.dict(exclude={"person", "on", "sure"}))
    try:
        return Took(measure(child, by=sent.by, on=wanted.on, values=values))
    except AskAgain as asked:
        codes = frozenset(doubt.code for doubt in asked.doubts)
        if not codes <= wanted.sure:
            raise Doubted(codes, _by_field(asked.doubts)) from asked
        return Took(measure(child, by=sent.by, on=wanted.on, values=values, confirmed=codes))


def _by_field(doubts: Iterable[Doubt]) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    for doubt in doubts:
        said.setdefault(doubt.field, []).append(sentence(doubt))
    return said


def _measurements(load: Load) -> QuerySet[Measurement]:
    rows = visible(Measurement, by=load.by).filter(on__gte=lately(), mistaken=False)
    members = memberships(Now(), load.families)
    return rows.filter(person__in=people_in(members, timezone.localdate()))


def _in_force() -> InForce:
    return protocol_on(timezone.localdate())


def _mark() -> str:
    """Another one when the thresholds or the engine are."""
    now = _in_force()
    text = f"{ENGINE} {now.label} {now.thresholds}"
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _tables() -> Mapping[str, Any]:
    return tables(_in_force())


def offer() -> None:
    vaccines.offer()
    offer_pack(Pack("growth", _mark, _tables))
    offer_carries(
        Carry(Measurement, ("person", "on", "weight", "lenhei", "muac_mm", "status"), _measurements)
    )
    offer_verbs(Verb("health.measure", "health.write", _measured))
