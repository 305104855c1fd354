"""Write down an illness, an appointment, what a child can do, a talk; a centre and its status."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.records.actions import write
from kinkeeper.ground.records.guard import Refused
from kinkeeper.mission.health.caring import rules
from kinkeeper.mission.health.models import (
    Appointment,
    Centre,
    CentreStatus,
    Condition,
    Consultation,
    Functioning,
    GroupTalk,
    LongIllness,
    Occasion,
    Talk,
    Working,
)

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

Problems = dict[str, Any]


def _days(person: "Person | None", /, **days: date | None) -> Problems:
    """None of them ahead, none before the birth of the child."""
    today, born = timezone.localdate(), person.birth_date if person else None
    wrong: Problems = {}
    for name, day in days.items():
        if day and day > today:
            wrong[name] = _("This day lies in the future.")
        elif day and born and day < born:
            wrong[name] = _("This day lies before the birth of the child.")
    return wrong


def _order(wrong: Problems, first: date | None, then: date | None, field: str) -> None:
    if first and then and then < first and field not in wrong:
        said = _("This lies before the %(day)s.") % {"day": f"{first:%d/%m/%Y}"}
        wrong[field] = said


def _stop(wrong: Problems) -> None:
    if wrong:
        raise ValidationError(wrong)


# --- illness and consultation -----------------------------------------------------------------


def record_consultation(
    person: "Person",
    *,
    by: Account,
    occasion: str,
    ill_since: date | None = None,
    on: date | None = None,
    sent_to: Centre | None = None,
    sent_on: date | None = None,
    **values: Any,
) -> Consultation:
    """A child is ill or was seen. values: centre, diagnoses, treatment, detail, paid_by.

    Raises ValidationError by field: neither ill nor seen, days that cannot be, what was found by
    nobody.
    """
    wrong = _days(person, ill_since=ill_since, on=on)
    if occasion == Occasion.ILL and ill_since is None:
        wrong["ill_since"] = _("Write since when the child is ill.")
    elif ill_since is None and on is None:
        wrong["on"] = _("Write on which day the child was seen.")
    _order(wrong, ill_since, on, "on")
    if on is None and (values.get("diagnoses") or values.get("treatment")):
        wrong["on"] = _("Who found this, and when? Write the day the child was seen.")
    _stop(wrong)
    sent = sent_on or on or ill_since if sent_to else None
    return write(
        Consultation(person=person, written_by=by), by=by, occurred_on=on or ill_since,
        occasion=occasion, ill_since=ill_since, on=on, sent_to=sent_to, sent_on=sent, **values,
    )  # fmt: skip


def seen_by_somebody(
    row: Consultation, *, by: Account, on: date, sent_to: Centre | None = None, **values: Any
) -> Consultation:
    """An ill child nobody had seen was seen. values: as `record_consultation`."""
    wrong = _days(row.person, on=on)
    _order(wrong, row.ill_since, on, "on")
    if row.on:
        wrong["on"] = _("The day the child was seen is written already.")
    _stop(wrong)
    if "detail" in values and row.written_by_id != by.pk:
        values["detail"] = values["detail"] or row.detail
    sent: dict[str, Any] = {"sent_to": sent_to, "sent_on": on} if sent_to else {}
    return write(row, by=by, occurred_on=on, on=on, **values, **sent)


def arrived(row: Consultation, *, by: Account, on: date) -> Consultation:
    """The child came to the centre it was sent to."""
    wrong = _days(row.person, on=on)
    _order(wrong, row.sent_on, on, "on")
    if row.sent_on is None:
        wrong["on"] = _("The child was sent nowhere.")
    _stop(wrong)
    return write(row, by=by, occurred_on=on, arrived_on=on)


def take_back_consultation(row: Consultation, *, by: Account) -> Consultation:
    """Recorded in error; it stays to be read and counts nowhere."""
    return write(row, by=by, mistaken=True)


# --- long illness -----------------------------------------------------------------------------


def begin_illness(
    person: "Person", *, by: Account, condition: str, since: date, **values: Any
) -> LongIllness:
    """values: detail, treatment, centre, next_on. Raises ValidationError by field."""
    wrong = _days(person, since=since)
    _order(wrong, since, values.get("next_on"), "next_on")
    if condition == Condition.RESTRICTED and not values.get("detail"):
        wrong["detail"] = _("Write what it is: only you will read it.")
    _stop(wrong)
    return write(
        LongIllness(person=person, written_by=by), by=by, occurred_on=since, condition=condition,
        since=since, **values,
    )  # fmt: skip


def keep_appointment(
    illness: LongIllness, *, by: Account, on: date, kept: bool, next_on: date | None,
    note: str = "",
) -> Appointment:  # fmt: skip
    """Kept or missed, and the next one. Raises ValidationError by field."""
    wrong = _days(illness.person, on=on)
    _order(wrong, illness.since, on, "on")
    _order(wrong, on, next_on, "next_on")
    if illness.until:
        wrong["on"] = _("This illness has ended.")
    if not kept and next_on is None:
        wrong["next_on"] = _("It was missed: write the next appointment.")
    _stop(wrong)
    with transaction.atomic():
        write(illness, by=by, occurred_on=on, next_on=next_on)
        return write(
            Appointment(illness=illness), by=by, occurred_on=on, on=on, kept=kept,
            note=note.strip(),
        )  # fmt: skip


def end_illness(illness: LongIllness, *, by: Account, on: date) -> LongIllness:
    wrong = _days(illness.person, on=on)
    _order(wrong, illness.since, on, "on")
    _stop(wrong)
    return write(illness, by=by, occurred_on=on, until=on, next_on=None)


# --- what a child can do, talks ---------------------------------------------------------------


def record_functioning(
    person: "Person", *, by: Account, on: date, answers: Mapping[str, int | None],
    answered_by: str = "",
) -> Functioning:  # fmt: skip
    """The six answers 1-4, None for one nobody knew. Raises ValidationError below five years, for
    unknown domains or when nothing was answered."""
    wrong = _days(person, on=on)
    years = (on - person.birth_date).days / 365.25 if person.birth_date else rules.FROM_YEARS
    if years < rules.FROM_YEARS and "on" not in wrong:
        wrong["on"] = _("The short set is asked from five years on.")
    _stop(wrong)
    given: dict[str, Any] = {domain: answers.get(domain) for domain in rules.DOMAINS}
    if set(answers) - set(given) or not any(given.values()):
        raise ValidationError(_("Answer at least one of the six questions."))
    return write(
        Functioning(person=person), by=by, occurred_on=on, on=on, answered_by=answered_by.strip(),
        disabled=rules.disabled(given), **given,
    )  # fmt: skip


def hold_talk(
    person: "Person", *, by: Account, on: date, topic: str, notes: str = "",
    next_on: date | None = None,
) -> Talk:  # fmt: skip
    """A talk with one child, held by who writes it. Raises ValidationError by field."""
    wrong = _days(person, on=on)
    _order(wrong, on, next_on, "next_on")
    _stop(wrong)
    return write(
        Talk(person=person, counsellor=by), by=by, occurred_on=on, on=on, topic=topic,
        notes=notes.strip(), next_on=next_on,
    )  # fmt: skip


def hold_group(
    *, by: Account, place: Place, on: date, topic: str, led_by: str,
    heads: Mapping[str, int | None], note: str = "",
) -> GroupTalk:  # fmt: skip
    """A session with a group: how many came of each sex and age. Raises ValidationError."""
    _stop(_days(None, on=on))
    try:
        counted = rules.clean_heads(heads)
    except ValueError as problem:
        said = _("A number of people is between 0 and %(most)s.") % {"most": rules.MOST_HEADS}
        raise ValidationError(said) from problem
    if not counted:
        raise ValidationError(_("Nobody was counted: fill in how many came."))
    return write(
        GroupTalk(place=place), by=by, occurred_on=on, on=on, topic=topic, led_by=led_by.strip(),
        heads=counted, note=note.strip(),
    )  # fmt: skip


# --- centres ----------------------------------------------------------------------------------


def add_centre(
    *, by: Account, place: Place, name: str, kind: str, services: Sequence[str], since: date
) -> Centre:
    """A centre, open since a day as far as is known."""
    _stop(_days(None, since=since))
    with transaction.atomic():
        centre = write(
            Centre(place=place), by=by, name=name.strip(), kind=kind, services=list(services)
        )
        set_status(centre, by=by, status=Working.OPEN, since=since)
    return centre


def set_status(
    centre: Centre, *, by: Account, status: str, since: date, services: Sequence[str] = (),
    why: str = "",
) -> CentreStatus:  # fmt: skip
    """Open, reduced or closed from a day on; the status before ends. Raises ValidationError."""
    wrong = _days(None, since=since)
    before = CentreStatus.objects.filter(centre=centre, until=None).first()
    _order(wrong, before.since if before else None, since, "since")
    if status == Working.REDUCED and not services:
        wrong["services"] = _("Say which services are still given.")
    if status != Working.OPEN and not why.strip():
        wrong["why"] = _("Say why, as far as it is known.")
    _stop(wrong)
    left = list(services) if status == Working.REDUCED else []
    with transaction.atomic():
        if before:
            write(before, by=by, occurred_on=since, until=since)
        return write(
            CentreStatus(centre=centre), by=by, occurred_on=since, status=status, since=since,
            services=left, why=why.strip(), checked_on=since,
        )  # fmt: skip


def check_status(centre: Centre, *, by: Account, on: date) -> CentreStatus:
    """Somebody made sure: it is still so. Raises Refused where there is no status."""
    row = CentreStatus.objects.filter(centre=centre, until=None).first()
    if row is None:
        raise Refused
    wrong = _days(None, on=on)
    _order(wrong, row.checked_on, on, "on")
    _stop(wrong)
    return write(row, by=by, occurred_on=on, checked_on=on)
