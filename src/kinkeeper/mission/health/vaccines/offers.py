"""What vaccinations add to other pages: the child's page, *My day*, the life line."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import groupby
from typing import TYPE_CHECKING, Any, cast
from uuid import UUID

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from kinkeeper.ground.access.models import Account
from kinkeeper.ground.access.queries import may, may_meet, visible
from kinkeeper.ground.records.models import Record
from kinkeeper.ground.reports.offers import (
    DueLine,
    FileSection,
    LifeFact,
    offer_due,
    offer_life,
    offer_section,
)
from kinkeeper.mission.health.models import Vaccination
from kinkeeper.mission.health.vaccines import queries
from kinkeeper.mission.health.vaccines.rules import DUE, GIVEN, LATE, Standing
from kinkeeper.mission.health.vaccines.words import dose_name, name_of
from kinkeeper.mission.people.queries import may_be_child, purpose_of, reader_of

if TYPE_CHECKING:
    from kinkeeper.mission.people.queries import Person

LANE = gettext_lazy("Health")
MOST = 60


def section(person: Record, by: Account) -> dict[str, Any] | None:
    """Left out for adults and for who may not meet what a child was given."""
    purpose, today = purpose_of(by), localdate()
    child = cast("Person", person)
    meets = may_meet(Vaccination, "vaccine", by=by, purpose=purpose)
    if not (meets and may(by, "health.read", purpose=purpose) and may_be_child(child, today)):
        return None
    card = queries.card_of(child, by=by, today=today, purpose=purpose)
    return {
        "child": child, "card": card,
        "late": names(card.with_status(LATE)) if card else "",
        "due": names(card.with_status(DUE)) if card else "",
        "given": len(card.with_status(GIVEN)) if card else 0,
        "may_write": child.died_on is None and may(by, "health.write", child),
    }  # fmt: skip


def names(lines: Iterable[Standing]) -> str:
    return ", ".join(name_of(line.dose) for line in lines)


def due_lines(by: Account, today: date) -> Iterator[DueLine]:
    """Children below two whose card was read and who miss a dose."""
    if not may(by, "health.screen"):
        return
    reads_names = reader_of(by).names
    for child, late in queries.missing(by=by, today=today, most=MOST):
        who = f"{child if reads_names else child.code} · {child.place}"
        yield DueLine(
            min(line.due_on for line in late), _("Missing vaccines"), who,
            reverse("vaccinate", args=[child.pk]), tone="late", act=_("Write vaccinations"),
        )  # fmt: skip


def facts_of_person(person: UUID, by: Account) -> Iterable[LifeFact]:
    """A dot for each day with doses."""
    purpose = purpose_of(by)
    if not may_meet(Vaccination, "vaccine", by=by, purpose=purpose):
        return
    rows = visible(Vaccination, by=by, purpose=purpose).filter(person=person, mistaken=False)
    dated = rows.exclude(on=None).order_by("on", "vaccine", "number")
    for on, found in groupby(dated, lambda row: row.on):
        doses = ", ".join(dose_name(row.vaccine, row.number) for row in found)
        yield LifeFact(LANE, _("vaccinated: %(doses)s") % {"doses": doses}, on, bar=False)


def offer() -> None:
    offer_section(
        FileSection(
            "people.person", "vaccinations", gettext_lazy("Vaccinations"), 31,
            "health/vaccines/section.html", section,
        )
    )  # fmt: skip
    offer_due(due_lines)
    offer_life("people.person", facts_of_person)
