"""Doses as a phone sends them, and the calendar by which it names them."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from pydantic import Field

from kinkeeper.ground.sync.loading import met
from kinkeeper.ground.sync.offers import (
    Doubted,
    Pack,
    Sent,
    Took,
    Verb,
    offer_pack,
    offer_verbs,
)
from kinkeeper.ground.sync.shapes import Strict, Sure
from kinkeeper.mission.health.vaccines.actions import (
    AskAgain,
    Given,
    field_of,
    record_vaccinations,
)
from kinkeeper.mission.health.vaccines.queries import calendar_on
from kinkeeper.mission.health.vaccines.rules import Code, Dose, Doubt
from kinkeeper.mission.health.vaccines.words import age_said, heading_of
from kinkeeper.mission.people.queries import person as person_by_id

LANGUAGES = ("fr", "en")


class VaccinatedSent(Strict):
    """doses: of one day, as the calendar of the phone names them (`penta_2`). source: card, session
    or said. sure: codes of the doubts that were shown and looked at again."""

    person: UUID
    on: date
    doses: list[str] = Field(max_length=40)
    source: Literal["card", "session", "said"]
    where: str = Field("", max_length=120)
    sure: Sure = frozenset()


def _vaccinated(sent: Sent) -> Took:
    wanted = VaccinatedSent.model_validate(sent.values)
    child = met(person_by_id(wanted.person, by=sent.by))
    doses: dict[Code, date | None] = dict.fromkeys(_codes(wanted.doses), wanted.on)
    given = Given(doses=doses, source=wanted.source, where=wanted.where)
    try:
        rows = record_vaccinations(child, by=sent.by, given=given)
    except AskAgain as asked:
        codes = frozenset(map(_doubt, asked.found))
        if not codes <= wanted.sure:
            raise Doubted(codes, asked.message_dict) from asked
        rows = record_vaccinations(child, by=sent.by, given=replace(given, confirmed=True))
    return Took(rows[0])


def _doubt(doubt: Doubt) -> str:
    return f"{field_of(doubt.dose)} {doubt.code}"


def _codes(names: Iterable[str]) -> Iterator[Code]:
    """Raises ValidationError for a dose that the calendar of today does not have."""
    known = {field_of(dose.code): dose.code for dose in _doses()}
    for name in names:
        if name not in known:
            raise ValidationError({name: _("The calendar in force does not have this dose.")})
        yield known[name]


def _doses() -> tuple[Dose, ...]:
    return calendar_on(timezone.localdate()).doses


def _mark() -> str:
    """Another one when the calendar is."""
    return hashlib.sha256(repr(_doses()).encode()).hexdigest()[:16]


def _calendar() -> Mapping[str, Any]:
    return {"doses": [[field_of(dose.code), *map(_words(dose), LANGUAGES)] for dose in _doses()]}


def _words(dose: Dose) -> Any:
    def said(language: str) -> list[str]:
        with override(language):
            return [heading_of(dose), age_said(dose.due)]

    return said


def offer() -> None:
    offer_pack(Pack("vaccines", _mark, _calendar))
    offer_verbs(Verb("health.vaccinate", "health.write", _vaccinated))
