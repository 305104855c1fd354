"""A child is measured; a measurement is corrected, computed again or taken back."""

from dataclasses import asdict, dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.places.models import Place
from kinkeeper.ground.process.actions import Told, begin
from kinkeeper.ground.records.actions import Received, receive, write
from kinkeeper.mission.health.models import Measurement, NutritionCase
from kinkeeper.mission.health.process import MALNUTRITION
from kinkeeper.mission.health.queries import InForce, before, child_of, measured, protocol_on
from kinkeeper.mission.health.rules import (
    MODERATE,
    SEVERE,
    Doubt,
    Taken,
    classify,
    doubts,
    impossible,
)
from kinkeeper.mission.health.scores import ENGINE, scores, seen
from kinkeeper.mission.health.wording import sentence

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

NUMBERS = ("weight", "lenhei", "muac_mm")
DERIVED = (
    "age_days", "age_sure", "z", "flagged", "engine", "status", "reasons", "protocol",
)  # fmt: skip


class AskAgain(ValidationError):
    """The measurement is unusual: `doubts` are the questions nobody has confirmed yet."""

    def __init__(self, found: list[Doubt]) -> None:
        self.doubts = found
        super().__init__([sentence(doubt) for doubt in found])


@dataclass(frozen=True, kw_only=True)
class Values:
    """As typed: kg, cm, mm; `position` l, h or empty; `oedema` 0-3 or empty for not looked for."""

    weight: Decimal | None = None
    lenhei: Decimal | None = None
    position: str = ""
    muac_mm: int | None = None
    oedema: str = ""


def measure(
    person: "Person",
    *,
    by: Account,
    on: date,
    values: Values,
    place: Place | None = None,
    confirmed: frozenset[str] = frozenset(),
) -> Measurement:
    """Record a measurement and what it says; a malnourished child's case begins with it.

    `place`: where, else where the child lives. Raises AskAgain with what is unusual and not among
    `confirmed`, ValidationError by field for what cannot be, Refused.
    """
    _check_day(person, on)
    row = Measurement(
        person=person, on=on, place=place or person.place, **asdict(values)
    )  # fmt: skip
    _check(row)
    derived = _derived(row)
    _ask(row, derived, confirmed)
    with transaction.atomic():
        write(row, by=by, occurred_on=on, confirmed=sorted(confirmed), **derived)
        _begin_case(row, by=by)
    return row


def correct(
    row: Measurement,
    *,
    by: Account,
    base: int,
    values: Values,
    confirmed: frozenset[str] = frozenset(),
) -> Received:
    """A typing mistake is mended; computed anew. Errors as `measure`; a clash is kept."""
    tried = Measurement(person=row.person, on=row.on, place=row.place, **asdict(values))
    _check(tried)
    _ask(tried, _derived(tried), confirmed, other_than=row)
    with transaction.atomic():
        got = receive(Measurement, row.pk, base=base, by=by, values=asdict(values))
        stands = Measurement.objects.select_related("person__place").get(pk=row.pk)
        write(stands, by=by, confirmed=sorted(confirmed), **_derived(stands))
        _begin_case(stands, by=by)
    return got


def compute_again(row: Measurement, *, by: Account) -> Measurement:
    """After the birth or the sex of the child was corrected."""
    with transaction.atomic():
        write(row, by=by, **_derived(row))
        _begin_case(row, by=by)
    return row


def take_back(row: Measurement, *, by: Account) -> Measurement:
    """It was recorded in error, of another child perhaps: it stays to be read and counts
    nowhere."""
    return write(row, by=by, mistaken=True)


def is_stale(row: Measurement) -> bool:
    """The birth of the child is another one than when the scores were computed."""
    return row.age_days != child_of(row.person).age_days(row.on) or row.engine != ENGINE


def _check_day(person: "Person", on: date) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day lies in the future.")})
    if person.birth_date and on < person.birth_date:
        raise ValidationError({"on": _("This day lies before the birth of the child.")})


def _check(row: Measurement) -> None:
    """Something was measured, and everything is possible."""
    if not (row.oedema or any(getattr(row, name) is not None for name in NUMBERS)):
        raise ValidationError(_("Nothing was measured: fill in at least one value."))
    wrong = {}
    for name in NUMBERS:
        value = getattr(row, name)
        if value is not None and (doubt := impossible(name, float(value))):
            wrong[name] = sentence(doubt)
    if wrong:
        raise ValidationError(wrong)


def _ask(
    row: Measurement,
    derived: dict[str, Any],
    confirmed: frozenset[str],
    *,
    other_than: Measurement | None = None,
) -> None:
    was = measured(row)
    taken = Taken(
        was.weight, was.lenhei, was.position, was.muac_mm, derived["age_days"],
        frozenset(derived["flagged"]),
    )  # fmt: skip
    earlier = before(row.person, row.on, other_than=other_than.pk if other_than else None)
    open_ = [doubt for doubt in doubts(taken, earlier) if doubt.code not in confirmed]
    if open_:
        raise AskAgain(open_)


def _derived(row: Measurement) -> dict[str, Any]:
    return derived(row, protocol_on(row.on))


def derived(row: Measurement, protocol: InForce) -> dict[str, Any]:
    """Everything that is computed from the values, by a protocol."""
    child, was = child_of(row.person), measured(row)
    found = scores(child, was, row.on)
    finding = classify(seen(was, found), protocol.thresholds)
    return {
        "age_days": found.age_days, "age_sure": child.sure, "z": found.z,
        "flagged": list(found.flagged), "engine": ENGINE, "status": finding.status,
        "reasons": list(finding.reasons), "protocol": protocol.label,
    }  # fmt: skip


def _begin_case(row: Measurement, *, by: Account) -> None:
    """The child is malnourished by its last measurement, and nobody follows it yet."""
    if row.status not in {SEVERE, MODERATE} or row.mistaken:
        return
    later = Measurement.objects.filter(person=row.person_id, on__gt=row.on, mistaken=False)
    followed = NutritionCase.objects.filter(person=row.person_id, until=None)
    if later.exists() or followed.exists():
        return
    case = write(
        NutritionCase(person=row.person, found_by=row, since=row.on),
        by=by, occurred_on=row.on, status=row.status,
    )  # fmt: skip
    begin(MALNUTRITION, case, verb="find", place=row.person.place, by=by, told=Told(row.on))
