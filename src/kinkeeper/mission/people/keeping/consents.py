"""What a person answered, purpose by purpose: the answer of today and all before it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.records.consents import consents_of, record_consent, withdraw_consent
from kinkeeper.ground.records.guard import Refused
from kinkeeper.ground.records.models import Consent, ConsentAnswer, ConsentPurpose
from kinkeeper.ground.reports.offers import Text
from kinkeeper.mission.people.models import Person

NOT_ASKED = "not_asked"
WITHDRAWN = "withdrawn"
STATES: dict[str, tuple[Text, str]] = {
    ConsentAnswer.GIVEN: (gettext_lazy("given"), "good"),
    ConsentAnswer.REFUSED: (gettext_lazy("refused"), "warn"),
    WITHDRAWN: (gettext_lazy("withdrawn"), "warn"),
    NOT_ASKED: (gettext_lazy("not asked"), "neutral"),
}
# What was handed out under these may have to be called back when the consent is withdrawn.
HANDED_OUT = frozenset(
    {
        ConsentPurpose.SHARING, ConsentPurpose.TRACING, ConsentPurpose.PHOTO,
        ConsentPurpose.SPONSORSHIP, ConsentPurpose.RESEARCH,
    }
)  # fmt: skip


@dataclass(frozen=True)
class Standing:
    """The answer for one purpose on a day. `consent` is the answer that holds, to withdraw it."""

    purpose: str
    label: Text
    state: str
    word: Text
    tone: str
    since: date | None
    by: Text
    how: Text
    withhold: str
    consent: Consent | None


def answers_of(subject: UUID) -> list[Consent]:
    """Every answer, the newest first."""
    return sorted(consents_of(subject), key=lambda c: (c.since, c.pk), reverse=True)


def standings(answers: list[Consent], *, on: date) -> list[Standing]:
    """One line for each purpose there is, asked or not."""
    return [_standing(purpose, answers, on) for purpose in ConsentPurpose]


def standing_for(purpose: str, answers: list[Consent], *, on: date) -> Standing:
    return _standing(ConsentPurpose(purpose), answers, on)


def _standing(purpose: ConsentPurpose, answers: list[Consent], on: date) -> Standing:
    begun = [c for c in answers if c.purpose == purpose and c.since <= on]
    held = next((c for c in begun if c.until is None or c.until > on), None)
    last = held or next(iter(begun), None)
    state = held.answer if held else WITHDRAWN if last else NOT_ASKED
    word, tone = STATES[state]
    return Standing(
        purpose=purpose, label=purpose.label, state=state, word=word, tone=tone,
        since=held.since if held else last.until if last else None,
        by=last.get_given_by_display() if last else "",
        how=last.get_form_display() if last else "",
        withhold=held.withhold if held else "", consent=held,
    )  # fmt: skip


def answer(person: Person, *, by: Account, values: dict[str, Any]) -> Consent:
    """Write an answer; it replaces the one before. Raises ValidationError."""
    try:
        return record_consent(person.pk, place_id=person.place_id, by=by, **values)
    except Refused as problem:
        raise ValidationError(_elsewhere()) from problem


def withdraw(consent: Consent, *, by: Account, on: date) -> Consent:
    """The answer no longer holds from that day. Raises ValidationError."""
    try:
        return withdraw_consent(consent, on=on, by=by)
    except Refused as problem:
        raise ValidationError(_elsewhere()) from problem


def _elsewhere() -> str:
    return _(
        "The answer before this one was written down in a place where you do not work. Ask your "
        "coordinator to write it down."
    )
